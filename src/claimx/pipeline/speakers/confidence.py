"""How sure a name is, by the way it was found."""

from __future__ import annotations

from claimx.pipeline.speakers.referents import Referent
from claimx.records import Via

#: How often a name is right that was found this way. Names, short and long, are right in 125 of 126
#: claims of the development articles and short texts, titles in 49 of 50 there and in a sample of
#: PolNeAR dev; pronouns by salience alone in 62 % on GAP's validation set; context is a guess.
_RIGHT: dict[Via, float] = {
    "self": 0.98,
    "alias": 0.97,
    "acronym": 0.95,
    "title": 0.95,
    "pronoun": 0.62,
    "context": 0.6,
}
#: The same for a surname that several people of the text bear.
SHARED_NAME = 0.7


def name_confidence(referent: Referent) -> float:
    """The chance, between 0 and 1, that the name of ``referent`` is the right one.

    For a pronoun it is what the model says of it, calibrated, where the model has read the text.
    """
    via = referent.via or "self"
    return round(_RIGHT[via] if referent.confidence is None else referent.confidence, 3)
