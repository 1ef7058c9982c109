"""Scores of predicted claims against gold ones, in per cent.

The measures are those of the annotation guidelines: exact spans as PolNeAR's published
figures count them, overlap of contents, and *linked*, the share of claims whose content
overlaps by half and whose speaker is right. Beside exact spans stand those that begin
right, those that share a token, and the mean Jaccard overlap with the nearest span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.evaluation.claims import LABELLED, Row
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.predictions import by_document
from claimx.evaluation.readers import read_gold
from claimx.evaluation.tally import (
    MEASURES,
    Hits,
    LabelCounts,
    RoleHits,
    Share,
    Tally,
    tally,
    total,
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @classmethod
    def of(cls, hits: Hits) -> Ratio:
        return cls(
            _percent(hits.predicted_right, hits.predicted), _percent(hits.gold_found, hits.gold)
        )

    def to_dict(self) -> dict[str, float]:
        return {"p": self.precision, "r": self.recall, "f": self.f1}


@dataclass(frozen=True, slots=True)
class RoleScores:
    """The spans of one role, counted in the ways of :class:`claimx.evaluation.tally.RoleHits`."""

    exact: Ratio
    begin: Ratio
    any: Ratio
    jaccard: Ratio

    @classmethod
    def of(cls, hits: RoleHits) -> RoleScores:
        return cls(*(Ratio.of(getattr(hits, measure)) for measure in MEASURES))

    def to_dict(self, role: str) -> dict[str, dict[str, float]]:
        return {f"{role}_{measure}": getattr(self, measure).to_dict() for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class LabelScores:
    """One field: its accuracy over paired claims, and each value over all of the gold.

    ``constant`` is what the commonest value as the only answer would get.
    """

    accuracy: float
    constant: float
    values: Mapping[str, Ratio]

    @property
    def macro(self) -> float:
        return sum(ratio.f1 for ratio in self.values.values()) / len(self.values)

    @classmethod
    def of(cls, counts: LabelCounts) -> LabelScores:
        return cls(
            accuracy=_percent(counts.paired.right, counts.paired.asked),
            constant=_percent(max(counts.gold.values()), counts.gold.total()),
            values={value: _of_value(counts, value) for value in sorted(counts.gold)},
        )

    def to_dict(self) -> dict[str, float]:
        summary = {"acc": self.accuracy, "constant": self.constant, "macro": self.macro}
        return summary | {value: ratio.f1 for value, ratio in self.values.items()}

    def rates(self) -> dict[str, float]:
        """Precision and recall of each value: ``deny_p``, ``deny_r``."""
        found = {f"{value}_p": ratio.precision for value, ratio in self.values.items()}
        return found | {f"{value}_r": ratio.recall for value, ratio in self.values.items()}


@dataclass(frozen=True, slots=True)
class Scores:
    """How a set of predictions did, all in per cent but the counts.

    A score is None, and ``labels`` lacks a field, where the gold has nothing to tell it by.
    Where it does not even say what belongs together (``has_links``), only the spans of the
    three roles are scored, and all else is left out of :meth:`to_dict`.
    """

    documents: int
    gold: int
    predicted: int
    bad_offsets: int
    unknown_documents: int
    has_links: bool
    speaker: RoleScores
    cue: RoleScores
    content: RoleScores
    content_overlap: Ratio
    linked: Ratio
    speaker_accuracy: float
    linked_named: Ratio | None
    name_accuracy: float | None
    name_wrong: float | None
    role_accuracy: float | None
    target_accuracy: float | None
    labels: Mapping[str, LabelScores]

    @classmethod
    def of(cls, counts: Tally, *, unknown_documents: int = 0) -> Scores:
        """The scores of summed counts."""
        has_names = counts.names.asked > 0
        return cls(
            documents=counts.documents,
            gold=counts.linked.gold,
            predicted=counts.linked.predicted,
            bad_offsets=counts.bad_offsets,
            unknown_documents=unknown_documents,
            has_links=not counts.without_links,
            speaker=RoleScores.of(counts.speaker),
            cue=RoleScores.of(counts.cue),
            content=RoleScores.of(counts.content),
            content_overlap=Ratio.of(counts.overlap),
            linked=Ratio.of(counts.linked),
            speaker_accuracy=_percent(counts.speakers.right, counts.speakers.asked),
            linked_named=Ratio.of(counts.named) if has_names else None,
            name_accuracy=_accuracy(counts.names),
            name_wrong=_accuracy(counts.wrong_names) if has_names else None,
            role_accuracy=_accuracy(counts.roles),
            target_accuracy=_accuracy(counts.targets),
            labels={
                name: LabelScores.of(counts.labels.counts[name])
                for name in LABELLED
                if counts.labels.counts[name].paired.asked
            },
        )

    @property
    def speaker_exact(self) -> Ratio:
        return self.speaker.exact

    @property
    def cue_exact(self) -> Ratio:
        return self.cue.exact

    @property
    def content_exact(self) -> Ratio:
        return self.content.exact

    @property
    def cue_any(self) -> Ratio:
        return self.cue.any

    def to_dict(self) -> dict[str, Any]:
        """All scores under short names; those that are None are left out."""
        found = {
            "docs": self.documents,
            "bad_offsets": self.bad_offsets,
            "docs_unknown_to_gold": self.unknown_documents,
            **self.speaker.to_dict("speaker"),
            **self.cue.to_dict("cue"),
            **self.content.to_dict("content"),
        }
        return {**found, **self._of_claims()} if self.has_links else found

    def _of_claims(self) -> dict[str, Any]:
        named = self.linked_named
        found = {
            "gold": self.gold,
            "pred": self.predicted,
            "content_overlap": self.content_overlap.to_dict(),
            "linked": self.linked.to_dict(),
            "speaker_acc": self.speaker_accuracy,
            "linked_named": named.to_dict() if named else None,
            "name_acc": self.name_accuracy,
            "name_wrong": self.name_wrong,
            "role_acc": self.role_accuracy,
            **{name: scores.to_dict() for name, scores in self.labels.items()},
            "target_acc": self.target_accuracy,
            **{f"{name}_values": scores.rates() for name, scores in self.labels.items()},
        }
        return {name: value for name, value in found.items() if value is not None}


def evaluate(gold: Path, predictions: Iterable[Row]) -> Scores:
    """The scores of output lines against gold.

    Args:
        gold: a file or folder as :func:`claimx.evaluation.readers.read_gold` reads it.
        predictions: claims (schema ``claimx/1``) in any order; the last part of the path in
            ``doc``, without its suffix, says which text each belongs to.

    Raises:
        InputError: there is no gold.
        DecodingError: a text of the gold is not UTF-8.
        LineError: a line of the gold is broken.
    """
    return evaluate_documents(read_gold(gold), predictions)


def evaluate_documents(documents: Iterable[GoldDocument], predictions: Iterable[Row]) -> Scores:
    """The same for gold that has been read already."""
    rows = by_document(predictions)
    documents = list(documents)
    counts = [tally(Comparison.of(item, rows.get(item.name, ()))) for item in documents]
    unknown = rows.keys() - {document.name for document in documents}
    return Scores.of(total(counts), unknown_documents=len(unknown))


def _of_value(counts: LabelCounts, value: str) -> Ratio:
    right = counts.right[value]
    return Ratio.of(Hits(counts.predicted[value], right, counts.gold[value], right))


def _accuracy(share: Share) -> float | None:
    return _percent(share.right, share.asked) if share.asked else None


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0
