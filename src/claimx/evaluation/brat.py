"""Reads attributions in brat standoff format, as PolNeAR is published."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.rows import read_text
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
    spans: dict[str, list[CharRange]] = {}
    events: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        key, _, rest = line.rstrip("\r").partition("\t")
        if _TEXT_BOUND.match(key):
            bounds, _, words = rest.partition("\t")
            spans[key] = _fragments(bounds, f"{path}:{number}")
            if text is not None:
                _refuse_other_words(spans[key], words, text, f"{path}:{number}")
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


def _fragments(bounds: str, where: str) -> list[CharRange]:
    """The ranges of ``Content 12 20;25 31``."""
    _, _, ranges = bounds.partition(" ")
    try:
        pairs = [tuple(map(int, piece.split())) for piece in ranges.split(";")]
        return [(start, end) for start, end in pairs]
    except ValueError:
        raise LineError(
            f"“{bounds}” is no label with offsets", where=where, mend="such as: Source 12 20"
        ) from None


def _refuse_other_words(spans: list[CharRange], words: str, text: str, where: str) -> None:
    found = " ".join(text[start:end] for start, end in spans)
    # Line breaks stand as spaces in the file.
    if found.split() != words.split():
        raise LineError(
            f"“{words}” is not what stands in the text at its offsets",
            where=where,
            mend="offsets are code points, end exclusive; is it the text that was annotated?",
        )


def _roles(event: str, spans: dict[str, list[CharRange]]) -> defaultdict[str, list[CharRange]]:
    """The fragments of each role of ``Attribution:T1 Source:T2 Content:T3 Content2:T4``."""
    roles: defaultdict[str, list[CharRange]] = defaultdict(list)
    for argument in event.split():
        role, _, key = argument.partition(":")
        roles[_NUMBER.sub("", role)] += spans.get(key, [])
    return roles
