from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimx import records
from claimx.records import Document, Failure, Result, Speaker, TextSpan
from claimx.register import RegisteredSpeaker
from claimx.schema import line_schema
from samples import TEXT, claim

SPEAKER = RegisteredSpeaker(
    id=None,
    name="Ann Smith",
    kind="person",
    roles=("mayor",),
    aliases=(),
    doc="a.txt",
    documents=1,
    claims=3,
    acts={"deny": 2, "assert": 1},
    stances={"neutral": 3},
)


def errors(row: Any, per: Any = "claim") -> list[str]:
    return [error.message for error in Draft202012Validator(line_schema(per)).iter_errors(row)]


@pytest.mark.parametrize("per", ["claim", "document", "speaker"])
def test_the_schema_is_one(per: Any) -> None:
    schema = line_schema(per)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_records_write_is_valid() -> None:
    result = Result(Document(TEXT, "a.txt"), (claim(),))
    assert errors(claim().to_dict()) == []
    assert errors(result.to_dict(), "document") == []
    assert errors(Failure("a", "line", "broken").to_dict(), "document") == []


def test_the_place_of_a_name_and_its_confidence_are_valid() -> None:
    row = claim().to_dict()
    speaker = Speaker("He", 0, 2, "Ann", None, "person", "pronoun", TextSpan("Ann", 40, 43), 0.7)
    row["speaker"] = speaker.to_dict()
    assert errors(row) == []


def test_a_registered_speaker_is_valid_with_and_without_a_name() -> None:
    assert errors(SPEAKER.to_dict(), "speaker") == []
    nameless = replace(SPEAKER, id="Q1", name=None, aliases=("the mayor",))
    assert errors(nameless.to_dict(), "speaker") == []


def test_every_key_is_required() -> None:
    for key in claim().to_dict():
        row = claim().to_dict()
        del row[key]
        assert errors(row) == [f"'{key}' is a required property"]
    for key in SPEAKER.to_dict():
        row = SPEAKER.to_dict()
        del row[key]
        assert errors(row, "speaker") == [f"'{key}' is a required property"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "claimx/2"),
        ("id", 7),
        ("kind", "robot"),
        ("roles", None),
        ("aliases", [None]),
        ("documents", 0),
        ("claims", 0),
        ("acts", {"deny": 0}),
        ("stances", {"favor": "two"}),
    ],
)
def test_what_no_register_holds_is_refused(key: str, value: Any) -> None:
    assert errors({**SPEAKER.to_dict(), key: value}, "speaker")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "claimx/2"),
        (("form",), "spoken"),
        (("speaker", "kind"), "robot"),
        (("speaker", "start"), -1),
        (("speaker", "evidence"), {"text": "Ann"}),
        (("speaker", "evidence"), "Ann"),
        (("speaker", "confidence"), 1.5),
        (("position", "act"), "sing"),
        (("position", "certainty"), None),
        (("cue", "lemma"), None),
        (("content", "spans"), []),
        (("confidence",), 1.5),
        (("meta",), None),
    ],
)
def test_what_the_guidelines_do_not_know_is_refused(path: tuple[str, ...], value: Any) -> None:
    row = copy.deepcopy(claim().to_dict())
    place = row
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert errors(row)


def test_the_values_are_those_of_the_records() -> None:
    definitions = line_schema()["$defs"]
    assert definitions["position"]["properties"]["act"]["enum"] == list(records.ACTS)
    assert definitions["speaker"]["properties"]["via"]["enum"] == [*records.VIAS, None]
    registered = line_schema("speaker")["properties"]
    assert list(registered["acts"]["properties"]) == list(records.ACTS)
    assert list(registered["stances"]["properties"]) == list(records.STANCES)
