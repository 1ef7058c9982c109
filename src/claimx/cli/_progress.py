"""The progress bar, apart from the messages because rich takes a while to import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress as rich
from rich.console import Console
from rich.text import Text

from claimx.cli._pace import Progress
from claimx.tally import Tally
from claimx.text import visible


class ProgressBar(Progress):
    """A running bar, and messages above it."""

    def __init__(self, bar: rich.Progress, total: int | None, start: Tally | None) -> None:
        super().__init__(total, start)
        self._bar = bar
        self._task = bar.add_task("documents", total=total, said="")
        self.set(self.tally)

    def set(self, tally: Tally) -> None:
        super().set(tally)
        said = " · ".join(self.details())
        self._bar.update(self._task, completed=tally.documents, said=said)

    def print(self, message: str) -> None:
        self._bar.console.print(Text(visible(message, keep="\n")), soft_wrap=True)


@contextmanager
def progress_bar(total: int | None, start: Tally | None) -> Iterator[ProgressBar]:
    """A bar on stderr that is gone when the work is done."""
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TextColumn("{task.fields[said]}"),
    )
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield ProgressBar(bar, total, start)
