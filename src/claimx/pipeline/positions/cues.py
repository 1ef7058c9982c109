"""Which group of the cue lexicon a cue belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from claimx.pipeline import lexicons
from claimx.pipeline.positions.phrases import Match, PhraseTable
from claimx.records import Act, Certainty, Framing, Polarity, Stance

Shape: TypeAlias = Literal[
    "infinitive", "object-infinitive", "gerund", "clause", "question", "imperative", "noun"
]
_CUE_GAP = 2
_NOT_ALONE = frozenset({"only", "just", "merely", "simply"})


@dataclass(frozen=True, slots=True)
class CueGroup:
    """One reading of a group of cues. ``open``: the content may make another act of it."""

    act: Act = "assert"
    open: bool = False
    polarity: Polarity = "positive"
    certainty: Certainty | None = None
    stance: Stance | None = None
    framing: Framing = "neutral"
    shapes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueReading:
    """The group chosen for a cue, and the tokens and the rule that chose it.

    ``negated``: the cue is negated, and that is no part of the phrase itself
    (*does not think*, against *would not say*).
    """

    group: CueGroup
    rule: str | None
    tokens: tuple[int, ...]
    negated: int | None


@cache
def cue_table() -> PhraseTable[CueGroup]:
    """All cue phrases with their groups."""
    return PhraseTable(
        (
            (phrase, _group(row))
            for name in lexicons.CUE_LEXICONS
            for row in lexicons.load(name)["group"]
            for phrase in row["phrases"]
        ),
        gap=_CUE_GAP,
    )


def _group(row: dict[str, Any]) -> CueGroup:
    plain = {key: value for key, value in row.items() if key not in ("phrases", "shapes")}
    return CueGroup(**plain, shapes=frozenset(row.get("shapes", ())))


def read_cue(
    tokens: Sequence[int], forms: Sequence[frozenset[str]], shape: Shape, size: int
) -> CueReading:
    """The best phrase of the lexicon in a cue.

    One that takes in the negation of the cue wins, then the leftmost, then the longest,
    then one that asks for this shape of content. A light verb (*give* in *gave a
    warning*) yields to whatever else there is.

    Args:
        tokens: token indexes of the cue, with a negation before it, and a particle and
            the first words of the content after it.
        forms: the forms of each of these tokens.
        shape: how the content is built.
        size: how many of the tokens may begin a phrase; the rest may only go on with one.
    """
    matches = [
        match
        for match in cue_table().find(forms)
        if match.places[0] < size and (not match.value.shapes or shape in match.value.shapes)
    ]
    avoiding = lexicons.words("words", "avoiding")
    avoided = [place for place, form in enumerate(forms) if form & avoiding]
    matches = [match for match in matches if not _reaches_over(match, matches, avoided)]
    negators = lexicons.words("words", "negators") - {"no", "nor"}
    place = next((p for p, form in enumerate(forms[:size]) if form & negators), None)
    if place is not None and place + 1 < len(forms) and forms[place + 1] & _NOT_ALONE:
        place = None  # *not only documented*
    best = min(matches, key=lambda match: _preference(match, place), default=None)
    covered = place is None or (best is not None and place in best.places)
    negated = None if covered or place is None else tokens[place]
    undone = next((p for p in avoided if best is not None and p < best.places[0]), None)
    if undone is not None:  # *avoided condemning*; *did not fail to say* is said
        negated = tokens[undone] if negated is None else None
    if best is None:
        return CueReading(CueGroup(open=True), None, (), negated)
    return CueReading(best.value, best.rule, tuple(tokens[p] for p in best.places), negated)


def _reaches_over(
    match: Match[CueGroup], others: Sequence[Match[CueGroup]], avoided: Sequence[int]
) -> bool:
    """*are pressing for* is no *be for*, and *did not fail to say* no *not say*."""
    if match.phrase.startswith("not "):
        return any(match.places[0] < place < match.places[-1] for place in avoided)
    if not match.phrase.startswith("be "):
        return False
    return any(match.places[0] < other.places[0] < match.places[-1] for other in others)


def _preference(match: Match[CueGroup], negator: int | None) -> tuple[bool, bool, int, int, bool]:
    light = len(match.places) == 1 and match.phrase in lexicons.words("words", "light_verbs")
    uncovered = negator is not None and negator not in match.places
    return light, uncovered, match.places[0], -len(match.places), not match.value.shapes
