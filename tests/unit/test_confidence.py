"""The chances of a claim's parts, joined to one."""

from __future__ import annotations

import numpy as np
import pytest

from claimx.pipeline.confidence import Chances, confidence

EVEN = Chances(cue=0.5, source=0.5, content=0.5, has_source=True)
SURE = Chances(cue=1.0, source=0.0, content=0.5, has_source=False)


def weights(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def test_features_are_a_constant_log_odds_and_flags() -> None:
    assert EVEN.features().tolist() == [1, 0, 0, 0, 1]
    constant, cue, source, content, has_source = SURE.features().tolist()
    assert (constant, content, has_source) == (1, 0, 0)
    # Certainty is kept finite, and the same on both sides.
    assert cue == pytest.approx(-source)
    assert cue == pytest.approx(np.log(0.995 / 0.005), rel=1e-5)


def test_without_weights_it_is_the_product_of_the_chances() -> None:
    assert confidence(EVEN, None) == 0.125
    assert confidence(SURE, None) == 0.0


def test_weights_make_it_a_logistic_regression() -> None:
    assert confidence(EVEN, weights(0, 9, 9, 9, 0)) == 0.5
    assert confidence(EVEN, weights(1, 0, 0, 0, 0)) == pytest.approx(1 / (1 + np.exp(-1)))
    assert confidence(EVEN, weights(0, 0, 0, 0, -1)) == pytest.approx(1 / (1 + np.exp(1)))


def test_a_surer_cue_makes_a_surer_claim() -> None:
    found = [
        confidence(Chances(cue, 0.8, 0.8, True), weights(-1, 1, 1, 1, 0)) for cue in (0.1, 0.5, 0.9)
    ]
    assert found == sorted(set(found))
    assert all(0 < chance < 1 for chance in found)
