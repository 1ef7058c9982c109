"""How well confidence holds, and what a minimum of it keeps."""

from __future__ import annotations

import numpy as np
import pytest

from claimx.evaluation.calibration import (
    Calibration,
    Floats,
    calibration,
    calibration_error,
    reliability,
)
from claimx.evaluation.comparison import Comparison
from unit.evaluation.samples import DENIED, SAID, WARNED, Row, gold, line


def array(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def calibrated(*answers: tuple[Row, float]) -> Calibration:
    rows = [{**line(claim), "confidence": confidence} for claim, confidence in answers]
    found = calibration([Comparison.of(gold(SAID, DENIED), rows)])
    assert found is not None
    return found


def test_reliability_is_told_in_bins_of_confidence() -> None:
    low, high = reliability(array(0.11, 0.19, 0.95, 1.0), array(0, 1, 1, 1))
    assert low == pytest.approx((0.15, 0.5, 2))
    # What is quite certain is in the last bin.
    assert high == pytest.approx((0.975, 1.0, 2))


def test_bins_without_a_claim_are_left_out() -> None:
    assert [count for _, _, count in reliability(array(0.05, 0.55), array(0, 1))] == [1, 1]


def test_the_calibration_error_is_the_mean_gap_by_claims() -> None:
    assert calibration_error(array(0.5, 0.5, 0.5, 0.5), array(0, 1, 0, 1)) == 0
    assert calibration_error(array(0.0, 1.0), array(1, 0)) == 1
    # Three claims with a gap of 0.2, one with none.
    chance, right = array(0.8, 0.8, 0.8, 0.0), array(1, 1, 1, 0)
    assert calibration_error(chance, right) == pytest.approx(0.15)


def test_a_minimum_trades_recall_for_precision() -> None:
    found = calibrated((SAID, 0.95), (DENIED, 0.45), (WARNED, 0.3))
    rows = {row.minimum: row for row in found.thresholds}
    assert list(rows) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert (rows[0.0].claims, rows[0.0].linked.recall) == (3, 100)
    assert rows[0.3].claims == 3
    assert (rows[0.4].claims, rows[0.4].linked.precision) == (2, 100)
    assert (rows[0.9].claims, rows[0.9].linked.recall) == (1, 50)


def test_a_claim_left_out_leaves_its_gold_to_the_next_best() -> None:
    shorter = {**SAID, "content": ["bridge is “safe enough"]}
    found = calibrated((SAID, 0.2), (shorter, 0.8))
    rows = {row.minimum: row.linked for row in found.thresholds}
    assert rows[0.0].precision == 50
    assert (rows[0.5].precision, rows[0.5].recall) == (100, 50)


def test_the_error_is_of_linked_claims_in_points() -> None:
    found = calibrated((SAID, 0.75), (WARNED, 0.25))
    assert [(row.confidence, row.right, row.claims) for row in found.bins] == [
        (0.25, 0, 1),
        (0.75, 1, 1),
    ]
    assert found.error == pytest.approx(25)
    assert found.to_dict()["calibration_error"] == found.error


def test_without_confidence_there_is_none() -> None:
    sure = {**line(SAID), "confidence": 0.5}
    assert calibration([Comparison.of(gold(SAID), [sure, line(DENIED)])]) is None
    assert calibration([Comparison.of(gold(SAID), [])]) is None
