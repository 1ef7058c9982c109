from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from spacy.language import Language

import claimx
from claimx.errors import ProcessingError
from claimx.records import Claim, Document, Failure, Result
from claimx.run import confident, extract_stream
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


def nested(result: Result, *confidences: float) -> Result:
    """Claims each within the one before."""
    (model,) = result.claims
    claims: list[Claim] = []
    for number, confidence in enumerate(confidences, start=1):
        within = claims[-1].id if claims else None
        claims.append(replace(model, id=f"#{number}", within=within, confidence=confidence))
    return Result(result.document, tuple(claims))


def test_claims_below_a_confidence_are_left_out_and_nesting_closes_over_them(
    nlp: Language,
) -> None:
    single = claimx.extract("Smith said yes.", nlp=nlp)
    result = nested(single, 0.9, 0.2, 0.8, 0.1)
    kept = confident(result, 0.5)
    assert [(claim.id, claim.within) for claim in kept] == [("#1", None), ("#3", "#1")]
    assert confident(result, 0) is result
    assert [claim.within for claim in confident(nested(single, 0.1, 0.9), 0.5)] == [None]
