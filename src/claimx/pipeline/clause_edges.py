"""Where a content begins and ends, where the parse tells it better than the model.

Each rule names a construction that the model cuts short or parts wrongly, read off errors
on the development sets.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.lexicons import load, words
from claimx.pipeline.source_edges import OPENING

#: Words that are nothing without what follows them.
_OPENING = OPENING | {"nmod:poss", "aux", "aux:pass", "cop"}
_ADDRESSEES = ("obj", "iobj", "obl")
_POINTING = frozenset({"it", "so", "this"})


def whole_content(doc: Doc, item: Attribution, head: Token) -> list[TokenRange]:
    """The contents of ``item``, whose cue's head is ``head``, each with the rest of its clause."""
    if (headline := _headline(doc, item, head)) is not None:
        return [headline]
    contents = [_whole_phrase(doc, span, item) for span in item.contents]
    contents = [_with_joined_infinitive(doc, span, head) for span in contents]
    contents = [with_joined_clause(doc, span) for span in contents]
    if len(contents) == 1:
        contents[0] = _pointed_at(doc, contents[0], head)
    return contents


def _headline(doc: Doc, item: Attribution, head: Token) -> TokenRange | None:
    """*Mill to shut, crews say*: the line before its source, for a part of it or the next line."""
    first = min(item.contents)[0]
    if item.source is None or item.cue is None or doc[first].is_quote:
        return None
    start, end = head.sent.start, item.source[0] - 1
    if start < first <= item.cue[1]:
        return None
    after = doc[item.cue[1]].text if item.cue[1] < len(doc) else "\n"
    ends_line = item.source[1] == item.cue[0] and "\n" in after
    return (start, end) if ends_line and start < end and doc[end].text == "," else None


def without_addressee(doc: Doc, item: Attribution) -> list[TokenRange]:
    """The contents of *asked them to leave* without *them* (GUIDELINES, 6.7)."""
    if item.cue is None or not doc.has_annotation("DEP"):
        return item.contents
    verbs = [token for token in doc[slice(*item.cue)] if token.pos_ == "VERB"]
    if not verbs or verbs[-1].lemma_.lower() not in words("nested", "addressing"):
        return item.contents
    head = verbs[-1]  # *started asking them to leave*
    wish = next((child for child in head.rights if child.dep_ == "xcomp"), None)
    if wish is None or not any(child.lower_ == "to" for child in wish.lefts):
        return item.contents
    first = wish.left_edge.i
    spoken_to = [child for child in head.rights if child.dep_ in _ADDRESSEES and child.i < first]
    if not spoken_to:
        return item.contents
    start = spoken_to[0].left_edge.i
    kept = [(first if start <= one < first < end else one, end) for one, end in item.contents]
    apart = [(one, end) for one, end in kept if not (start <= one and end <= first)]
    return apart or item.contents


def part_cue(item: Attribution, head: Token) -> None:
    """*downplayed concerns about* | *it* to *downplayed* | *concerns about it*.

    So with verbs that take a stand to what their object names; others make one cue with it
    (*raised concerns about*). *warned* | *against it* becomes *warned against* | *it*.
    """
    assert item.cue is not None
    after = item.cue[1]
    follows = any(start == after < end - 1 for start, end in item.contents)
    if follows and head.doc[after].lower_ == "against":
        item.cue = (item.cue[0], after + 1)
        item.contents = [(start + (start == after), end) for start, end in item.contents]
    if head.lemma_.lower() in words("nested", "acting"):
        _part_infinitive(item, head)
    after_head = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    joined = f"{head.lemma_.lower()} {after_head}"
    if (
        head.lemma_.lower() not in words("nested", "stand_to")
        and joined not in load("stands")["frames"]["particles"]
    ):
        return
    for child in head.rights:
        start = child.left_edge.i
        if child.dep_ == "obj" and item.cue[0] < start < item.cue[1] == min(item.contents)[0]:
            first, *rest = sorted(item.contents)
            item.cue, item.contents = (item.cue[0], start), [(start, first[1]), *rest]


