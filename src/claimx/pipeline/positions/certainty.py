"""How certain the speaker is, as reported, on FactBank's scale."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.pipeline.positions.phrases import table
from claimx.pipeline.positions.reading import Reading, follows
from claimx.records import Act, Certainty, Evidence

# Their content is named, not put forward: its hedges are those of others.
_ABOUT_A_CLAIM: frozenset[Act] = frozenset({"deny", "downplay", "oppose", "support"})
_NO_COMMITMENT: frozenset[Act] = frozenset({"question", "withhold", "demand"})


def decide_certainty(
    reading: Reading, act: Act, act_evidence: Sequence[Evidence] = ()
) -> tuple[Certainty, tuple[Evidence, ...]]:
    """The certainty and its evidence: the weakest of act, condition, hedge and cue."""
    group = reading.cue.group
    if act in _NO_COMMITMENT and (group.certainty is None or act != group.act):
        return "unknown", follows("certainty", act, act_evidence)
    condition = reading.clause.condition
    if condition is not None and reading.shape != "question":
        rule = f"condition.{reading.doc[condition].lower_}"
        return "unknown", (reading.evidence("certainty", rule, [condition]),)
    if group.act in _ABOUT_A_CLAIM and not group.open:
        return group.certainty or "certain", ()
    masked = reading.phrase_tokens("words", "boosters")
    tokens = [i for i in reading.clause.tokens if i not in masked]
    for grade in _GRADES:
        hedge = reading.match(table("words", grade), tokens)
        if hedge is not None and not _no_hedge(reading, hedge.places):
            rule = f"hedge.{hedge.rule}"
            return grade, (reading.evidence("certainty", rule, hedge.places),)
    cue = reading.cue
    if cue.group.certainty is not None:
        return cue.group.certainty, (reading.evidence("certainty", f"cue.{cue.rule}", cue.tokens),)
    if any(item.rule == "source.forecast" for item in act_evidence):
        return "probable", follows("certainty", act, act_evidence)
    return "certain", ()


_GRADES: tuple[Certainty, ...] = ("possible", "probable")


def _no_hedge(reading: Reading, places: tuple[int, ...]) -> bool:
    """The month of May, and *could not*, which is no possibility left."""
    first = reading.doc[places[0]]
    if reading.forms[places[0]] & {"risk", "chance"} and reading.is_fought(places[0]):
        return True
    if first.dep_ == "amod" and len(places) == 1 and _in_subject(reading, places[0]):
        return True
    if first.text == "May" and places[0] not in reading.clause.tokens[:1]:
        return True
    following = places[0] + 1
    if first.lower_ == "should" and reading.any_form(
        [i for i in range(following, following + 3) if i in reading.content], frozenset({"have"})
    ):
        return True
    denied = following < len(reading.doc) and reading.forms[following] & {"not", "n't"}
    return first.lower_ == "could" and bool(denied)


def _in_subject(reading: Reading, i: int) -> bool:
    """*the likely winner*: it hedges what somebody is, not what is said of them."""
    subject = reading.clause.subject
    return subject is not None and subject[0] <= i < subject[1]
