"""The pipeline's own claims about the texts of a gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claimx.evaluation.gold import GoldDocument, SpanStyle
from claimx.records import Document, Failure, Result
from claimx.run import extract_stream

if TYPE_CHECKING:
    from spacy.language import Language


def predict(
    nlp: Language, documents: Iterable[GoldDocument], *, spans: SpanStyle | None = None
) -> Iterator[Result | Failure]:
    """A result or a failure for each document, in order.

    Args:
        nlp: a pipeline with claimx components.
        documents: gold; only its texts are read.
        spans: how to cut them; None is as the gold of each document is cut.
    """
    for document in documents:
        text = Document(document.text, document.name)
        yield from extract_stream(nlp, [text], spans=spans or document.spans)
