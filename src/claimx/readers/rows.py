"""Rows of CSV out of lines, and where each of them stands."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

# What fits into a C long of any machine: cells as long as they like.
_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or a line that is none.

    Attributes:
        before: how many lines there are before it.
        after: how many there are with it.
        cells: what is in it.
        fault: why it is no row, None where it is one.
    """

    before: int
    after: int
    cells: list[str]
    fault: str | None = None


class Rows:
    """The rows in ``lines``, those without a cell left out; ``line`` is how many lines are read.

    A quotation mark that opens a cell and is never closed would make one cell of all that follows
    it. So only the first line of a broken row is given up, and reading goes on with the second.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self.line = 0
        self._lines = _Lines(lines)
        csv.field_size_limit(_LONGEST_CELL)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        while True:
            row = self._next()
            self.line = row.after
            if row.cells or row.fault:
                return row

    def skip_to(self, line: int) -> None:
        """Go on at ``line``, where a row begins, without a look at those before."""
        for _ in range(self.line, line):
            next(self._lines, None)
        self.line = max(self.line, line)

    def _next(self) -> Row:
        self._lines.taken.clear()
        fault, cells = None, []
        try:
            cells = next(self._reader)
        except csv.Error as error:
            fault = str(error)
            self._lines.give_back_all_but_first()
        return Row(self.line, self.line + len(self._lines.taken), cells, fault)


class _Lines:
    """Lines, of which those that were taken can be given back; even after the last."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken: list[str] = []
        self._again: deque[str] = deque()
        self._lines = lines

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
