"""The progress bar, apart from the messages because rich takes a while to import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft
from rich.text import Text

from claimx.text import visible


class ProgressBar:
    """A running bar, and messages above it."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def advance(self) -> None:
        self._progress.advance(self._task)

    def print(self, message: str) -> None:
        self._progress.console.print(Text(visible(message, keep="\n")), soft_wrap=True)


@contextmanager
def progress_bar(total: int | None) -> Iterator[ProgressBar]:
    """A bar on stderr that is gone when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeLeft())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ProgressBar(progress, progress.add_task("documents", total=total))
