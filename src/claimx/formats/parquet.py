"""Parquet: a claim a row, the columns of ``flat`` as strings, 64-bit integers and floats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from claimx.errors import DocumentError
from claimx.extras import need
from claimx.formats._files import opened
from claimx.formats.flat import COLUMNS, Cell, refuse_missing, row_result, to_flat
from claimx.packing import packing_of
from claimx.readers.claims import joined
from claimx.records import SCHEMA, Failure, Result
from claimx.schema import Per

#: Claims that are held to be written, or are read, at a time.
ROWS = 10_000
_NEEDED_FOR = ("parquet", "Parquet")
_TYPES = {"string": "string", "json": "string", "integer": "int64", "number": "float64"}


class ParquetWriter:
    """One row a claim, in row groups of 10,000, so that memory stays flat.

    Documents without claims leave no trace. The same claims are the same bytes, as far as pyarrow
    is the same.
    """

    def __init__(self, stream: BinaryIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._arrow = need("pyarrow", *_NEEDED_FOR)
        parquet = need("pyarrow.parquet", *_NEEDED_FOR)
        self._schema = _schema(self._arrow)
        self._file = parquet.ParquetWriter(_Sink(stream), self._schema, compression="zstd")
        self._rows: list[dict[str, Cell]] = []

    def write(self, result: Result | Failure) -> None:
        if isinstance(result, Failure):
            return
        self._rows += map(to_flat, result.claims)
        if len(self._rows) >= ROWS:
            self._write_rows()

    def close(self) -> None:
        """Write the last rows and what stands at the end of the file."""
        if self._rows:
            self._write_rows()
        self._file.close()

    def _write_rows(self) -> None:
        self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


class _Sink:
    """A stream to pyarrow: it asks how far it is, which a pipe does not know."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._written = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        # A writer that was thrown away writes its end all the same, when nobody waits for it.
        if not self._stream.closed:
            self._stream.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """The stream is flushed by whoever opened it."""

    def close(self) -> None:
        """The stream stays open."""


def read_parquet(path: Path) -> Iterator[Result | Failure]:
    """The results of a file of rows, without their texts, read by and by.

    The claims of a document are those of rows that follow one another. A broken row is a failure
    in its place. A file that is packed once more is unpacked in memory.

    Raises:
        DocumentError: the file cannot be read or unpacked, is no Parquet, or lacks a column.
        MissingExtraError: pyarrow, or the package to unpack it with, is not installed.
    """
    return joined(_items(path))


def _items(path: Path) -> Iterator[Result | Failure]:
    arrow = need("pyarrow", *_NEEDED_FOR)
    parquet = need("pyarrow.parquet", *_NEEDED_FOR)
    with opened(path) as stream:
        data = io.BytesIO(stream.read()) if packing_of(path.name) else stream
        try:
            file = parquet.ParquetFile(data)
            refuse_missing(file.schema_arrow.names, str(path))
            number = 0
            for batch in file.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield row_result(row, f"{path}: row {number}")
        except arrow.ArrowException as error:
            raise DocumentError(f"is no sound Parquet: {error}", where=str(path)) from None


def _schema(arrow: Any) -> Any:
    fields = [
        arrow.field(column.name, getattr(arrow, _TYPES[column.type])(), nullable=column.nullable)
        for column in COLUMNS
    ]
    return arrow.schema(fields, metadata={"claimx": SCHEMA})
