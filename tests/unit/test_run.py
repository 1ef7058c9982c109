from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language

import claimx
from claimx.errors import ProcessingError
from claimx.records import Document, Failure, Result
from claimx.run import extract_stream
from fake_pipeline import TROUBLE


def test_each_document_gives_a_result_in_its_place(nlp: Language) -> None:
    documents = [Document("Smith said hello.", "a"), Document("", "b"), Document("Hm.", "c")]
    results = list(extract_stream(nlp, documents))
    assert [item.document.id for item in results if isinstance(item, Result)] == ["a", "b", "c"]
    assert [len(item) for item in results if isinstance(item, Result)] == [1, 0, 0]


def test_one_documents_failure_stays_its_own(nlp: Language) -> None:
    bad = Document(f"Smith said {TROUBLE}.", "bad", {"n": 1})
    unread = Failure("unread", "line", "unread: broken")
    good = Document("Smith said hello.", "good")
    first, second, third = extract_stream(nlp, [bad, unread, good])
    assert isinstance(first, Failure)
    assert (first.doc, first.code, first.meta) == ("bad", "processing", {"n": 1})
    assert first.message == "bad: ValueError: the pipeline does not like this text"
    assert second is unread
    assert isinstance(third, Result)
    assert len(third) == 1


def test_documents_are_read_only_as_they_are_asked_for(nlp: Language) -> None:
    asked: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(3):
            asked.append(number)
            yield Document("Smith said hello.", str(number))

    stream = extract_stream(nlp, documents())
    next(stream)
    assert asked == [0]


def test_lone_surrogates_go_through_and_stay_as_given(nlp: Language) -> None:
    text = "Smith said \ud800 hello \udfff there."
    result = claimx.extract(text, nlp=nlp)
    (claim,) = result.claims
    (span,) = claim.content.spans
    assert span.text == text[span.start : span.end] == "\ud800 hello \udfff there"


def test_extract_raises_what_a_stream_hands_on(nlp: Language) -> None:
    with pytest.raises(ProcessingError, match="does not like this text"):
        claimx.extract(f"Smith said {TROUBLE}.", nlp=nlp)


def test_a_stream_numbers_plain_strings(nlp: Language) -> None:
    texts: list[str | Document] = ["Smith said yes.", Document("Jones said no.", "two")]
    results = claimx.extract_stream(texts, nlp=nlp)
    ids = [claim.id for item in results if isinstance(item, Result) for claim in item]
    assert ids == ["1#1", "two#1"]
