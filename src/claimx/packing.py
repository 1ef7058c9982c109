"""Files that are packed, told by their suffix: gzip, bzip2, xz, and Zstandard with its extra.

What is written has neither a time nor a name in it: the same content is the same bytes.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from claimx.extras import need

_ZSTANDARD = ("zstandard", "zstd", "a .zst file")
_CHUNK = 1 << 16
_WINDOW = 1 << 31


class _Zstandard(io.RawIOBase):
    """Unpacks frame after frame, and tells when one breaks off.

    The stream reader of zstandard gives what there is of a broken frame, and says nothing.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        # Archives are packed with as far a look back as the format has (zstd --long=31).
        unpacker = need(*_ZSTANDARD).ZstdDecompressor(max_window_size=_WINDOW)
        self._begin = unpacker.decompressobj
        self._frame = self._begin()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            packed = self._packed()
            if not packed:
                return 0
            self._ready = memoryview(self._frame.decompress(packed))
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _packed(self) -> bytes:
        """More bytes for the frame, of which there are none only between frames."""
        if not self._frame.eof:
            packed = self._stream.read(_CHUNK)
            if not packed:
                raise EOFError("Compressed file ended before the end of a frame was reached")
            return packed
        packed = self._frame.unused_data or self._stream.read(_CHUNK)
        if packed:
            self._frame = self._begin()
        return packed


def _unpack_zstandard(stream: BinaryIO) -> Any:
    return io.BufferedReader(_Zstandard(stream), _CHUNK)


def _pack_zstandard(stream: BinaryIO) -> Any:
    return need(*_ZSTANDARD).ZstdCompressor().stream_writer(stream, closefd=False)


def _pack_gzip(stream: BinaryIO) -> Any:
    return gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0)


_UNPACK: dict[str, Callable[[BinaryIO], Any]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _unpack_zstandard,
}
_PACK: dict[str, Callable[[BinaryIO], Any]] = {
    ".gz": _pack_gzip,
    ".bz2": lambda stream: bz2.BZ2File(stream, "wb"),
    ".xz": lambda stream: lzma.LZMAFile(stream, "wb"),  # noqa: SIM115
    ".zst": _pack_zstandard,
}
PACKINGS = tuple(_UNPACK)


def packing_of(name: str) -> str | None:
    """The suffix in ``name`` that says how it is packed, in lower case; None where it is not."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in _UNPACK else None


def without_packing(name: str) -> str:
    """``name`` less the suffix that says how it is packed."""
    packing = packing_of(name)
    return name[: -len(packing)] if packing else name


def need_packing(name: str) -> None:
    """See whether what is packed as ``name`` says can be unpacked.

    Raises:
        MissingExtraError: the package for it is not installed.
    """
    if packing_of(name) == ".zst":
        need(*_ZSTANDARD)


def unpacking_errors() -> tuple[type[Exception], ...]:
    """What is raised where bytes cannot be had, or are not packed as their name says."""
    zstandard = sys.modules.get("zstandard")
    own = (OSError, EOFError, lzma.LZMAError, zlib.error)
    return own if zstandard is None else (*own, zstandard.ZstdError)


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """The content of ``stream``, which is packed as ``name`` says; itself where it is not.

    Raises:
        MissingExtraError: the package for it is not installed.
    """
    packing = packing_of(name)
    return cast("BinaryIO", _UNPACK[packing](stream)) if packing else stream


def packed(stream: BinaryIO, name: str) -> BinaryIO:
    """A stream that packs into ``stream`` as ``name`` says; itself where it says nothing.

    It has to be closed for its end to be written; ``stream`` stays open.

    Raises:
        MissingExtraError: the package for it is not installed.
    """
    packing = packing_of(name)
    return cast("BinaryIO", _PACK[packing](stream)) if packing else stream
