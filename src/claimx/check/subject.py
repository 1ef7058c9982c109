"""What rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from claimx.pipeline.quote_pairs import Quote, find_quotes
from claimx.records import Document, Failure, Result
from claimx.text import Lines


@dataclass(frozen=True)
class Subject:
    """A document with its claims.

    Attributes:
        result: the claims, with the document; its text is empty where ``has_text`` is False.
        has_text: whether the text is at hand.
        failure: why there are no claims, None where all went well.
    """

    result: Result
    has_text: bool = True
    failure: Failure | None = None

    @property
    def document(self) -> Document:
        return self.result.document

    @property
    def text(self) -> str:
        return self.result.document.text

    @cached_property
    def lines(self) -> Lines:
        """Where the lines of the text begin."""
        return Lines(self.text)

    @cached_property
    def quotes(self) -> list[Quote]:
        """The quoted stretches of the text."""
        return find_quotes(self.text)
