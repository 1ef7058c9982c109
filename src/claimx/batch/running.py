"""How far a shard under way is: for progress, and for whoever finds its process dead."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from claimx.tally import Tally

# Every state is as long as this, so that a new one is written over the old one in one go.
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class State:
    """``tally`` is of the documents before the one that is being read; ``age`` in seconds."""

    tally: Tally
    age: float

    @property
    def document(self) -> int:
        """The number in the shard of the document that is being read."""
        return self.tally.documents


class Running:
    """The state of a shard in a file that is there as long as it is under way.

    What is written is not lost with the process, only with the machine.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o666)

    def set(self, tally: Tally) -> None:
        """Say that the document after those of ``tally`` is begun."""
        counts = (tally.documents, tally.failures, tally.claims, tally.words)
        os.pwrite(self._file, " ".join(map(str, counts)).ljust(_WIDTH).encode(), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)
        self._path.unlink(missing_ok=True)


def read_state(path: Path) -> State | None:
    """The state in a file of :class:`Running`, None where there is none."""
    try:
        counts = [int(count) for count in path.read_text(encoding="ascii").split()]
        return State(Tally(*counts), time.time() - path.stat().st_mtime)
    except (FileNotFoundError, TypeError, ValueError):
        # Just removed, or just made and still empty.
        return None
