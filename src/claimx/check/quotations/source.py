"""What was said: a transcript or a statement, with an index of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from claimx.check.quotations.transcript import spoken
from claimx.check.quotations.words import Words


@dataclass(frozen=True, eq=False)
class Source:
    """A text that quotations are looked up in; its index is built once, on first use.

    Attributes:
        name: what to call it, a path for instance.
        text: as decoded; spans of an alignment are code points of it.
    """

    name: str
    text: str

    @cached_property
    def words(self) -> Words:
        """Its words without labels of speakers, stage directions and times."""
        return Words(spoken(self.text))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        places: dict[str, list[int]] = {}
        for index, key in enumerate(self.words.keys):
            places.setdefault(key, []).append(index)
        return places

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All words that stand side by side."""
        keys = self.words.keys
        return frozenset(map(" ".join, pairwise(keys)))

    def find(self, keys: Sequence[str], first: int = 0, last: int | None = None) -> Iterator[int]:
        """Where these words stand side by side, between the words ``first`` and ``last``."""
        places = [self.places.get(key) for key in keys]
        if not keys or None in places:
            return
        wanted, own = list(keys), self.words.keys
        # The rarest of the words has the fewest places to try.
        rarest = min(range(len(keys)), key=lambda index: len(places[index] or ()))
        end = len(own) if last is None else last
        for place in places[rarest] or ():
            start = place - rarest
            if first <= start <= end - len(wanted) and own[start : start + len(wanted)] == wanted:
                yield start
