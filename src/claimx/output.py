"""Where results go: files and folders that are there whole, or not at all."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from claimx.formats import FORMATS, Writer, create_writer
from claimx.packing import packed
from claimx.schema import Per

PART = ".part"


@contextmanager
def results_to(
    path: Path, name: str, *, per: Per = "claim", many: bool = False
) -> Iterator[Writer]:
    """A writer of the format ``name`` to the file or folder ``path``, packed as its suffix says.

    It is written beside its place and renamed when all went well; when not, what was there before
    is untouched.

    Raises:
        OSError: it cannot be written.
        MissingExtraError: the format or the packing needs a package that is not installed.
    """
    if FORMATS[name].target == "folder":
        with folder_beside(path) as folder:
            writer = create_writer(name, folder, per=per, many=many)
            yield writer
            writer.close()
        return
    with written_beside(path) as stream, ExitStack() as stack:
        target = stack.enter_context(text_in(stream)) if FORMATS[name].target == "text" else stream
        writer = create_writer(name, target, per=per, many=many)
        yield writer
        writer.close()


@contextmanager
def written_beside(path: Path) -> Iterator[BinaryIO]:
    """A stream of bytes that takes the name ``path`` at the end, packed as its suffix says."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            stream = packed(file, path.name)
            yield stream
            if stream is not file:
                stream.close()
            # A name that outlives its content would be taken for a whole file.
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """An empty folder that takes the name ``path`` at the end; one that was there goes."""
    part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent))
    try:
        yield part
        part.chmod(0o777 & ~_mask())
        if path.exists():
            shutil.rmtree(path)
        part.replace(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@contextmanager
def text_in(stream: BinaryIO) -> Iterator[TextIO]:
    """UTF-8 text into ``stream``, line ends as they are; ``stream`` stays open."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    try:
        yield text
        text.flush()
    finally:
        # Not to be closed with the wrapper when that is thrown away.
        text.detach()


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file would get."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
