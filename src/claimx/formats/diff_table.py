"""The table of differences: what became of which claim, and which of its fields changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.diff import Change, Comparison, Difference, Kind
from claimx.formats._console import console_for, heading
from claimx.formats.table import content_cell, speaker_line
from claimx.text import one_line

_STACKED_BELOW = 60
_NOTHING = "(none)"
_MARKS: dict[Kind, tuple[str, str]] = {
    "gone": ("- gone", "red"),
    "new": ("+ new", "green"),
    "changed": ("~ changed", "yellow"),
    "document-gone": ("- only in the old", "red"),
    "document-new": ("+ only in the new", "green"),
}


def diff_table(items: Iterable[Comparison], stream: TextIO) -> None:
    """Write a table for each document with differences as it comes; on a narrow terminal, lines."""
    console = console_for(stream)
    empty = True
    for item in items:
        if not item.differences:
            continue
        empty = False
        console.print(heading(item.doc))
        claims = [found for found in item.differences if found.old or found.new]
        for found in item.differences:
            if found not in claims:
                console.print(_document_line(found))
        if claims:
            narrow = console.width < _STACKED_BELOW
            console.print(_stacked(claims) if narrow else _table(claims))
        stream.flush()
    if empty:
        console.print(Text("no differences", style="dim"))


def _document_line(difference: Difference) -> Text:
    mark, style = _MARKS[difference.kind]
    count = difference.claims
    return Text(f"{mark}: {count:,} {'claim' if count == 1 else 'claims'}", style=style)


def _table(differences: Sequence[Difference]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Claim", width=10, no_wrap=True)
    table.add_column("Speaker and content", ratio=1, overflow="fold")
    for number, difference in enumerate(differences, start=1):
        mark, style = _MARKS[difference.kind]
        table.add_row(Text(mark, style=style), _about(difference))
        if number < len(differences):
            table.add_row()
    return table


def _stacked(differences: Sequence[Difference]) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column(overflow="fold")
    for difference in differences:
        mark, style = _MARKS[difference.kind]
        grid.add_row(Text(mark, style=style))
        grid.add_row(Padding(_about(difference), (0, 0, 1, 2)))
    return grid


def _about(difference: Difference) -> Text:
    """The speaker and content as they are now, else were, and each change below."""
    claim = difference.new or difference.old
    if claim is None:
        return Text()
    lines = [speaker_line(claim.speaker), content_cell(claim)]
    return Text("\n").join([*lines, *map(_change_line, difference.changes)])


def _change_line(change: Change) -> Text:
    line = Text(f"{change.field}: ", style="dim")
    line.append(_shown(change.old), style="not dim red")
    line.append(" → ", style="not dim")
    return line.append(_shown(change.new), style="not dim green")


def _shown(value: str | float | None) -> str:
    if value is None:
        return _NOTHING
    return one_line(value) if isinstance(value, str) else f"{value:.2f}"
