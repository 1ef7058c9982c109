"""Texts in: from standard input, files, folders, compressed files and JSON lines.

:func:`find_sources` looks at everything before any work begins; :func:`read` then gives one
document or failure after the other, and never loses one for the sake of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from claimx.errors import DocumentError
from claimx.readers.json_lines import first_line_is_document, is_json_lines_name, read_json_lines
from claimx.readers.options import InputFormat, ReadOptions
from claimx.readers.plain import read_text
from claimx.readers.sources import STDIN, Source, find_sources
from claimx.readers.streams import FirstLine, open_source, reading
from claimx.records import Document, Failure

__all__ = ["STDIN", "InputFormat", "ReadOptions", "Source", "find_sources", "holds_many", "read"]


def read(
    sources: Iterable[Source], options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of all sources, in order; what cannot be read is a failure in its place.

    Args:
        sources: what :func:`find_sources` found.
        options: how to read them.
        stdin: what stands for standard input; None is the process's own.
    """
    for source in sources:
        try:
            with reading(source.name), open_source(source, stdin=stdin) as stream:
                yield from _read_stream(source, stream, options)
        except DocumentError as error:
            yield Failure(source.name, error.code, str(error))


def holds_many(source: Source, options: ReadOptions) -> bool:
    """Whether a source can be seen, from its name and the options, to be JSON lines."""
    if options.input_format == "auto":
        return source.path is not None and is_json_lines_name(source.name)
    return options.input_format == "jsonl"


def _read_stream(
    source: Source, stream: BinaryIO, options: ReadOptions
) -> Iterator[Document | Failure]:
    if holds_many(source, options):
        yield from read_json_lines(source.name, stream, options)
    elif options.input_format == "auto" and source.path is None:
        peeked = FirstLine(stream)
        if first_line_is_document(peeked.line, options):
            yield from read_json_lines(source.name, peeked, options)
        else:
            yield read_text(source.name, peeked, options)
    else:
        yield read_text(source.name, stream, options)
