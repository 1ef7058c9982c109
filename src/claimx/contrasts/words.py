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
#: Words as short as this are no regular forms of others (*feed*, *news*).
_SHORT = 4
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
    "pro_forms",
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
    """The words of ``text`` that mean something, each once.

    None where there are none (*it*, *this*). The head is the last word before a preposition or a
    clause, or the first word where a determiner comes later: *office* in “the NATO office in
    Tokyo”, *open* in “opening the office”.
    """
    plain = [_POSSESSIVE.sub("", match[0]) for match in _WORD.finditer(text)]
    lower = [word.lower().replace("’", "'") for word in plain]
    places = [i for i, word in enumerate(lower) if _means(word, plain[i], i)]
    if not places:
        return None
    head = _head(lower, places)
    forms = {lower[i]: _forms(lower[i]) for i in places}
    return Phrase(
        tuple(forms.values()),
        forms[lower[head]],
        frozenset(lower[i] for i in places if plain[i].isupper() or (i and plain[i][0].isupper())),
    )


def read_target(text: str) -> Phrase | None:
    """The same; None too where the phrase is negated (*no new taxes* are not *new taxes*)."""
    first = text.split()[:1]
    negated = bool(first) and first[0].lower() in lexicons.words("words", "negators")
    return None if negated else read_phrase(text)


def _means(word: str, plain: str, place: int) -> bool:
    """Whether a word says what a phrase is about: *plan A*, *Article 5*, not *a plan*."""
    if len(word) == 1:
        return word.isdigit() or (place > 0 and plain.isupper() and word != "i")
    return word not in _function_words() and not word.endswith("n't")


def _head(lower: list[str], places: list[int]) -> int:
    first, determiners = places[0], lexicons.words("words", "determiners")
    front = list(takewhile(lambda i: lower[i] not in _breaks(), range(first, len(lower))))
    later = [i for i in front[1:] if lower[i] in determiners and i not in places]
    if first == 0 and later:
        return first
    end = later[0] if later else len(lower)  # *the plan the board wants*
    return max(i for i in front if i in places and i < end)


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(lexicons.words("words", name) for name in _FUNCTION_LISTS))


@cache
def _breaks() -> frozenset[str]:
    lists = ("prepositions", "subordinators", "wh", "auxiliaries", "modals")
    return frozenset().union(*(lexicons.words("words", name) for name in lists))


def _forms(word: str) -> Forms:
    data = lexicons.load("words")
    irregular = data["irregular"].get(word) or data["irregular_nouns"].get(word)
    regular = stems(word) if len(word) > _SHORT else set()
    return frozenset({word, *regular, *([irregular] if irregular else [])})
