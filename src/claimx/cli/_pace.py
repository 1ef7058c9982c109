"""How far a command is, in words: what a bar and a line in a log both say."""

from __future__ import annotations

import time
from collections.abc import Callable

from claimx.tally import Tally

ONE = Tally(documents=1)
#: Seconds between two lines in a log.
EVERY = 10.0
# As long as the pace is not settled, nobody is told how long it will take.
_SETTLED = 5.0


class Progress:
    """Counts, and shows nothing."""

    def __init__(self, total: int | None = None, start: Tally | None = None) -> None:
        """``total`` is None where nobody can know; ``start`` is what was done before."""
        self.total = total
        self.tally = self._start = start or Tally()
        self._begun = time.monotonic()

    def add(self, more: Tally = ONE) -> None:
        self.set(self.tally + more)

    def set(self, tally: Tally) -> None:
        self.tally = tally

    def details(self) -> list[str]:
        """What there is to say beside the number of documents."""
        tally, found = self.tally, []
        seconds = time.monotonic() - self._begun
        if tally.words:
            words = (tally.words - self._start.words) / max(seconds, 1e-3)
            found += [f"{tally.claims:,} claims", f"{words:,.0f} words/s"]
        if tally.failures:
            found.append(f"{tally.failures:,} failed")
        left = self._left(seconds)
        if left is not None:
            found.append(f"{duration(left)} left")
        return found

    def _left(self, seconds: float) -> float | None:
        done = self.tally.documents - self._start.documents
        if self.total is None or not done or seconds < _SETTLED:
            return None
        return (self.total - self.tally.documents) * seconds / done


class LoggedProgress(Progress):
    """Says every ten seconds how far it is, in a line of its own."""

    def __init__(self, say: Callable[[str], None], total: int | None, start: Tally | None) -> None:
        super().__init__(total, start)
        self._say = say
        self._next = time.monotonic() + EVERY

    def set(self, tally: Tally) -> None:
        super().set(tally)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._say(self.line())

    def line(self) -> str:
        of = "" if self.total is None else f" of {self.total:,}"
        return ", ".join([f"{self.tally.documents:,}{of} documents", *self.details()])


def duration(seconds: float) -> str:
    """A time to be read: ``45 s``, ``12 min``, ``3 h 20 min``, ``2 d 4 h``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{rest} s"
