"""Which prediction answers which gold claim, and whether they name the same speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.tokens import Tokens, jaccard, words

#: Contents that share this much are the same claim.
SAME = 0.5
#: PolNeAR keeps the complementizer within a content, our gold leaves it out.
_COMPLEMENTIZERS = frozenset({"that"})
_HONORIFICS = frozenset({"the", "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"})
#: What may follow a speaker that was cut before its modifiers.
_POSTMODIFIERS = frozenset(
    {"of", "for", "from", "at", "in", "with", "on", "to", "who", "which", "that"}
)


@dataclass(frozen=True, slots=True)
class TokenClaim:
    """A claim with the tokens that its spans touch, as indexes; empty where there is none."""

    claim: ScoredClaim
    speaker: range
    cue: range
    fragments: tuple[range, ...]
    content: frozenset[int]
    target: range


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and its prediction, each with its place on its side."""

    gold: TokenClaim
    predicted: TokenClaim
    overlap: float
    same_speaker: bool
    gold_index: int
    predicted_index: int

    @property
    def same_content(self) -> bool:
        return self.overlap >= SAME

    @property
    def linked(self) -> bool:
        """Whether the prediction is right: the content by half, and the speaker."""
        return self.same_content and self.same_speaker


def on_tokens(claim: ScoredClaim, tokens: Tokens) -> TokenClaim:
    """``claim`` on the tokens of its text."""
    touched = (tokens.touched(span, drop=_COMPLEMENTIZERS) for span in claim.contents)
    fragments = tuple(fragment for fragment in touched if fragment)
    return TokenClaim(
        claim=claim,
        speaker=tokens.touched(claim.speaker),
        cue=tokens.touched(claim.cue),
        fragments=fragments,
        content=frozenset(index for fragment in fragments for index in fragment),
        target=tokens.touched(claim.target),
    )


def pair_claims(
    gold: Sequence[TokenClaim], predicted: Sequence[TokenClaim], tokens: Tokens
) -> list[Pair]:
    """Pairs one to one, of the best overlap of contents first, then of speaker, then of cue."""
    return assign(candidates(gold, predicted, tokens))


def candidates(
    gold: Sequence[TokenClaim], predicted: Sequence[TokenClaim], tokens: Tokens
) -> list[Pair]:
    """Every pair that shares a token of content, the best first."""
    found = []
    for i, ours in enumerate(gold):
        for j, theirs in enumerate(predicted):
            if ours.content & theirs.content:
                overlap = jaccard(ours.content, theirs.content)
                same = same_speaker(ours.speaker, theirs.speaker, tokens)
                shared_cue = len(set(ours.cue) & set(theirs.cue))
                pair = Pair(ours, theirs, overlap, same, i, j)
                found.append((-overlap, not same, -shared_cue, i, j, pair))
    found.sort(key=lambda candidate: candidate[:-1])
    return [pair for *_, pair in found]


def assign(candidates: Iterable[Pair]) -> list[Pair]:
    """The pairs that come first, each claim of either side in one at most."""
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for pair in candidates:
        if pair.gold_index not in taken_gold and pair.predicted_index not in taken_predicted:
            taken_gold.add(pair.gold_index)
            taken_predicted.add(pair.predicted_index)
            pairs.append(pair)
    return pairs


def same_speaker(gold: range, predicted: range, tokens: Tokens) -> bool:
    """Whether two spans are of one speaker, however their modifiers were cut.

    They are where the gold's last word is in the prediction; where both begin together and
    share half; and where the prediction is the gold up to *of, for, who …*. No speaker is
    the same as none.
    """
    if not gold or not predicted:
        return not gold and not predicted
    if gold[-1] in predicted:
        return True
    if gold[0] == predicted[0] and jaccard(set(gold), set(predicted)) >= SAME:
        return True
    cut_short = gold[: len(predicted)] == predicted
    return cut_short and tokens.word(predicted[-1] + 1) in _POSTMODIFIERS


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Whether two names are the same words, titles of courtesy and articles left out."""
    return _bare_name(gold) == _bare_name(predicted)


def same_role(gold: str, predicted: str | None) -> bool:
    """Whether two roles share half of their words."""
    return jaccard(set(words(gold)), set(words(predicted))) >= SAME


def _bare_name(name: str | None) -> list[str]:
    return [word for word in words(name) if word not in _HONORIFICS]
