"""CSV (RFC 4180, with ``\\n`` at the ends of lines): a claim a row, the columns of ``flat``.

Values stand as they are, so one that begins with ``=`` is a formula to a spreadsheet that takes it
for one: there, open what was made of other people's texts as data.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from claimx.errors import DecodingError, LineError
from claimx.formats._files import opened
from claimx.formats.flat import COLUMNS, refuse_missing, row_result, to_flat
from claimx.readers.claims import joined
from claimx.records import Failure, Result
from claimx.schema import Per
from claimx.text import visible

# A field, such as the JSON of what came with a document, may be longer than what csv takes unasked.
_LONGEST_FIELD = 2**31 - 1


class CsvWriter:
    """One row a claim, below the names of the columns; documents without claims leave no trace.

    No value is an empty field. On a terminal control characters are shown, not sent.
    """

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        # With a lone "\n" older Pythons would leave a field with a lone "\r" unquoted.
        self._rows = csv.writer(_Last(), lineterminator="\r\n")
        self._write(*(column.name for column in COLUMNS))

    def write(self, result: Result | Failure) -> None:
        if isinstance(result, Result):
            for claim in result.claims:
                self._write(*to_flat(claim).values())
        self._stream.flush()

    def close(self) -> None:
        """Nothing stands at the end."""

    def _write(self, *cells: object) -> None:
        line: str = self._rows.writerow(cells)[:-2]
        self._stream.write((visible(line) if self._stream.isatty() else line) + "\n")


class _Last:
    """Hands back what is written, which the writer of rows then returns."""

    def write(self, line: str) -> str:
        return line


def read_csv(path: Path) -> Iterator[Result | Failure]:
    """The results of a file of rows, without their texts; the order of columns does not matter.

    The claims of a document are those of rows that follow one another. A broken row is a failure
    in its place.

    Raises:
        DocumentError: the file cannot be read or unpacked, lacks a column, or is no CSV from some
            place on.
        MissingExtraError: the package to unpack it with is not installed.
    """
    return joined(_items(path))


def _items(path: Path) -> Iterator[Result | Failure]:
    csv.field_size_limit(_LONGEST_FIELD)
    with opened(path) as data:
        rows = csv.DictReader(io.TextIOWrapper(data, "utf-8-sig", newline=""), strict=True)
        line = 1  # at which what is read next begins
        try:
            refuse_missing(rows.fieldnames or (), str(path))
            for row in rows:
                yield _item(row, f"{path}:{rows.line_num}")
                line = rows.line_num + 1
        except csv.Error as error:
            raise LineError(f"broken CSV: {error}", where=f"{path}:{line}") from None
        except UnicodeDecodeError as error:
            # It is read in pieces, so nobody knows the line.
            raise DecodingError(f"not utf-8: {error.reason}", where=str(path)) from None


def _item(row: dict[str, str], where: str) -> Result | Failure:
    # The reader of rows puts what is too much below None, and None for what is too little.
    if None in row or None in row.values():
        error = LineError("has more or fewer fields than there are columns", where=where)
        return Failure(where, error.code, str(error))
    return row_result(row, where)
