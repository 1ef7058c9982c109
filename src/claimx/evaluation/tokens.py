"""The tokens that spans and names are compared by: runs of letters and digits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence, Set
from typing import Any, TypeAlias

CharRange: TypeAlias = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")


class Tokens:
    """The tokens of a text.

    They are runs of letters and digits; marks of punctuation are none, so a span's cut of
    them is no error. With ``ranges`` they are those, published with a text, in its order, and
    a span is compared with all of its words, as published figures do.
    """

    def __init__(self, text: str, ranges: Sequence[CharRange] | None = None) -> None:
        self._untrimmed = ranges is not None
        if ranges is None:
            ranges = [match.span() for match in _WORD.finditer(text)]
        self._words = [text[start:end].lower() for start, end in ranges]
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def word(self, index: int) -> str:
        """A token in lower case; empty past the last."""
        return self._words[index] if index < len(self._words) else ""

    def touched(self, span: CharRange | None, *, drop: Collection[str] = ()) -> range:
        """The indexes of the tokens that ``span`` touches.

        Words of ``drop`` leave the beginning, but never the last token.
        """
        if span is None:
            return range(0)
        first, last = bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])
        while not self._untrimmed and last - first > 1 and self._words[first] in drop:
            first += 1
        return range(first, max(first, last))


def words(text: str | None) -> list[str]:
    """The tokens of a name or a role, in lower case; none of None."""
    return [match.group().lower() for match in _WORD.finditer(text or "")]


def jaccard(one: Set[Any], other: Set[Any]) -> float:
    """The share of all members that both have; 0 where there is none."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0
