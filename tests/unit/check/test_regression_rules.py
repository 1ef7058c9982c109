"""Rules that compare with what there should be."""

from __future__ import annotations

import pytest

from claimx.check.counts import Counts
from claimx.check.expected import refuse_unknown_gates
from claimx.check.rule import Context, Gate
from claimx.errors import InputError
from claimx.evaluation.claims import from_prediction
from claimx.evaluation.gold import GoldDocument
from claimx.records import Claim
from unit.check.samples import claim, found, subject, words

TEXT = "Ada Okafor said the dam was safe. Ben Ito denied it had ever been looked at."
ADA = claim(TEXT, "the dam was safe", speaker="Ada Okafor", cue="said")
BEN = claim(TEXT, "it had ever been looked at", speaker="Ben Ito", cue="denied")


def gold(*claims: Claim, name: str = "a", text: str = TEXT) -> GoldDocument:
    return GoldDocument(name, text, tuple(from_prediction(item.to_dict()) for item in claims))


def context(*documents: GoldDocument, **gates: Gate) -> Context:
    return Context(expected=documents, gates=gates)


def test_what_is_expected_and_found_is_no_finding() -> None:
    for code in ("CX301", "CX302"):
        assert not found(code, subject(TEXT, ADA, BEN), context=context(gold(ADA, BEN)))
        assert not found(code, subject(TEXT, ADA, BEN))
    near = claim(TEXT, "dam was safe", speaker="Ada Okafor")
    assert not found("CX301", subject(TEXT, near), context=context(gold(ADA)))


def test_a_claim_that_is_missing_and_one_that_is_new() -> None:
    checked = subject(TEXT, BEN)
    (missing,) = found("CX301", checked, context=context(gold(ADA, BEN)))
    assert missing.span
    assert missing.span.text == "the dam was safe"
    assert (missing.line, missing.column) == (1, 17)
    assert words(found("CX302", checked, context=context(gold(ADA)))) == [
        "it had ever been looked at"
    ]
    assert len(found("CX302", checked, context=context(gold()))) == 1


def test_another_speaker_is_told_by_both_names() -> None:
    other = claim(TEXT, "the dam was safe", speaker="Ben Ito")
    (finding,) = found("CX301", subject(TEXT, other), context=context(gold(ADA)))
    assert finding.message == "the speaker was to be “Ada Okafor”, and is “Ben Ito”"


def test_a_document_that_was_not_checked_and_one_with_another_text() -> None:
    (finding,) = found("CX301", subject(TEXT, ADA, doc="b"), context=context(gold(ADA)))
    assert finding.doc == ""
    assert "“a”, of which 1 claims" in finding.message
    other = subject(TEXT + " Or so.", ADA)
    (finding,) = found("CX301", other, context=context(gold(ADA)))
    assert finding.message == "is not the text that its expected claims are about"
    seldom = context(gold(ADA), gold(name="c"))
    assert not found("CX301", subject(TEXT, ADA, doc="b"), context=seldom, absent=False)


def test_scores_and_their_gates() -> None:
    half = subject(TEXT, ADA)
    told = found("CX303", half, context=context(gold(ADA, BEN), linked=Gate(min=75)))
    assert [item.message for item in told] == ["linked is 66.66, under 75"]
    over = context(gold(ADA, BEN), linked=Gate(max=60), docs=Gate(max=1))
    assert [item.message for item in found("CX303", half, context=over)] == [
        "linked is 66.67, over 60"
    ]
    assert not found("CX303", half, context=context(gold(ADA, BEN), linked=Gate(min=66, max=67)))
    # Without gold there are no scores.
    assert not found("CX303", half, context=Context(gates={"linked": Gate(min=75)}))


def test_a_gate_of_no_score_is_refused_before_work_begins() -> None:
    gates = {"linkd": Gate(min=75)}
    with pytest.raises(InputError, match=r"check\.gates\.linkd: .* “linked”"):
        refuse_unknown_gates(gates, [gold(ADA)], "claimx.toml")
    refuse_unknown_gates({"cue_exact.p": Gate(min=1), "bad_offsets": Gate(max=0)}, [gold(ADA)], "")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (Counts(1, 2, 0), []),
        (Counts(1, 3, 0), ["there are 2 claims, where the baseline has 3"]),
        (Counts(1, 2, 1), ["there are 0 quotes without a speaker, where the baseline has 1"]),
        # Twice as many documents have twice as many claims.
        (Counts(2, 4, 0), []),
        # One document of many says nothing.
        (Counts(3, 100, 0), []),
    ],
)
def test_counts_that_drifted(before: Counts, told: list[str]) -> None:
    findings = found("CX304", subject(TEXT, ADA, BEN), context=Context(counts=before))
    assert [item.message.partition(":")[0] for item in findings] == told


def test_how_far_counts_may_drift_can_be_set() -> None:
    before = Context(counts=Counts(1, 3, 0))
    assert not found("CX304", subject(TEXT, ADA, BEN), context=before, percent=34.0)
