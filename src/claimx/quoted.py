"""Which words of a claim stand in quotation marks, and so what form the claim has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from claimx.records import Form
from claimx.trim import Bounds


class QuoteIndex:
    """Quoted stretches of a document, found by where they are; they may be nested."""

    def __init__(self, stretches: Iterable[Bounds]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]
        # The furthest end of any stretch so far tells how far back one may still reach.
        self._reach: list[int] = []
        for _, end in self._stretches:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def overlapping(self, start: int, end: int) -> list[Bounds]:
        """The stretches that share a character with ``start``:``end``, in the order of the text."""
        found = []
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._reach[index] > start:
            if self._stretches[index][1] > start:
                found.append(self._stretches[index])
            index -= 1
        return found[::-1]

    def within(self, fragments: Sequence[Bounds], *, reported_at: Sequence[int]) -> list[Bounds]:
        """The quoted parts of a claim's fragments, in the order of the text, none overlapping.

        A quote that also holds one of the offsets ``reported_at``, those of the claim's cue
        and source, is somebody else's, in which this claim is reported, and is left out.
        """
        parts = []
        for start, end in fragments:
            for left, right in self.overlapping(start, end):
                if not any(left <= offset < right for offset in reported_at):
                    parts.append((max(start, left), min(end, right)))
        return _outermost(parts)


def form_of(text: str, fragments: Sequence[Bounds], quoted: Sequence[Bounds]) -> Form:
    """``direct`` where every word of the fragments is quoted, ``indirect`` where none is."""
    total = sum(_letters(text, *bounds) for bounds in fragments)
    inside = sum(_letters(text, *bounds) for bounds in quoted)
    if not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"


def _outermost(parts: Iterable[Bounds]) -> list[Bounds]:
    kept: list[Bounds] = []
    for start, end in sorted(set(parts), key=lambda bounds: (bounds[0], -bounds[1])):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
