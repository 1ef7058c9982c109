"""The main clause of a content: where its predicate, subject and object stand.

Read from the UD parse where there is one, else from windows of words. Both give
the same record, so the rules of meaning know neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.positions import clause_parse, clause_window
from claimx.pipeline.positions.forms import forms_of
from claimx.pipeline.positions.phrases import table

_CONDITION_REACH = 18
_DEPTH = 4
_STOPS = frozenset(".!?…")
QUOTE_MARKS = frozenset("\"'“”‘’«»`") | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause, in token indexes of the document.

    Attributes:
        tokens: the clause without its subordinate clauses and coordinated clauses.
        predicate: its first finite word (auxiliary or verb) or, in a phrase without
            one, None.
        subject: the subject phrase.
        object: the first noun phrase after the predicate.
        condition: the word that makes the whole conditional (*if*, *unless*).
        question: it asks.
    """

    tokens: tuple[int, ...]
    predicate: int | None
    subject: TokenRange | None
    object: TokenRange | None
    condition: int | None
    question: bool

    @property
    def after_predicate(self) -> tuple[int, ...]:
        """The predicate and what follows; all of it where there is no predicate."""
        if self.predicate is None:
            return self.tokens
        return tuple(i for i in self.tokens if i >= self.predicate)


def read_clause(doc: Doc, item: Attribution) -> Clause:
    """The main clause of that part of the content which stands in the cue's sentence."""
    tokens = _trim(doc, _near_cue(doc, item))
    condition = _condition(doc, tokens)
    core = clause_window.without_leading_clause(doc, tokens)
    read = clause_parse.read if doc.has_annotation("DEP") else clause_window.read
    main, predicate, subject, obj = read(doc, core)
    inner = _complement(doc, core, predicate, subject)
    if inner is not None:
        inner_main, _, subject, obj = read(doc, inner)
        main = sorted({*main, *inner_main})
    return Clause(
        tokens=tuple(main),
        predicate=predicate,
        subject=subject,
        object=obj,
        condition=condition,
        question=_asks(doc, core),
    )


def _near_cue(doc: Doc, item: Attribution) -> list[int]:
    """Tokens of the content in one sentence: the one that touches the cue."""
    if not item.contents:
        return []
    cue = item.cue or (item.contents[0][0], item.contents[0][0])
    before = [span for span in item.contents if span[1] <= cue[0]]
    after = [span for span in item.contents if span[0] >= cue[1]]
    tokens: list[int] = []
    for span in before:
        tokens += _sentences(doc, span)[-1] if span is before[-1] else list(range(*span))
    for span in after:
        reach = max([cue[1], *tokens[-1:]])
        if tokens and any(doc[i].text in _STOPS | {":"} for i in range(reach, span[0])):
            break
        tokens += _sentences(doc, span)[0]
    return tokens or _sentences(doc, item.contents[0])[0]


def _sentences(doc: Doc, span: TokenRange) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for i in range(*span):
        if parts[-1] and doc[i - 1].text in _STOPS and doc[i].text not in QUOTE_MARKS | _STOPS:
            parts.append([])
        parts[-1].append(i)
    return parts


def _trim(doc: Doc, tokens: list[int]) -> list[int]:
    """Without quotation marks at the edges, final stop and leading *that*."""
    edge = QUOTE_MARKS | {",", ";", ":", "-", "—", "–", "(", ")", ".", "…"}
    while tokens and (doc[tokens[0]].text in edge or doc[tokens[0]].lower_ == "that"):
        if doc[tokens[0]].lower_ == "that" and (
            len(tokens) < 2 or not _complementizer(doc, tokens[0])
        ):
            break
        tokens = tokens[1:]
    while tokens and doc[tokens[-1]].text in edge:
        tokens = tokens[:-1]
    return tokens


def _complementizer(doc: Doc, i: int) -> bool:
    """Whether the *that* at ``i`` opens a clause, not a noun phrase or a pronoun subject."""
    token = doc[i]
    if token.dep_:
        return token.dep_ == "mark"
    following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    finite = lexicons.words("words", "auxiliaries") | lexicons.words("words", "modals")
    return token.text == "that" and following not in finite


def _complement(
    doc: Doc, tokens: list[int], predicate: int | None, subject: TokenRange | None
) -> list[int] | None:
    """The clause inside *it is unlikely that …*, *I do not think …*: what the claim is about."""
    if predicate is None or not tokens:
        return None
    first = doc[subject[0] if subject is not None else tokens[0]].lower_
    rest = [i for i in tokens if i > predicate]
    inner = [i for i in rest[:6] if doc[i].lower_ == "that" and _complementizer(doc, i)]
    if first in ("it", "there") and inner:
        return [i for i in rest if i > inner[0]]
    hedges = lexicons.words("words", "hedge_verbs")
    verb = next((i for i in [predicate, *rest[:3]] if forms_of(doc[i]) & hedges), None)
    single = subject is not None and subject[1] - subject[0] == 1
    if verb is None or not single or first not in ("i", "we", "he", "she", "they", "it"):
        return None
    embedded = [i for i in rest if i > (inner[0] if inner else verb)]
    return embedded if len(embedded) > 2 else None


def _condition(doc: Doc, tokens: list[int]) -> int | None:
    """The word that makes the content conditional, at its head or after the main clause."""
    words = lexicons.words("words", "conditionals")
    starts = words | lexicons.words("words", "conditional_starts")
    for place, i in enumerate(tokens[:_CONDITION_REACH]):
        excused = place and doc[tokens[place - 1]].lower_ in ("as", "even", "only", "ask", "what")
        if doc[i].lower_ in (words if place else starts) and not excused and not _inner(doc, i):
            return i
    phrases = table("words", "conditional_phrases")
    found = phrases.first([forms_of(doc[i]) for i in tokens])
    return tokens[found.places[0]] if found else None


def _inner(doc: Doc, i: int) -> bool:
    """Whether the clause that ``i`` opens hangs on a relative clause (*which shuts if …*)."""
    here = doc[i].head
    for _ in range(_DEPTH):
        if here.dep_ in ("acl:relcl", "acl") and here.head.i < i:
            return True
        if here.head.i == here.i:
            break
        here = here.head
    return False


def _asks(doc: Doc, core: list[int]) -> bool:
    following = core[-1] + 1 if core else len(doc)
    if any(doc[i].text == "?" for i in [*core, *range(following, min(following + 1, len(doc)))]):
        return True
    if len(core) < 2 or doc[core[-1]].text == "!":
        return False
    finite = lexicons.words("words", "auxiliaries") | lexicons.words("words", "modals")
    second = doc[core[1]].lower_
    subject_like = lexicons.words("words", "determiners") | lexicons.words("words", "first_person")
    subject_like |= lexicons.words("words", "third_person") | {"there", "nobody", "anyone"}
    return bool(forms_of(doc[core[0]]) & finite) and second in subject_like
