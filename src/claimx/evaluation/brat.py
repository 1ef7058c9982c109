"""Reads attributions in brat standoff format, as PolNeAR is published."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimx.evaluation.tokens import CharRange

_TEXT_BOUND = re.compile(r"T\d+$")
_EVENT = re.compile(r"E\d+$")
_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class BratAttribution:
    """One attribution of a brat file, in characters: its source, its cue, its fragments."""

    source: CharRange | None
    cue: CharRange | None
    contents: list[CharRange]


def read_brat(path: Path) -> Iterator[BratAttribution]:
    """The attributions of a PolNeAR ``.ann`` file that have a content.

    Of a discontinuous source or cue the first fragment counts, as in the published scores.
    """
    spans: dict[str, list[CharRange]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        key, _, rest = line.partition("\t")
        if _TEXT_BOUND.match(key):
            spans[key] = _fragments(rest.partition("\t")[0])
        elif _EVENT.match(key):
            events.append(rest)
    for event in events:
        roles = _roles(event, spans)
        if roles["Content"]:
            yield BratAttribution(
                source=next(iter(roles["Source"]), None),
                cue=next(iter(roles["Cue"]), None),
                contents=roles["Content"],
            )


def _fragments(bounds: str) -> list[CharRange]:
    """The ranges of ``Content 12 20;25 31``."""
    _, _, ranges = bounds.partition(" ")
    pairs = (piece.split() for piece in ranges.split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def _roles(event: str, spans: dict[str, list[CharRange]]) -> defaultdict[str, list[CharRange]]:
    """The fragments of each role of ``Attribution:T1 Source:T2 Content:T3 Content2:T4``."""
    roles: defaultdict[str, list[CharRange]] = defaultdict(list)
    for argument in event.split():
        role, _, key = argument.partition(":")
        roles[_NUMBER.sub("", role)] += spans.get(key, [])
    return roles
