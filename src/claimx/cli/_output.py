"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from claimx.errors import OutputError
from claimx.formats import FORMATS, Writer, create_writer
from claimx.output import results_to, text_in, written_beside
from claimx.schema import Per


def refuse_output(path: Path, *, force: bool, folder: bool = False) -> None:
    """See before work begins whether ``path`` can be written.

    Raises:
        OutputError: it cannot, or it is there already and ``force`` is not given, or it is a
            folder and none is meant.
    """
    if path.is_dir() and not folder:
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
    with told(path):
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
        else:
            with written_beside(path.resolve()) as data, text_in(data) as stream:
                yield stream


@contextmanager
def open_results(
    path: Path | None, name: str, *, per: Per = "claim", many: bool = False
) -> Iterator[Writer]:
    """A writer of the format ``name`` to standard output, or to a file or folder, as
    :func:`open_output` and :func:`claimx.output.results_to` do.

    Raises:
        OutputError: it cannot be written there.
        MissingExtraError: the format or the packing needs a package that is not installed.
    """
    target = FORMATS[name].target
    special = path is not None and path.exists() and not path.is_file() and not path.is_dir()
    if path is not None and not special:
        with told(path), results_to(path.resolve(), name, per=per, many=many) as writer:
            yield writer
        return
    if target == "folder":
        raise OutputError(f"{name} is a folder of files", mend="name it with --output")
    with open_output(path) as stream:
        if target == "binary" and stream.isatty():
            raise OutputError(f"{name} is not for a terminal", mend="name a file with --output")
        writer = create_writer(
            name, stream.buffer if target == "binary" else stream, per=per, many=many
        )
        yield writer
        writer.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the system says into an error of the output.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", where=str(path)) from error


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
