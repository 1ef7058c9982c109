"""What is done with each document, and how it is written: the same in one process and in many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from claimx.confident import confident
from claimx.readers.options import ReadOptions
from claimx.records import Document, Failure, Result
from claimx.schema import Per
from claimx.selection import Selection, select

if TYPE_CHECKING:
    from spacy.language import Language

    from claimx.convert import Spans


@dataclass(frozen=True, slots=True)
class Job:
    """From documents to what is kept of their claims.

    Attributes:
        reading: how inputs are read.
        model: the name or path of a pipeline, None for the embedded one.
        spans: how spans are cut.
        min_confidence, min_name_confidence: see :func:`claimx.confident.confident`.
        selection: which claims are kept.
        format, per: how they are written.
    """

    reading: ReadOptions = field(default_factory=ReadOptions)
    model: str | None = None
    spans: Spans = "guidelines"
    min_confidence: float = 0.0
    min_name_confidence: float = 0.0
    selection: Selection = field(default_factory=Selection)
    format: str = "jsonl"
    per: Per = "claim"

    def results(
        self, nlp: Language, documents: Iterable[Document | Failure]
    ) -> Iterator[Result | Failure]:
        """What is kept of each document, in order; failures are handed on in their places."""
        from claimx.run import extract_stream

        for item in extract_stream(nlp, documents, spans=self.spans):
            yield item if isinstance(item, Failure) else self._kept(item)

    def _kept(self, result: Result) -> Result:
        sure = confident(result, self.min_confidence, names=self.min_name_confidence)
        return select(sure, self.selection)

    def to_dict(self) -> dict[str, Any]:
        """All that decides what comes out, as JSON has it: for two runs to be compared."""
        row: dict[str, Any] = _plain(self)
        return row


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value
