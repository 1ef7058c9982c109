"""One source as documents, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from claimx.errors import DocumentError
from claimx.readers.claims import first_line_is_claims, read_claims
from claimx.readers.json_lines import first_line_is_document, read_json_lines
from claimx.readers.options import ReadOptions
from claimx.readers.parquet import read_parquet
from claimx.readers.places import START, Mark
from claimx.readers.plain import read_text
from claimx.readers.sources import Source, format_of
from claimx.readers.streams import FirstLine, can_be_sought, open_source, reading
from claimx.readers.tables import DELIMITERS, read_table
from claimx.records import Document, Failure, Result


def documents(
    source: Source, options: ReadOptions, *, stdin: BinaryIO | None = None, mark: Mark = START
) -> Iterator[Document | Failure]:
    """The documents of a source from ``mark`` on; what cannot be read is a failure in its place.

    Args:
        source: what to read.
        options: how to read it.
        stdin: what stands for standard input; None is the process's own.
        mark: where to begin.
    """
    try:
        with (
            reading(source.name),
            open_source(source, stdin=stdin, offset=mark.offset) as stream,
        ):
            yield from _documents(source, stream, options, mark)
    except DocumentError as error:
        yield Failure(source.name, error.code, str(error))


def texts_or_claims(
    source: Source, options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Result | Failure]:
    """The same, and results where the first line is one that ``claimx extract`` wrote."""
    try:
        with reading(source.name), open_source(source, stdin=stdin) as stream:
            if options.input_format == "text" or _is_table(source, options):
                yield from _documents(source, stream, options, START)
                return
            lines = FirstLine(stream)
            if first_line_is_claims(lines.line, options):
                yield from read_claims(source.name, lines, options)
            else:
                yield from _in_lines(source, lines, options, START)
    except DocumentError as error:
        yield Failure(source.name, error.code, str(error))


def _is_table(source: Source, options: ReadOptions) -> bool:
    return format_of(source, options.input_format) in ("csv", "tsv", "parquet")


def _documents(
    source: Source, stream: BinaryIO, options: ReadOptions, mark: Mark
) -> Iterator[Document | Failure]:
    kind = format_of(source, options.input_format)
    if kind == "csv" or kind == "tsv":
        yield from read_table(source.name, stream, options, mark, delimiter=DELIMITERS[kind])
    elif kind == "parquet":
        yield from read_parquet(source.name, stream, options, mark, sought=can_be_sought(source))
    else:
        yield from _in_lines(source, FirstLine(stream), options, mark)


def _in_lines(
    source: Source, lines: FirstLine, options: ReadOptions, mark: Mark
) -> Iterator[Document | Failure]:
    kind = format_of(source, options.input_format)
    if kind == "jsonl" or (kind is None and first_line_is_document(lines.line, options)):
        yield from read_json_lines(source.name, lines, options, mark)
    elif not mark.documents:
        yield read_text(source.name, lines, options)
