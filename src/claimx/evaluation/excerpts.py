"""The sentences around spans, with the spans marked: text to read beside a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claimx.evaluation.tokens import CharRange
from claimx.text import one_line

# A sentence ends at a mark and its closing quotes and brackets, if what follows may begin
# one, and at the end of a line. Gold has no sentences of its own; for reading this will do.
_END = re.compile(r"""[.!?…]["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9])|[\r\n]+""")
# An initial, a title or a month before a stop (U.S., Mr., Sept.) ends no sentence.
_SHORT_WORD = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$")
_GAP = " […] "


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[CharRange, ...]:
    """Bounds of the sentences, without the white space around them."""
    found, start = [], 0
    for match in _END.finditer(text):
        if _SHORT_WORD.search(text, max(start, match.end() - 6), match.end()):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    trimmed = (_trimmed(text, *bounds) for bounds in found)
    return tuple(bounds for bounds in trimmed if bounds[0] < bounds[1])


def excerpt(text: str, around: Iterable[CharRange], marks: Sequence[tuple[str, CharRange]]) -> str:
    """On one line, the sentences that ``around`` touches, those between them left out.

    Each span of ``marks`` stands in brackets after its letter: ``[s:Smith] [c:said]``.
    """
    around = list(around)
    pieces: list[list[CharRange]] = []
    last = -2
    for number, (start, end) in enumerate(sentences(text)):
        if any(start < stop and first < end for first, stop in around):
            if number != last + 1 or not pieces:
                pieces.append([])
            pieces[-1].append((start, end))
            last = number
    parts = (_marked(text, piece[0][0], piece[-1][1], marks) for piece in pieces)
    return _GAP.join(parts)


def _marked(text: str, first: int, last: int, marks: Sequence[tuple[str, CharRange]]) -> str:
    cuts: list[tuple[int, int, int, str]] = []
    for letter, (start, end) in marks:
        if start < last and end > first:
            # At one place: what ends there before what begins, the longer span outside.
            cuts.append((max(start, first), 1, start - end, f"[{letter}:"))
            cuts.append((min(end, last), 0, end - start, "]"))
    parts, cursor = [], first
    for place, _, _, mark in sorted(cuts):
        parts += [text[cursor:place], mark]
        cursor = place
    parts.append(text[cursor:last])
    return one_line("".join(parts))


def _trimmed(text: str, start: int, end: int) -> CharRange:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
