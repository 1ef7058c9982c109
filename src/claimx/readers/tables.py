"""CSV and TSV: a document a row, the text in one column, all others kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from claimx.errors import DecodingError, DocumentError, LineError
from claimx.readers.columns import column_names, refuse_missing_column
from claimx.readers.decoded import decoded_lines, first_bad_byte
from claimx.readers.options import ReadOptions
from claimx.readers.places import START, Mark, Place, Stretch
from claimx.readers.rows import Row, Rows
from claimx.records import Document, Failure
from claimx.text import without_surrogates

DELIMITERS = {"csv": ",", "tsv": "\t"}


def read_table(
    name: str, stream: BinaryIO, options: ReadOptions, mark: Mark = START, *, delimiter: str
) -> Iterator[Document | Failure]:
    """A document for each row under the header; a broken row is a failure named by its line.

    A document whose column of ids is empty, or not there, is called by the file and the line at
    which its row begins.

    Args:
        name: what the source is called.
        stream: the table from its begin.
        options: how to read it.
        mark: where to begin.
        delimiter: what stands between cells.

    Raises:
        DocumentError: there is no header, or no column of the text in it.
    """
    with decoded_lines(name, stream, options) as lines:
        rows = Rows(lines, delimiter)
        columns = _header(name, rows, options)
        rows.skip_to(mark.line)
        for row in rows:
            where = f"{name}:{row.before + 1}"
            try:
                yield _document(where, row, columns, options)
            except DocumentError as error:
                yield Failure(where, error.code, str(error))


def table_places(
    name: str, stream: BinaryIO, options: ReadOptions, *, delimiter: str
) -> Iterator[Stretch]:
    """Where each document that :func:`read_table` gives stands.

    Raises:
        DocumentError: as in reading.
    """
    with decoded_lines(name, stream, options) as lines:
        rows = Rows(lines, delimiter)
        _header(name, rows, options)
        for row in rows:
            yield Place(row.before), Place(row.after)


def _header(name: str, rows: Rows, options: ReadOptions) -> list[str]:
    row = next(rows, None)
    if row is None:
        raise DocumentError(
            "table is empty", where=name, mend="its first row has to name the columns"
        )
    where = f"{name}:{row.before + 1}"
    _refuse_fault(where, row)
    columns = column_names(row.cells)
    _refuse_bad_bytes(where, row, columns, options)
    refuse_missing_column(options.text_field, columns, name)
    return columns


def _document(where: str, row: Row, columns: list[str], options: ReadOptions) -> Document:
    _refuse_fault(where, row)
    if len(row.cells) > len(columns):
        raise LineError(
            f"{len(row.cells)} cells under a header of {len(columns)}",
            where=where,
            mend="a cell with the delimiter in it has to be in quotation marks",
        )
    _refuse_bad_bytes(where, row, columns, options)
    values = dict(zip(columns, row.cells, strict=False))
    text = values.pop(options.text_field, None)
    if text is None:
        raise LineError(
            f"row ends before column “{options.text_field}”",
            where=where,
            mend=f"it has {len(row.cells)} of {len(columns)} cells",
        )
    return Document(text, values.pop(options.id_field, "") or where, values)


def _refuse_fault(where: str, row: Row) -> None:
    if row.fault:
        raise LineError(
            f"broken quotation marks: {row.fault}",
            where=where,
            mend="one within a quoted cell has to be doubled",
        )


def _refuse_bad_bytes(where: str, row: Row, columns: list[str], options: ReadOptions) -> None:
    for cell, column in zip(row.cells, columns, strict=False):
        bad = first_bad_byte(cell)
        if bad is not None:
            raise DecodingError(
                f"not {options.encoding}: 0x{bad:02x} in column “{without_surrogates(column)}”",
                where=where,
                mend="name its --encoding, or use --errors replace",
            )
