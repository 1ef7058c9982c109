"""Direct quotes of nobody: those of claims without a speaker, and those that are in no claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimx.check.subject import Subject
from claimx.pipeline.quote_pairs import Quote
from claimx.quoted import QuoteIndex
from claimx.records import Claim, TextSpan

#: Shorter ones are names, titles and terms, which nobody needs to have said.
MIN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Unattributed:
    """A quote, and its claim if it is in one."""

    span: TextSpan
    claim: str | None = None


def unattributed_quotes(subject: Subject, *, min_words: int = MIN_WORDS) -> list[Unattributed]:
    """The quotes of nobody in a document, in the order of its text.

    Args:
        subject: the document; without its text only claims can tell.
        min_words: how many words a quote must have.
    """
    found = [*_of_claims(subject), *_of_text(subject)]
    long = (item for item in found if len(item.span.text.split()) >= min_words)
    return sorted(long, key=lambda item: item.span.start)


def _of_claims(subject: Subject) -> Iterator[Unattributed]:
    for claim in subject.result:
        if claim.form == "direct" and not _is_said(claim):
            yield Unattributed(claim.content.spans[0], claim.id)


def _is_said(claim: Claim) -> bool:
    return claim.speaker.text is not None or claim.speaker.name is not None


def _of_text(subject: Subject) -> Iterator[Unattributed]:
    contents = QuoteIndex(
        (span.start, span.end) for claim in subject.result for span in claim.content.spans
    )
    for quote, *more in _whole(subject.quotes):
        parts = [quote, *more]
        if not any(contents.overlapping(part.inner_start, part.inner_end) for part in parts):
            yield Unattributed(TextSpan.of(subject.text, quote.inner_start, quote.inner_end))


def _whole(quotes: list[Quote]) -> Iterator[list[Quote]]:
    """Outer quotes, those over several paragraphs with all their parts."""
    parts: list[Quote] = []
    for quote in quotes:
        if quote.depth:
            continue
        parts.append(quote)
        if not quote.continues:
            yield parts
            parts = []
    if parts:
        yield parts
