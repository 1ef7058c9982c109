"""How sure a claim is: the chances of its parts, joined by a logistic regression.

The weights are fitted on PolNeAR dev (``claimx.training.calibrate``), so that of the
claims with a confidence of 0.8 four in five are *linked* rightly; they stand in the
model's ``tables.npz``. Nested claims, which PolNeAR does not mark, are left out of the fit
and weighed like the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from claimx.pipeline.model_files import FloatArray

#: Chances are kept this far from 0 and 1, so that their log odds are finite.
_EDGE = 0.005


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances, each between 0 and 1: that the cue is one, and that its parts are its own.

    ``source`` is the chance that there is none where there is none; ``content`` is the
    mean over the fragments.
    """

    cue: float
    source: float
    content: float
    has_source: bool

    def features(self) -> FloatArray:
        """What the regression sees, shape (5,): a constant and the log odds."""
        chances = np.clip([self.cue, self.source, self.content], _EDGE, 1 - _EDGE)
        odds = np.log(chances / (1 - chances))
        return np.array([1.0, *odds, self.has_source], dtype=np.float32)


def confidence(chances: Chances, weights: FloatArray | None) -> float:
    """The chance that a claim is right; without weights the product of its parts' chances."""
    if weights is None:
        return chances.cue * chances.source * chances.content
    return float(1 / (1 + np.exp(-float(chances.features() @ weights))))
