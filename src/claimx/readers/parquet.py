"""Parquet: a document a row, the text in one column, all others kept beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any, BinaryIO, cast

from claimx.errors import DocumentError, LineError
from claimx.extras import need
from claimx.readers.cells import is_text, text_in, value_in
from claimx.readers.columns import column_names, refuse_missing_column
from claimx.readers.json_lines import pop_id
from claimx.readers.options import ReadOptions
from claimx.readers.places import START, Mark, Place, Stretch
from claimx.records import Document, Failure

# Rows that are in memory at a time, and bytes of a column that are read at a time.
_ROWS = 64
_BYTES = 1 << 16


def need_parquet() -> Any:
    """The module that reads Parquet.

    Raises:
        MissingExtraError: its package is not installed.
    """
    return need("pyarrow.parquet", "parquet", "reading Parquet")


def read_parquet(
    name: str, stream: BinaryIO, options: ReadOptions, mark: Mark = START, *, sought: bool
) -> Iterator[Document | Failure]:
    """A document for each row; one without a text is a failure named by its number, from 1.

    A document without an id is called by the file and the number of its row. Where a group of
    rows breaks off, each row that cannot be had is a failure, and reading goes on with the next
    group.

    Args:
        name: what the source is called.
        stream: the file from its begin.
        options: how to read it.
        mark: where to begin.
        sought: whether the stream can be sought; where not, it is kept on disk meanwhile.

    Raises:
        DocumentError: it is no sound Parquet file, or has no column of texts.
    """
    with _opened(name, stream, options, sought=sought) as file:
        before = 0
        for number, size in enumerate(_group_sizes(name, file)):
            if before + size > mark.documents:
                rows = _Group(name, file, number, before, size)
                yield from _documents(rows, mark.documents - before, options)
            before += size


def parquet_places(
    name: str, stream: BinaryIO, options: ReadOptions, *, sought: bool
) -> Iterator[Stretch]:
    """A place for each document that :func:`read_parquet` gives, told without a look at them.

    Raises:
        DocumentError: as in reading.
    """
    with _opened(name, stream, options, sought=sought) as file:
        for size in _group_sizes(name, file):
            for _ in range(size):
                yield Place(), Place()


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of rows of a file, ``before`` the rows before it."""

    name: str
    file: Any
    number: int
    before: int
    size: int


@contextmanager
def _opened(name: str, stream: BinaryIO, options: ReadOptions, *, sought: bool) -> Iterator[Any]:
    if not sought:
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            with _opened(name, cast("BinaryIO", copy), options, sought=True) as file:
                yield file
        return
    with _arrow_errors(name):
        # A buffer keeps it from reading a column of a whole group at once.
        file = need_parquet().ParquetFile(
            stream, buffer_size=_BYTES, page_checksum_verification=True
        )
        schema = file.schema_arrow
    with file:
        names = column_names(schema.names)
        refuse_missing_column(options.text_field, names, name)
        _refuse_no_text(schema.field(names.index(options.text_field)).type, name, options)
        yield file


def _refuse_no_text(kind: Any, name: str, options: ReadOptions) -> None:
    # Categories are texts that are kept once.
    plain = kind.value_type if str(kind).startswith("dictionary<") else kind
    if not is_text(plain):
        raise DocumentError(
            f"column “{options.text_field}” holds {kind}, no texts",
            where=name,
            mend="name another with --text-field",
        )


def _group_sizes(name: str, file: Any) -> list[int]:
    """How many rows each group has, by which rows are counted and found."""
    metadata = file.metadata
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    if sum(sizes) != metadata.num_rows or min(sizes, default=0) < 0:
        raise DocumentError("cannot be read: what it says of its rows does not agree", where=name)
    return sizes


def _documents(group: _Group, begin: int, options: ReadOptions) -> Iterator[Document | Failure]:
    """As many as the group has rows, whatever is in it, less the ``begin`` first."""
    done = 0
    try:
        for row in islice(_rows(group, begin), group.size):
            done += 1
            if done <= begin:
                continue
            where = f"{group.name}:{group.before + done}"
            try:
                yield _document(where, row, options)
            except DocumentError as error:
                yield Failure(where, error.code, str(error))
        broken = DocumentError("cannot be read: its group of rows breaks off")
    except DocumentError as error:
        broken = error
    for number in range(max(done, begin) + 1, group.size + 1):
        broken.where = f"{group.name}:{group.before + number}"
        yield Failure(broken.where, broken.code, str(broken))


def _rows(group: _Group, begin: int) -> Iterator[dict[str, Any]]:
    """Each row's cells by their column, as Arrow has them; of those before ``begin`` maybe none."""
    done = 0
    with _arrow_errors(group.name):
        for batch in group.file.iter_batches(_ROWS, [group.number], use_threads=False):
            done += batch.num_rows
            if done <= begin:
                yield from repeat({}, batch.num_rows)
                continue
            names = column_names(batch.schema.names)
            for number in range(batch.num_rows):
                yield {
                    name: column[number] for name, column in zip(names, batch.columns, strict=True)
                }


def _document(where: str, row: dict[str, Any], options: ReadOptions) -> Document:
    cell = row.pop(options.text_field)
    if not cell.is_valid:
        raise LineError(f"no text in column “{options.text_field}”", where=where)
    text = text_in(cell, where, options.errors)
    values = {name: value_in(cell, name, where, options.errors) for name, cell in row.items()}
    return Document(text, pop_id(values, where, options), values)


@contextmanager
def _arrow_errors(name: str) -> Iterator[None]:
    """Turns what Arrow raises into an error of the document.

    Raises:
        DocumentError: it has raised something.
    """
    arrow = need("pyarrow", "parquet", "reading Parquet")
    try:
        yield
    except (arrow.ArrowException, OSError, OverflowError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise DocumentError(f"cannot be read: {reason}", where=name) from error
