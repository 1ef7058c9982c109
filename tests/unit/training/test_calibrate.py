"""How confidence is fitted."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

from claimx.evaluation.calibration import Floats
from claimx.training.calibrate import fit


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
