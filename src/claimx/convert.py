"""A processed ``Doc`` as a ``Result``: spans trimmed after the guidelines, ids, forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from claimx.pipeline import layers
from claimx.pipeline.clause_edges import without_addressee
from claimx.pipeline.layers import Attribution, TokenRange
from claimx.quoted import QuoteIndex, form_of
from claimx.records import (
    FORMS,
    Claim,
    Content,
    Cue,
    Document,
    Form,
    Position,
    Result,
    Speaker,
    TextSpan,
)
from claimx.trim import Bounds, marks_off, trim_content, trim_edges

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

EXTENSION = "claimx"
Spans: TypeAlias = Literal["guidelines", "polnear"]
# A relative clause leaves a speaker's words; an apposition, which says who it is, stays.
_RELATIVE = re.compile(r",\s+(?:who|whom|whose|which)\b")
_POSSESSIVE = ("’s", "'s", "’", "'")


@dataclass(slots=True)
class _Draft:
    """A claim before it has its place among the others."""

    number: int
    item: Attribution
    fragments: list[Bounds]


def to_result(doc: Doc, document: Document, *, spans: Spans = "guidelines") -> Result:
    """The claims on ``doc``, which is ``document.text`` as a pipeline has left it.

    ``spans`` says how they are cut: after our guidelines, or as the model leaves them, which
    is PolNeAR's way and what published figures are about: *that*, marks and appositions
    within, no nested claims and none without a verb or noun of saying.

    Texts of spans are cut from ``document.text``, so they are verbatim even where the
    pipeline had to read another character in the place of one that spaCy cannot hold.
    An attribution whose content is empty once trimmed is dropped. A component that knows
    a form that no marks show (a transcript line) says so in ``extra["form"]``.
    """
    kept = layers.get_claims(doc)
    if kept is not None:
        return Result(document, tuple(_of_document(claim, document) for claim in kept))
    items = layers.get_attributions(doc)
    drafts = _drafts(doc, items, document.text)
    ids = {draft.number: f"{document.id}#{n}" for n, draft in enumerate(drafts, start=1)}
    quotes = _quotes(doc, document.text)
    claims = [
        _claim(doc, document, draft, quotes, ids, _outer(items, draft.number, ids))
        for draft in drafts
    ]
    if spans == "polnear":
        claims = [
            _as_the_model_cut(claim, doc, draft.item, document.text)
            for claim, draft in zip(claims, drafts, strict=True)
            if draft.item.within is None and "chances" in draft.item.extra
        ]
    return Result(document, tuple(claims))


def _as_the_model_cut(claim: Claim, doc: Doc, item: Attribution, text: str) -> Claim:
    def span(bounds: TokenRange) -> TextSpan:
        tokens = doc[bounds[0] : bounds[1]]
        return TextSpan.of(text, tokens.start_char, tokens.end_char)

    speaker, cue = claim.speaker, claim.cue
    if item.source is not None:
        source = span(item.source)
        speaker = replace(speaker, text=source.text, start=source.start, end=source.end)
    if cue is not None and item.cue is not None:
        words = span(item.cue)
        cue = replace(cue, text=words.text, start=words.start, end=words.end)
    content = Content(tuple(span(bounds) for bounds in sorted(item.contents)))
    return replace(claim, speaker=speaker, cue=cue, content=content)


def register_extension() -> None:
    """``doc._.claimx``: the claims of a processed ``Doc`` as a ``Result``, made when asked for."""
    from spacy.tokens import Doc

    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, getter=lambda doc: to_result(doc, Document(doc.text)))


def _of_document(claim: Claim, document: Document) -> Claim:
    """A claim that was kept without a document, as the document's."""
    return replace(
        claim,
        doc=document.id,
        id=document.id + claim.id,
        within=None if claim.within is None else document.id + claim.within,
        meta=document.meta,
    )


def _claim(
    doc: Doc,
    document: Document,
    draft: _Draft,
    quotes: QuoteIndex,
    ids: dict[int, str],
    outer: int | None,
) -> Claim:
    text, item = document.text, draft.item
    anchors = [doc[bounds[0]].idx for bounds in (item.cue, item.source) if bounds]
    quoted = quotes.within(draft.fragments, reported_at=anchors)
    return Claim(
        doc=document.id,
        id=ids[draft.number],
        speaker=_speaker(doc, item, text),
        cue=_cue(doc, item, text),
        content=Content(_spans(text, draft.fragments)),
        quotes=_spans(text, quoted),
        form=_told_form(item) or form_of(text, draft.fragments, quoted),
        position=_position(item, text),
        sentence=_sentence(doc, draft, text),
        within=None if outer is None else ids[outer],
        confidence=round(min(max(item.confidence, 0.0), 1.0), 3),
        meta=document.meta,
    )


