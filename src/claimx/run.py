"""Documents through a pipeline: results out, in order, one document's failure its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claimx.convert import Spans, to_result
from claimx.errors import ClaimxError, ProcessingError
from claimx.records import Document, Failure, Result
from claimx.text import without_surrogates

if TYPE_CHECKING:
    from spacy.language import Language


def extract(nlp: Language, document: Document, *, spans: Spans = "guidelines") -> Result:
    """The claims of one document, their spans cut as :func:`claimx.convert.to_result` says.

    Raises:
        ProcessingError: the pipeline failed on it.
    """
    # A lone surrogate is no UTF-8, so spaCy cannot hold it. The pipeline reads one other
    # character in its place, and the result is cut from the text as given.
    text = without_surrogates(document.text)
    try:
        # No Doc outlives the zone, so memory stays flat over any number of documents.
        with nlp.memory_zone():
            return to_result(nlp(text), document, spans=spans)
    except ClaimxError:
        raise
    except Exception as error:
        reason = str(error) or "no reason given"
        raise ProcessingError(f"{type(error).__name__}: {reason}", where=document.id) from error


def extract_stream(
    nlp: Language, documents: Iterable[Document | Failure], *, spans: Spans = "guidelines"
) -> Iterator[Result | Failure]:
    """A result or a failure for each document, in order, as it is asked for.

    Each document goes through alone, so that what comes out of it does not depend on its
    neighbours, and what it gave can be written before the next is read. Failures of a
    reader are handed on in their places.
    """
    for document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            yield extract(nlp, document, spans=spans)
        except ClaimxError as error:
            yield Failure(document.id, error.code, str(error), document.meta)
