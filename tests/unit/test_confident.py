from __future__ import annotations

from dataclasses import replace

import pytest

import samples
from claimx.confident import confident
from claimx.records import Claim, Document, Result, Speaker, TextSpan


def result(*claims: Claim) -> Result:
    return Result(Document(samples.TEXT, "a.txt"), claims)


def nested(*confidences: float) -> Result:
    """Claims each within the one before."""
    claims: list[Claim] = []
    for number, confidence in enumerate(confidences, start=1):
        within = claims[-1].id if claims else None
        claims.append(
            replace(samples.claim(), id=f"#{number}", within=within, confidence=confidence)
        )
    return result(*claims)


def named(confidence: float | None, *, text: str = "He", role: str | None = "mayor") -> Result:
    evidence = TextSpan("Ann Smith", 40, 49)
    speaker = Speaker(
        text, 0, len(text), "Ann Smith", role, "person", "pronoun", evidence, confidence
    )
    return result(replace(samples.claim(), speaker=speaker, within=None))


def test_claims_below_a_confidence_are_left_out_and_nesting_closes_over_them() -> None:
    given = nested(0.9, 0.2, 0.8, 0.1)
    kept = confident(given, 0.5)
    assert kept.document is given.document
    assert [(claim.id, claim.within) for claim in kept] == [("#1", None), ("#3", "#1")]
    assert [claim.within for claim in confident(nested(0.1, 0.9), 0.5)] == [None]


def test_a_claim_or_a_name_that_is_just_sure_enough_stays() -> None:
    assert len(confident(nested(0.5), 0.5)) == 1
    assert confident(named(0.5), 0, names=0.5) == named(0.5)


def test_nothing_changes_where_nothing_is_asked_for() -> None:
    given = named(0.0)
    assert confident(given, 0) is given


def test_a_claim_around_that_is_not_there_is_let_be() -> None:
    (_, inner) = nested(0.9, 0.9)
    assert list(confident(result(inner), 0.5)) == [inner]


@pytest.mark.parametrize(
    ("text", "role", "kept"),
    [
        ("He", "mayor", None),
        ("the mayor", "mayor", "mayor"),
        ("the mayor of Harrow", "mayor of Leeds", None),
        ("He", None, None),
    ],
)
def test_a_name_below_a_confidence_goes_and_its_words_stay(
    text: str, role: str | None, kept: str | None
) -> None:
    given = named(0.4, text=text, role=role)
    (claim,) = confident(given, 0, names=0.5)
    assert claim.speaker == Speaker(text, 0, len(text), None, kept, "person")
    assert replace(claim, speaker=given.claims[0].speaker) == given.claims[0]


def test_a_name_of_which_no_line_says_how_sure_it_is_stays() -> None:
    assert confident(named(None), 0, names=1.0) == named(None)


def test_claims_and_names_each_have_their_own_limit() -> None:
    sure, unsure = named(0.9).claims[0], named(0.1).claims[0]
    given = result(replace(sure, confidence=0.1), replace(unsure, confidence=0.9))
    (claim,) = confident(given, 0.5, names=0.5)
    assert (claim.confidence, claim.speaker.name) == (0.9, None)
    assert [claim.speaker.name for claim in confident(given, 0.5)] == ["Ann Smith"]
