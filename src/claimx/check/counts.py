"""How many claims there are: what a baseline keeps, and later runs are compared with."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from claimx.check.subject import Subject
from claimx.check.unattributed import unattributed_quotes


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents, their claims, and the direct quotes of nobody."""

    documents: int = 0
    claims: int = 0
    unattributed_quotes: int = 0

    @classmethod
    def of(cls, subject: Subject) -> Counts:
        """Those of one document."""
        return cls(1, len(subject.result), len(unattributed_quotes(subject)))

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.documents + other.documents,
            self.claims + other.claims,
            self.unattributed_quotes + other.unattributed_quotes,
        )

    def to_dict(self) -> dict[str, int]:
        return asdict(self)
