"""The noun phrase of a source: its bounds, head, determiner and the name in it.

The rules read the words alone and use tags only to prefer a head: a parse by a
small model errs most in just these long, capitalised phrases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout
from claimx.pipeline.speakers.names import Name

_PRONOUNS = """
he him his she her hers they them their theirs it its i me my mine we us our ours you your
who whom whose which that this these those
"""
PRONOUNS = frozenset(_PRONOUNS.split())
_RELATIVES = frozenset(["who", "whom", "whose", "which"])
_EDGES = frozenset("\"'“”‘’«»,;:—–-.()[]")


@dataclass(slots=True)
class Phrase:
    """A noun phrase: token indexes, end exclusive; ``core`` ends before its first preposition."""

    start: int
    end: int
    core: int
    head: int
    name: Name | None = None
    determiner: str | None = None
    coordinated: bool = False
    pronoun: str | None = None


def phrase_at(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> Phrase | None:
    """The phrase of a source as the model cut it, trimmed as the guidelines say.

    A comma phrase, a relative clause and a genitive mark at its end are left out.
    ``names`` gives the name over each token. None where no word is left.
    """
    start, end = _trimmed(layout, names, start, end)
    if start >= end:
        return None
    core = _core_end(layout, names, start, end)
    phrase = Phrase(start, end, core, _head(layout, start, core))
    first = layout.lower[start]
    if end - start == 1 and first in PRONOUNS and (first != "us" or not layout.capital(start)):
        phrase.pronoun = first
        return phrase
    if first in v.DETERMINERS or first in v.POSSESSIVES:
        phrase.determiner = first
    phrase.coordinated = _coordinated(layout, names, phrase)
    phrase.name = None if phrase.coordinated else _name_of(layout, names, phrase)
    return phrase


def _trimmed(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> tuple[int, int]:
    while start < end and layout.text[start] in _EDGES:
        start += 1
    cut = end
    for index in range(start + 1, end):
        word = layout.lower[index]
        if (
            word in _RELATIVES
            or word == "that"
            or (word == "," and not _lists_on(layout, names, index, end))
            or layout.breaks[index]
        ):
            cut = index
        if cut < end:
            break
    while cut > start and _trailing(layout, start, cut - 1):
        cut -= 1
    return start, cut


def _trailing(layout: Layout, start: int, index: int) -> bool:
    if layout.possessive(index):
        return True
    if layout.text[index] == ")":
        return "(" not in layout.text[start:index]
    return layout.text[index] in _EDGES


def _lists_on(layout: Layout, names: Mapping[int, Name], comma: int, end: int) -> bool:
    """Whether a comma parts the members of a list ("Hill, Park and Dale")."""
    after = comma + 1
    if after >= end or (after not in names and layout.lower[after] not in v.DETERMINERS):
        return False
    for index in range(after, min(end - 1, after + 12)):
        if layout.lower[index] in {"and", "or"} and index not in names:
            return index + 1 in names or layout.lower[index + 1] in v.DETERMINERS
    return False


def _core_end(layout: Layout, names: Mapping[int, Name], start: int, end: int) -> int:
    for index in range(start + 1, end):
        if index in names and names[index].start < index:
            continue
        if layout.lower[index] in v.PREPOSITIONS or layout.text[index] in {"(", ","}:
            return index
    return end


def _head(layout: Layout, start: int, core: int) -> int:
    words = [i for i in range(start, core) if layout.word[i]]
    if not words:
        return start
    last = words[-1]
    known = last
    if v.is_noun(layout.compound(last)):
        return last
    if layout.tagged and layout.pos[last] not in {"NOUN", "PROPN", "PRON", "NUM"}:
        nouns = [i for i in words if layout.pos[i] in {"NOUN", "PROPN"}]
        known = nouns[-1] if nouns else last
    if layout.possessive(known + 1) and known + 1 < core and known != last:
        return last
    return known


def _coordinated(layout: Layout, names: Mapping[int, Name], phrase: Phrase) -> bool:
    for index in range(phrase.start + 1, phrase.end):
        if index >= phrase.core and layout.text[index - 1] != ")":
            continue
        if layout.lower[index] not in {"and", "&"} or index + 1 >= phrase.end:
            continue
        if index in names and names[index].start < index:
            continue
        after = layout.lower[index + 1]
        if after in v.DETERMINERS or after in v.POSSESSIVES or index + 1 in names:
            return True
        if index >= phrase.core:
            continue
        tail = layout.lower[phrase.core - 1]
        plural_tail = v.is_plural_role(tail) or tail in v.PLURAL_PERSONS
        before = layout.lower[index - 1]
        if plural_tail and (v.is_plural_role(before) or before in v.PLURAL_PERSONS):
            return False
    return any(
        layout.text[i] == "," and _lists_on(layout, names, i, phrase.end)
        for i in range(phrase.start, phrase.end)
    )


def _name_of(layout: Layout, names: Mapping[int, Name], phrase: Phrase) -> Name | None:
    name = names.get(phrase.head)
    if name is not None:
        return name if name.start >= phrase.start or name.end >= phrase.core else None
    last = names.get(phrase.end - 1)
    if last is None or last.start <= phrase.core:
        return None
    before = layout.lower[last.start - 1].rstrip(".")
    joined = (
        before in v.PREPOSITIONS or before in v.DETERMINERS or layout.possessive(last.start - 1)
    )
    office = v.is_role(layout.compound(phrase.head))
    return last if office and not joined and last.kind in {"person", "unknown"} else None
