"""How a register of speakers is written: JSON lines, CSV, or a table to be read.

All write a whole register at once: who is who is known only when all claims have been seen.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO, TypeAlias

from claimx.formats.jsonl import write_line
from claimx.records import ACTS, STANCES
from claimx.register import RegisteredSpeaker
from claimx.text import visible, without_surrogates

WriteSpeakers: TypeAlias = Callable[[Iterable[RegisteredSpeaker], TextIO], None]

_SEPARATOR = "; "
_COLUMNS = ("id", "name", "kind", "roles", "aliases", "doc", "documents", "claims")


def write_json_lines(speakers: Iterable[RegisteredSpeaker], stream: TextIO) -> None:
    """A speaker a line."""
    for speaker in speakers:
        write_line(speaker.to_dict(), stream)
    stream.flush()


def write_csv(speakers: Iterable[RegisteredSpeaker], stream: TextIO) -> None:
    """A speaker a row, with a column for each act and each stance; lists are joined by “; ”."""
    # A file holds all but what UTF-8 cannot, a terminal gets nothing that it would act on.
    shown = visible if stream.isatty() else without_surrogates
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow([*_COLUMNS, *ACTS, *STANCES])
    for speaker in speakers:
        row = speaker.to_dict()
        own = [_cell(row[name], shown) for name in _COLUMNS]
        acts = [speaker.acts.get(act, 0) for act in ACTS]
        rows.writerow([*own, *acts, *(speaker.stances.get(stance, 0) for stance in STANCES)])
    stream.flush()


def write_table(speakers: Iterable[RegisteredSpeaker], stream: TextIO) -> None:
    """A table for a terminal."""
    from claimx.formats.speakers_table import speakers_table  # needs rich

    speakers_table(speakers, stream)


SPEAKER_FORMATS: dict[str, WriteSpeakers] = {
    "jsonl": write_json_lines,
    "csv": write_csv,
    "table": write_table,
}


def _cell(value: object, shown: Callable[[str], str]) -> object:
    text = _SEPARATOR.join(value) if isinstance(value, list) else value
    return shown(text) if isinstance(text, str) else text
