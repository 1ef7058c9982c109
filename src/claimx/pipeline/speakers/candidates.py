"""What a pronoun may mean: speakers, subjects and names before it, and how salient each is.

Salience is after Lappin and Leass (1994): recency by sentences, a bonus for subjects and for
whoever spoke last.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import TypeAlias

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout
from claimx.pipeline.speakers.names import Name
from claimx.pipeline.speakers.naming import Naming
from claimx.pipeline.speakers.referents import Referent, of_entity
from claimx.records import Kind

#: How salient somebody is, and who, at the words of one mention.
Candidate: TypeAlias = tuple[float, Referent]

_SENTENCES_BACK = 8
_FEW_SENTENCES = 3
_NAMES_BACK = 14
_CLAIMS_BACK = 5
_WORDS_BACK = 90
_SUBJECT = 1.0
_SPOKE = 1.2
_OUTER = 2.5
_INSIDE = 0.8
_OBLIQUE = 0.5


class History:
    """The speakers found so far, by where they stand."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, int, Referent]] = []

    def add(self, position: int, referent: Referent) -> None:
        insort(self._rows, (position, len(self._rows), referent), key=lambda row: row[:2])

    def before(self, position: int, count: int = _CLAIMS_BACK) -> list[tuple[int, Referent]]:
        """The last speakers before a token, nearest first."""
        at = bisect_left(self._rows, (position, -1), key=lambda row: row[:2])
        return [(start, ref) for start, _, ref in reversed(self._rows[max(0, at - count) : at])]


class Candidates:
    """Finds what pronouns of one document may mean.

    ``outer`` is always the speaker in whose content the pronoun stands, ``quoted`` whether
    that content is in their own words.
    """

    def __init__(self, layout: Layout, naming: Naming, history: History) -> None:
        self.layout = layout
        self.naming = naming
        self.registry = naming.registry
        self.history = history

    def people(self, position: int, outer: Referent | None, quoted: bool) -> Iterator[Candidate]:
        """People before a word, whatever their gender."""
        barred = key_of(outer) if outer is not None and quoted else None
        if outer is not None and not quoted and outer.kind == "person":
            yield _OUTER, outer
        for start, referent in self.history.before(position):
            distance = self._distance(start, position)
            if (
                referent.kind == "person"
                and distance <= _SENTENCES_BACK
                and key_of(referent) != barred
            ):
                yield _SPOKE - distance, referent
        people = self.registry.people
        count = self.registry.before(people, position)
        for start, name, entity in people[max(0, count - _NAMES_BACK) : count]:
            distance = self._distance(start, position)
            known = entity.kind == "person" or len(entity.words) > 1
            if distance > _SENTENCES_BACK or id(entity) == barred or not known:
                continue
            referent = of_entity(entity, "self", (name.start, name.end))
            penalty = 0.0 if entity.kind == "person" else 1.0
            yield self._weight(name, position) - distance - penalty, referent
        for start, referent in self._openers(position, ("person",)):
            if key_of(referent) != barred:
                yield _SUBJECT - self._distance(start, position), referent

    def things(
        self, position: int, outer: Referent | None, quoted: bool, kinds: tuple[Kind, ...]
    ) -> Iterator[Candidate]:
        """Those of some kinds before a word: bodies, places, groups, documents."""
        if outer is not None and not quoted and outer.kind in kinds:
            yield _OUTER, outer
        for start, referent in self.history.before(position):
            distance = self._distance(start, position)
            if referent.kind in kinds and distance <= _FEW_SENTENCES:
                yield _SPOKE - distance, referent
        bodies = self.registry.bodies
        count = self.registry.before(bodies, position)
        for start, name, entity in bodies[max(0, count - _NAMES_BACK) : count]:
            distance = self._distance(start, position)
            if entity.kind in kinds and distance <= _FEW_SENTENCES:
                referent = of_entity(entity, "self", (name.start, name.end))
                yield self._weight(name, position) - distance, referent
        for start, referent in self._openers(position, kinds):
            yield _SUBJECT - self._distance(start, position), referent

    def _openers(self, position: int, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, Referent]]:
        """Noun phrases without a name just before the pronoun, of some kinds."""
        layout = self.layout
        for index in range(position - 1, max(-1, position - _WORDS_BACK), -1):
            if self._distance(index, position) > _FEW_SENTENCES:
                return
            if not layout.word[index] or index in self.registry.names:
                continue
            start = self._opening(index)
            if start is None:
                continue
            phrase = self.naming.phrase(start, index + 1)
            if phrase is None or phrase.pronoun or phrase.name or phrase.coordinated:
                continue
            referent = self.naming.of(phrase)
            if referent.kind in kinds:
                yield start, referent

    def _opening(self, head: int) -> int | None:
        """Where a subject's phrase begins that ends at ``head``, if it looks like one."""
        layout = self.layout
        word = layout.compound(head)
        if not v.is_noun(word):
            return None
        start = layout.compound_start(head)
        limit = max(0, start - 5)
        while start > limit and not layout.initial[start]:
            before = layout.lower[start - 1]
            if before in v.DETERMINERS or before in v.POSSESSIVES:
                start -= 1
                break
            if not layout.word[start - 1] or before in v.PREPOSITIONS or before in v.OPENERS:
                break
            start -= 1
        opens = layout.initial[start] or (start > 0 and layout.text[start - 1] in {",", ";"})
        return start if opens else None

    def _weight(self, name: Name, position: int) -> float:
        """How salient a mention of a name is, by where it stands in its sentence."""
        layout = self.layout
        if layout.possessive(name.end):
            return -_OBLIQUE
        weight = 0.0
        if layout.parsed:
            deps = {layout.tokens[i].dep_ for i in range(name.start, name.end)}
            weight += _SUBJECT if deps & {"nsubj", "nsubj:pass", "nsubjpass"} else 0.0
        elif self._opens_sentence(name):
            weight += _SUBJECT
        before = layout.lower[name.start - 1] if name.start else ""
        if before in v.PREPOSITIONS:
            weight -= _OBLIQUE
        if layout.quoted[name.start] and not layout.quoted[position]:
            weight -= _INSIDE
        return weight

    def _opens_sentence(self, name: Name) -> bool:
        layout = self.layout
        index = name.start
        while index > 0 and not layout.initial[index] and name.start - index < 6:
            before = layout.lower[index - 1]
            if before in v.PREPOSITIONS or not layout.word[index - 1]:
                break
            index -= 1
        return layout.initial[index]

    def _distance(self, start: int, position: int) -> int:
        return self.layout.sentence[position] - self.layout.sentence[start]


def key_of(referent: Referent) -> object:
    """What two mentions of the same somebody share."""
    if referent.entity is not None:
        return id(referent.entity)
    return referent.name or (referent.start, referent.end)
