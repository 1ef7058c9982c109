"""Files that are packed, told by their suffix: gzip, bzip2, xz, and Zstandard with its extra.

What is written has neither a time nor a name in it: the same content is the same bytes.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from claimx.extras import need

_ZSTANDARD = ("zstandard", "zstd", "a .zst file")


def _unpack_zstandard(stream: BinaryIO) -> Any:
    # Several frames in one file are what shards put together give.
    zstandard = need(*_ZSTANDARD)
    return zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)


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
    ".xz": lambda stream: lzma.LZMAFile(stream, "wb"),
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
