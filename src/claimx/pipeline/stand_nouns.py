"""Claims of nouns that take a stand: *the bishops' appeal for an end to the searches*.

Whose stand it is stands before the noun (*the union's denial that*) or after it, with *from* or
*by* (*fierce opposition to the plan from farmers*); what it is about, after the preposition
that the noun has in the lexicon. PolNeAR marks few of them, so they are found by the parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from spacy.attrs import POS
from spacy.symbols import NOUN
from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange, cue_tokens, innermost
from claimx.pipeline.lexicons import load
from claimx.pipeline.model_files import FloatArray
from claimx.pipeline.refine import has_case, noun_phrase
from claimx.pipeline.speakers.vocabulary import CALENDAR
from claimx.pipeline.stands import own_words

CONFIDENCE = 0.5
_INFINITIVE = "to do"
_CLAUSES = frozenset({"that", "whether"})
_WHETHER = frozenset({"whether", "if", "why", "how", "what", "when", "where", "who"})
_GIVERS = ("from", "by")


def add_stand_nouns(
    doc: Doc, found: Sequence[Attribution], chances: FloatArray
) -> list[Attribution]:
    """The attributions of ``doc`` with those of such nouns added.

    Args:
        chances: for each token, that the model takes it for a cue's.
    """
    if not doc.has_annotation("DEP"):
        return list(found)
    least: float = load("stands")["least"]["noun"]
    taken = cue_tokens(found) | innermost(found).keys()
    added = []
    for place in np.flatnonzero((doc.to_array(POS) == NOUN) & (chances >= least)).tolist():
        if place in taken:
            continue
        noun = doc[place]
        opener = _openers().get(noun.lemma_.lower())
        claim = None if opener is None else _claim(noun, opener)
        if claim is not None and not own_words(claim) & taken:
            added.append(claim)
            taken |= own_words(claim)
    return [*found, *added]


@cache
def _openers() -> dict[str, str]:
    nouns: dict[str, str] = load("stands")["nouns"]
    return nouns


def _claim(noun: Token, opener: str) -> Attribution | None:
    giver = _giver(noun)
    if giver is None:
        return None
    matter = _matter(noun, opener)
    if matter is None:
        return None
    cue_end, content = matter
    source = noun_phrase(giver)
    if source[0] < content[1] and content[0] < source[1]:
        return None
    return Attribution(source, (noun.i, cue_end), [content], confidence=CONFIDENCE)


def _giver(noun: Token) -> Token | None:
    """Whose stand it is; a pronoun of one's own counts, a date does not (*Monday's call for*)."""
    for child in noun.lefts:
        if child.dep_ == "nmod:poss" and child.lower_ not in CALENDAR:
            return child
    for governor in (noun, *(child for child in noun.children if child.dep_ in ("nmod", "acl"))):
        for child in governor.rights:
            if child.dep_ in ("nmod", "obl") and any(has_case(child, case) for case in _GIVERS):
                return child
    return None


def _matter(noun: Token, opener: str) -> tuple[int, TokenRange] | None:
    """Where the cue ends, and what the stand is about."""
    for child in noun.rights:
        start = child.left_edge.i
        first = noun.doc[start].lower_
        clause = child.dep_ in ("acl", "ccomp")
        if first == "that" and clause and noun.doc[start].dep_ == "mark":
            return noun.i + 1, (start, _end(child))
        if opener in _CLAUSES:
            if opener == "whether" and (place := _asked(child)) is not None:
                return noun.i + 1, (place, _end(child))
            continue
        if opener == _INFINITIVE:
            if clause and first == "to" and child.tag_ == "VB":
                return noun.i + 1, (start, _end(child))
        elif first == opener and start == noun.i + 1 and child.dep_ in ("nmod", "acl", "obl"):
            return start + 1, (start + 1, _end(child))
        elif first == opener and child.dep_ in ("nmod", "acl", "obl"):
            return noun.i + 1, (start + 1, _end(child))
    return None


def _asked(child: Token) -> int | None:
    """Where the question begins in *a query as to whether*."""
    for token in child.subtree:
        if token.lower_ in _WHETHER:
            return token.i
        if token.pos_ in ("NOUN", "VERB", "PROPN"):
            return None
    return None


def _end(head: Token) -> int:
    """The end of a phrase, without who gives it and without what a comma sets off."""
    end = head.right_edge.i + 1
    for child in head.rights:
        opening = child.doc[child.left_edge.i]
        if opening.text == "," or (child.dep_ == "nmod" and opening.lower_ in _GIVERS):
            end = min(end, child.left_edge.i)
    return end
