"""How confidence is fitted, and how it is said how well it holds."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

from claimx.training.calibrate import Floats, calibration_error, fit, reliability


def array(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def chances(features: Floats, weights: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-features @ weights))
    return found


def test_a_fit_finds_the_share_that_is_right() -> None:
    constant = np.ones((2000, 1))
    right = np.arange(2000) % 4 != 0
    assert chances(constant, fit(constant, right.astype(np.float64)))[0] == pytest.approx(
        0.75, abs=0.001
    )


def test_a_fit_finds_the_weights_that_made_the_answers() -> None:
    random = np.random.default_rng(0)
    features = np.column_stack([np.ones(20_000), random.normal(size=(20_000, 2))])
    weights = array(-0.5, 2.0, 0.0)
    right = (random.random(20_000) < chances(features, weights)).astype(np.float64)
    assert fit(features, right) == pytest.approx(weights, abs=0.1)


def test_a_fit_of_answers_without_exception_stays_finite() -> None:
    features = np.column_stack([np.ones(10), np.linspace(-1, 1, 10)])
    weights = fit(features, (features[:, 1] > 0).astype(np.float64))
    assert np.isfinite(weights).all()
    assert weights[1] > 0
    # It is the ridge that holds them: the slope is 0 there.
    slope = features.T @ ((features[:, 1] > 0) - chances(features, weights)) - weights
    assert np.abs(slope).max() < 1e-6


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