def _part_infinitive(item: Attribution, head: Token) -> None:
    """*undertook to answer* | *every question* to *undertook* | *to answer every question*."""
    assert item.cue is not None
    for child in head.rights:
        start = child.left_edge.i
        infinitive = child.dep_ == "xcomp" and head.doc[start].lower_ == "to"
        if infinitive and item.cue[0] < start < item.cue[1] == min(item.contents)[0]:
            first, *rest = sorted(item.contents)
            item.cue, item.contents = (item.cue[0], start), [(start, first[1]), *rest]
            return


def _whole_phrase(doc: Doc, span: TokenRange, item: Attribution) -> TokenRange:
    """A content cut off within a phrase ("opposed *similar* | steps"), with the rest of it.

    Up to the cue or source that parts it: "*Could it have* | *come back*, wondered Odu".
    """
    last = doc[span[1] - 1]
    if last.dep_ not in _OPENING or last.head.i <= last.i:
        return span
    end = last.head.right_edge.i + 1
    parts = [part[0] for part in (item.cue, item.source) if part and span[1] <= part[0] < end]
    return _trimmed(doc, span[0], min(parts)) if parts else (span[0], end)


def _with_joined_infinitive(doc: Doc, span: TokenRange, head: Token) -> TokenRange:
    """*to send designs* | *and explain them*: the infinitive that shares the *to*."""
    place = _after_conjunction(doc, span)
    if place is None or not _has_infinitive(doc, span, head):
        return span
    verb = doc[place]
    joined = _is_joined_infinitive(verb) and verb.head.i < span[1]
    return (span[0], verb.right_edge.i + 1) if joined else span


def _after_conjunction(doc: Doc, span: TokenRange) -> int | None:
    """The token after the *and* (or *, and*) that follows ``span``."""
    place = span[1]
    while place < len(doc) and doc[place].dep_ in ("punct", "cc") and place < span[1] + 2:
        place += 1
    joined = span[1] < place < len(doc) and doc[place - 1].dep_ == "cc"
    return place if joined else None


def _has_infinitive(doc: Doc, span: TokenRange, head: Token) -> bool:
    """Whether a bare infinitive after ``span`` goes on with one in it, and not with the cue."""
    if doc[span[0]].lower_ == "to":
        return doc[span[0]].head.tag_ == "VB"
    if head.tag_ not in ("VBD", "VBZ"):  # *may announce the start of it and decide*
        return False
    return any(token.lower_ == "to" and token.head.tag_ == "VB" for token in doc[slice(*span)])


def _is_joined_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "conj"


def with_joined_clause(doc: Doc, span: TokenRange) -> TokenRange:
    """*that it is open* | *and that all may read it*: a clause that *that* opens anew."""
    place = _after_conjunction(doc, span)
    if place is None or doc[place].lower_ != "that" or doc[place].dep_ != "mark":
        return span
    clause = doc[place].head
    joined = clause.dep_ == "conj" and clause.head.i < span[1]
    return (span[0], clause.right_edge.i + 1) if joined else span


def _pointed_at(doc: Doc, span: TokenRange, head: Token) -> TokenRange:
    """The clause that a content of one word stands for: *as she remembers it, the mill shut*."""
    if span[1] - span[0] > 1 or doc[span[0]].lower_ not in _POINTING:
        return span
    for child in head.rights:
        if child.dep_ in ("ccomp", "parataxis") and child.left_edge.i > span[0]:
            return _trimmed(doc, child.left_edge.i, child.right_edge.i + 1)
    after = head.right_edge.i + 1
    if head.dep_ == "advcl" and head.head.left_edge == head.left_edge and after <= head.head.i:
        return _trimmed(doc, after, head.head.right_edge.i + 1)
    return span


def _trimmed(doc: Doc, start: int, end: int) -> TokenRange:
    while start < end - 1 and doc[start].is_punct and not doc[start].is_quote:
        start += 1
    while start < end - 1 and doc[end - 1].is_punct and not doc[end - 1].is_quote:
        end -= 1
    return start, end


def joined_verbs(doc: Doc, found: Sequence[Attribution]) -> set[int]:
    """The numbers of claims whose cue is an infinitive joined to another claim's content."""
    starts = {
        verb.i
        for item in found
        for start, end in item.contents
        if any(token.lower_ == "to" for token in doc[start:end])
        for verb in doc[start:end]
        if _is_joined_infinitive(verb)
    }
    return {
        number
        for number, item in enumerate(found)
        if item.cue is not None and item.cue[0] in starts and item.within is None
    }
