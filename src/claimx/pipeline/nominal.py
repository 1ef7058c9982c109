"""Claims that a noun makes together with a verb that says little by itself.

*The plan drew criticism from farmers*: who criticises stands after *from*, and may be missing;
what is criticised stands after *for*, or is the subject. *She came to the conclusion that*:
the verb's subject thinks what the noun's clause says. PolNeAR marks the first kind now and
then and no nested ones, so they are found by their words and the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange, cue_tokens, innermost
from claimx.pipeline.lexicons import words
from claimx.pipeline.refine import has_case, keep, noun_phrase
from claimx.pipeline.words import tokens_of

CONFIDENCE = 0.5
#: Tokens from a verb to its noun that make one cue (*came to the very clear conclusion*).
_NEAR = 5
_OBJECTS = ("obj", "obl", "conj")
_MATTERS = ("nmod", "obl", "acl", "advcl")
_CLAUSES = ("acl", "ccomp")
_MARKS = frozenset({"that"})


def add_nominal(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` with those of nouns added, nested where they stand.

    One that the model gave to the subject of *drew criticism* makes room for them.
    """
    if not doc.has_annotation("DEP"):
        return list(found)
    received = {noun.i: claim for noun, claim in _received(doc)}
    wrong = {n for n, item in enumerate(found) if _is_of_receiver(doc, item, received)}
    kept = keep(found, wrong)
    used, around, added = cue_tokens(kept), innermost(kept), []
    for place, claim in [*received.items(), *_thought(doc)]:
        claim.within = around.get(place)
        if place not in used and _has_room(claim, around):
            added.append(claim)
    return [*kept, *added]


def _has_room(claim: Attribution, around: dict[int, int]) -> bool:
    """Whether the content stands where the noun does: within one claim, or in none."""
    return all(
        around.get(place) == claim.within for span in claim.contents for place in range(*span)
    )


def _received(doc: Doc) -> Iterator[tuple[Token, Attribution]]:
    """*drew criticism for its price from farmers*, *met with praise*."""
    for noun in tokens_of(doc, words("nested", "judgement")):
        verb = _receiving(noun)
        if verb is None:
            continue
        giver = _phrase(noun, verb, "from")
        matter = _matter(noun, verb)
        subject = next((child for child in verb.lefts if child.dep_.startswith("nsubj")), None)
        if matter is None and (giver is None or subject is None):
            continue
        content = noun_phrase(subject) if matter is None and subject is not None else matter
        assert content is not None
        first = min([noun.i, *(child.i for child in noun.lefts if child.dep_ == "amod")])
        cue = (first, noun.i + 1 + (content[0] == noun.i + 2))
        source = None if giver is None else noun_phrase(giver)
        yield noun, Attribution(source, cue, [content], confidence=CONFIDENCE)


def _receiving(noun: Token) -> Token | None:
    """The verb of receiving that ``noun`` is the object of, by itself or beside others."""
    if noun.pos_ != "NOUN" or noun.dep_ not in _OBJECTS:
        return None
    for above in noun.ancestors:
        if above.pos_ == "VERB" and above.lemma_.lower() in words("nested", "receiving"):
            return above if above.i < noun.i else None
        if above.pos_ == "VERB" and above.dep_ != "acl":
            return None
    return None


def _phrase(noun: Token, verb: Token, case: str) -> Token | None:
    """The phrase with ``case`` that hangs on a noun, or on its verb after it."""
    for child in (*noun.rights, *verb.rights):
        if child.i > noun.i and child.dep_ in ("nmod", "obl") and has_case(child, case):
            return child
    return None


def _matter(noun: Token, verb: Token) -> TokenRange | None:
    """What stands after *for*, up to the next noun of the kind (*and criticism for*)."""
    for child in (*noun.rights, *verb.rights):
        opening = child.left_edge
        if opening.i > noun.i and child.dep_ in _MATTERS and opening.lower_ in ("for", "over"):
            last = child.right_edge.i + 1
            after = noun.doc[opening.i + 1 : last]
            others = (token.i for token in after if token.lower_ in words("nested", "judgement"))
            next_one = next(others, None)
            if next_one is not None:
                ands = [t.i for t in noun.doc[opening.i : next_one] if t.dep_ == "cc"]
                last = max(ands, default=next_one)
            return (opening.i + 1, last) if opening.i + 1 < last else None
    return None


def _is_of_receiver(doc: Doc, item: Attribution, received: dict[int, Attribution]) -> bool:
    """Whether the model took the subject of *drew criticism* for the one who criticises."""
    if item.cue is None or item.source is None:
        return False
    nouns = [place for place in range(*item.cue) if place in received]
    return bool(nouns) and doc[slice(*item.source)].root.dep_.startswith("nsubj")


def _thought(doc: Doc) -> Iterator[tuple[int, Attribution]]:
    """*came to the conclusion that*, *there were fears they would*, *her belief that*."""
    for noun in tokens_of(doc, words("nested", "thought")):
        clause = _clause_of(noun)
        if noun.pos_ != "NOUN" or clause is None or has_case(noun, "no"):
            continue
        bounds = _bearer(noun)
        if bounds is not None:
            source, first = bounds
            content = (clause.left_edge.i, clause.right_edge.i + 1)
            claim = Attribution(source, (first, noun.i + 1), [content], confidence=CONFIDENCE)
            yield noun.i, claim


def _clause_of(noun: Token) -> Token | None:
    """The head of the clause that a noun has, or that its verb has right after it."""
    for child in (*noun.rights, *noun.head.rights):
        near = child.head == noun or child.left_edge.i == noun.i + 1
        labels = _CLAUSES if child.head == noun else (*_CLAUSES, "advcl")
        if near and child.dep_ in labels and _says_what(child):
            return child
    return None


def _says_what(child: Token) -> bool:
    """Whether a clause is whole, and opened by *that* or by nothing."""
    subject = next((own for own in child.lefts if own.dep_.startswith("nsubj")), None)
    marks = [own.lower_ for own in child.lefts if own.dep_ == "mark"]
    plain = child.dep_ != "advcl" or bool(marks)
    return plain and subject is not None and all(mark in _MARKS for mark in marks)


def _bearer(noun: Token) -> tuple[TokenRange | None, int] | None:
    """Whose thought a noun is, and where its cue begins; None where the text does not say."""
    owner = next((child for child in noun.lefts if child.dep_ == "nmod:poss"), None)
    if owner is not None:
        return noun_phrase(owner), noun.i
    verb = noun.head
    if any(child.dep_ == "expl" and child.lower_ == "there" for child in verb.lefts):
        return None, noun.i
    if noun.dep_ not in ("obj", "obl") or verb.lemma_.lower() not in words("nested", "light"):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    while subject is None and verb.dep_ == "conj":
        verb = verb.head
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return None
    near = noun.i - noun.head.i <= _NEAR
    return noun_phrase(subject), noun.head.i if near else noun.i
