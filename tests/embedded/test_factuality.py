"""The optional component for factuality, on the embedded model."""

from __future__ import annotations

import pytest
from spacy.language import Language

import claimx
from claimx.records import Position


@pytest.fixture(scope="module")
def nlp() -> Language:
    found = claimx.load()
    found.add_pipe("claimx_factuality", before="claimx_attribution")
    return found


def position(nlp: Language, text: str) -> Position:
    result: Position = nlp(text)._.claimx.claims[0].position
    return result


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Officials said the minister was discouraged from signing the deal.", "negative"),
        ("Officials said the minister was forced to sign the deal.", "positive"),
        ("Officials said the minister wanted to sign the deal.", "positive"),
        ("Officials said the minister managed to sign the deal.", "positive"),
        ("The club said it sought to buy the ground.", "positive"),
    ],
)
def test_a_complement_that_is_not_so_negates_where_no_rule_knows_its_verb(
    nlp: Language, text: str, polarity: str
) -> None:
    found = position(nlp, text)
    rules = [item.rule for item in found.evidence if item.field == "polarity"]
    assert found.polarity == polarity
    assert [rule.partition(".")[0] for rule in rules] == ["factuality"] * (polarity == "negative")


def test_verbs_have_scores(nlp: Language) -> None:
    doc = nlp("The crew did not reach the village, the mayor said.")
    scores = {token.text: token._.factuality for token in doc if token.pos_ == "VERB"}
    assert scores["reach"] < 0 < scores["said"]
    assert all(-3 <= score <= 3 for score in scores.values())
