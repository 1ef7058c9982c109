"""Which gold claims are missed and which predictions are false, to be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.excerpts import sentences
from claimx.evaluation.matching import TokenClaim
from claimx.evaluation.tokens import CharRange

Kind: TypeAlias = Literal["missed", "false", "other speaker", "other content", "other spans"]

#: What each kind of mistake means, in the order in which they are counted.
KINDS: dict[Kind, str] = {
    "missed": "a claim of the gold that nothing predicted touches",
    "false": "a predicted claim that touches none of the gold",
    "other speaker": "the content is right by half, the speaker is not",
    "other content": "the contents share less than half of their words",
    "other spans": "a sentence whose spans are not all those of the gold",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A miss, a false hit, or both of one claim; ``gold`` and ``ours`` are what there is."""

    kind: Kind
    gold: tuple[ScoredClaim, ...]
    ours: tuple[ScoredClaim, ...]

    def spans(self) -> list[CharRange]:
        """All spans of both sides."""
        claims = (*self.gold, *self.ours)
        return [span for claim in claims for _, span in marked_spans(claim)]

    def start(self) -> int:
        """Where the first of them begins."""
        return min((start for start, _ in self.spans()), default=0)


def mistakes(comparison: Comparison) -> list[Mistake]:
    """Everything that is not *linked* rightly, in the order of the text.

    Of gold without links, the sentences in which some span differs.
    """
    find = _claims if comparison.document.has_links else _sentences
    return sorted(find(comparison), key=Mistake.start)


def marked_spans(claim: ScoredClaim) -> list[tuple[str, CharRange]]:
    """The spans of a claim with the letter of their role: s, c or x."""
    spans = [("s", claim.speaker), ("c", claim.cue), *(("x", span) for span in claim.contents)]
    return [(letter, span) for letter, span in spans if span is not None]


def _claims(comparison: Comparison) -> Iterator[Mistake]:
    for pair in comparison.pairs:
        if not pair.linked:
            kind: Kind = "other speaker" if pair.same_content else "other content"
            yield Mistake(kind, (pair.gold.claim,), (pair.predicted.claim,))
    found = {pair.gold_index for pair in comparison.pairs}
    answering = {pair.predicted_index for pair in comparison.pairs}
    for index, item in enumerate(comparison.gold):
        if index not in found:
            yield Mistake("missed", (item.claim,), ())
    for index, item in enumerate(comparison.predicted):
        if index not in answering:
            yield Mistake("false", (), (item.claim,))


def _sentences(comparison: Comparison) -> Iterator[Mistake]:
    for bounds in _stretches(comparison):
        gold = _within(comparison.gold, bounds)
        ours = _within(comparison.predicted, bounds)
        if any(of_role(gold) != of_role(ours) for of_role in _ROLES):
            yield Mistake(
                "other spans",
                tuple(item.claim for item in gold),
                tuple(item.claim for item in ours),
            )


def _stretches(comparison: Comparison) -> Iterator[CharRange]:
    """The sentences; those that a span of either side joins, as one."""
    claims = (*comparison.gold, *comparison.predicted)
    spans = [span for item in claims for _, span in marked_spans(item.claim)]
    first: int | None = None
    for start, end in sentences(comparison.document.text):
        first = start if first is None else first
        if not any(left < end < right for left, right in spans):
            yield first, end
            first = None


def _within(claims: tuple[TokenClaim, ...], bounds: CharRange) -> list[TokenClaim]:
    """The claims that have a span which begins within ``bounds``."""
    return [
        item
        for item in claims
        if any(bounds[0] <= start < bounds[1] for _, (start, _) in marked_spans(item.claim))
    ]


_ROLES: tuple[Callable[[list[TokenClaim]], set[range]], ...] = (
    lambda claims: {item.speaker for item in claims if item.speaker},
    lambda claims: {item.cue for item in claims if item.cue},
    lambda claims: {fragment for item in claims for fragment in item.fragments},
)
