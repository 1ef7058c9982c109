"""How far chance may have moved a score: bootstrap intervals over documents.

After Efron and Tibshirani (1993), percentile intervals: documents are drawn anew as often as
there are, with replacement, and every score is made again of the sums of their counts. The
counts of a document stay together, since claims of one article are not independent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from claimx.evaluation.claims import LABELLED
from claimx.evaluation.tally import MEASURES, ROLES, Tally

Floats: TypeAlias = npt.NDArray[np.float64]

LEVEL = 95
_SEED = 7
_ACCURACIES = {
    "speaker_acc": "speakers",
    "name_acc": "names",
    "name_wrong": "wrong_names",
    "role_acc": "roles",
    "target_acc": "targets",
}
_RATIOS = {"content_overlap": "overlap", "linked": "linked", "linked_named": "named"}


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds between which a score lies with a chance of :data:`LEVEL` per cent."""

    low: float
    high: float

    def to_dict(self) -> list[float]:
        return [self.low, self.high]


def intervals(tallies: Sequence[Tally], *, resamples: int) -> dict[str, Interval]:
    """The interval of each score's headline number: an F1, an accuracy, or a mean of F1s.

    Names are those of :meth:`claimx.evaluation.Scores.to_dict`; the same tallies give the
    same intervals. There are none where there are fewer than two documents.
    """
    if len(tallies) < 2 or resamples < 1:
        return {}
    tail = (100 - LEVEL) / 2
    found = {}
    for name, values in headlines(_resampled(tallies, resamples)).items():
        low, high = np.percentile(values, [tail, 100 - tail])
        found[name] = Interval(float(low), float(high))
    return found


def headlines(sums: Mapping[str, Floats]) -> dict[str, Floats]:
    """The headline numbers for summed counts, which are given under dotted names."""
    found = {}
    for role in ROLES:
        for measure in MEASURES:
            found[f"{role}_{measure}"] = _f1(sums, f"{role}.{measure}")
    found |= {name: _f1(sums, path) for name, path in _RATIOS.items()}
    for name, path in _ACCURACIES.items():
        found[name] = 100 * _share(sums[f"{path}.right"], sums[f"{path}.asked"])
    for name in LABELLED:
        macro = _macro(sums, f"labels.counts.{name}")
        if macro is not None:
            found[name] = macro
    return found


def counts(tally: Tally) -> dict[str, float]:
    """All numbers of a tally, under dotted names such as ``linked.gold``."""
    return dict(_numbers(tally, ""))


def _resampled(tallies: Sequence[Tally], resamples: int) -> dict[str, Floats]:
    rows = [counts(tally) for tally in tallies]
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    random = np.random.default_rng(_SEED)
    size = len(rows)
    sums = np.empty((resamples, len(names)))
    for number in range(resamples):
        drawn = np.bincount(random.integers(0, size, size), minlength=size)
        sums[number] = drawn @ table
    return {name: sums[:, index] for index, name in enumerate(names)}


def _numbers(part: Any, path: str) -> Iterator[tuple[str, float]]:
    if is_dataclass(part):
        items = [(item.name, getattr(part, item.name)) for item in fields(part)]
    elif isinstance(part, dict | Counter):
        items = [(str(key), value) for key, value in part.items()]
    else:
        yield path, float(part)
        return
    for name, value in items:
        yield from _numbers(value, f"{path}.{name}" if path else name)


def _f1(sums: Mapping[str, Floats], path: str) -> Floats:
    precision = _share(sums[f"{path}.predicted_right"], sums[f"{path}.predicted"])
    recall = _share(sums[f"{path}.gold_found"], sums[f"{path}.gold"])
    return 100 * _share(2 * precision * recall, precision + recall)


def _macro(sums: Mapping[str, Floats], path: str) -> Floats | None:
    """The mean F1 of the values that the gold of a resample has."""
    prefix = f"{path}.gold."
    values = [name.removeprefix(prefix) for name in sums if name.startswith(prefix)]
    if not values:
        return None
    zero = np.zeros_like(sums[prefix + values[0]])
    total, number = zero.copy(), zero.copy()
    for value in values:
        gold, predicted, right = (
            sums.get(f"{path}.{side}.{value}", zero) for side in ("gold", "predicted", "right")
        )
        precision, recall = _share(right, predicted), _share(right, gold)
        total += np.where(gold > 0, _share(2 * precision * recall, precision + recall), 0.0)
        number += gold > 0
    return 100 * _share(total, number)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
