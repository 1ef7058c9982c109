"""What is counted in each document; counts add up, and scores are made of the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import reduce
from operator import add
from typing import Self, TypeAlias

from claimx.evaluation.claims import LABELLED, Row, count_bad_offsets, from_prediction
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.matching import (
    SAME,
    Pair,
    TokenClaim,
    on_tokens,
    pair_claims,
    same_name,
    same_role,
)
from claimx.evaluation.tokens import Tokens, jaccard

Spans: TypeAlias = set[range]


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

    ``speaker``, ``cue`` and ``content`` count exact spans, ``any_cue`` cues that share a
    token with one of the other side, ``overlap`` shares of paired contents. The rest is of
    pairs whose contents overlap by half: ``speakers`` counts the right ones, ``linked`` and
    ``named`` the same against all claims, the latter by name; ``names`` are of gold claims
    with a name, ``wrong_names`` the names that were predicted and are not the gold's.
    """

    documents: int = 0
    bad_offsets: int = 0
    speaker: Hits = field(default_factory=Hits)
    cue: Hits = field(default_factory=Hits)
    content: Hits = field(default_factory=Hits)
    any_cue: Hits = field(default_factory=Hits)
    overlap: Hits = field(default_factory=Hits)
    linked: Hits = field(default_factory=Hits)
    named: Hits = field(default_factory=Hits)
    speakers: Share = field(default_factory=Share)
    names: Share = field(default_factory=Share)
    wrong_names: Share = field(default_factory=Share)
    roles: Share = field(default_factory=Share)
    targets: Share = field(default_factory=Share)
    labels: Labels = field(default_factory=Labels)


def tally(document: GoldDocument, rows: Iterable[Row]) -> Tally:
    """Compare the output lines of one document with its gold."""
    rows = list(rows)
    tokens = Tokens(document.text)
    gold = [on_tokens(claim, tokens) for claim in document.claims]
    predicted = [on_tokens(from_prediction(row), tokens) for row in rows]
    pairs = pair_claims(gold, predicted, tokens)
    same = [pair for pair in pairs if pair.same_content]
    linked = sum(pair.same_speaker for pair in same)
    named = sum(_is_named(pair) for pair in same)
    return Tally(
        documents=1,
        bad_offsets=sum(count_bad_offsets(row, document.text) for row in rows),
        speaker=_exact(_speakers(gold), _speakers(predicted)),
        cue=_exact(_cues(gold), _cues(predicted)),
        content=_exact(_fragments(gold), _fragments(predicted)),
        any_cue=_any_cue(gold, predicted),
        overlap=_overlap(gold, predicted, pairs),
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
    return {claim.speaker for claim in claims if claim.speaker}


def _cues(claims: Iterable[TokenClaim]) -> Spans:
    return {claim.cue for claim in claims if claim.cue}


def _fragments(claims: Iterable[TokenClaim]) -> Spans:
    return {fragment for claim in claims for fragment in claim.fragments}


def _exact(gold: Spans, predicted: Spans) -> Hits:
    right = len(gold & predicted)
    return Hits(len(predicted), right, len(gold), right)


def _any_cue(gold: Sequence[TokenClaim], predicted: Sequence[TokenClaim]) -> Hits:
    ours = [set(claim.cue) for claim in gold if claim.cue]
    theirs = [set(claim.cue) for claim in predicted if claim.cue]
    return Hits(
        predicted=len(theirs),
        predicted_right=sum(any(cue & other for other in ours) for cue in theirs),
        gold=len(ours),
        gold_found=sum(any(cue & other for other in theirs) for cue in ours),
    )


def _overlap(
    gold: Sequence[TokenClaim], predicted: Sequence[TokenClaim], pairs: Iterable[Pair]
) -> Hits:
    right = found = 0.0
    for pair in pairs:
        shared = len(pair.gold.content & pair.predicted.content)
        right += shared / len(pair.predicted.content)
        found += shared / len(pair.gold.content)
    return Hits(len(predicted), right, len(gold), found)


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
