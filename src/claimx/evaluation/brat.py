"""Reads attributions in brat standoff format, as PolNeAR is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimx.evaluation.rows import read_text
from claimx.evaluation.tokens import CharRange
from claimx.standoff import parse_standoff


@dataclass(frozen=True, slots=True)
class BratAttribution:
    """One attribution of a brat file, in characters: its source, its cue, its fragments."""

    source: CharRange | None
    cue: CharRange | None
    contents: list[CharRange]


def read_brat(path: Path, text: str | None = None) -> Iterator[BratAttribution]:
    """The attributions of a PolNeAR ``.ann`` file that have a content.

    Of a discontinuous source or cue the first fragment counts, as in the published scores.

    Args:
        path: the ``.ann`` file.
        text: what was annotated; given, the spans are checked against it.

    Raises:
        InputError: the file cannot be read.
        DecodingError: it is not UTF-8.
        LineError: a span has no bounds, or is not what stands at them.
    """
    for event in parse_standoff(read_text(path), str(path), text).events:
        roles = event.roles
        if roles.get("Content"):
            yield BratAttribution(
                source=next(iter(roles.get("Source", ())), None),
                cue=next(iter(roles.get("Cue", ())), None),
                contents=roles["Content"],
            )
