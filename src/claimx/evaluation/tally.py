"""What is counted in each document; counts add up, and scores are made of the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, fields
from functools import reduce
from operator import add
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from claimx.evaluation.claims import LABELLED, count_bad_offsets
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.matching import SAME, Pair, TokenClaim, same_name, same_role
from claimx.evaluation.tokens import jaccard

Spans: TypeAlias = list[range]

#: The parts of a claim whose spans are counted, by their fields.
ROLES = ("speaker", "cue", "content")
#: How they are counted.
MEASURES = ("exact", "begin", "any", "jaccard")


class _Summable:
    """Adds up field by field."""

    def __add__(self, other: Self) -> Self:
        names = [item.name for item in fields(self)]  # type: ignore[arg-type]
        return type(self)(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class Hits(_Summable):
    """How many predictions are right, and how many of the gold are found."""

    predicted: int = 0
    predicted_right: float = 0
    gold: int = 0
    gold_found: float = 0


@dataclass(frozen=True)
class RoleHits(_Summable):
    """The spans of one role: sources, cues or contents.

    ``exact`` and ``begin`` count different spans that are the same, or begin with the same
    token (a claim's repeated source is one span), ``any`` each claim's span that shares a
    token with one of the other side, ``jaccard`` the best overlap of each different span
    with one of the other side.
    """

    exact: Hits = field(default_factory=Hits)
    begin: Hits = field(default_factory=Hits)
    any: Hits = field(default_factory=Hits)
    jaccard: Hits = field(default_factory=Hits)


@dataclass(frozen=True)
class Share(_Summable):
    """How many of those that were asked are right."""

    right: int = 0
    asked: int = 0


@dataclass(frozen=True)
class LabelCounts(_Summable):
    """Values of one field: in all of the gold, and predicted and right in paired claims."""

    paired: Share = field(default_factory=Share)
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str | None] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Labels:
    """:class:`LabelCounts` of every labelled field."""

    counts: dict[str, LabelCounts] = field(
        default_factory=lambda: {name: LabelCounts() for name in LABELLED}
    )

    def __add__(self, other: Labels) -> Labels:
        return Labels({name: self.counts[name] + other.counts[name] for name in LABELLED})


@dataclass(frozen=True)
class Tally(_Summable):
    """The counts of one document, or of several.

    ``without_links`` counts documents whose gold does not say what belongs together; of
    them only ``speaker``, ``cue`` and ``content`` mean anything. ``overlap`` counts shares
    of paired contents. The rest is of pairs whose contents overlap by half: ``speakers``
    counts the right ones, ``linked`` and ``named`` the same against all claims, the latter
    by name; ``names`` are of gold claims with a name, ``wrong_names`` the names that were
    predicted and are not the gold's.
    """

    documents: int = 0
    without_links: int = 0
    bad_offsets: int = 0
    speaker: RoleHits = field(default_factory=RoleHits)
    cue: RoleHits = field(default_factory=RoleHits)
    content: RoleHits = field(default_factory=RoleHits)
    overlap: Hits = field(default_factory=Hits)
    linked: Hits = field(default_factory=Hits)
    named: Hits = field(default_factory=Hits)
    speakers: Share = field(default_factory=Share)
    names: Share = field(default_factory=Share)
    wrong_names: Share = field(default_factory=Share)
    roles: Share = field(default_factory=Share)
    targets: Share = field(default_factory=Share)
    labels: Labels = field(default_factory=Labels)


def tally(comparison: Comparison) -> Tally:
    """Count what the predictions of one document have right."""
    gold, predicted = comparison.gold, comparison.predicted
    text = comparison.document.text
    same = [pair for pair in comparison.pairs if pair.same_content]
    linked = sum(pair.linked for pair in same)
    named = sum(_is_named(pair) for pair in same)
    return Tally(
        documents=1,
        without_links=not comparison.document.has_links,
        bad_offsets=sum(count_bad_offsets(row, text) for row in comparison.rows),
        speaker=_role(_speakers(gold), _speakers(predicted)),
        cue=_role(_cues(gold), _cues(predicted)),
        content=_role(_fragments(gold), _fragments(predicted)),
        overlap=_overlap(comparison),
        linked=Hits(len(predicted), linked, len(gold), linked),
        named=Hits(len(predicted), named, len(gold), named),
        speakers=Share(linked, len(same)),
        names=_share(_is_named(pair) for pair in same if pair.gold.claim.name),
        wrong_names=_share(_is_misnamed(pair) for pair in same),
        roles=_share(
            same_role(pair.gold.claim.role, pair.predicted.claim.role)
            for pair in same
            if pair.gold.claim.role
        ),
        targets=_share(
            jaccard(set(pair.gold.target), set(pair.predicted.target)) >= SAME
            for pair in same
            if pair.gold.claim.target
        ),
        labels=Labels({name: _label_counts(name, gold, same) for name in LABELLED}),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally())


def _speakers(claims: Iterable[TokenClaim]) -> Spans:
    return [claim.speaker for claim in claims if claim.speaker]


def _cues(claims: Iterable[TokenClaim]) -> Spans:
    return [claim.cue for claim in claims if claim.cue]


def _fragments(claims: Iterable[TokenClaim]) -> Spans:
    return [fragment for claim in claims for fragment in claim.fragments]


def _role(gold: Spans, predicted: Spans) -> RoleHits:
    ours, theirs = set(gold), set(predicted)
    return RoleHits(
        exact=_same(ours, theirs),
        begin=_same({span.start for span in ours}, {span.start for span in theirs}),
        any=Hits(
            predicted=len(predicted),
            predicted_right=int((_best(predicted, ours) > 0).sum()),
            gold=len(gold),
            gold_found=int((_best(gold, theirs) > 0).sum()),
        ),
        jaccard=Hits(
            predicted=len(theirs),
            predicted_right=float(_best(theirs, ours).sum()),
            gold=len(ours),
            gold_found=float(_best(ours, theirs).sum()),
        ),
    )


def _same(gold: Set[Any], predicted: Set[Any]) -> Hits:
    right = len(gold & predicted)
    return Hits(len(predicted), right, len(gold), right)


def _best(spans: Iterable[range], others: Iterable[range]) -> npt.NDArray[np.float64]:
    """Each span's best Jaccard overlap with one of the others, in the order of the text."""
    starts, ends = _bounds(spans)
    other_starts, other_ends = _bounds(others)
    if not other_starts.size:
        return np.zeros(len(starts))
    shared = np.minimum.outer(ends, other_ends) - np.maximum.outer(starts, other_starts)
    shared = np.maximum(shared, 0)
    both = np.add.outer(ends - starts, other_ends - other_starts) - shared
    best: npt.NDArray[np.float64] = (shared / both).max(axis=1)
    return best


def _bounds(spans: Iterable[range]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    # In order, so that a sum is the same to the last digit in every process.
    found = sorted((span.start, span.stop) for span in spans)
    table = np.array(found, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _overlap(comparison: Comparison) -> Hits:
    right = found = 0.0
    for pair in comparison.pairs:
        shared = len(pair.gold.content & pair.predicted.content)
        right += shared / len(pair.predicted.content)
        found += shared / len(pair.gold.content)
    return Hits(len(comparison.predicted), right, len(comparison.gold), found)


def _is_named(pair: Pair) -> bool:
    """Whether the name is right; where the gold has none, the speaker must be and have none."""
    gold, predicted = pair.gold.claim.name, pair.predicted.claim.name
    return same_name(gold, predicted) if gold else pair.same_speaker and not predicted


def _is_misnamed(pair: Pair) -> bool:
    gold, predicted = pair.gold.claim.name, pair.predicted.claim.name
    return bool(predicted) and not same_name(gold, predicted)


def _label_counts(name: str, gold: Iterable[TokenClaim], same: Iterable[Pair]) -> LabelCounts:
    paired = [
        (value, pair.predicted.claim.labels.get(name))
        for pair in same
        if (value := pair.gold.claim.labels.get(name)) is not None
    ]
    values = (claim.claim.labels.get(name) for claim in gold)
    return LabelCounts(
        paired=_share(value == other for value, other in paired),
        gold=Counter(value for value in values if value is not None),
        predicted=Counter(other for _, other in paired),
        right=Counter(value for value, other in paired if value == other),
    )


def _share(answers: Iterable[bool]) -> Share:
    found = list(answers)
    return Share(sum(found), len(found))
