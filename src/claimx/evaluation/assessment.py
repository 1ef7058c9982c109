"""All there is to say about a set of predictions: what ``claimx evaluate`` prints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from claimx.evaluation.calibration import Calibration, calibration
from claimx.evaluation.claims import Row
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.forms import gold_forms
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.intervals import LEVEL, Interval, intervals
from claimx.evaluation.predictions import by_document
from claimx.evaluation.published import Published, published
from claimx.evaluation.scores import Scores
from claimx.evaluation.tally import Tally, tally, total

Part: TypeAlias = Literal["form", "document"]
Parts: TypeAlias = Mapping[str, Scores]

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Assessment:
    """Scores, and what helps to read them.

    Attributes:
        scores: those of all documents together.
        intervals: of the headline numbers, under the names of ``scores.to_dict()``.
        parts: scores of parts of the claims, by form or by document.
        calibration: how far confidence holds; None where predictions carry none.
        published: what others had by the same protocol; empty where there is none.
        comparisons: the documents with their predictions, to list mistakes from.
        resamples: how often documents were drawn for the intervals.
    """

    scores: Scores
    intervals: Mapping[str, Interval]
    parts: Mapping[Part, Parts]
    calibration: Calibration | None
    published: tuple[Published, ...]
    comparisons: tuple[Comparison, ...]
    resamples: int

    def to_dict(self) -> dict[str, Any]:
        """All but the comparisons, as one JSON object."""
        return {
            "scores": self.scores.to_dict(),
            "intervals": {
                "level": LEVEL,
                "resamples": self.resamples,
                **{name: interval.to_dict() for name, interval in self.intervals.items()},
            },
            **{
                f"by_{part}": {name: scores.to_dict() for name, scores in found.items()}
                for part, found in self.parts.items()
            },
            "confidence": self.calibration.to_dict() if self.calibration else None,
            "published": [result.to_dict() for result in self.published],
        }


def assess(
    documents: Iterable[GoldDocument],
    predictions: Iterable[Row],
    *,
    by: Collection[Part] = (),
    resamples: int = RESAMPLES,
    untrimmed: bool = True,
) -> Assessment:
    """Compare output lines with gold.

    Args:
        documents: gold as :func:`claimx.evaluation.read_gold` gives it.
        predictions: claims (schema ``claimx/1``) in any order; the last part of the path in
            ``doc``, without its suffix, says which text each belongs to.
        by: parts to score by themselves as well; gold without links has no forms.
        resamples: how often documents are drawn for the intervals; 0 leaves them out.
        untrimmed: whether predicted spans are as the model cut them (``--spans polnear``),
            without which published figures do not compare.
    """
    rows = by_document(predictions)
    found = [Comparison.of(document, rows.get(document.name, ())) for document in documents]
    unknown = rows.keys() - {comparison.document.name for comparison in found}
    tallies = [tally(comparison) for comparison in found]
    scores = Scores.of(total(tallies), unknown_documents=len(unknown))
    named = scores.to_dict()
    return Assessment(
        scores=scores,
        intervals={
            name: interval
            for name, interval in intervals(tallies, resamples=resamples).items()
            if name in named
        },
        parts={part: _PARTS[part](found, tallies) for part in by},
        calibration=calibration(found),
        published=published() if untrimmed and not scores.has_links else (),
        comparisons=tuple(found),
        resamples=resamples,
    )


def _by_document(comparisons: Sequence[Comparison], tallies: Sequence[Tally]) -> Parts:
    return {
        found.document.name: Scores.of(counts)
        for found, counts in zip(comparisons, tallies, strict=True)
    }


def _by_form(comparisons: Sequence[Comparison], _: Sequence[Tally]) -> Parts:
    of_forms: dict[str, list[Tally]] = {}
    for found in comparisons:
        if found.document.has_links:
            for form, part in found.by_form(gold_forms(found.document)).items():
                of_forms.setdefault(form, []).append(tally(part))
    return {form: Scores.of(total(of_forms[form])) for form in sorted(of_forms)}


_PARTS: Mapping[Part, Callable[[Sequence[Comparison], Sequence[Tally]], Parts]] = {
    "form": _by_form,
    "document": _by_document,
}
