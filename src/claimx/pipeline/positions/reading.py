"""One attribution made ready for the rules: forms, cue, shape, main clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import Attribution
from claimx.pipeline.positions.clause import QUOTE_MARKS, Clause, read_clause
from claimx.pipeline.positions.cues import CueReading, Shape, read_cue
from claimx.pipeline.positions.phrases import Match, PhraseTable, table
from claimx.pipeline.positions.shape import is_own, shape_of
from claimx.records import Act, Evidence

_AHEAD = 4
_JUDGING_REACH = 14
_PHRASE_REACH = 9
_TOPIC = frozenset(["about", "into", "after", "during", "before", "since"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules of meaning see of one attribution.

    Attributes:
        forms: the lexicon forms of every token of the document, by token index.
        content: all tokens of the content.
        own: the subject of the content is the speaker.
    """

    doc: Doc
    item: Attribution
    forms: Sequence[frozenset[str]]
    cue: CueReading
    content: tuple[int, ...]
    clause: Clause
    shape: Shape
    own: bool

    def match(self, table: PhraseTable[str], tokens: Sequence[int]) -> Match[str] | None:
        """The first phrase of ``table`` in ``tokens``; its places are token indexes."""
        found = table.first([self.forms[i] for i in tokens])
        if found is None:
            return None
        return Match(found.phrase, found.value, tuple(tokens[p] for p in found.places))

    def judgement(self, table: PhraseTable[str], tokens: Sequence[int]) -> Match[str] | None:
        """The first judging phrase, blind to names and to what is fought or prevented.

        *Los Angeles* praises nobody, and *fights against racism* blames nobody; in *the
        greatest threat* the noun decides.
        """
        first = self.content[:1]
        plain = [
            i for i in tokens if i in first or self._begins(i) or not self.doc[i].text[0].isupper()
        ]
        found = [
            Match(m.phrase, m.value, tuple(plain[place] for place in m.places))
            for m in table.find([self.forms[i] for i in plain])
        ]
        found = [match for match in found if self._may_judge(match)]
        best = min(found, key=lambda m: (m.places[0], -len(m.places), m.phrase), default=None)
        if best is None or not best.value.endswith("praise"):
            return best
        end = best.places[-1]
        noun = (m for m in found if m.value.endswith("blame") and 0 < m.places[0] - end <= 2)
        return next(noun, best)

    def _may_judge(self, match: Match[str]) -> bool:
        first = match.places[0]
        nominal = self.doc[first].tag_ in ("NN", "NNS") and len(match.places) == 1
        if nominal and self._is_topic(first):
            return False
        if nominal and match.phrase in lexicons.words("words", "adjectives_only"):
            return False
        verbal = self.doc[first].tag_.startswith("VB")
        if verbal and match.phrase in lexicons.words("words", "nouns_only"):
            return False
        return not self.is_fought(first) and not self.is_attribute(first)

    def _is_topic(self, i: int) -> bool:
        """*told them about the breach*: a thing spoken of, which is not judged."""
        token = self.doc[i]
        return token.dep_ in ("obl", "nmod") and any(
            child.dep_ == "case" and child.lower_ in _TOPIC for child in token.lefts
        )

    def is_attribute(self, i: int) -> bool:
        """*behind a false wall*, *lay on the desk*: words of falsehood that call nothing false."""
        token = self.doc[i]
        if self.forms[i] & {"lie"}:
            return token.tag_.startswith("VB") and not any(
                child.lower_ in ("to", "about") for child in token.subtree
            )
        false = token.dep_ == "amod" and self.forms[i] & {"false", "fake"}
        return bool(false) and not any(child.dep_ == "cop" for child in token.head.children)

    def is_fought(self, i: int) -> bool:
        """Whether what may hurt is fought (*halves the risk of a stroke*)."""
        before = [j for j in range(i - 3, i) if j in self.content]
        return self.any_form(before, lexicons.words("words", "fighting")) is not None

    def _begins(self, i: int) -> bool:
        return i == 0 or self.doc[i - 1].text in QUOTE_MARKS | {".", "!", "?", ":"}

    @property
    def judging(self) -> tuple[int, ...]:
        """Where a judgement may stand: in the predicate, or anywhere in a phrase without one."""
        reach = _JUDGING_REACH if self.clause.predicate is not None else _PHRASE_REACH
        masked = self.phrase_tokens("words", "not_judging")
        return tuple(i for i in self.clause.after_predicate[:reach] if i not in masked)

    def phrase_tokens(self, lexicon: str, key: str) -> set[int]:
        """The tokens of the main clause that belong to a phrase of a list."""
        tokens = self.clause.tokens
        found = table(lexicon, key).find([self.forms[i] for i in tokens])
        return {tokens[place] for match in found for place in match.places}

    def any_form(self, tokens: Sequence[int], words: frozenset[str]) -> int | None:
        """The first of ``tokens`` that has a form in ``words``."""
        return next((i for i in tokens if self.forms[i] & words), None)

    def evidence(self, field: str, rule: str, tokens: Sequence[int]) -> Evidence:
        """The stretch of text from the first to the last of ``tokens``, as evidence."""
        span = self.doc[min(tokens) : max(tokens) + 1]  # doc.text costs the whole text each time
        return Evidence(field, rule, span.text, span.start_char, span.end_char)


def follows(field: str, act: Act, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of a ``field`` that follows from the act: the act's own words."""
    return tuple(
        Evidence(field, f"act.{act}", item.text, item.start, item.end) for item in evidence[:1]
    )


def read(doc: Doc, item: Attribution, forms: Sequence[frozenset[str]]) -> Reading:
    """Make ``item`` ready for the rules.

    Args:
        forms: of every token of ``doc``, from :func:`forms.forms_of`.
    """
    clause = read_clause(doc, item)
    shape = shape_of(doc, item, clause)
    window = _cue_window(doc, item, forms)
    ahead = _words_ahead(doc, item, shape)
    both = [*window, *(i for i in ahead if i not in window)]
    cue = read_cue(both, [forms[i] for i in both], shape, len(window))
    content = tuple(i for span in item.contents for i in range(*span))
    own = is_own(doc, item, clause, shape)
    return Reading(doc, item, forms, cue, content, clause, shape, own)


def _cue_window(doc: Doc, item: Attribution, forms: Sequence[frozenset[str]]) -> list[int]:
    """The cue, with *not* or *never* shortly before it and particles right after it."""
    if item.cue is None:
        return []
    start, end = item.cue
    source = item.source or (-1, -1)
    before: list[int] = []
    for i in range(max(start - 2, 0), start):
        if source[0] <= i < source[1]:
            continue
        if forms[i] & {"not", "n't", "never"} and not _in_content(item, i):
            before.append(i)
    particles = lexicons.words("words", "particles")
    while end < len(doc) and end < item.cue[1] + 2 and doc[end].lower_ in particles:
        end += 1
    return [*before, *range(start, end)]


def _words_ahead(doc: Doc, item: Attribution, shape: Shape) -> list[int]:
    """The first words of a content that goes on where the cue ends (*refused | to comment*)."""
    if item.cue is None or not item.contents or shape not in ("infinitive", "noun", "clause"):
        return []
    start, end = next((s for s in item.contents if s[0] >= item.cue[1]), (0, 0))
    if not 0 <= start - item.cue[1] <= 1:
        return []
    return [i for i in range(start, min(start + _AHEAD, end)) if doc[i].text not in QUOTE_MARKS]


def _in_content(item: Attribution, i: int) -> bool:
    return any(start <= i < end for start, end in item.contents)
