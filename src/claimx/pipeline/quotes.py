"""The component that finds quotes: :mod:`quote_pairs` on a ``Doc``."""

from __future__ import annotations

from dataclasses import astuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from claimx.pipeline import layers
from claimx.pipeline.quote_pairs import Quote, find_quotes, paragraphs
from claimx.pipeline.stateless import Stateless

__all__ = ["Quote", "QuoteFinder", "create_quotes", "find_quotes", "get_quotes", "paragraphs"]

LABEL = "QUOTE"


def get_quotes(doc: Doc) -> list[Quote]:
    """The quotes that ``claimx_quotes`` found in ``doc``, or an empty list."""
    if layers.QUOTES not in doc.spans:
        return []
    return [Quote(*row) for row in doc.spans[layers.QUOTES].attrs["quotes"]]


class QuoteFinder(Stateless):
    """The component: puts the quotes of a ``Doc`` into ``doc.spans``.

    The spans are whole tokens, marks included. The characters, which tokens may not
    align with, are kept beside them; :func:`get_quotes` reads them.
    """

    def __init__(self, name: str = "claimx_quotes") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        quotes = find_quotes(doc.text)
        spans = [_span(doc, quote) for quote in quotes]
        rows = [list(astuple(quote)) for quote in quotes]
        group = SpanGroup(doc, name=layers.QUOTES, attrs={"quotes": rows}, spans=spans)
        doc.spans[layers.QUOTES] = group
        return doc


def _span(doc: Doc, quote: Quote) -> Span:
    span = doc.char_span(quote.start, quote.end, label=LABEL, alignment_mode="expand")
    assert span is not None  # the bounds are within the text, so some tokens hold them
    return span


@Language.factory("claimx_quotes", assigns=["doc.spans"])
def create_quotes(nlp: Language, name: str) -> QuoteFinder:  # noqa: ARG001
    """The factory ``claimx_quotes``; it needs no other component."""
    return QuoteFinder(name)
