"""The reporter's own view of the claim, carried by the cue."""

from __future__ import annotations

from claimx.pipeline.positions.reading import Reading
from claimx.records import Evidence, Framing


def decide_framing(reading: Reading) -> tuple[Framing, tuple[Evidence, ...]]:
    """The framing of the cue's group, with the cue as evidence where it is not neutral."""
    cue = reading.cue
    if cue.group.framing == "neutral":
        return "neutral", ()
    return cue.group.framing, (reading.evidence("framing", f"cue.{cue.rule}", cue.tokens),)
