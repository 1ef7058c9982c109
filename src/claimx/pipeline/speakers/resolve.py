"""The speaker of every attribution of a document, from its source, names and neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claimx.pipeline.antecedents import Antecedents
from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.candidates import Candidates, History, Setting
from claimx.pipeline.speakers.confidence import name_confidence
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.mentions import Phrase
from claimx.pipeline.speakers.naming import Naming
from claimx.pipeline.speakers.pronouns import Pronouns
from claimx.pipeline.speakers.referents import Referent
from claimx.pipeline.speakers.registry import Registry
from claimx.records import Speaker, TextSpan

_RELATIVES = frozenset(["who", "whom", "whose", "which", "that"])
_LONGEST_ANTECEDENT = 12


def resolve(
    doc: Doc, attributions: Sequence[Attribution], antecedents: Antecedents | None = None
) -> list[Speaker]:
    """The speakers of ``attributions``, in their order.

    ``antecedents`` is what the model says of the pronouns of ``doc``, where it has read it.
    """
    return Resolver(doc, attributions, antecedents).speakers()


@dataclass(frozen=True, slots=True)
class _Item:
    """An attribution in words, not tokens; of its contents only the first."""

    source: TokenRange | None
    cue: TokenRange | None
    content: TokenRange
    within: int | None


class Resolver:
    """Works through the attributions of one document, outer ones before nested ones."""

    def __init__(
        self,
        doc: Doc,
        attributions: Sequence[Attribution],
        antecedents: Antecedents | None = None,
    ) -> None:
        self.layout = Layout(doc)
        self.items = [self._in_words(item) for item in attributions]
        self.registry = Registry(self.layout)
        self.naming = Naming(self.layout, self.registry)
        self.history = History()
        ranked = antecedents is not None
        candidates = Candidates(self.layout, self.naming, self.history, inner=ranked)
        self.pronouns = Pronouns(candidates, antecedents)
        self._found: dict[int, Referent | None] = {}
        self._initials = [i for i, flag in enumerate(self.layout.initial) if flag]

    def speakers(self) -> list[Speaker]:
        for number in sorted(range(len(self.items)), key=self._order):
            self._found[number] = self._resolve(number)
            referent = self._found[number]
            if referent is not None:
                self.history.add(_position(self.items[number]), referent)
        return [self._speaker(self._found[number]) for number in range(len(self.items))]

    def meaning(self, word: int) -> Referent | None:
        """Whom the pronoun at a word means, speaker or not, once the speakers are known.

        None where the word is no pronoun.
        """
        phrase = self.naming.phrase(word, word + 1)
        if phrase is None or phrase.pronoun is None:
            return None
        around = [number for number, item in enumerate(self.items) if _holds(item, word)]
        outer = self._found.get(max(around, key=self._order)) if around else None
        return self.pronouns.of(phrase, Setting(outer, self.layout.quoted[word]))

    def named_at(self, referent: Referent) -> Place:
        """Where the name of a referent stands that has one, in words."""
        place = referent.named
        if referent.entity is not None:
            place = self.registry.evidence(referent.entity, referent.end)
        assert place is not None  # a name is an entity's, or stands where `titled` took it from
        return place

    def _in_words(self, item: Attribution) -> _Item:
        words = self.layout.words
        return _Item(
            words(*item.source) if item.source is not None else None,
            words(*item.cue) if item.cue is not None else None,
            words(*item.contents[0]),
            item.within,
        )

    def _order(self, number: int) -> tuple[int, int]:
        depth, seen = 0, {number}
        within = self.items[number].within
        while within is not None and within not in seen:
            seen.add(within)
            depth += 1
            within = self.items[within].within
        return depth, _position(self.items[number])

    def _resolve(self, number: int) -> Referent | None:
        item = self.items[number]
        if item.source is None:
            return self._floating(item) if item.cue is None else None
        phrase = self.naming.phrase(*item.source)
        if phrase is not None and phrase.pronoun in _RELATIVES:
            phrase = self._antecedent(phrase.start) or phrase
        if phrase is None:
            return None
        if phrase.pronoun is None:
            return self.naming.of(phrase)
        # The speaker in whose content it stands, and whether those are their words.
        outer = self._found.get(item.within) if item.within is not None else None
        start = item.content[0]
        quote = start if self._is_quoted(start) else None
        return self.pronouns.of(phrase, Setting(outer, self.layout.quoted[phrase.start], quote))

    def _antecedent(self, relative: int) -> Phrase | None:
        """The noun phrase that *who* or *which* belongs to, just before it."""
        layout = self.layout
        end = relative - 1 if relative and layout.text[relative - 1] == "," else relative
        if end <= 0:
            return None
        name = self.registry.names.get(end - 1)
        if name is not None:
            return self.naming.phrase(name.start, name.end)
        start = end - 1
        while start > 0 and end - start < _LONGEST_ANTECEDENT and layout.word[start]:
            if layout.initial[start] or layout.lower[start] in {"a", "an", "the", "some", "many"}:
                break
            start -= 1
        return self.naming.phrase(start, end)

    def _floating(self, item: _Item) -> Referent | None:
        """A quote without a cue: its speaker is whoever its context has just introduced."""
        start = item.content[0]
        if not self._is_quoted(start):
            return None
        speaker = next((r for _, r in self.history.before(start, 1)), None)
        if speaker is not None and self._next_to(speaker.start, start):
            return self._by_context(speaker)
        subject = self._subject_before(start)
        return self._by_context(subject) if subject is not None else None

    def _is_quoted(self, start: int) -> bool:
        """Whether a content that begins at a word is quoted, its first mark perhaps outside."""
        return any(self.layout.quoted[start : start + 2])

    def _next_to(self, speaker: int, start: int) -> bool:
        paragraphs = self.layout.paragraph[start] - self.layout.paragraph[speaker]
        return paragraphs <= 2 and self.layout.sentence[start] - self.layout.sentence[speaker] <= 4

    def _subject_before(self, start: int) -> Referent | None:
        """The person who opens the sentence before a quote, named or by a role."""
        at = bisect_left(self._initials, start)
        for first in reversed(self._initials[max(0, at - 2) : at]):
            if self.layout.quoted[first]:
                continue
            end = self._first_phrase_end(first, start)
            phrase = self.naming.phrase(first, end) if end > first else None
            if phrase is None:
                return None
            if phrase.pronoun is not None:
                referent = self.pronouns.of(phrase, Setting())
            else:
                referent = self.naming.of(phrase)
            return referent if referent.kind in {"person", "organization"} else None
        return None

    def _first_phrase_end(self, first: int, limit: int) -> int:
        names, layout = self.registry.names, self.layout
        for index in range(first, min(first + 8, limit)):
            if index in names and names[index].start >= first:
                return names[index].end if not layout.possessive(names[index].end) else first
            word = layout.compound(index)
            if v.is_role(word) and not layout.possessive(index + 1):
                following = index + 1
                if following not in names:
                    return index + 1
        return first + 1 if layout.lower[first] in {"he", "she", "they", "it"} else first

    def _by_context(self, referent: Referent) -> Referent:
        return replace(referent, via="context" if referent.name else None)

    def _speaker(self, referent: Referent | None) -> Speaker:
        if referent is None:
            return Speaker()
        start, end = self.layout.bounds(referent.start, referent.end)
        role = referent.role
        named = referent.name is not None
        return Speaker(
            text=self.layout.slice(referent.start, referent.end),
            start=start,
            end=end,
            name=referent.name,
            role=self.layout.slice(role.start, role.end) if role else None,
            kind=referent.kind,
            via=referent.via if named else None,
            evidence=self._span(self.named_at(referent)) if named else None,
            confidence=name_confidence(referent) if named else None,
        )

    def _span(self, place: Place) -> TextSpan:
        return TextSpan(self.layout.slice(*place), *self.layout.bounds(*place))


def _position(item: _Item) -> int:
    if item.source is not None:
        return item.source[0]
    return item.cue[0] if item.cue is not None else item.content[0]


def _holds(item: _Item, word: int) -> bool:
    return item.content[0] <= word < item.content[1]
