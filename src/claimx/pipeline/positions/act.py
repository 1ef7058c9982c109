"""What the speaker does by saying it: the act, from the cue, else from the content."""

from __future__ import annotations

from claimx.pipeline.positions.content_act import CONTENT_RULES, evaluation
from claimx.pipeline.positions.reading import Reading
from claimx.records import Act, Evidence


def decide_act(reading: Reading) -> tuple[Act, tuple[Evidence, ...]]:
    """The act and the words that decided it.

    A cue whose group is closed decides alone. An open one (*said*, *noted*) lets the
    content decide, by the first rule that finds something; else its own act stands.
    """
    group, cue = reading.cue.group, reading.cue
    if group.open:
        rules = CONTENT_RULES if group.act == "assert" else (evaluation, *CONTENT_RULES)
        for rule in rules:
            found = rule(reading)
            if found is not None:
                return found[0], (found[1],)
    if cue.rule is None:
        return group.act, ()
    return group.act, (reading.evidence("act", f"cue.{cue.rule}", cue.tokens),)
