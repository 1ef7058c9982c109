"""The table of positions: who, where they stand, on what, and what that contrasts with."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.contrasts import PositionedClaim
from claimx.formats._console import console_for, heading
from claimx.formats.positions import in_words
from claimx.formats.table import act_cell, content_cell, speaker_cell, speaker_line
from claimx.text import one_line

_STACKED_BELOW = 60
_SPEAKER_WIDTH = 24
_CONTRAST = "yellow"


def positions_table(items: Iterable[PositionedClaim], stream: TextIO) -> None:
    """Write a table for each document as it is done; on a narrow terminal, paragraphs."""
    console = console_for(stream)
    empty = True
    for doc, own in groupby(items, key=lambda item: item.claim.doc):
        rows, empty = list(own), False
        console.print(heading(doc))
        console.print(
            _stacked(rows) if console.width < _STACKED_BELOW else _table(rows, console.width)
        )
        stream.flush()
    if empty:
        console.print(Text("no claims found", style="dim"))


def _table(rows: list[PositionedClaim], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Speaker", width=min(_SPEAKER_WIDTH, width // 4), overflow="fold")
    table.add_column("Act", width=10, overflow="fold")
    table.add_column("Target and content", ratio=1, overflow="fold")
    table.add_column("Claim", justify="right", no_wrap=True)
    for number, item in enumerate(rows, start=1):
        table.add_row(
            speaker_cell(item.claim.speaker),
            act_cell(item.claim.position),
            _about_cell(item),
            Text(_number(item), style="dim"),
            end_section=number == len(rows),
        )
        if number < len(rows):
            table.add_row()
    return table


def _stacked(rows: list[PositionedClaim]) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column(overflow="fold")
    for item in rows:
        act = Text(", ").join(act_cell(item.claim.position).split("\n"))
        who = Text(" · ").join([speaker_line(item.claim.speaker), act])
        grid.add_row(Text.assemble(Text(f"{_number(item)} ", style="dim"), who))
        grid.add_row(Padding(_about_cell(item), (0, 0, 1, 2)))
    return grid


def _about_cell(item: PositionedClaim) -> Text:
    """The target, the content below it unless it is the same, and each contrast."""
    target, content = item.claim.position.target, content_cell(item.claim)
    lines = []
    if target is not None:
        lines.append(Text(one_line(target.text), style="bold"))
    if target is None or one_line(target.text) != content.plain:
        lines.append(content)
    lines += [Text(f"↔ {one_line(in_words(contrast))}", _CONTRAST) for contrast in item.contrasts]
    return Text("\n").join(lines)


def _number(item: PositionedClaim) -> str:
    """The claim's number in its document, by which contrasts name it."""
    return "#" + one_line(item.claim.id.rpartition("#")[2])
