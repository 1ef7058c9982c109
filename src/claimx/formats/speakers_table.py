"""The table of a register: who, how often, and what they did by speaking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO, TypeVar

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from claimx.formats._console import console_for
from claimx.register import RegisteredSpeaker
from claimx.text import one_line

_Value = TypeVar("_Value", bound=str)

_NARROW = 60
_SPEAKER_SHARE = 3
_STYLES = {"favor": "green", "against": "red"}
_SIDES = {"favor": "for", "against": "against", "neutral": "neutral"}


def speakers_table(speakers: Iterable[RegisteredSpeaker], stream: TextIO) -> None:
    """Write a table; on a narrow terminal acts and stances stand below the speaker."""
    console = console_for(stream)
    rows = list(speakers)
    if not rows:
        console.print(Text("no speakers found", style="dim"))
        return
    wide = console.width >= _NARROW
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Speaker", ratio=_SPEAKER_SHARE, overflow="fold")
    table.add_column("Claims", justify="right", no_wrap=True)
    table.add_column("Texts", justify="right", no_wrap=True)
    if wide:
        table.add_column("Acts", ratio=2, overflow="fold")
        table.add_column("Stances", overflow="fold")
    for number, speaker in enumerate(rows, start=1):
        acts, stances = _counts(speaker.acts), _counts(speaker.stances, _SIDES, _STYLES)
        cell = speaker_cell(speaker)
        counts = (Text(str(speaker.claims)), Text(str(speaker.documents), style="dim"))
        if wide:
            table.add_row(cell, *counts, acts, stances)
        else:
            below = Text(", ").join([*acts.split("\n"), *stances.split("\n")])
            table.add_row(Text("\n").join([cell, below]), *counts)
        if number < len(rows):
            table.add_row()
    console.print(table)


def speaker_cell(speaker: RegisteredSpeaker) -> Text:
    """The name with its id, and below it the kind, the roles and the other names."""
    words = speaker.name or next(iter(speaker.aliases), "")
    cell = Text(one_line(words), style="bold" if speaker.name else "italic")
    if speaker.id:
        cell.append(f" {one_line(speaker.id)}", style="not bold cyan")
    facts = [speaker.kind if speaker.kind != "unknown" else "", *speaker.roles]
    beside = ", ".join(one_line(fact) for fact in facts if fact)
    if beside:
        cell.append(f"\n{beside}", style="not bold not italic dim")
    others = [one_line(alias) for alias in speaker.aliases if alias != words]
    if others:
        cell.append(f"\nalso {', '.join(others)}", style="not bold not italic dim")
    return cell


def _counts(
    counts: Mapping[_Value, int],
    words: Mapping[str, str] | None = None,
    styles: Mapping[str, str] | None = None,
) -> Text:
    """A line a value: how often, and which."""
    lines = [
        Text(f"{count} {(words or {}).get(value, value)}", style=(styles or {}).get(value, ""))
        for value, count in counts.items()
    ]
    return Text("\n").join(lines)
