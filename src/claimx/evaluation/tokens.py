"""The tokens that spans and names are compared by: runs of letters and digits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Set
from typing import Any, TypeAlias

CharRange: TypeAlias = tuple[int, int]

_TOKEN = re.compile(r"[^\W_]+")


class Tokens:
    """The tokens of a text; marks of punctuation are none, so a span's cut of them is no error."""

    def __init__(self, text: str) -> None:
        matches = list(_TOKEN.finditer(text))
        self._words = [match.group().lower() for match in matches]
        self._starts = [match.start() for match in matches]
        self._ends = [match.end() for match in matches]

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
        while last - first > 1 and self._words[first] in drop:
            first += 1
        return range(first, max(first, last))


def words(text: str | None) -> list[str]:
    """The tokens of a name or a role, in lower case; none of None."""
    return [match.group().lower() for match in _TOKEN.finditer(text or "")]


def jaccard(one: Set[Any], other: Set[Any]) -> float:
    """The share of all members that both have; 0 where there is none."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0
