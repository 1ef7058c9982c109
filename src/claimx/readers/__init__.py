"""Texts in: files, folders, tables, JSON lines and Parquet, packed and not, here and remote.

:func:`find_sources` looks at everything before any work begins; :func:`read` then gives one
document or failure after the other, and never loses one for the sake of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from claimx.readers.documents import documents, texts_or_claims
from claimx.readers.lists import Listed, read_list
from claimx.readers.options import InputFormat, ReadOptions
from claimx.readers.sources import STDIN, Source, find_sources, format_of
from claimx.records import Document, Failure, Result

__all__ = [
    "STDIN",
    "InputFormat",
    "Listed",
    "ReadOptions",
    "Source",
    "find_sources",
    "holds_many",
    "read",
    "read_list",
    "read_texts_or_claims",
]


def read(
    sources: Iterable[Source], options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of all sources, in order; what cannot be read is a failure in its place.

    Lines of ``claimx extract`` are none: :func:`read_texts_or_claims` takes them too.

    Args:
        sources: what :func:`find_sources` found.
        options: how to read them.
        stdin: what stands for standard input; None is the process's own.
    """
    for source in sources:
        yield from documents(source, options, stdin=stdin)


def read_texts_or_claims(
    sources: Iterable[Source], options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Result | Failure]:
    """The same, and results where a source's first line is one that ``claimx extract`` wrote."""
    for source in sources:
        yield from texts_or_claims(source, options, stdin=stdin)


def holds_many(source: Source, options: ReadOptions) -> bool:
    """Whether a source can be seen, from its name and the options, to hold documents, not one."""
    return format_of(source, options.input_format) not in (None, "text")
