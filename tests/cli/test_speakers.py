from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from claimx.errors import ExitCode
from claimx.schema import line_schema
from conftest import TESTS, Extract
from unit.register.samples import lines, said

Row: TypeAlias = dict[str, Any]

# The small pipeline knows names of one word, which in persons are not joined over texts.
ARTICLE = "Hayashi said the air was “harsh”. China denied it had been told. Hayashi said no.\n"
OTHER = "China said yes.\n"
ANN = said("a.txt", "Ann Smith", "Ann Smith", "mayor", act="warn", stance="against")
CLAIMS = [
    ANN,
    said("a.txt", "officials", kind="group"),
    said("b.txt", "ANN SMITH", "ANN SMITH", "mayor"),
    said("b.txt", "A. Smith", "A. Smith", "senator"),
]
# For a fresh interpreter, in which no other test has imported anything.
WITHOUT_SPACY = """
import sys
from claimx.cli import cli
cli(["speakers", *sys.argv[1:]], standalone_mode=False)
heavy = {"spacy", "onnxruntime", "numpy", "rich"} & set(sys.modules)
assert not heavy, heavy
"""


def rows(result: Result) -> list[Row]:
    """The rows of JSON lines, each checked against the schema."""
    assert result.exit_code == ExitCode.OK, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    validator = Draft202012Validator(line_schema("speaker"))
    for row in found:
        validator.validate(row)
    return found


def counts(found: list[Row]) -> dict[str, tuple[int, int]]:
    assert len({row["name"] for row in found}) == len(found)
    return {row["name"]: (row["claims"], row["documents"]) for row in found}


def test_a_text_gives_a_line_a_speaker(folder: Path, speakers: Extract) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    result = speakers("a.txt")
    assert result.stderr == ""
    first, second = rows(result)
    assert (first["name"], first["kind"], first["doc"]) == ("Hayashi", "person", "a.txt")
    assert (first["claims"], first["acts"]) == (2, {"assert": 2})
    assert (second["name"], second["acts"]) == ("China", {"deny": 1})


@pytest.mark.parametrize("args", [(), ("-",)])
def test_standard_input_is_read(speakers: Extract, args: tuple[str, ...]) -> None:
    assert counts(rows(speakers(*args, stdin=ARTICLE))) == {"Hayashi": (2, 1), "China": (1, 1)}


def test_files_and_the_texts_of_a_folder_are_read(folder: Path, speakers: Extract) -> None:
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(OTHER)
    (folder / "b.jsonl").write_text(json.dumps({"text": ARTICLE, "id": "x"}))
    found = rows(speakers("news", "b.jsonl"))
    who = [(row["name"], row["doc"], row["claims"]) for row in found]
    assert who == [("Hayashi", "x", 2), ("China", "news/a.txt", 1), ("China", "x", 1)]


def test_lines_of_extract_give_what_the_texts_give(
    folder: Path, speakers: Extract, extract: Extract
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text(OTHER)
    expected = rows(speakers("a.txt", "b.txt"))
    assert len(expected) == 3
    for per in ("claim", "document"):
        extract("a.txt", "b.txt", "--per", per, "-o", f"{per}.jsonl")
        assert rows(speakers(f"{per}.jsonl")) == expected
        assert rows(speakers(stdin=(folder / f"{per}.jsonl").read_bytes())) == expected


def test_a_full_name_is_one_speaker_over_texts(speakers: Extract) -> None:
    ann, senator, officials = rows(speakers(stdin=lines(*CLAIMS)))
    assert (ann["name"], ann["roles"]) == ("ANN SMITH", ["mayor"])
    assert (ann["claims"], ann["documents"], ann["doc"]) == (2, 2, "a.txt")
    assert ann["acts"] == {"assert": 1, "warn": 1}
    assert ann["stances"] == {"against": 1, "neutral": 1}
    assert (senator["name"], senator["doc"]) == ("A. Smith", "b.txt")
    assert (officials["name"], officials["aliases"]) == (None, ["officials"])


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("people.toml", 'Q1 = ["Ann Smith", "A. Smith"]\n'),
        ("people.csv", "id,name\nQ1,Ann Smith\nQ1,A. Smith\n"),
    ],
)
def test_a_file_of_aliases_joins_names(
    folder: Path, speakers: Extract, file: str, text: str
) -> None:
    (folder / file).write_text(text)
    ann, officials = rows(speakers("--aliases", file, stdin=lines(*CLAIMS)))
    assert (ann["id"], ann["name"], ann["claims"]) == ("Q1", "Ann Smith", 3)
    assert (ann["roles"], ann["aliases"]) == (["mayor", "senator"], ["A. Smith"])
    assert officials["id"] is None


