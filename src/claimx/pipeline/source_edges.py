"""Where a source begins and ends, where the model has cut it off within a phrase."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import TokenRange

#: Words that are nothing without the word after them that they hang on.
OPENING = frozenset({"case", "det", "mark", "amod", "nummod", "compound"})
#: Words before a noun that belong to its phrase.
_BEFORE = frozenset({"amod", "compound", "nummod", "flat"})


def whole_source(doc: Doc, span: TokenRange) -> TokenRange:
    """*Twenty* | *- seven states*, *most of* | *whom*: the source with the rest of its phrase.

    A preposition that opens no part of it (*the council on* | *Friday*) is left out.
    """
    start, end = span
    while end < len(doc) and doc[end].dep_ == "flat" and start <= doc[end].head.i < end:
        end += 1  # *Ann* | *Odu*
    while (head := _opened_by(doc, (start, end))) is not None:
        apart = doc[end - 1].dep_ in ("case", "mark") and not start <= head.head.i < end
        if apart:
            return (start, end - 1) if end - 1 > start else span
        end = head.i + 1
    while start > 0 and _opens(doc[start - 1], (start, end)):
        start -= 1
    return start, end


def _opened_by(doc: Doc, span: TokenRange) -> Token | None:
    """The word after a source that its last one is nothing without.

    One word may well be all: *some* for *some people*, *his* in *his claim*.
    """
    last = doc[span[1] - 1]
    head: Token = last.head
    alone = span[1] - span[0] == 1 and last.dep_ != "nummod"
    if alone or last.dep_ not in OPENING or last.tag_ == "POS":
        return None
    return head if head.i >= span[1] and head.sent == last.sent else None


def _opens(before: Token, span: TokenRange) -> bool:
    """Whether the word before a source belongs to its phrase."""
    if not span[0] <= before.head.i < span[1]:
        return False
    return before.dep_ in _BEFORE or (before.dep_ == "advmod" and before.lower_ == "not")
