"""Bytes of an input, whatever it is packed in."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from claimx.errors import DocumentError, InputError
from claimx.readers.sources import Source

_UNPACKERS: dict[str, Callable[[Path], Any]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}


@contextmanager
def open_source(source: Source, *, stdin: BinaryIO | None = None) -> Iterator[BinaryIO]:
    """The source's bytes, unpacked where its suffix says that they are packed."""
    if source.path is None:
        yield stdin or _standard_input()
        return
    unpack = _UNPACKERS.get(source.path.suffix.lower())
    with unpack(source.path) if unpack else source.path.open("rb") as stream:
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
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
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
        if self.line:
            yield self.line
        yield from self._stream
