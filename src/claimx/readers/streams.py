"""Bytes of an input, wherever it is and whatever it is packed in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from claimx.errors import DocumentError, InputError
from claimx.packing import packing_of, unpacked, unpacking_errors
from claimx.readers.remote import open_remote
from claimx.readers.sources import Source


@contextmanager
def open_source(
    source: Source, *, stdin: BinaryIO | None = None, offset: int = 0
) -> Iterator[BinaryIO]:
    """The source's bytes, unpacked where its suffix says that they are packed.

    Args:
        source: what to open.
        stdin: what stands for standard input; None is the process's own.
        offset: the byte to begin at, of a source that :func:`can_be_sought`.
    """
    if source.where == "stdin":
        yield stdin or _standard_input()
        return
    with _opened(source) as stream:
        if offset:
            stream.seek(offset)
        yield unpacked(stream, source.file_name)


def can_be_sought(source: Source) -> bool:
    """Whether any byte of a source is as near as the first."""
    return source.where == "file" and packing_of(source.file_name) is None


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if source.where == "remote":
        with open_remote(source.name) as remote:
            yield remote
    else:
        with Path(source.name).open("rb") as stream:
            yield stream


def _standard_input() -> BinaryIO:
    # Python has none where the process was started with it closed.
    if sys.stdin is None:
        raise InputError("standard input is closed", where="-")
    return sys.stdin.buffer


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turns what the system or an unpacker says into an error of the document.

    Raises:
        DocumentError: the bytes cannot be read or unpacked.
    """
    try:
        yield
    except unpacking_errors() as error:
        if isinstance(error, BrokenPipeError):
            raise
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise DocumentError(f"cannot be read: {reason}", where=name) from error


class FirstLine:
    """A stream whose first line has been looked at and is still there to read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.line = stream.readline()
        self._stream = stream

    def read(self) -> bytes:
        return self.line + self._stream.read()

    def __iter__(self) -> Iterator[bytes]:
        # Not with "yield from", which would close the stream with the iterator.
        return chain([self.line] if self.line else [], self._stream)
