from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from spacy.language import Language

from claimx.errors import ExitCode
from claimx.pipeline.load import load
from claimx.schema import line_schema
from conftest import Extract, Row
from unit.contrasts.samples import stands
from unit.register.samples import lines

ARTICLE = "Hayashi said the air was “harsh”. China denied it had been told. Hayashi said no.\n"
OTHER = "China said yes.\n"
OFFICE = "the NATO office"
FAVOR = stands(
    "a.txt#1", OFFICE, f"We want {OFFICE}", role="foreign minister", act="support", stance="favor"
)
SOLD = stands("a.txt#2", "the old port", "the old port is for sale", name="Bob Lee")
INNER = stands("a.txt#3", None, "it rained", name="Cy Young", within="a.txt#2")
AGAINST = stands("b.txt#1", f"{OFFICE} in Tokyo", role="minister", act="oppose", stance="against")
KEPT = stands(
    "b.txt#2", "the old port", "the old port is not for sale", name="B. Lee", polarity="negative"
)
CLAIMS = [FAVOR, SOLD, INNER, AGAINST, KEPT]
PEOPLE = 'Q1 = ["Bob Lee", "B. Lee"]\nQ2 = "Ann Smith"\n'


def rows(result: Result) -> list[Row]:
    """The rows of JSON lines, each checked against the schema."""
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    validator = Draft202012Validator(line_schema("position"))
    for row in found:
        validator.validate(row)
    return found


def ids(result: Result) -> list[str]:
    return [row["id"] for row in rows(result)]


def contrasts(result: Result) -> dict[str, list[str]]:
    """The ids of what each claim contrasts with."""
    return {row["id"]: [item["id"] for item in row["contrasts"]] for row in rows(result)}


def test_a_text_gives_a_line_a_claim(folder: Path, positions: Extract, extract: Extract) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    found = rows(positions("a.txt"))
    assert [row["speaker"]["name"] for row in found] == ["Hayashi", "China", "Hayashi"]
    assert [row["position"]["act"] for row in found] == ["assert", "deny", "assert"]
    extracted = map(json.loads, extract("a.txt").stdout.splitlines())
    assert found == [{**row, "contrasts": []} for row in extracted]


@pytest.mark.parametrize("args", [(), ("-",)])
def test_standard_input_is_read(positions: Extract, args: tuple[str, ...]) -> None:
    assert ids(positions(*args, stdin=ARTICLE)) == ["-#1", "-#2", "-#3"]


def test_files_and_the_texts_of_a_folder_are_read_in_order(
    folder: Path, positions: Extract
) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(OTHER)
    (folder / "b.jsonl").write_text(json.dumps({"text": ARTICLE, "id": "x"}))
    (folder / "c.jsonl").write_text(lines(FAVOR))
    found = ids(positions("news", "b.jsonl", "c.jsonl"))
    assert found == ["news/a.txt#1", "x#1", "x#2", "x#3", "a.txt#1"]


