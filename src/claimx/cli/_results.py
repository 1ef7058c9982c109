"""Results of what is read, be it texts or the lines that extract has made of them."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.records import Document, Failure, Result


def results_of(
    items: Iterable[Document | Result | Failure], model: str | None
) -> Iterable[Result | Failure]:
    """Results as they are, and those of texts; the pipeline is loaded for the first text."""
    nlp = None
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        from claimx.pipeline.load import load
        from claimx.run import extract_stream

        nlp = nlp or load(model)
        yield from extract_stream(nlp, [item])
