"""Claims within the content of another, by the parse: a verb of saying with its own subject.

PolNeAR marks no nested claims, so the model knows them only from PropBank's sentences of
web text. Where a content holds a verb of the lexicon with a subject and a clause (or, for
verbs that take a stand, an object or infinitive), it holds a claim of its own; so it does
where a noun of thinking has a clause (*came to the conclusion that*, :mod:`nominal`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import POS
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from claimx.pipeline.clause_edges import with_joined_clause
from claimx.pipeline.layers import Attribution, TokenRange, cue_tokens, innermost
from claimx.pipeline.lexicons import words
from claimx.pipeline.refine import RELATIVES, agent, has_case, is_passive, noun_phrase

CONFIDENCE = 0.5
_CLAUSE = ("ccomp",)
_ABOUT = ("obl", "ccomp")
#: The preposition of *warned against* belongs to the cue (GUIDELINES, 2).
_OF_CUES = frozenset({"against", "about"})
_STAND = ("obl", "obj", "xcomp", "ccomp")


def add_nested(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` with those that stand in the contents of others added."""
    if not doc.has_annotation("DEP"):
        return list(found)
    used, around, added = cue_tokens(found), innermost(found), []
    for place in np.flatnonzero(doc.to_array(POS) == VERB).tolist():
        verb = doc[place]
        if place in used:
            continue
        outer = around.get(verb.i)
        if outer is None:
            claim = _view_of(verb)
        else:
            spans = found[outer].contents
            span = next(span for span in spans if span[0] <= verb.i < span[1])
            claim = _claim(verb, span, outer)
        if claim is not None:
            added.append(claim)
    return [*found, *added]


def _view_of(verb: Token) -> Attribution | None:
    """*Both are considered to be rebels*: nobody's view, and so no claim to the model."""
    if verb.lemma_.lower() not in words("nested", "view") or not is_passive(verb):
        return None
    return _passive(verb, (verb.sent.start, verb.sent.end), None)


def _claim(verb: Token, span: TokenRange, outer: int) -> Attribution | None:
    if is_passive(verb):
        return _passive(verb, span, outer)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or not span[0] <= subject.i < span[1]:
        return None
    speaker = subject
    if subject.lower_ in RELATIVES:
        speaker = verb.head
        if verb.dep_ != "acl:relcl" or not span[0] <= speaker.i < subject.i:
            return None
    lemma = verb.lemma_.lower()
    labels: tuple[str, ...] = ()
    if lemma in words("nested", "stand"):
        labels = _STAND
    elif lemma in words("nested", "clause"):
        labels = _ABOUT if lemma in words("nested", "about") else _CLAUSE
    for content in _contents(verb, labels, span):
        start, end = _verb_group(verb, subject)
        return Attribution(
            source=noun_phrase(speaker),
            cue=(start, end + (content[0] == end + 1 and verb.doc[end].lower_ in _OF_CUES)),
            contents=[content],
            within=outer,
            confidence=CONFIDENCE,
        )
    return None


def _passive(verb: Token, span: TokenRange, outer: int | None) -> Attribution | None:
    """*It is asserted by the Crown that they knew*; *both were considered to be rebels*."""
    lemma = verb.lemma_.lower()
    lefts = [*verb.lefts, *(verb.head.lefts if verb.dep_ == "conj" else ())]
    subject = next((c for c in lefts if c.dep_ in ("nsubj:pass", "nsubj", "expl")), None)
    if subject is None or not span[0] <= subject.i < span[1]:
        return None
    found: list[TokenRange] = []
    if lemma in words("nested", "view") and subject.lower_ not in ("it", "what"):
        view = next((child for child in verb.rights if _is_view(child)), None)
        if view is not None:
            found = [_bearer(verb, subject), (view.left_edge.i, view.right_edge.i + 1)]
    elif lemma in words("nested", "clause"):
        found = list(_contents(verb, ("csubj", *_CLAUSE), span))[:1]
    contents = [(max(start, span[0]), min(end, span[1])) for start, end in found]
    if not contents or any(start >= end for start, end in contents):
        return None
    return Attribution(agent(verb), _verb_group(verb, subject), contents, outer, CONFIDENCE)


def _is_view(child: Token) -> bool:
    """Whether a dependent of *considered* or *described* tells as what."""
    if child.dep_ == "xcomp":  # *seen to be open, seen as*; not *seen leaving*
        return child.pos_ != "VERB" or has_case(child, "to")
    return child.dep_ in ("obl", "advcl") and has_case(child, "as")


def _bearer(verb: Token, subject: Token) -> TokenRange:
    """The noun phrase of a passive's subject; of a relative pronoun, what it stands for."""
    relative = subject.lower_ in RELATIVES and verb.dep_ == "acl:relcl" and verb.head.i < subject.i
    return noun_phrase(verb.head if relative else subject)


def _contents(verb: Token, labels: Sequence[str], span: TokenRange) -> Iterator[TokenRange]:
    """The clauses and phrases after a verb that may be its content, within ``span``."""
    for label in reversed(labels):
        for child in verb.rights:
            start, end = child.left_edge.i, min(child.right_edge.i + 1, span[1])
            if child.dep_ == "obl" and label == "obl":
                against = verb.doc[start].lower_ == "against" and start == verb.i + 1
                about = labels == _ABOUT and verb.doc[start].lower_ == "about"
                start = start + 1 if against or about else end
            if child.dep_ == label and start < end:
                yield start, min(with_joined_clause(verb.doc, (start, end))[1], span[1])


def _verb_group(verb: Token, subject: Token) -> TokenRange:
    """A verb with its auxiliaries and its negation, but for adverbs before them."""
    parts = [
        child.i
        for child in verb.lefts
        if child.i > subject.i and (child.dep_.startswith("aux") or child.lower_ in ("not", "n't"))
    ]
    return min([*parts, verb.i]), verb.i + 1
