"""Scores that must be reached."""

from __future__ import annotations

import pytest

from claimx.errors import InputError
from claimx.evaluation import evaluate_documents
from claimx.evaluation.limits import Limit, numbers, refuse_unknown, shortfalls
from unit.evaluation.samples import DENIED, SAID, gold, line

ACT = {**SAID, "act": "assert"}


@pytest.mark.parametrize("text", ["linked", "linked=", "=75", "linked=much", "linked=101", "a=nan"])
def test_a_limit_is_a_name_and_a_percentage(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Limit.parse(text)


def test_a_name_means_f1_macro_f1_or_accuracy_and_may_be_dotted() -> None:
    answers = [line(ACT), line(DENIED)]
    found = numbers(evaluate_documents([gold(ACT)], answers))
    assert found["linked"] == found["linked.f"] == pytest.approx(200 / 3)
    assert (found["linked.p"], found["linked.r"]) == (50, 100)
    assert found["act"] == found["act.macro"] == found["act.assert"] == 100
    assert found["speaker_acc"] == 100
    assert not {"docs", "gold", "name_wrong"} & found.keys()


def test_a_score_that_is_just_reached_is_no_shortfall() -> None:
    scores = evaluate_documents([gold(SAID)], [line(SAID), line(DENIED)])
    low = shortfalls([Limit("linked.p", 50), Limit("linked", 66.7)], scores)
    assert [str(found) for found in low] == ["linked is 66.66, under 66.7"]


def test_a_score_that_the_gold_cannot_tell_is_refused_before_work() -> None:
    refuse_unknown([Limit("act.assert", 50), Limit("linked", 50)], [gold(ACT)])
    with pytest.raises(InputError, match="tells no score “act”"):
        refuse_unknown([Limit("act", 50)], [gold(SAID)])


def test_where_nothing_was_found_to_score_it_is_zero() -> None:
    scores = evaluate_documents([gold(ACT)], [])
    assert [found.score for found in shortfalls([Limit("act", 1)], scores)] == [0]
