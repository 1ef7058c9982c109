"""Scores that must be reached: ``--fail-under linked=75``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from claimx.errors import InputError
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.matching import TokenClaim
from claimx.evaluation.scores import Scores
from claimx.evaluation.tally import tally, total

#: What a score of several numbers goes by.
_HEADLINES = ("f", "macro")
# The higher these are, the worse; and the sizes of the sets are no scores.
_NO_SCORES = ("docs", "gold", "pred", "bad_offsets", "docs_unknown_to_gold", "name_wrong")


@dataclass(frozen=True, slots=True)
class Limit:
    """The least that a score may be, in per cent; ``name`` may be dotted (``linked.p``)."""

    name: str
    least: float

    @classmethod
    def parse(cls, text: str) -> Limit:
        """The limit of ``NAME=VALUE``.

        Raises:
            ValueError: it is not of that form, or the value is none from 0 to 100.
        """
        name, equals, value = text.partition("=")
        try:
            least = float(value) if equals else math.nan
        except ValueError:
            least = math.nan
        if not name.strip() or not 0 <= least <= 100:
            raise ValueError(text)
        return cls(name.strip(), least)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A limit that was not reached."""

    limit: Limit
    score: float

    def __str__(self) -> str:
        # Rounded down, so that what falls short by little is not shown as reached.
        shown = math.floor(self.score * 100) / 100
        return f"{self.limit.name} is {shown:.2f}, under {self.limit.least:g}"


class _Answered(Comparison):
    """Gold that is its own prediction."""

    @cached_property
    def predicted(self) -> tuple[TokenClaim, ...]:
        return self.gold


def refuse_unknown(limits: Iterable[Limit], documents: Iterable[GoldDocument]) -> None:
    """See before work begins whether this gold can tell all the scores.

    Raises:
        InputError: it cannot.
    """
    names = numbers(best_scores(documents))
    for limit in limits:
        if limit.name not in names:
            known = ", ".join(name for name in names if "." not in name)
            raise InputError(
                f"this gold tells no score “{limit.name}”", where="--fail-under", mend=known
            )


def shortfalls(limits: Iterable[Limit], scores: Scores) -> list[Shortfall]:
    """The limits that are not reached; where nothing was found to score, the score is 0."""
    found = numbers(scores)
    return [
        Shortfall(limit, found.get(limit.name, 0.0))
        for limit in limits
        if found.get(limit.name, 0.0) < limit.least
    ]


def best_scores(documents: Iterable[GoldDocument]) -> Scores:
    """The scores of gold that answers itself: it has every score that this gold can tell."""
    return Scores.of(total(tally(_Answered(document, ())) for document in documents))


def figures(scores: Scores) -> dict[str, float]:
    """All :func:`numbers`, and those that are better the lower they are, or no scores."""
    others = {name: value for name, value in scores.to_dict().items() if name in _NO_SCORES}
    return numbers(scores) | others


def numbers(scores: Scores) -> dict[str, float]:
    """Every score under its name in JSON, and under the dotted names of its numbers."""
    found: dict[str, float] = {}
    for name, value in scores.to_dict().items():
        if name in _NO_SCORES:
            continue
        if isinstance(value, Mapping):
            headline = next((value[key] for key in _HEADLINES if key in value), None)
            found |= {name: headline} if headline is not None else {}
            found |= {f"{name}.{key}": number for key, number in value.items()}
        else:
            found[name] = value
    return found
