"""Texts in: from standard input, files, folders, compressed files and JSON lines.

:func:`find_sources` looks at everything before any work begins; :func:`read` then gives one
document or failure after the other, and never loses one for the sake of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar

from claimx.errors import DocumentError
from claimx.readers.claims import first_line_is_claims, read_claims
from claimx.readers.json_lines import first_line_is_document, is_json_lines_name, read_json_lines
from claimx.readers.options import InputFormat, ReadOptions
from claimx.readers.plain import read_text
from claimx.readers.sources import STDIN, Source, find_sources
from claimx.readers.streams import FirstLine, open_source, reading
from claimx.records import Document, Failure, Result

__all__ = [
    "STDIN",
    "InputFormat",
    "ReadOptions",
    "Source",
    "find_sources",
    "holds_many",
    "read",
    "read_texts_or_claims",
]

_Item = TypeVar("_Item")


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
    yield from _read(sources, stdin, lambda source, lines: _documents(source, lines, options))


def read_texts_or_claims(
    sources: Iterable[Source], options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Result | Failure]:
    """The same, and results where a source's first line is one that ``claimx extract`` wrote."""

    def items(source: Source, lines: FirstLine) -> Iterator[Document | Result | Failure]:
        if options.input_format != "text" and first_line_is_claims(lines.line, options):
            yield from read_claims(source.name, lines, options)
        else:
            yield from _documents(source, lines, options)

    yield from _read(sources, stdin, items)


def holds_many(source: Source, options: ReadOptions) -> bool:
    """Whether a source can be seen, from its name and the options, to be JSON lines."""
    if options.input_format == "auto":
        return source.path is not None and is_json_lines_name(source.name)
    return options.input_format == "jsonl"


def _read(
    sources: Iterable[Source],
    stdin: BinaryIO | None,
    items: Callable[[Source, FirstLine], Iterator[_Item]],
) -> Iterator[_Item | Failure]:
    for source in sources:
        try:
            with reading(source.name), open_source(source, stdin=stdin) as stream:
                yield from items(source, FirstLine(stream))
        except DocumentError as error:
            yield Failure(source.name, error.code, str(error))


def _documents(
    source: Source, lines: FirstLine, options: ReadOptions
) -> Iterator[Document | Failure]:
    if holds_many(source, options):
        yield from read_json_lines(source.name, lines, options)
        return
    unnamed = options.input_format == "auto" and source.path is None
    if unnamed and first_line_is_document(lines.line, options):
        yield from read_json_lines(source.name, lines, options)
    else:
        yield read_text(source.name, lines, options)
