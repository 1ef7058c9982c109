"""What tests of readers share."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from typing import Any

import zstandard

from claimx.readers import ReadOptions, find_sources, read
from claimx.records import Document, Failure

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


def read_all(*paths: str, stdin: bytes = b"", **options: Any) -> list[Document | Failure]:
    """Everything that there is in ``paths``."""
    chosen = ReadOptions(**options)
    sources = find_sources(paths, input_format=chosen.input_format)
    return list(read(sources, chosen, stdin=io.BytesIO(stdin)))


def documents(found: list[Document | Failure]) -> Iterator[Document]:
    """The documents found, of which none may be a failure."""
    for item in found:
        assert isinstance(item, Document), item
        yield item


def texts(found: list[Document | Failure]) -> list[tuple[str, str]]:
    """Ids and texts of what was found."""
    return [(item.id, item.text) for item in documents(found)]


def failure(item: Document | Failure) -> Failure:
    """The failure that was found."""
    assert isinstance(item, Failure), item
    return item
