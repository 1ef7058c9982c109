"""The form of gold claims, read off the text where the gold does not give it."""

from __future__ import annotations

from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.gold import GoldDocument
from claimx.quoted import QuoteIndex, form_of


def gold_forms(document: GoldDocument) -> list[str]:
    """The form of each claim: as annotated, else by the quotation marks around its content."""
    given = [claim.labels.get("form") for claim in document.claims]
    if all(form is not None for form in given):
        return [str(form) for form in given]
    # It imports spaCy, which gold of our own does not need.
    from claimx.pipeline.quotes import find_quotes

    quotes = QuoteIndex(
        (quote.inner_start, quote.inner_end) for quote in find_quotes(document.text)
    )
    return [
        form or _by_marks(claim, document.text, quotes)
        for form, claim in zip(given, document.claims, strict=True)
    ]


def _by_marks(claim: ScoredClaim, text: str, quotes: QuoteIndex) -> str:
    anchors = [span[0] for span in (claim.cue, claim.speaker) if span]
    quoted = quotes.within(claim.contents, reported_at=anchors)
    return form_of(text, claim.contents, quoted)