def _drafts(doc: Doc, items: Sequence[Attribution], text: str) -> list[_Draft]:
    """In the order of their first content; of two that begin together, the longer first."""
    drafts = []
    for number, item in enumerate(items):
        contents = sorted(without_addressee(doc, item))
        trimmed = (trim_content(doc, text, *bounds) for bounds in contents)
        fragments = [bounds for bounds in trimmed if bounds is not None]
        if fragments:
            drafts.append(_Draft(number, item, fragments))
    drafts.sort(key=lambda draft: (draft.fragments[0][0], -draft.fragments[-1][1], draft.number))
    return drafts


def _speaker(doc: Doc, item: Attribution, text: str) -> Speaker:
    speaker = item.speaker
    if speaker is None:
        bounds = _source_bounds(doc, item.source, text)
        return Speaker() if bounds is None else Speaker(text[slice(*bounds)], *bounds)
    if speaker.start is None or speaker.end is None:
        return speaker
    start, end = speaker.start, _speaker_end(doc, item, text, speaker.start, speaker.end)
    named = speaker.evidence
    evidence = TextSpan.of(text, named.start, named.end) if named else None
    return replace(speaker, text=text[start:end], start=start, end=end, evidence=evidence)


def _speaker_end(doc: Doc, item: Attribution, text: str, start: int, end: int) -> int:
    """The end of the speaker's words: with an apposition, without a relative clause.

    PolNeAR's annotators keep the apposition in, and so does the model. Who a speaker is was
    read off the bare noun phrase, which ends at ``end``.
    """
    bounds = _source_bounds(doc, item.source, text)
    if bounds is None or bounds[0] != start or text[end : bounds[1]].startswith(_POSSESSIVE):
        return end
    relative = _RELATIVE.search(text, end, bounds[1])
    return max(end, relative.start() if relative else bounds[1])


def _source_bounds(doc: Doc, source: TokenRange | None, text: str) -> Bounds | None:
    if source is None:
        return None
    span = doc[source[0] : source[1]]
    return trim_edges(text, span.start_char, span.end_char, also=",")


def _cue(doc: Doc, item: Attribution, text: str) -> Cue | None:
    if item.cue is None:
        return None
    span = _bare_cue(doc[item.cue[0] : item.cue[1]])
    start, end = span.start_char, span.end_char
    head = _head(span)
    return Cue(text[start:end], start, end, head.lemma_ or head.lower_)


def _head(span: Span) -> Token:
    if span.doc.has_annotation("DEP"):
        return span.root
    return next((token for token in span if token.pos_ in ("VERB", "NOUN")), span[0])


def _bare_cue(span: Span) -> Span:
    """``span`` without punctuation at its edges, if anything is left then."""
    start, end = span.start, span.end
    while start < end and _is_edge(span.doc[start]):
        start += 1
    while end > start and _is_edge(span.doc[end - 1]):
        end -= 1
    return span.doc[start:end] if start < end else span


def _is_edge(token: Token) -> bool:
    return bool(token.is_space or token.is_punct)


def _position(item: Attribution, text: str) -> Position:
    position = item.position
    if position is None:
        return Position()
    target = position.target
    return replace(
        position,
        target=TextSpan.of(text, target.start, target.end) if target else None,
        evidence=tuple(replace(e, text=text[e.start : e.end]) for e in position.evidence),
    )


def _quotes(doc: Doc, text: str) -> QuoteIndex:
    """The document's quoted stretches, without their marks."""
    spans = doc.spans.get(layers.QUOTES, ())
    bare = (marks_off(text, span.start_char, span.end_char) for span in spans)
    return QuoteIndex(bounds for bounds in bare if bounds is not None)


def _told_form(item: Attribution) -> Form | None:
    return next((form for form in FORMS if form == item.extra.get("form")), None)


def _sentence(doc: Doc, draft: _Draft, text: str) -> Bounds:
    """The cue's sentence, else the first content's; without sentences, the first fragment."""
    if not doc.has_annotation("SENT_START"):
        return draft.fragments[0]
    item = draft.item
    index = item.cue[0] if item.cue else min(item.contents)[0]
    sentence = doc[index].sent
    return trim_edges(text, sentence.start_char, sentence.end_char) or draft.fragments[0]


def _outer(items: Sequence[Attribution], number: int, kept: dict[int, str]) -> int | None:
    """The number of the nearest claim around this one that was kept."""
    seen = {number}
    outer = items[number].within
    while outer is not None and outer not in seen:
        if outer in kept:
            return outer
        seen.add(outer)
        outer = items[outer].within if 0 <= outer < len(items) else None
    return None


def _spans(text: str, bounds: Iterable[Bounds]) -> tuple[TextSpan, ...]:
    return tuple(TextSpan.of(text, start, end) for start, end in bounds)
