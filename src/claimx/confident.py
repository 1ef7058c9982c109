"""Results without what is not sure enough: claims, and names of speakers."""

from __future__ import annotations

from dataclasses import replace

from claimx.records import Claim, Result
from claimx.selection import keep


def confident(result: Result, minimum: float, *, names: float = 0.0) -> Result:
    """``result`` without the claims whose confidence is below ``minimum``, as :func:`keep` does.

    Speakers whose name is surer than ``names`` keep it, all others keep their words alone.
    """
    kept = keep(result, lambda claim: claim.confidence >= minimum)
    if names <= 0:
        return kept
    return Result(kept.document, tuple(_named(claim, names) for claim in kept))


def _named(claim: Claim, minimum: float) -> Claim:
    confidence = claim.speaker.confidence
    if confidence is None or confidence >= minimum:
        return claim
    return replace(claim, speaker=claim.speaker.without_name())
