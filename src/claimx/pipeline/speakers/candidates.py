"""What a pronoun may mean: speakers, subjects and names before it, and how salient each is.

Salience is after Lappin and Leass (1994): recency by sentences, a bonus for subjects and for
whoever spoke last.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
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
_GOES_ON = 4.0
_INSIDE = 0.8
_OBLIQUE = 0.5
_BETWEEN = frozenset(["and", "or", ",", ".", "the", "a"])
_SUBJECTS = frozenset(["nsubj", "nsubj:pass", "nsubjpass"])


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a pronoun.

    Attributes:
        outer: the speaker in whose content it stands.
        quoted: whether that content is in their own words.
        quote: where the quote begins whose speaker it is.
    """

    outer: Referent | None = None
    quoted: bool = False
    quote: int | None = None


class Candidates:
    """Finds what pronouns of one document may mean.

    ``inner`` asks for noun phrases without a name anywhere in
    a sentence, not as its subject alone: salience by itself would take too many of them.
    """

    def __init__(
        self, layout: Layout, naming: Naming, history: History, *, inner: bool = False
    ) -> None:
        self.inner = inner
        self.layout = layout
        self.naming = naming
        self.registry = naming.registry
        self.history = history
        self._known: dict[int, Candidate | None] = {}

    def people(self, position: int, setting: Setting) -> Iterator[Candidate]:
        """People before a word, whatever their gender."""
        outer, quoted = setting.outer, setting.quoted
        barred = key_of(outer) if outer is not None and quoted else None
        if outer is not None and not quoted and outer.kind == "person":
            yield _OUTER, outer
        for number, (start, referent) in enumerate(self.history.before(position)):
            distance = self._distance(start, position)
            if (
                referent.kind == "person"
                and distance <= _SENTENCES_BACK
                and key_of(referent) != barred
            ):
                goes_on = number == 0 and self._goes_on(start, setting.quote)
                yield _SPOKE - distance + (_GOES_ON if goes_on else 0.0), referent
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
        for salience, referent in self._nominals(position, ("person",)):
            if key_of(referent) != barred:
                yield salience, referent

    def things(
        self, position: int, setting: Setting, kinds: tuple[Kind, ...]
    ) -> Iterator[Candidate]:
        """Those of some kinds before a word: bodies, places, groups, documents."""
        outer = setting.outer
        if outer is not None and not setting.quoted and outer.kind in kinds:
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
        yield from self._nominals(position, kinds)

    def _goes_on(self, spoke: int, quote: int | None) -> bool:
        """Whether somebody spoke just before a quote, which is theirs too then."""
        if quote is None or spoke >= quote:
            return False
        paragraphs = self.layout.paragraph[quote] - self.layout.paragraph[spoke]
        return self._distance(spoke, quote) <= 1 and paragraphs <= 1

    def _nominals(self, position: int, kinds: tuple[Kind, ...]) -> Iterator[Candidate]:
        """Noun phrases without a name just before the pronoun, of some kinds."""
        for index in range(position - 1, max(-1, position - _WORDS_BACK), -1):
            if self._distance(index, position) > _FEW_SENTENCES:
                return
            if index not in self._known:
                self._known[index] = self._nominal(index)
            found = self._known[index]
            if found is not None and found[1].kind in kinds:
                salience, referent = found
                yield salience - self._distance(referent.start, position), referent

    def _nominal(self, index: int) -> Candidate | None:
        """The noun phrase without a name that ends at a word; salient where it is a subject."""
        layout = self.layout
        if not layout.word[index] or index in self.registry.names:
            return None
        if not v.is_noun(layout.compound(index)):
            return None
        start = self._phrase_start(index)
        opens = layout.initial[start] or (start > 0 and layout.text[start - 1] in {",", ";"})
        phrase = self.naming.phrase(start, index + 1) if opens or self.inner else None
        if phrase is None or phrase.pronoun or phrase.name or phrase.coordinated:
            return None
        return (_SUBJECT if opens else 0.0), self.naming.of(phrase)

    def _phrase_start(self, head: int) -> int:
        """Where a phrase begins that ends at ``head``."""
        layout = self.layout
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
        return start

    def _weight(self, name: Name, position: int) -> float:
        """How salient a mention of a name is, by where it stands in its sentence."""
        layout = self.layout
        if layout.possessive(name.end):
            return -_OBLIQUE
        weight = 0.0
        if layout.parsed:
            weight += _SUBJECT if self._is_subject(name) else 0.0
        elif self._opens_sentence(name):
            weight += _SUBJECT
        before = layout.lower[name.start - 1] if name.start else ""
        if before in v.PREPOSITIONS:
            weight -= _OBLIQUE
        if layout.quoted[name.start] and not layout.quoted[position]:
            weight -= _INSIDE
        return weight

    def _is_subject(self, name: Name) -> bool:
        """Whether a name heads a subject, or is joined to one ("Hale and Berg came")."""
        tokens = self.layout.tokens[name.start : name.end]
        joined = [token.head for token in tokens if token.dep_ == "conj"]
        return any(token.dep_ in _SUBJECTS for token in [*tokens, *joined])

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


def side_by_side(layout: Layout, one: Referent, other: Referent) -> bool:
    """Whether two mentions are joined by *and* or *or*, at most a title between them."""
    first, second = sorted((one, other), key=lambda referent: referent.start)
    words = layout.lower[first.end : second.start]
    if not {"and", "or"} & set(words):
        return False
    return all(
        word in _BETWEEN or word.rstrip(".") in v.HONORIFICS or v.is_role(word) for word in words
    )


def key_of(referent: Referent) -> object:
    """What two mentions of the same somebody share."""
    if referent.entity is not None:
        return id(referent.entity)
    return referent.name or (referent.start, referent.end)
