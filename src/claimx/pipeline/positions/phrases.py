"""Finding a lexicon's phrases in a sequence of tokens.

A phrase is lemmas in order; ``a|b`` are alternatives, ``...`` stands for up to
three other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from claimx.pipeline import lexicons

V = TypeVar("V")
Forms = Sequence[frozenset[str]]
Part = frozenset[str] | None
_GAP = 3


@dataclass(frozen=True, slots=True)
class Match(Generic[V]):
    """A phrase found: the positions of its words in the sequence, and what it stands for."""

    phrase: str
    value: V
    places: tuple[int, ...]

    @property
    def rule(self) -> str:
        """The phrase as the tail of a rule's name: ``call for`` gives ``call_for``."""
        return self.phrase.replace(" ... ", "_").replace(" ", "_").lower()


class PhraseTable(Generic[V]):
    """Phrases with a value each, looked up by their first word.

    Args:
        entries: phrases and values; a phrase may come more than once.
        gap: how many other words may stand between two words of a phrase.
    """

    def __init__(self, entries: Iterable[tuple[str, V]], gap: int = 0) -> None:
        self._gap = gap
        self._by_first: dict[str, list[tuple[str, tuple[Part, ...], V]]] = {}
        for phrase, value in entries:
            parts = tuple(_part(word) for word in phrase.lower().replace("-", " - ").split())
            for first in parts[0] or ():
                self._by_first.setdefault(first, []).append((phrase, parts, value))

    def find(self, forms: Forms) -> Iterator[Match[V]]:
        """Every phrase in ``forms``, in the order of first words, and of a word's forms."""
        for start, here in enumerate(forms):
            for form in sorted(here):  # a set's own order is another in each process
                for phrase, parts, value in self._by_first.get(form, ()):
                    places = self._follow(forms, start, parts)
                    if places:
                        yield Match(phrase, value, places)

    def first(self, forms: Forms) -> Match[V] | None:
        """The first phrase, the longest where several begin at one word."""
        found = list(self.find(forms))
        return min(found, key=lambda m: (m.places[0], -len(m.places), m.phrase), default=None)

    def _follow(self, forms: Forms, start: int, parts: tuple[Part, ...]) -> tuple[int, ...]:
        places, wide = [start], False
        for part in parts[1:]:
            if part is None:
                wide = True
                continue
            reach = places[-1] + 2 + (_GAP if wide else self._gap)
            for place in range(places[-1] + 1, min(reach, len(forms))):
                if forms[place] & part:
                    places.append(place)
                    break
            else:
                return ()
            wide = False
        return tuple(places)


def _part(word: str) -> Part:
    return None if word == "..." else frozenset(word.split("|"))


@cache
def table(lexicon: str, key: str) -> PhraseTable[str]:
    """The list ``key`` of a lexicon as a table; each phrase stands for ``key``."""
    return PhraseTable((phrase, key) for phrase in lexicons.load(lexicon)[key])


@cache
def merged(lexicon: str, *keys: str) -> PhraseTable[str]:
    """Several lists of a lexicon in one table; each phrase stands for its list's key."""
    data: Mapping[str, list[str]] = lexicons.load(lexicon)
    return PhraseTable((phrase, key) for key in keys for phrase in data[key])
