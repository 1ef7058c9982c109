"""Documents with their claims, from results that may be without their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from claimx.check.counts import Counts
from claimx.check.subject import Subject
from claimx.errors import DecodingError, DocumentError
from claimx.readers.streams import reading
from claimx.records import Document, Failure, Result
from claimx.text import decode
from claimx.text_files import find_text


def with_text(result: Result, folders: Sequence[Path], *, encoding: str = "utf-8") -> Subject:
    """A result as claim lines give it, with its text where one of the folders has it.

    A text that is there and cannot be read is the failure of the document.
    """
    document = result.document
    path = find_text(document.id, folders)
    if path is None:
        return Subject(result, has_text=False)
    try:
        with reading(str(path)):
            text = decode(path.read_bytes(), encoding=encoding, where=document.id)
    except DocumentError as error:
        return failed(Failure(document.id, error.code, str(error), document.meta))
    return Subject(Result(Document(text, document.id, document.meta), result.claims))


def failed(failure: Failure) -> Subject:
    """A document of which there is nothing but why."""
    document = Document("", failure.doc, failure.meta)
    return Subject(Result(document, ()), has_text=False, failure=failure)


def is_of_text(failure: Failure) -> bool:
    """Whether a failure is the text's own, so that a rule tells it, and not one in processing."""
    return failure.code == DecodingError.code


class Seen:
    """Subjects as they go by: their ids, their counts, and how many had no text."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.docs: list[str] = []
        self.counts = Counts()
        self.without_text = 0
        self._subjects = subjects

    def __iter__(self) -> Iterator[Subject]:
        for subject in self._subjects:
            self.docs.append(subject.document.id)
            if subject.failure is None:
                self.counts += Counts.of(subject)
                self.without_text += not subject.has_text
            yield subject
