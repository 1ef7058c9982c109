"""What a run has counted."""

from __future__ import annotations

from dataclasses import dataclass, fields

from claimx.records import Document, Failure, Result


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been counted: documents (with those that failed), failures, claims, words."""

    documents: int = 0
    failures: int = 0
    claims: int = 0
    words: int = 0

    def __add__(self, other: Tally) -> Tally:
        names = (item.name for item in fields(Tally))
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})


def tally_of(item: Document | Failure, result: Result | Failure) -> Tally:
    """What one document adds."""
    words = len(item.text.split()) if isinstance(item, Document) else 0
    if isinstance(result, Failure):
        return Tally(1, 1, 0, words)
    return Tally(1, 0, len(result), words)
