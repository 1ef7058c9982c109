"""How sure a name is, by the way it was found."""

from __future__ import annotations

from claimx.pipeline.speakers.referents import Referent
from claimx.records import Via

#: How often a name that was found this way is right.
_RIGHT: dict[Via, float] = {
    "self": 0.98,
    "alias": 0.97,
    "acronym": 0.97,
    "title": 0.9,
    "pronoun": 0.85,
    "context": 0.8,
}


def name_confidence(referent: Referent) -> float:
    """The chance, between 0 and 1, that the name of ``referent`` is the right one."""
    via = referent.via or "self"
    return round(_RIGHT[via] if referent.confidence is None else referent.confidence, 3)
