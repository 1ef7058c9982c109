"""A table to be read: who, what they do by saying it, what they say, and where it stands."""

from __future__ import annotations

from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimx.formats._console import console_for, failure_line, heading
from claimx.records import FRAGMENT_SEPARATOR, Claim, Failure, Position, Result, Speaker
from claimx.schema import Per
from claimx.text import QUOTATION_MARKS, Lines, one_line

_STACKED_BELOW = 60
_SPEAKER_WIDTH = 24
_QUOTED = "cyan"
_NOBODY = "(nobody named)"
_STANCE = {"favor": "for", "against": "against", "neutral": ""}


class TableWriter:
    """One table a document; below 60 columns its rows become paragraphs."""

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        self._console = console_for(stream)
        self._many = many

    def write(self, result: Result | Failure) -> None:
        if isinstance(result, Failure):
            self._console.print(heading(result.doc))
            self._console.print(failure_line(result))
        else:
            if self._many:
                self._console.print(heading(result.document.id))
            self._console.print(self._body(result))
        self._stream.flush()

    def close(self) -> None:
        """Nothing stands at the end."""

    def _body(self, result: Result) -> RenderableType:
        if not result.claims:
            return Text("no claims found", style="dim")
        lines = Lines(result.document.text)
        if self._console.width < _STACKED_BELOW:
            return _stacked(result, lines)
        return _table(result, lines, self._console.width)


def _table(result: Result, lines: Lines, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Speaker", width=min(_SPEAKER_WIDTH, width // 4), overflow="fold")
    table.add_column("Act", width=10, overflow="fold")
    table.add_column("Content", ratio=1, overflow="fold")
    table.add_column("Place", justify="right", no_wrap=True)
    for number, claim in enumerate(result.claims, start=1):
        table.add_row(
            speaker_cell(claim.speaker),
            act_cell(claim.position),
            content_cell(claim),
            Text(place(claim, lines), style="dim"),
            end_section=number == len(result.claims),
        )
        if number < len(result.claims):
            table.add_row()
    return table


def _stacked(result: Result, lines: Lines) -> Table:
    grid = Table.grid(expand=True)
    grid.add_column(overflow="fold")
    for claim in result.claims:
        top = Text(f"{place(claim, lines)} ", style="dim")
        act = Text(", ").join(act_cell(claim.position).split("\n"))
        grid.add_row(Text.assemble(top, Text(" · ").join([speaker_line(claim.speaker), act])))
        grid.add_row(Padding(content_cell(claim), (0, 0, 1, 2)))
    return grid


def speaker_cell(speaker: Speaker) -> Text:
    """The name, or the words that stand for it, and the role below."""
    cell = Text(_speaker_name(speaker), style="bold" if speaker.text else "dim italic")
    role = _role_beside(speaker)
    if role:
        cell.append(f"\n{role}", style="not bold dim")
    return cell


def speaker_line(speaker: Speaker) -> Text:
    """The same on one line."""
    return Text(", ").join(speaker_cell(speaker).split("\n"))


def act_cell(position: Position) -> Text:
    """The act, and below it how sure and on which side; a denial is red and marked."""
    negative = position.polarity == "negative"
    denial = negative or position.act == "deny"
    cell = Text()
    cell.append(f"✗ {position.act}" if denial else position.act, "bold red" if denial else "bold")
    if negative:
        cell.append("\nnegative", "red")
    cell.append(f"\n{position.certainty}", "" if position.certainty != "certain" else "dim")
    side = _STANCE[position.stance]
    if side:
        cell.append(f"\n{side}", "red" if side == "against" else "green")
    return cell


def content_cell(claim: Claim) -> Text:
    """The fragments joined, their quoted words in colour and within quotation marks."""
    cells = []
    for span in claim.content.spans:
        cell, cursor = Text(), span.start
        for quote in claim.quotes:
            if not span.start <= quote.start < quote.end <= span.end or quote.start < cursor:
                continue
            before = span.text[cursor - span.start : quote.start - span.start]
            after = span.text[quote.end - span.start :]
            cell.append(_folded(before))
            marked = before[-1:] in QUOTATION_MARKS if before else False
            cell.append("" if marked else "“", _QUOTED)
            cell.append(_folded(quote.text), _QUOTED)
            cell.append("" if after[:1] in QUOTATION_MARKS and marked else "”", _QUOTED)
            cursor = quote.end
        cell.append(_folded(span.text[cursor - span.start :]))
        cells.append(cell)
    return Text(FRAGMENT_SEPARATOR).join(cells)


def place(claim: Claim, lines: Lines) -> str:
    """``line:column`` where the claim's content begins."""
    line, column = lines.place(claim.content.spans[0].start)
    return f"{line}:{column}"


def _speaker_name(speaker: Speaker) -> str:
    return one_line(speaker.name or speaker.text or _NOBODY)


def _role_beside(speaker: Speaker) -> str:
    """The role, unless the words shown for the speaker say it already."""
    role = one_line(speaker.role or "")
    return "" if role.lower() in _speaker_name(speaker).lower() else role


def _folded(text: str) -> str:
    """``text`` on one line, a space kept where it stood at an edge."""
    if not text:
        return ""
    if text.isspace():
        return " "
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return left + one_line(text) + right
