from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from claimx.errors import DocumentError
from claimx.formats import create_writer, read_results
from claimx.formats.webanno import as_iri
from claimx.records import Claim, Document, Failure, Result, Speaker
from samples import TEXT, claim
from unit.formats.made import results, written

Json: TypeAlias = dict[str, Any]

# RFC 3986, as far as a reference without spaces and other strangers goes.
IRI = {"type": "string", "pattern": r"^(?:[A-Za-z0-9:/?#@!$&'()*+,;=._~-]|%[0-9A-F]{2})*$"}
STRING = {"type": "string"}
OFFSET = {"type": "integer", "minimum": 0}
# What https://www.w3.org/TR/annotation-model/ asks of what is written here.
PURPOSES = ["commenting", "tagging"]


def of_type(name: str, **properties: Json) -> Json:
    own = {"type": {"const": name}, **properties}
    return {"type": "object", "properties": own, "required": [*own], "additionalProperties": False}


WORDS = of_type("TextQuoteSelector", exact=STRING)
WORDS["properties"] |= {
    "prefix": {**STRING, "maxLength": 32},
    "suffix": {**STRING, "maxLength": 32},
}
PLACE = of_type("TextPositionSelector", start=OFFSET, end=OFFSET)
SELECTORS = {"type": "array", "prefixItems": [PLACE, WORDS], "minItems": 2, "items": False}
BODY = of_type("TextualBody", purpose={"enum": PURPOSES}, format=STRING, value=STRING)
TARGET = of_type("SpecificResource", source=IRI, selector=SELECTORS)
ANNOTATION = of_type(
    "Annotation",
    id={**IRI, "minLength": 1},
    motivation={"const": "classifying"},
    body={"type": "array", "items": BODY},
    target={"type": "array", "items": TARGET, "minItems": 1},
    claimx={"type": "object"},
)
PAGE = of_type("AnnotationPage", id=IRI, items={"type": "array", "items": ANNOTATION})
PAGE["properties"]["@context"] = {
    "type": "array",
    "prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}],
}
PAGE["required"].append("@context")
VALIDATOR = Draft202012Validator(PAGE)


def result(*claims: Claim, text: str = TEXT) -> Result:
    return Result(Document(text, "a.txt", {"source": "a paper"}), claims)


def page(*items: Result) -> Json:
    found: Json = json.loads(written("webanno", *items))
    VALIDATOR.validate(found)
    return found


def annotation(item: Claim, text: str = TEXT) -> Json:
    found: Json = page(result(item, text=text))["items"][0]
    return found


def test_a_claim_is_an_annotation_of_its_content() -> None:
    found = annotation(claim())
    assert found["id"] == "urn:claimx:claim:a.txt%231"
    place, words = found["target"][0]["selector"]
    assert found["target"][0]["source"] == "a.txt"
    assert (place["start"], place["end"]) == (10, 22)
    assert words == {
        "type": "TextQuoteSelector",
        "exact": "“the charge”",
        "prefix": "He denied ",
        "suffix": " and left.",
    }
    assert [target["selector"][1]["exact"] for target in found["target"]] == [
        "“the charge”",
        "left",
    ]
    assert found["claimx"] == claim().to_dict()


def test_a_tool_shows_who_says_it_and_where_they_stand() -> None:
    bodies = [(body["purpose"], body["value"]) for body in annotation(claim())["body"]]
    assert bodies == [
        ("commenting", "Ann Smith, the mayor"),
        ("tagging", "form: mixed"),
        ("tagging", "act: deny"),
        ("tagging", "polarity: negative"),
        ("tagging", "certainty: certain"),
        ("tagging", "stance: neutral"),
        ("tagging", "framing: neutral"),
    ]


@pytest.mark.parametrize(
    ("speaker", "comment"),
    [
        (Speaker("officials", 0, 9, None, "officials", "group"), ["officials"]),
        (Speaker("He", 0, 2), ["He"]),
        (Speaker(role="mayor"), ["mayor"]),
        (Speaker(), []),
    ],
)
def test_a_speaker_is_called_by_what_is_known(speaker: Speaker, comment: list[str]) -> None:
    bodies = annotation(replace(claim(), speaker=speaker), text="")["body"]
    assert [body["value"] for body in bodies if body["purpose"] == "commenting"] == comment


def test_the_words_around_are_there_where_the_text_is() -> None:
    before, after = "x" * 40, "y" * 40
    (first, _) = annotation(claim(), text=f"{TEXT}{after}")["target"]
    assert first["selector"][1]["suffix"] == " and left." + "y" * 22
    for text in ("", before + TEXT):
        assert "prefix" not in annotation(claim(), text=text)["target"][0]["selector"][1]


def test_each_annotation_has_a_line_and_is_written_as_it_comes() -> None:
    stream = io.StringIO()
    writer = create_writer("webanno", stream)
    writer.write(result(claim()))
    assert stream.getvalue().endswith('"meta":{"source":"a paper"}}}')
    writer.write(result(claim()))
    writer.close()
    head, first, second, end = stream.getvalue().splitlines()
    assert json.loads(first.removesuffix(",")) == json.loads(second)
    assert json.loads(f"{head}{end}")["items"] == []


def test_a_page_without_claims_is_one() -> None:
    assert page() == page(result())
    assert page()["items"] == []


@pytest.mark.parametrize(
    ("doc", "iri"),
    [
        ("a.txt", "a.txt"),
        ("news/a b.txt", "news/a%20b.txt"),
        ("../ü.txt", "../%C3%BC.txt"),
        ("a#1?b:c", "a%231%3Fb%3Ac"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/ü [x] 100%", "https://example.org/%C3%BC%20%5Bx%5D%20100%25"),
        ("urn:isbn:1%20", "urn:isbn:1%20"),
        ("C:\\a.txt", "C%3A%5Ca.txt"),
        ("a\ud800", "a%EF%BF%BD"),
        ("", ""),
    ],
)
def test_the_id_of_a_document_is_made_an_iri(doc: str, iri: str) -> None:
    assert as_iri(doc) == iri
    assert re.match(IRI["pattern"], iri)


@settings(deadline=None, max_examples=40)
@given(result=results(least=1))
def test_any_page_is_valid(result: Result) -> None:
    found = page(result)
    for item in found["items"]:
        for target in item["target"]:
            place, words = target["selector"]
            text = result.document.text
            assert text[place["start"] : place["end"]] == words["exact"]
            assert text[: place["start"]].endswith(words["prefix"])
            assert text[place["end"] :].startswith(words["suffix"])


def test_a_page_that_was_laid_out_anew_is_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonld"
    found = page(result(claim()))
    found["items"] = [{"id": "x", "type": "Annotation"}, None, *found["items"]]
    found["items"].append({"claimx": {"schema": "claimx/0"}})
    path.write_text(json.dumps(found, indent=2), encoding="utf-8")
    *failures, last = read_results("webanno", path)
    assert [item.doc for item in failures if isinstance(item, Failure)] == [
        f"{path}: annotation {number}" for number in (1, 2, 4)
    ]
    assert last == result(claim(), text="")


@pytest.mark.parametrize("content", ["[]", '{"items": {}}', '{"type": "Annotation"}', "{"])
def test_what_is_no_page_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "claims.jsonld"
    path.write_text(content)
    with pytest.raises(DocumentError, match=r"claims\.jsonld: "):
        list(read_results("webanno", path))
