"""Whether claims are about the text that they are put beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from claimx.errors import DocumentError
from claimx.records import Claim, Cue, Evidence, Result, TextSpan

Words: TypeAlias = TextSpan | Cue | Evidence


def words_of(claim: Claim) -> Iterator[Words]:
    """Everything in a claim that stands in the text: spans with their words."""
    speaker, position = claim.speaker, claim.position
    if speaker.text is not None and speaker.start is not None and speaker.end is not None:
        yield TextSpan(speaker.text, speaker.start, speaker.end)
    yield from (part for part in (speaker.evidence, claim.cue, position.target) if part)
    yield from claim.content.spans
    yield from claim.quotes
    yield from position.evidence


def refuse_other_text(result: Result) -> None:
    """See that every span of every claim is what stands in the document's text at its offsets.

    Raises:
        DocumentError: one is not.
    """
    text = result.document.text
    for claim in result:
        for words in words_of(claim):
            inside = 0 <= words.start <= words.end <= len(text)
            if not inside or text[words.start : words.end] != words.text:
                raise DocumentError(
                    f"claim {claim.id}: what stands in the text at {words.start}–{words.end} "
                    "is not what the claim says",
                    where=result.document.id,
                    mend="offsets are code points, end exclusive; is it the text that was read?",
                )
