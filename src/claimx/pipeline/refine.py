"""What syntax says better than the model: corrections to its attributions.

Each rule is a case of the guidelines that PolNeAR, from which the model learnt, decides
otherwise or is silent on; each was read off errors on the development sets. All need a
parse, and do nothing without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.lexicons import words
from claimx.pipeline.quotes import get_quotes

_FIRST_PERSON = frozenset({"i", "we"})
_RELATIVES = frozenset({"who", "which", "that"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither"})
#: Dependents of a speaker that do not belong to its span (GUIDELINES, section 2).
_LEFT_OUT = frozenset({"acl:relcl", "acl", "punct", "parataxis", "conj", "cc", "advcl"})


def refine(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` that stay, their sources corrected in place."""
    if not doc.has_annotation("DEP"):
        return list(found)
    for item in found:
        if item.cue is not None:
            head = doc[slice(*item.cue)].root
            item.source = _source(doc, item, head)
    quoted = _quoted(doc)
    dropped = {
        number
        for number, item in enumerate(found)
        if _is_empty(doc, item) or _is_silence(doc, item) or _is_narration(doc, item, quoted)
    }
    return keep(found, dropped)


def keep(found: Sequence[Attribution], dropped: set[int]) -> list[Attribution]:
    """``found`` without the numbers in ``dropped``; what was nested in one moves out of it."""
    numbers: dict[int, int] = {}
    kept = []
    for number, item in enumerate(found):
        if number not in dropped:
            numbers[number] = len(kept)
            kept.append(item)
    for item in kept:
        outer = item.within
        while outer is not None and outer in dropped:
            outer = found[outer].within
        item.within = None if outer is None else numbers[outer]
    return kept


def noun_phrase(head: Token, *, appositions: bool = False) -> TokenRange:
    """The tokens of a noun phrase without what follows a comma or *who*."""
    left_out = _LEFT_OUT if appositions else _LEFT_OUT | {"appos"}
    kept = [head]
    for child in head.children:
        close = child.dep_ == "appos" and child.left_edge.i == max(t.i for t in kept) + 1
        if child.dep_ not in left_out or close:
            kept += list(child.subtree)
    return min(token.i for token in kept), max(token.i for token in kept) + 1


def _source(doc: Doc, item: Attribution, head: Token) -> TokenRange | None:
    """The source, unless the cue's own syntax tells another, or none."""
    subject = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
    if item.source is not None:
        source = doc[slice(*item.source)].root
        if source.dep_ in ("nsubj:pass", "expl") and source.head == head:
            return _agent(head)
        if source.lower_ == "it" and _is_passive(head):
            return _agent(head)
    if head.dep_ == "acl:relcl" and subject is not None and subject.lower_ in _RELATIVES:
        antecedent = noun_phrase(head.head)
        if item.source is None or not _overlap(item.source, (antecedent[0], subject.i + 1)):
            return antecedent
    if item.source is None and item.within is not None and subject is not None:
        return noun_phrase(subject) if subject.dep_ == "nsubj" else _agent(head)
    return item.source


def _is_passive(head: Token) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in head.children)


def _agent(head: Token) -> TokenRange | None:
    """The *by* phrase of a passive."""
    for child in head.children:
        if child.dep_.startswith("obl") and any(case.lower_ == "by" for case in child.lefts):
            start, end = noun_phrase(child)
            return next(i for i in range(start, end) if doc_lower(child.doc, i) != "by"), end
    return None


def doc_lower(doc: Doc, index: int) -> str:
    return str(doc[index].lower_)


def _overlap(one: TokenRange, other: TokenRange) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_empty(doc: Doc, item: Attribution) -> bool:
    """Whether the contents hold no word but function words ("looked at *the*")."""
    return all(
        token.pos_ in ("DET", "ADP", "PUNCT", "SPACE", "PART", "CCONJ", "SCONJ")
        for start, end in item.contents
        for token in doc[start:end]
    )


def _is_silence(doc: Doc, item: Attribution) -> bool:
    """Negated disclosure with no content of the source's own: *have not released any names*.

    To refuse is an act of its own, and stays (GUIDELINES, 1 and 6.13).
    """
    if item.cue is None:
        return False
    cue = doc[slice(*item.cue)]
    if cue.root.lemma_.lower() not in words("silence", "verbs"):
        return False
    first = doc[min(item.contents)[0]]
    negated = {child.lower_ for child in cue.root.children} | {token.lower_ for token in cue}
    if not negated & _NEGATIONS and first.lower_ != "no":
        return False
    return not any(
        token.dep_ == "nsubj" for start, end in item.contents for token in doc[start:end]
    )


def _is_narration(doc: Doc, item: Attribution, quoted: Iterable[TokenRange]) -> bool:
    """The author's own *I think*: first person, outside of any quote and any claim."""
    if item.source is None or item.within is not None:
        return False
    source = doc[slice(*item.source)]
    if source.text.lower() not in _FIRST_PERSON:
        return False
    return not any(start <= source.start < end for start, end in quoted)


def _quoted(doc: Doc) -> list[TokenRange]:
    spans = (
        doc.char_span(quote.start, quote.end, alignment_mode="expand") for quote in get_quotes(doc)
    )
    return [(span.start, span.end) for span in spans if span is not None]
