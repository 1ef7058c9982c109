"""Intervals are made of the same formulas as the scores, and are the same each time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from claimx.evaluation import Scores
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.intervals import Interval, counts, headlines, intervals
from claimx.evaluation.tally import Tally, tally, total
from unit.evaluation.samples import DENIED, SAID, WARNED, Row, gold, line

PERSON = {"kind": "person", "name": "Ann Smith", "role": "mayor"}
GOLD = [
    {**SAID, **PERSON, "act": "assert", "polarity": "positive", "target": "the bridge"},
    {**DENIED, **PERSON, "act": "deny", "polarity": "negative", "target": "the delays"},
    {**WARNED, "kind": "group", "act": "warn", "polarity": "positive", "target": None},
]


def tallied(*answers: Row) -> Tally:
    return tally(Comparison.of(gold(*GOLD), [line(answer) for answer in answers]))


TALLIES = [
    tallied(*GOLD),
    tallied(GOLD[0], {**GOLD[1], "act": "assert", "name": "She"}),
    tallied({**GOLD[2], "speaker": "She", "content": ["hasty opening"]}),
    tallied({**GOLD[0], "content": ["the bridge"], "role": None}, {**GOLD[1], "target": "She"}),
]


def headline(value: Any) -> float:
    if isinstance(value, Mapping):
        return float(value["f"] if "f" in value else value["macro"])
    return float(value)


@pytest.mark.parametrize("chosen", [TALLIES, TALLIES[1:2], TALLIES[2:], TALLIES * 3])
def test_headline_numbers_are_those_of_the_scores(chosen: list[Tally]) -> None:
    summed = total(chosen)
    found = headlines({name: np.array([number]) for name, number in counts(summed).items()})
    scores = Scores.of(summed).to_dict()
    shared = found.keys() & scores.keys()
    assert shared >= {"linked", "linked_named", "act", "speaker_jaccard", "name_acc", "target_acc"}
    for name in shared:
        assert found[name][0] == pytest.approx(headline(scores[name]), rel=0, abs=1e-9), name


def test_the_same_counts_give_the_same_intervals() -> None:
    once = intervals(TALLIES, resamples=200)
    assert once == intervals(list(TALLIES), resamples=200)
    assert once["linked"].low < once["linked"].high


def test_a_score_lies_within_its_interval_and_without_variance_it_has_none() -> None:
    scores = Scores.of(total(TALLIES))
    found = intervals(TALLIES, resamples=500)["linked"]
    assert 0 <= found.low < scores.linked.f1 < found.high <= 100
    same = intervals([TALLIES[0]] * 5, resamples=100)
    assert same["linked"] == same["act"] == Interval(100, 100)


def test_more_documents_make_an_interval_narrower() -> None:
    few = intervals(TALLIES, resamples=500)["linked"]
    many = intervals(TALLIES * 16, resamples=500)["linked"]
    assert (many.high - many.low) < (few.high - few.low) / 2


def test_one_document_or_no_resampling_leaves_them_out() -> None:
    assert intervals(TALLIES[:1], resamples=100) == {}
    assert intervals(TALLIES, resamples=0) == {}


def test_a_thousand_resamples_of_a_hundred_documents_take_well_under_a_second() -> None:
    start = time.process_time()
    intervals(TALLIES * 25, resamples=1000)
    assert time.process_time() - start < 1
