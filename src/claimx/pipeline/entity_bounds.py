"""Where entities begin and end: what the labels of single words leave open at their edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from claimx.pipeline.features import BoolArray
from claimx.pipeline.known_names import Form, form_of, words_of
from claimx.pipeline.lexicons import load, names

Entity: TypeAlias = tuple[int, int, str]

#: No name ends in one of these; a name that does goes on, or has one word too many.
_WORDS = frozenset(
    {"at", "by", "for", "from", "in", "of", "on", "to", "with", "the", "and", "or", "&"}
)
_MARKS = frozenset({",", "-", "–", "—", "/", ":", "(", "'", "‘", "“", '"'})
LEADING = _WORDS | _MARKS
_INITIAL = re.compile(r"[A-Z]\.?")
_PERSON, _PLACE = "PER", "LOC"


def mend_bounds(
    words: Sequence[str], entities: Iterable[Entity], starts: BoolArray
) -> Iterator[Entity]:
    """The entities ``(start, end, kind)``, each cut where a name can end.

    An initial belongs to the name after it (*A.* + *Noel Kramer*), *of* to the name that it
    leads to (*Housing Authority of* + *New Orleans*); any other word that leads on is dropped
    (*Google and*). What is nothing but such words is dropped whole. A place and the country or
    state after it are two (*Toowoomba* + *Queensland*).

    Args:
        words: the document's words.
        entities: in order; ends are exclusive.
        starts: shape (words,), true where a word begins a sentence, which no entity goes over.
    """
    found: list[Entity] = []
    for start, end, kind in entities:
        last = found[-1] if found else (0, 0, "")
        goes_on = _leads_to(words, last, start) or (
            kind == _PERSON and _are_initials(words, last, start)
        )
        if goes_on and not starts[last[1] : start + 1].any():
            found[-1] = (last[0], end, last[2])
        else:
            found.append((start, end, kind))
    for start, end, kind in found:
        cut = _last_word(words, start, end)
        inner = _region(words, start, cut) if kind == _PLACE else cut
        if start < cut:
            yield start, inner, kind
        if inner < cut:
            yield inner, cut, kind


def _leads_to(words: Sequence[str], entity: Entity, place: int) -> bool:
    """Whether ``entity`` ends in *of* or *of the* before ``place``, and not after a comma."""
    start, end, _ = entity
    between = [word.lower() for word in words[end:place]]
    return (
        end - start > 1
        and words[end - 1].lower() == "of"
        and between in ([], ["the"])
        and "," not in words[start:end]
    )


def _are_initials(words: Sequence[str], entity: Entity, place: int) -> bool:
    start, end, kind = entity
    initials = all(_INITIAL.fullmatch(word) for word in words[start:end])
    return end == place and kind == _PERSON and initials


def _last_word(words: Sequence[str], start: int, end: int) -> int:
    while start < end and words[end - 1].lower() in LEADING:
        end -= 1
    return end


def _region(words: Sequence[str], start: int, end: int) -> int:
    """Where the country or state begins that ends a place's name; ``end`` where none does."""
    name = form_of(words[start:end])
    regions, places, before = _places()
    if name not in places:
        for size in (3, 2, 1):
            last = name[-size - 1 : -size]
            if name[-size:] in regions and last and last[0].isalpha() and last[0] not in before:
                return end - size
    return end


@cache
def _places() -> tuple[frozenset[Form], frozenset[Form], frozenset[str]]:
    """Countries and states; all known places; words that make one name with a region."""
    states = names("gazetteer", "states", "state_abbreviations")
    regions = _forms(names("places", "countries") + states)
    known = _forms(names("places") + names("gazetteer"))
    return regions, known, frozenset(load("gazetteer")["before"]["words"])


def _forms(listed: Iterable[str]) -> frozenset[Form]:
    return frozenset(form_of(words_of(name)) for name in listed)
