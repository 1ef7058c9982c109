"""The claims of one document beside its gold: what is counted, listed and shown is read off it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from claimx.evaluation.claims import Row, ScoredClaim, from_prediction
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.matching import Pair, TokenClaim, assign, candidates, on_tokens
from claimx.evaluation.tokens import Tokens

#: Of a claim whose form nobody knows.
UNKNOWN_FORM = "unknown"


@dataclass(frozen=True)
class Comparison:
    """A document with its output lines, both on its tokens."""

    document: GoldDocument
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, document: GoldDocument, rows: Iterable[Row]) -> Comparison:
        return cls(document, tuple(rows))

    @cached_property
    def tokens(self) -> Tokens:
        return self.document.tokens()

    @cached_property
    def gold(self) -> tuple[TokenClaim, ...]:
        return tuple(on_tokens(claim, self.tokens) for claim in self.document.claims)

    @cached_property
    def predicted(self) -> tuple[TokenClaim, ...]:
        return tuple(on_tokens(from_prediction(row), self.tokens) for row in self.rows)

    @cached_property
    def candidates(self) -> list[Pair]:
        """Every pair that might be, the best first."""
        return candidates(self.gold, self.predicted, self.tokens)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Which prediction answers which gold claim."""
        return assign(self.candidates)

    def confidences(self) -> list[float] | None:
        """Of each prediction; None where one says nothing of it."""
        found = [row.get("confidence") for row in self.rows]
        numbers = [float(value) for value in found if isinstance(value, int | float)]
        return numbers if len(numbers) == len(found) else None

    def by_form(self, forms: Iterable[str | None]) -> dict[str, Comparison]:
        """The comparison in parts: gold claims of a form, with the predictions about them.

        A prediction belongs to the form of the gold claim that it answers, else to its own.

        Args:
            forms: the form of each gold claim, in their order.
        """
        of_gold = [form or UNKNOWN_FORM for form in forms]
        answered = {pair.predicted_index: of_gold[pair.gold_index] for pair in self.pairs}
        of_rows = [
            answered.get(index) or str(row.get("form") or UNKNOWN_FORM)
            for index, row in enumerate(self.rows)
        ]
        return {
            form: self._part(
                [
                    claim
                    for claim, its in zip(self.document.claims, of_gold, strict=True)
                    if its == form
                ],
                [row for row, its in zip(self.rows, of_rows, strict=True) if its == form],
            )
            for form in sorted({*of_gold, *of_rows})
        }

    def _part(self, claims: list[ScoredClaim], rows: list[Row]) -> Comparison:
        return Comparison(replace(self.document, claims=tuple(claims)), tuple(rows))
