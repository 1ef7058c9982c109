from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from claimx.errors import DocumentError
from claimx.formats import create_writer, read_results
from claimx.records import Claim, Content, Document, Failure, Position, Result, Speaker, TextSpan
from samples import TEXT, claim
from unit.formats.made import back, written

META = {"source": "a paper", "pages": [1, 2]}
CLAIM = replace(claim(), meta=META)
#: Another claim on the same words.
SAME = replace(CLAIM, id="a.txt#2")


def result(*claims: Claim, text: str = TEXT) -> Result:
    return Result(Document(text, "a.txt", META), claims)


def docs(*results: Result) -> list[Doc]:
    """What a user of spaCy loads."""
    found = DocBin().from_bytes(written("docbin", *results))
    return list(found.get_docs(spacy.blank("en").vocab))


def labelled(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.label_, span.id_, span.text) for span in doc.spans["claimx"]]


def test_the_parts_of_a_claim_are_spans_that_lead_to_it() -> None:
    (doc,) = docs(result(CLAIM))
    assert doc.text == TEXT
    assert labelled(doc) == [
        ("SPEAKER", "a.txt#1", "He"),
        ("CUE", "a.txt#1", "denied"),
        ("CONTENT", "a.txt#1", "“the charge”"),
        ("CONTENT", "a.txt#1", "left"),
        ("TARGET", "a.txt#1", "“the charge”"),
    ]


def test_spans_with_the_same_bounds_are_all_there() -> None:
    (doc,) = docs(result(CLAIM, SAME))
    assert [name for label, name, _ in labelled(doc) if label == "CUE"] == ["a.txt#1", "a.txt#2"]
    assert len(labelled(doc)) == 10


def test_a_span_within_a_token_is_the_token() -> None:
    content = Content((TextSpan.of(TEXT, 16, 18),))
    (doc,) = docs(result(replace(CLAIM, content=content, position=Position())))
    assert labelled(doc)[-1] == ("CONTENT", "a.txt#1", "charge")


def test_what_is_not_there_has_no_span() -> None:
    bare = replace(CLAIM, speaker=Speaker(), cue=None, position=Position())
    (doc,) = docs(result(bare))
    assert [label for label, _, _ in labelled(doc)] == ["CONTENT", "CONTENT"]


def test_the_claims_are_there_as_lines_have_them() -> None:
    (doc,) = docs(result(CLAIM))
    kept = doc.user_data["claimx"]
    assert (kept["doc"], kept["meta"]["source"]) == ("a.txt", "a paper")
    assert kept["claims"][0]["speaker"]["name"] == "Ann Smith"
    assert "exact" not in kept


@pytest.mark.parametrize(
    ("text", "meta"),
    [(f"{TEXT} \ud800\r\n  ", META), (f" {TEXT}", {"a": [2**70, "\ud800"]}), ("", {})],
)
def test_what_msgpack_cannot_hold_comes_back_too(text: str, meta: dict[str, Any]) -> None:
    given = Result(Document(text, "\ud800", meta), ())
    assert back("docbin", given) == [given]
    (doc,) = docs(given)
    assert len(doc.text) == len(text)
    assert doc.user_data["claimx"]["claims"] == ()


def test_a_claim_about_another_text_is_refused() -> None:
    writer = create_writer("docbin", io.BytesIO())
    with pytest.raises(DocumentError, match=r"^a\.txt: claim a\.txt#1: what stands in the text at"):
        writer.write(result(CLAIM, text=f" {TEXT}"))


@pytest.mark.parametrize("kept", [None, "text", {"claims": []}, {"exact": "{"}, {1: 2}])
def test_a_doc_without_claims_of_ours_is_a_failure(tmp_path: Path, kept: object) -> None:
    doc = spacy.blank("en")("Rain fell.")
    if kept is not None:
        doc.user_data["claimx"] = kept
    path = tmp_path / "docs.spacy"
    DocBin(store_user_data=True, docs=[doc, *docs(result(CLAIM))]).to_disk(path)
    failure, found = read_results("docbin", path)
    assert isinstance(failure, Failure)
    assert failure.doc == f"{path}: Doc 1"
    assert found == result(CLAIM)
