"""How claims with what they contrast with are written: JSON lines, CSV, or a table to be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO, TypeAlias

from claimx.contrasts import Contrast, PositionedClaim
from claimx.formats.jsonl import write_line
from claimx.text import visible, without_surrogates

WritePositions: TypeAlias = Callable[[Iterable[PositionedClaim], TextIO], None]

COLUMNS = (
    *("doc", "id", "speaker", "name", "role", "act", "polarity", "certainty", "stance"),
    *("framing", "target", "content", "contrasts"),
)


def write_json_lines(items: Iterable[PositionedClaim], stream: TextIO) -> None:
    """A claim a line, as it comes: the line of ``extract`` with the key ``contrasts``."""
    for item in items:
        write_line(item.to_dict(), stream)
        stream.flush()


def write_csv(items: Iterable[PositionedClaim], stream: TextIO) -> None:
    """A claim a row; what it contrasts with is in words."""
    # A file holds all but what UTF-8 cannot, a terminal gets nothing that it would act on.
    shown = visible if stream.isatty() else without_surrogates
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(COLUMNS)
    for item in items:
        rows.writerow([shown(cell) for cell in _cells(item)])
        stream.flush()


def write_table(items: Iterable[PositionedClaim], stream: TextIO) -> None:
    """A table for a terminal."""
    from claimx.formats.positions_table import positions_table  # needs rich

    positions_table(items, stream)


POSITION_FORMATS: dict[str, WritePositions] = {
    "jsonl": write_json_lines,
    "csv": write_csv,
    "table": write_table,
}


def in_words(contrast: Contrast) -> str:
    """``against, was favor in a.txt#2: the office``."""
    return f"{contrast.value}, was {contrast.other} in {contrast.id}: {contrast.other_span.text}"


def _cells(item: PositionedClaim) -> list[str]:
    claim, position = item.claim, item.claim.position
    speaker, target = claim.speaker, position.target
    return [
        *(claim.doc, claim.id, speaker.text or "", speaker.name or "", speaker.role or ""),
        *(position.act, position.polarity, position.certainty, position.stance),
        *(position.framing, target.text if target else "", claim.content.text),
        "; ".join(map(in_words, item.contrasts)),
    ]