@pytest.mark.parametrize(
    ("args", "names"),
    [
        (("--named",), ["ANN SMITH", "A. Smith"]),
        (("--min-claims", "2"), ["ANN SMITH"]),
        (("--min-claims", "3"), []),
    ],
)
def test_only_some_speakers_can_be_asked_for(
    speakers: Extract, args: tuple[str, ...], names: list[str]
) -> None:
    assert [row["name"] for row in rows(speakers(*args, stdin=lines(*CLAIMS)))] == names


def test_claims_below_a_confidence_do_not_count(speakers: Extract) -> None:
    (row,) = rows(speakers("--min-confidence", "0.5", stdin=ARTICLE))
    assert (row["name"], row["claims"]) == ("Hayashi", 2)


def test_a_name_below_a_confidence_leaves_its_words(speakers: Extract) -> None:
    unsure = said("a.txt", "the mayor", "Ann Smith", "mayor", via="title")
    unsure = replace(unsure, speaker=replace(unsure.speaker, confidence=0.4))
    given = lines(ANN, unsure)
    (row,) = rows(speakers("--min-name-confidence", "0.4", stdin=given))
    assert (row["name"], row["claims"]) == ("Ann Smith", 2)
    ann, mayor = rows(speakers("--min-name-confidence", "0.5", stdin=given))
    assert (ann["name"], ann["claims"]) == ("Ann Smith", 1)
    assert (mayor["name"], mayor["aliases"], mayor["roles"]) == (None, ["the mayor"], ["mayor"])


def test_claims_whose_outer_claim_is_not_among_the_lines_are_counted(speakers: Extract) -> None:
    inner = replace(ANN, within="a.txt#999")
    (row,) = rows(speakers("--min-confidence", "0.1", stdin=lines(inner)))
    assert row["name"] == "Ann Smith"


def test_csv_and_a_table_can_be_asked_for(speakers: Extract) -> None:
    output = speakers("--format", "csv", stdin=lines(*CLAIMS)).stdout
    first, *_ = csv.DictReader(io.StringIO(output))
    assert (first["name"], first["warn"], first["against"]) == ("ANN SMITH", "1", "1")
    table = speakers("--format", "table", stdin=lines(*CLAIMS), env={"COLUMNS": "80"}).stdout
    assert "ANN SMITH" in table
    assert "1 warn" in table
    with pytest.raises(json.JSONDecodeError):
        json.loads(table.splitlines()[1])


@pytest.mark.parametrize("name", ["jsonl", "csv", "table"])
def test_texts_without_a_speaker_are_no_error(speakers: Extract, name: str) -> None:
    result = speakers("--format", name, stdin="It rained.\n")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")


def test_the_output_file_is_written_whole_and_not_overwritten(
    folder: Path, speakers: Extract
) -> None:
    result = speakers("-o", "out.csv", "--format", "csv", stdin=lines(ANN))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    written = (folder / "out.csv").read_text("utf-8")
    assert written.splitlines()[1].startswith(",Ann Smith,person,mayor,")
    refused = speakers("-o", "out.csv", stdin=lines(*CLAIMS))
    assert refused.exit_code == ExitCode.CANNOT_RUN
    assert "out.csv: is there already (--force overwrites it)" in refused.stderr
    assert (folder / "out.csv").read_text("utf-8") == written
    assert speakers("-o", "out.csv", "--force", stdin=lines(*CLAIMS)).exit_code == ExitCode.OK
    # The suffix names the format.
    header, *rows = (folder / "out.csv").read_text("utf-8").splitlines()
    assert (header.startswith("id,name,"), len(rows)) == (True, 3)
    assert [path.name for path in folder.iterdir()] == ["out.csv"]


def test_verbose_says_what_was_found(speakers: Extract) -> None:
    result = speakers("-v", stdin=lines(*CLAIMS))
    assert result.stderr.splitlines() == [
        "claimx: a.txt: 2 claims",
        "claimx: b.txt: 2 claims",
        "claimx: 3 speakers",
    ]


def test_options_come_from_the_environment(speakers: Extract) -> None:
    env = {"CLAIMX_SPEAKERS_NAMED": "1", "CLAIMX_SPEAKERS_MIN_CLAIMS": "2"}
    (row,) = rows(speakers(stdin=lines(*CLAIMS), env=env))
    assert row["name"] == "ANN SMITH"


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_lines_of_claims_need_no_model_and_no_spacy(folder: Path, name: str) -> None:
    (folder / "claims.jsonl").write_text(lines(*CLAIMS))
    paths = {"PYTHONPATH": ":".join(filter(None, [str(TESTS), *sys.path]))}
    command = [sys.executable, "-c", WITHOUT_SPACY, "claims.jsonl", "--format", name]
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ANN SMITH" in done.stdout
