"""Everything that is said beside the data: messages, progress, exit codes. All on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from claimx.cli._output import is_terminal
from claimx.cli._pace import LoggedProgress, Progress
from claimx.errors import ClaimxError, DocumentError, ExitCode, InputError
from claimx.tally import Tally
from claimx.text import visible


class Reporter:
    """Messages of a command: errors always, warnings unless quiet, details when verbose."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._print: Callable[[str], None] = _to_stderr

    def error(self, message: str) -> None:
        self._print(f"claimx: error: {message}")

    def warning(self, message: str) -> None:
        if not self._quiet:
            self._print(f"claimx: warning: {message}")

    def detail(self, message: str) -> None:
        if self._verbose:
            self._print(f"claimx: {message}")

    def note(self, message: str) -> None:
        """Say how something ended: always, but where quiet."""
        if not self._quiet:
            self._print(f"claimx: {message}")

    @contextmanager
    def progress(
        self, total: int | None, *, shown: bool, free: bool = True, start: Tally | None = None
    ) -> Iterator[Progress]:
        """What counts documents: a bar on a terminal, a line every ten seconds in a log.

        Args:
            total: how many there are, None where nobody can know.
            shown: whether there is more than one document.
            free: whether nothing else is written to the terminal.
            start: what was done before.
        """
        if self._quiet or not shown:
            yield Progress(total, start)
        elif not is_terminal(sys.stderr):
            yield LoggedProgress(self.note, total, start)
        elif not free:
            yield Progress(total, start)
        else:
            from claimx.cli._progress import progress_bar

            with progress_bar(total, start) as bar:
                self._print = bar.print
                try:
                    yield bar
                finally:
                    self._print = _to_stderr


class CommandGroup(click.Group):
    """Turns everything that can end a command into its exit code, never a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _exits():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _exits():
            value = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return value


@contextmanager
def _exits() -> Iterator[None]:
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except ClaimxError as error:
        _to_stderr(f"claimx: error: {error}")
        raise click.exceptions.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        _silence_stdout()
        raise click.exceptions.Exit(ExitCode.CLOSED_PIPE) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _to_stderr(f"claimx: error: {place}{error.strerror or error}")
        _silence_stdout()
        raise click.exceptions.Exit(ExitCode.CANNOT_RUN) from None
    except Exception as error:
        if os.environ.get("CLAIMX_TRACEBACK"):
            raise
        name = type(error).__name__
        _to_stderr(f"claimx: error: unexpected {name}: {error} (CLAIMX_TRACEBACK=1 shows where)")
        raise click.exceptions.Exit(ExitCode.CANNOT_RUN) from None


@contextmanager
def told_before_work() -> Iterator[None]:
    """Makes of a broken document what it is in a command's own files: a reason not to begin.

    Raises:
        InputError: in place of any error of a document.
    """
    try:
        yield
    except DocumentError as error:
        raise InputError(error.what, where=error.where, mend=error.mend) from error


def print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    """The callback of ``--version``."""
    if value and not ctx.resilient_parsing:
        import claimx

        click.echo(f"claimx {claimx.__version__}")
        ctx.exit()


def _silence_stdout() -> None:
    """Let what is left in the buffer go nowhere, so that Python does not complain at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        return


def _to_stderr(message: str) -> None:
    click.echo(visible(message, keep="\n"), err=True)
