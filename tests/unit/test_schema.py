from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimx import records
from claimx.records import Document, Failure, Result
from claimx.schema import line_schema
from samples import TEXT, claim


def errors(row: Any, per: Any = "claim") -> list[str]:
    return [error.message for error in Draft202012Validator(line_schema(per)).iter_errors(row)]


@pytest.mark.parametrize("per", ["claim", "document"])
def test_the_schema_is_one(per: Any) -> None:
    schema = line_schema(per)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_records_write_is_valid() -> None:
    result = Result(Document(TEXT, "a.txt"), (claim(),))
    assert errors(claim().to_dict()) == []
    assert errors(result.to_dict(), "document") == []
    assert errors(Failure("a", "line", "broken").to_dict(), "document") == []


def test_every_key_is_required() -> None:
    for key in claim().to_dict():
        row = claim().to_dict()
        del row[key]
        assert errors(row) == [f"'{key}' is a required property"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "claimx/2"),
        (("form",), "spoken"),
        (("speaker", "kind"), "robot"),
        (("speaker", "start"), -1),
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