@pytest.mark.parametrize("per", ["claim", "document"])
def test_lines_of_extract_give_what_the_texts_give(
    folder: Path, positions: Extract, extract: Extract, per: str
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text(OTHER)
    expected = rows(positions("a.txt", "b.txt"))
    assert len(expected) == 4
    extract("a.txt", "b.txt", "--per", per, "-o", "out.jsonl")
    assert rows(positions("out.jsonl")) == expected
    assert rows(positions(stdin=(folder / "out.jsonl").read_bytes())) == expected


def test_its_own_lines_are_read_like_those_of_extract(
    positions: Extract, speakers: Extract
) -> None:
    once = positions(stdin=lines(*CLAIMS))
    assert rows(positions(stdin=once.stdout)) == rows(once)
    assert speakers(stdin=once.stdout).stdout == speakers(stdin=lines(*CLAIMS)).stdout


def test_claims_contrast_with_earlier_ones_over_documents(positions: Extract) -> None:
    found = rows(positions(stdin=lines(*CLAIMS)))
    assert [row["id"] for row in found if row["contrasts"]] == ["b.txt#1"]
    assert found[3]["contrasts"] == [
        {
            "field": "stance",
            "value": "against",
            "other": "favor",
            "doc": "a.txt",
            "id": "a.txt#1",
            "span": {"text": "the NATO office in Tokyo", "start": 0, "end": 24},
            "other_span": {"text": "the NATO office", "start": 8, "end": 23},
        }
    ]


def test_only_claims_with_a_contrast_can_be_asked_for(positions: Extract) -> None:
    assert contrasts(positions("--contrasts", stdin=lines(*CLAIMS))) == {"b.txt#1": ["a.txt#1"]}
    assert positions("--contrasts", stdin=ARTICLE).stdout == ""


@pytest.mark.parametrize(
    ("file", "text"),
    [("people.toml", PEOPLE), ("people.csv", "id,name\nQ1,Bob Lee\nQ1,B. Lee\nQ2,Ann Smith\n")],
)
def test_a_file_of_aliases_joins_names_and_selects_by_id(
    folder: Path, positions: Extract, file: str, text: str
) -> None:
    (folder / file).write_text(text)
    given = lines(*CLAIMS)
    found = contrasts(positions("--aliases", file, "--contrasts", stdin=given))
    assert found == {"b.txt#1": ["a.txt#1"], "b.txt#2": ["a.txt#2"]}
    for words in ("Q1", "b. lee", "Bob Lee"):
        result = positions("--aliases", file, "--speaker", words, stdin=given)
        assert ids(result) == ["a.txt#2", "b.txt#2"]
    assert ids(positions("--speaker", "Q1", stdin=given)) == []


FILTERS: list[tuple[list[str], list[str]]] = [
    (["--speaker", "smith"], ["a.txt#1", "b.txt#1"]),
    (["--speaker", "Foreign Minister"], ["a.txt#1"]),
    (["--speaker", "minister", "--speaker", "Young"], ["a.txt#1", "a.txt#3", "b.txt#1"]),
    (["--speaker", "mith"], []),
    (["--target", "nato"], ["a.txt#1", "b.txt#1"]),
    (["--target", "Tokyo", "--target", "old  PORT"], ["a.txt#2", "b.txt#1", "b.txt#2"]),
    (["--act", "support"], ["a.txt#1"]),
    (["--act", "support", "--act", "oppose"], ["a.txt#1", "b.txt#1"]),
    (["--polarity", "negative"], ["b.txt#2"]),
    (["--certainty", "possible"], []),
    (["--stance", "against"], ["b.txt#1"]),
    (["--stance", "favor", "--stance", "against"], ["a.txt#1", "b.txt#1"]),
    (["--speaker", "Smith", "--stance", "against"], ["b.txt#1"]),
    (["--speaker", "Lee", "--stance", "against"], []),
    (["--speaker", "Lee", "--target", "port", "--certainty", "certain"], ["a.txt#2", "b.txt#2"]),
]


@pytest.mark.parametrize(("args", "expected"), FILTERS)
def test_some_claims_can_be_asked_for(
    positions: Extract, args: list[str], expected: list[str]
) -> None:
    assert ids(positions(*args, stdin=lines(*CLAIMS))) == expected


def test_what_a_claim_contrasts_with_may_be_left_out(positions: Extract) -> None:
    given = lines(*CLAIMS)
    found = contrasts(positions("--stance", "against", "--contrasts", stdin=given))
    assert found == {"b.txt#1": ["a.txt#1"]}
    assert ids(positions("--stance", "favor", "--contrasts", stdin=given)) == []


def test_a_claim_nested_in_one_that_is_left_out_stands_alone(positions: Extract) -> None:
    (row,) = rows(positions("--speaker", "Young", stdin=lines(*CLAIMS)))
    assert (row["id"], row["within"]) == ("a.txt#3", None)
    assert rows(positions(stdin=lines(*CLAIMS)))[2]["within"] == "a.txt#2"


def test_claims_below_a_confidence_are_neither_written_nor_compared(positions: Extract) -> None:
    given = lines(replace(FAVOR, confidence=0.4), AGAINST)
    assert contrasts(positions(stdin=given)) == {"a.txt#1": [], "b.txt#1": ["a.txt#1"]}
    assert contrasts(positions("--min-confidence", "0.5", stdin=given)) == {"b.txt#1": []}


def test_a_name_below_a_confidence_is_nobodys(positions: Extract) -> None:
    unsure = replace(FAVOR, speaker=replace(FAVOR.speaker, confidence=0.4))
    given = lines(unsure, AGAINST)
    assert contrasts(positions("--min-name-confidence", "0.4", stdin=given))["b.txt#1"]
    first, second = rows(positions("--min-name-confidence", "0.5", stdin=given))
    assert (first["speaker"]["name"], second["contrasts"]) == (None, [])


def test_claims_without_speaker_and_target_are_written_too(positions: Extract) -> None:
    given = lines(stands("a#1", None, name=None), stands("a#2", "it", name=None, text="they"))
    assert contrasts(positions(stdin=given)) == {"a#1": [], "a#2": []}


def test_csv_and_a_table_can_be_asked_for(positions: Extract) -> None:
    output = positions("--format", "csv", stdin=lines(*CLAIMS)).stdout
    found: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(output)))
    assert [row["id"] for row in found] == [claim.id for claim in CLAIMS]
    assert found[3]["contrasts"] == "against, was favor in a.txt#1: the NATO office"
    table = positions("--format", "table", stdin=lines(*CLAIMS), env={"COLUMNS": "80"}).stdout
    assert table.splitlines()[2].split() == ["Speaker", "Act", "Target", "and", "content", "Claim"]
    narrow = positions("--format", "table", stdin=lines(*CLAIMS), env={"COLUMNS": "40"}).stdout
    assert "#1 Ann Smith, minister · oppose" in narrow
    for output, width in ((table, 80), (narrow, 40)):
        assert max(map(len, output.splitlines())) <= width
        assert "↔ against, was favor in a.txt#1:" in output


def test_the_model_is_loaded_once_and_for_texts_alone(
    folder: Path, positions: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []

    def counted(model: str | None) -> Language:
        loaded.append(model)
        return load(model)

    monkeypatch.setattr("claimx.pipeline.load.load", counted)
    (folder / "a.jsonl").write_text(lines(*CLAIMS))
    assert len(ids(positions("a.jsonl"))) == len(CLAIMS)
    assert loaded == []
    (folder / "b.txt").write_text(ARTICLE)
    (folder / "c.txt").write_text(OTHER)
    assert len(ids(positions("a.jsonl", "b.txt", "c.txt"))) == len(CLAIMS) + 4
    assert len(loaded) == 1
