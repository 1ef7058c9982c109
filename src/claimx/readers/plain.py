"""One text, one document."""

from __future__ import annotations

from typing import Protocol

from claimx.errors import DecodingError
from claimx.readers.options import ReadOptions
from claimx.records import Document, Failure
from claimx.text import decode


class Readable(Protocol):
    """What can be read whole."""

    def read(self) -> bytes: ...


def read_text(name: str, stream: Readable, options: ReadOptions) -> Document | Failure:
    """The whole stream as one document, called by its name or by the id asked for."""
    doc_id = name if options.doc_id is None else options.doc_id
    data = stream.read()
    try:
        text = decode(data, encoding=options.encoding, errors=options.errors, where=name)
    except DecodingError as error:
        return Failure(doc_id, error.code, str(error))
    return Document(text, doc_id)
