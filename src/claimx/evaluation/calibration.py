"""Whether confidence says what it should: how it trades precision for recall, and how it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from claimx.evaluation.comparison import Comparison
from claimx.evaluation.matching import assign
from claimx.evaluation.scores import Ratio
from claimx.evaluation.tally import Hits

Floats: TypeAlias = npt.NDArray[np.float64]

BINS = 10
THRESHOLDS = tuple(number / 10 for number in range(10))


@dataclass(frozen=True, slots=True)
class Threshold:
    """What ``--min-confidence`` keeps, and how much of it is *linked* rightly."""

    minimum: float
    claims: int
    linked: Ratio

    def to_dict(self) -> dict[str, Any]:
        found = {"min_confidence": self.minimum, "claims": self.claims}
        return found | self.linked.to_dict()


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about one confidence: its mean, and the share of them that is right."""

    confidence: float
    right: float
    claims: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidence can be trusted; ``error`` is in points of 100."""

    thresholds: tuple[Threshold, ...]
    bins: tuple[Bin, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "thresholds": [threshold.to_dict() for threshold in self.thresholds],
            "reliability": [asdict(found) for found in self.bins],
            "calibration_error": self.error,
        }


def calibration(comparisons: Sequence[Comparison]) -> Calibration | None:
    """Of all predictions; None where one carries no confidence, or there is none at all."""
    sure: list[list[float]] = []
    for comparison in comparisons:
        found = comparison.confidences()
        if found is None or not comparison.document.has_links:
            return None
        sure.append(found)
    chance = np.array([value for values in sure for value in values])
    if not len(chance):
        return None
    right = np.concatenate([_right(comparison) for comparison in comparisons])
    return Calibration(
        thresholds=tuple(_threshold(comparisons, sure, minimum) for minimum in THRESHOLDS),
        bins=tuple(Bin(*row) for row in reliability(chance, right)),
        error=100 * calibration_error(chance, right),
    )


def reliability(chance: Floats, right: Floats) -> Iterator[tuple[float, float, int]]:
    """Mean confidence, share that is right, and number of claims, in ten bins of confidence."""
    places = np.minimum((chance * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        inside = places == number
        if inside.any():
            yield float(chance[inside].mean()), float(right[inside].mean()), int(inside.sum())


def calibration_error(chance: Floats, right: Floats) -> float:
    """Expected calibration error: the mean gap over the bins, weighted by their claims.

    After Naeini, Cooper and Hauskrecht (2015), with bins of equal width.
    """
    rows = list(reliability(chance, right))
    return sum(abs(sure - share) * count for sure, share, count in rows) / len(chance)


def _right(comparison: Comparison) -> Floats:
    right = np.zeros(len(comparison.predicted))
    right[[pair.predicted_index for pair in comparison.pairs if pair.linked]] = 1
    return right


def _threshold(
    comparisons: Sequence[Comparison], sure: Sequence[Sequence[float]], minimum: float
) -> Threshold:
    hits = Hits()
    for comparison, confidences in zip(comparisons, sure, strict=True):
        kept = {index for index, value in enumerate(confidences) if value >= minimum}
        # A claim that is left out leaves its gold claim to the next best.
        pairs = assign(pair for pair in comparison.candidates if pair.predicted_index in kept)
        right = sum(pair.linked for pair in pairs)
        hits += Hits(len(kept), right, len(comparison.gold), right)
    return Threshold(minimum, hits.predicted, Ratio.of(hits))
