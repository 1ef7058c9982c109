"""The words of a phrase by which two phrases are compared, without a parse of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TypeAlias

from claimx.pipeline import lexicons
from claimx.pipeline.lemmas import stems

#: A word as all that it may be a form of; two words are the same where they share one.
Forms: TypeAlias = frozenset[str]

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_FUNCTION_LISTS = (
    "determiners",
    "prepositions",
    "subordinators",
    "coordinators",
    "wh",
    "first_person",
    "third_person",
    "auxiliaries",
    "modals",
    "negators",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The content words of a phrase, the place of its head among them, and which are names."""

    words: tuple[Forms, ...]
    head: Forms
    names: frozenset[str]

    def shares(self, other: Phrase) -> int:
        """How many of the words stand in ``other`` too."""
        return sum(any(word & theirs for theirs in other.words) for word in self.words)


@lru_cache(maxsize=16_384)
def read_phrase(text: str) -> Phrase | None:
    """The words of ``text`` that mean something; None where there are none (*it*, *this*).

    The head is the last word before a preposition or a clause, or the first word where a
    determiner comes later: *office* in “the NATO office in Tokyo”, *open* in “opening the office”.
    """
    plain = [_POSSESSIVE.sub("", match[0]) for match in _WORD.finditer(text)]
    lower = [word.lower() for word in plain]
    function = _function_words()
    places = [i for i, word in enumerate(lower) if word not in function and len(word) > 1]
    if not places:
        return None
    first = places[0]
    determiners = lexicons.words("words", "determiners")
    front = list(takewhile(lambda i: lower[i] not in _breaks(), range(first, len(lower))))
    verbal = first == 0 and any(lower[i] in determiners for i in front)
    head = first if verbal else max(i for i in front if i in places)
    return Phrase(
        tuple(_forms(lower[i]) for i in places),
        _forms(lower[head]),
        frozenset(lower[i] for i in places if i and plain[i][0].isupper()),
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(lexicons.words("words", name) for name in _FUNCTION_LISTS))


@cache
def _breaks() -> frozenset[str]:
    lists = ("prepositions", "subordinators", "wh", "auxiliaries", "modals")
    return frozenset().union(*(lexicons.words("words", name) for name in lists)) - {"like"}


def _forms(word: str) -> Forms:
    irregular = lexicons.load("words")["irregular"].get(word)
    return frozenset({word, *stems(word), *([irregular] if irregular else [])})
