"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from claimx.errors import OutputError


def refuse_output(path: Path, *, force: bool) -> None:
    """See before work begins whether ``path`` can be written.

    Raises:
        OutputError: it cannot, or it is there already and ``force`` is not given.
    """
    if path.is_dir():
        raise OutputError("is a folder", where=str(path))
    if path.is_file() and not force:
        raise OutputError("is there already", where=str(path), mend="--force overwrites it")
    if not path.parent.is_dir():
        raise OutputError("no such folder", where=str(path.parent))
    target = path if path.exists() and not path.is_file() else path.parent
    if not os.access(target, os.W_OK):
        raise OutputError("cannot be written: permission denied", where=str(path))


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """A UTF-8 text stream on standard output, or on a file that takes its name at the end.

    The file is written beside its place and renamed when all went well; when not, what was
    there before is untouched. A device or a named pipe is written as it is.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None:
        yield _standard_output()
        return
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
        else:
            with _written_beside(path.resolve()) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error


@contextmanager
def _written_beside(path: Path) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is one; a process started with it closed has none."""
    return stream is not None and stream.isatty()


def _standard_output() -> TextIO:
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise OutputError("standard output is closed", mend="name a file with --output")
    if stream.isatty():
        # A terminal of another encoding gets what it can show.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    elif hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="\n")
    return stream
