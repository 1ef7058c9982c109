"""How differences between two sets of claims are written: JSON lines, or a table to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO, TypeAlias

from claimx.diff import Comparison
from claimx.formats.jsonl import write_line

WriteDifferences: TypeAlias = Callable[[Iterable[Comparison], TextIO], None]


def write_json_lines(items: Iterable[Comparison], stream: TextIO) -> None:
    """A difference a line, as it comes."""
    for item in items:
        for difference in item.differences:
            write_line(difference.to_dict(), stream)
        stream.flush()


def write_table(items: Iterable[Comparison], stream: TextIO) -> None:
    """A table for a terminal."""
    from claimx.formats.diff_table import diff_table  # needs rich

    diff_table(items, stream)


DIFF_FORMATS: dict[str, WriteDifferences] = {"jsonl": write_json_lines, "table": write_table}
