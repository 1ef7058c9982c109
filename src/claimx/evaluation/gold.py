"""A text with its gold: what every reader gives, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.tokens import CharRange, Tokens

#: How the spans of a gold are cut, under the names of ``claimx extract --spans``.
SpanStyle: TypeAlias = Literal["guidelines", "polnear"]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its claims; ``name`` is what :func:`~claimx.text_files.document_name` gives.

    ``spans`` says how its spans are cut, so that the pipeline can be asked for the same.
    ``published_tokens`` are those of BIO gold, in characters of ``text``: spans are compared
    on them, untrimmed, and each of its claims is one span, since BIO links nothing.
    """

    name: str
    text: str
    claims: tuple[ScoredClaim, ...]
    spans: SpanStyle = "guidelines"
    published_tokens: tuple[CharRange, ...] | None = None

    @property
    def has_links(self) -> bool:
        """Whether the gold says which source, cue and content belong together."""
        return self.published_tokens is None

    def tokens(self) -> Tokens:
        """What spans are compared by."""
        return Tokens(self.text, self.published_tokens)
