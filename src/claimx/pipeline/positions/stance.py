"""The speaker's attitude to the target, from act, cue, polarity and judging words."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.pipeline.positions.phrases import Match, PhraseTable, merged, table
from claimx.pipeline.positions.polarity import (
    content_negation,
    is_implicative,
    judgement_negated,
)
from claimx.pipeline.positions.reading import Reading, follows
from claimx.records import Act, Evidence, Polarity, Stance

_BY_ACT: dict[Act, Stance] = {
    "support": "favor",
    "promise": "favor",
    "demand": "favor",
    "oppose": "against",
    "warn": "against",
    "withhold": "neutral",
}
_TURNED: frozenset[Act] = frozenset({"promise", "demand"})
_ALLEGED = frozenset({"allege", "allegedly", "allegation", "purportedly", "supposedly"})
_OPPOSITE: dict[Stance, Stance] = {"favor": "against", "against": "favor", "neutral": "neutral"}


def decide_stance(
    reading: Reading, act: Act, polarity: Polarity, act_evidence: Sequence[Evidence] = ()
) -> tuple[Stance, tuple[Evidence, ...]]:
    """The stance and the words that decided it: those of the act where it follows from that."""
    cue = reading.cue
    if cue.group.stance is not None and act == cue.group.act:
        return cue.group.stance, (reading.evidence("stance", f"cue.{cue.rule}", cue.tokens),)
    if act == "downplay":
        return _downplayed(reading)
    if act not in (*_BY_ACT, "deny", "question"):
        return _judged(reading)
    stance = _of_act(reading, act, polarity)
    return stance, () if stance == "neutral" else follows("stance", act, act_evidence)


def _of_act(reading: Reading, act: Act, polarity: Polarity) -> Stance:
    if act in _BY_ACT:
        turned = act in _TURNED and polarity == "negative"
        return _OPPOSITE[_BY_ACT[act]] if turned else _BY_ACT[act]
    if act == "deny":
        return _denied(reading)
    return "neutral" if reading.shape in ("question", "clause") else "against"


def _denied(reading: Reading) -> Stance:
    """Against a charge or a thing said not to be; for somebody who is cleared of it."""
    clause = reading.clause
    if reading.shape in ("noun", "gerund") or clause.subject is None:
        return "neutral" if reading.shape in ("infinitive", "gerund") else "against"
    if reading.own:
        return "neutral"
    if reading.cue.group.polarity == "negative" or reading.cue.negated is not None:
        praised = reading.judgement(
            merged("evaluation", "praise", "mild_praise", "valid"), reading.judging
        )
        if praised is not None and content_negation(reading) is None:
            return "against"
    existential = any(reading.doc[i].lower_ == "there" for i in clause.tokens[:2])
    untrue = reading.match(table("evaluation", "falsehood"), clause.after_predicate)
    if existential or (
        untrue is not None
        and reading.cue.group.polarity == "positive"
        and reading.cue.negated is None
    ):
        return "against"
    return "favor"


def _downplayed(reading: Reading) -> tuple[Stance, tuple[Evidence, ...]]:
    """Against the worry or the charge; neutral to the thing made small (guidelines 6.14)."""
    if reading.cue.group.act != "downplay":
        needless = reading.match(table("content", "needless"), reading.clause.tokens)
        if needless is None:
            return "neutral", ()
        rule = f"content.downplay.{needless.rule}"
        return "against", (reading.evidence("stance", rule, needless.places),)
    worry = reading.match(table("evaluation", "worry"), reading.content)
    if worry is None:
        return "neutral", ()
    return "against", (reading.evidence("stance", f"worry.{worry.rule}", worry.places),)


def _judging_words() -> PhraseTable[str]:
    return merged("evaluation", "praise", "blame", "mild_praise", "mild_blame")


def _alleged(reading: Reading) -> tuple[Stance, tuple[Evidence, ...]]:
    """Wrong that the reporter leaves to the speaker to prove is held against somebody."""
    cue = reading.cue
    if cue.group.framing != "distancing" or reading.own or content_negation(reading) is not None:
        return "neutral", ()
    alleged = reading.any_form(cue.tokens, _ALLEGED)
    charge = reading.judgement(table("evaluation", "charge"), reading.judging)
    if charge is not None:
        rule = f"charge.{charge.rule}"
        return "against", (reading.evidence("stance", rule, charge.places),)
    if alleged is not None:
        return "against", (reading.evidence("stance", f"cue.{cue.rule}", [alleged]),)
    return "neutral", ()


def _is_beside_the_point(reading: Reading, found: Match[str]) -> bool:
    """*his late-night tweets*: an attribute of something that is not what is said of the target."""
    token = reading.doc[found.places[0]]
    if len(found.places) > 1 or token.dep_ != "amod" or token.head.lower_ in ("way", "manner"):
        return False
    return token.head.dep_ in ("nsubj", "nsubj:pass", "compound", "obl", "nmod")


def _judged(reading: Reading) -> tuple[Stance, tuple[Evidence, ...]]:
    """Praise or blame in the predicate of an assertion, a concession or a prediction."""
    found = reading.judgement(_judging_words(), reading.judging)
    if found is None or is_implicative(reading, found):
        return _alleged(reading)
    if found.value.startswith("mild") and _is_beside_the_point(reading, found):
        return _alleged(reading)
    negated = judgement_negated(reading, found)
    if negated and found.value == "mild_blame":
        return "neutral", ()  # that nobody was hurt praises nobody
    favors = found.value.endswith("praise") != negated
    stance: Stance = "favor" if favors else "against"
    rule = f"{found.value}.{found.rule}"
    return stance, (reading.evidence("stance", rule, found.places),)
