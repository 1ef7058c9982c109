"""Results without what is not sure enough: claims, and names of speakers."""

from __future__ import annotations

from dataclasses import replace

from claimx.records import Claim, Result


def confident(result: Result, minimum: float, *, names: float = 0.0) -> Result:
    """``result`` without the claims whose confidence is below ``minimum``.

    Ids stay as they were. A claim nested in one that is left out is nested in the next one
    around it that is kept, or in none. Speakers whose name is surer than ``names`` keep it, all
    others keep their words alone.
    """
    if minimum <= 0 and names <= 0:
        return result
    by_id = {claim.id: claim for claim in result.claims}
    kept = [claim for claim in result.claims if claim.confidence >= minimum]
    lifted = (_lifted(claim, by_id, minimum) for claim in kept)
    return Result(result.document, tuple(_named(claim, names) for claim in lifted))


def _named(claim: Claim, minimum: float) -> Claim:
    confidence = claim.speaker.confidence
    if confidence is None or confidence >= minimum:
        return claim
    return replace(claim, speaker=claim.speaker.without_name())


def _lifted(claim: Claim, by_id: dict[str, Claim], minimum: float) -> Claim:
    outer = claim.within
    # Of claims read back from lines, the one around may not be there.
    while outer in by_id and by_id[outer].confidence < minimum:
        outer = by_id[outer].within
    return claim if outer == claim.within else replace(claim, within=outer)
