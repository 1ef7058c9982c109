"""A source looked through once, to be read in pieces later.

For every source, every way to read it and every mark of a survey of it,
``list(read_from(source, options, mark))`` is ``list(read([source], options))[mark.documents:]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from claimx.errors import DocumentError, InputError
from claimx.readers.documents import documents
from claimx.readers.json_lines import json_line_places
from claimx.readers.options import ReadOptions
from claimx.readers.parquet import parquet_places
from claimx.readers.places import START, Mark, Place, Stretch
from claimx.readers.sources import Source, format_of
from claimx.readers.streams import can_be_sought, open_source, reading
from claimx.readers.tables import DELIMITERS, table_places
from claimx.records import Document, Failure

__all__ = ["START", "Mark", "Survey", "read_from", "survey"]


@dataclass(frozen=True, slots=True)
class Survey:
    """How many documents, failures among them, reading gives, and the places asked for."""

    documents: int
    marks: tuple[Mark, ...] = ()


def survey(source: Source, options: ReadOptions, *, every: int, first: int = 0) -> Survey:
    """Look through a source: no text is opened for it, no JSON is read, no Parquet but its sizes.

    Args:
        source: what there is to read.
        options: how it will be read.
        every: how many documents there are from mark to mark; with 0 there are no marks.
        first: how many there are before the first mark.

    Raises:
        InputError: it is standard input.
    """
    if source.where == "stdin":
        raise InputError(
            "standard input cannot be read twice",
            where=source.name,
            mend="write it to a file, or the claims to one (-o FILE)",
        )
    marks: list[Mark] = []
    count, due = 0, first
    for place in _places(source, options):
        if every and count == due:
            marks.append(Mark(count, *place))
            due += every
        count += 1
    return Survey(count, tuple(marks))


def read_from(
    source: Source, options: ReadOptions, mark: Mark = START
) -> Iterator[Document | Failure]:
    """The documents of a source from a mark on, as if those before it had been read.

    Args:
        source: what was surveyed.
        options: how to read it, the same as in the survey.
        mark: a place that the survey gave.
    """
    return documents(source, options, mark=mark)


def _places(source: Source, options: ReadOptions) -> Iterator[Place]:
    """Where each document begins, and where a source that breaks off does so."""
    kind = format_of(source, options.input_format)
    end = Place()
    if kind == "text":
        yield end
        return
    try:
        with reading(source.name), open_source(source) as stream:
            for begin, after in _stretches(source, stream, options):
                yield begin
                end = after
    except DocumentError:
        yield end


def _stretches(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Stretch]:
    kind = format_of(source, options.input_format)
    sought = can_be_sought(source)
    if kind == "csv" or kind == "tsv":
        return table_places(source.name, stream, options, delimiter=DELIMITERS[kind])
    if kind == "parquet":
        return parquet_places(source.name, stream, options, sought=sought)
    return json_line_places(source.name, stream, options, sought=sought)
