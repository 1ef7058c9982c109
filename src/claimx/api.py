"""The calls of the library's face, with the embedded pipeline where none is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.records import Document, Failure, Result

if TYPE_CHECKING:
    from spacy.language import Language


def load(model: str | Path | None = None) -> Language:
    """A spaCy pipeline that finds claims.

    Args:
        model: the name of an installed pipeline package or the path of one on disk that has
            claimx components; None is the embedded pipeline.

    Raises:
        ModelError: there is no such pipeline, or it has no claimx component.
    """
    from claimx.convert import register_extension
    from claimx.pipeline.load import load as load_pipeline

    register_extension()
    return load_pipeline(model)


def extract(text: str | Document, *, nlp: Language | None = None) -> Result:
    """The claims of one text.

    Args:
        text: the text, or a document with an id and whatever else it carries.
        nlp: a pipeline with claimx components; None is the embedded one, loaded once.

    Returns:
        The claims; all offsets are code points into the text as given, end exclusive.

    Raises:
        ModelError: the embedded pipeline cannot be loaded.
        ProcessingError: the pipeline failed on this text.
    """
    from claimx.run import extract as run_extract

    document = text if isinstance(text, Document) else Document(text)
    return run_extract(nlp or _default_pipeline(), document)


def extract_stream(
    documents: Iterable[str | Document | Failure], *, nlp: Language | None = None
) -> Iterator[Result | Failure]:
    """The claims of many texts, one result for each, in their order, as they are asked for.

    A document that fails gives a :class:`Failure` in its place and the others go on. A text
    given as a plain string gets its number in the stream, counted from 1, as its id.

    Args:
        documents: texts, documents, or failures of a reader, which are handed on.
        nlp: a pipeline with claimx components; None is the embedded one, loaded once.

    Raises:
        ModelError: the embedded pipeline cannot be loaded.
    """
    from claimx.run import extract_stream as run_stream

    numbered = (
        Document(item, str(number)) if isinstance(item, str) else item
        for number, item in enumerate(documents, start=1)
    )
    return run_stream(nlp or _default_pipeline(), numbered)


@lru_cache(maxsize=1)
def _default_pipeline() -> Language:
    return load()
