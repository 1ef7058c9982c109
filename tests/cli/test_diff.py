from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from claimx.cli import cli
from claimx.diff import diff_schema
from claimx.errors import ExitCode
from claimx.formats.diff import DIFF_FORMATS
from claimx.records import Claim, Content, Failure, TextSpan
from unit.register.samples import lines, said


def about(words: str, doc: str = "a.txt", name: str = "Ann Smith", **given: Any) -> Claim:
    content = Content((TextSpan(words, 0, len(words)),))
    return replace(said(doc, name, name, **given), content=content, quotes=())


SAME = about("it is so")
OLD = [SAME, about("taxes fall"), about("the office opens"), about("no", "gone.txt")]
NEW = [
    SAME,
    about("that the office opens", act="deny"),
    about("[prices] rose :smile:"),
    about("yes", "new.txt"),
    about("no", "new.txt"),
]
SUMMARY = (
    "claimx: 1 gone, 1 new, 1 changed, 1 the same, 1 document only in OLD, 1 document only in NEW\n"
)


def diff(*args: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli, ["diff", *args], env=env)


@pytest.fixture
def files(folder: Path) -> tuple[str, str]:
    """The old claims and the new ones."""
    (folder / "old.jsonl").write_text(lines(*OLD))
    (folder / "new.jsonl").write_text(lines(*NEW))
    return "old.jsonl", "new.jsonl"


def rows(result: Result) -> list[dict[str, Any]]:
    """The rows of JSON lines, each checked against the schema."""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    validator = Draft202012Validator(diff_schema())
    for row in found:
        validator.validate(row)
    return found


def test_a_pipe_gets_a_line_a_difference(files: tuple[str, str]) -> None:
    result = diff(*files)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, SUMMARY)
    found = [(row["doc"], row["difference"], row["claims"]) for row in rows(result)]
    assert found == [
        ("a.txt", "changed", 1),
        ("a.txt", "gone", 1),
        ("a.txt", "new", 1),
        ("gone.txt", "document-gone", 1),
        ("new.txt", "document-new", 2),
    ]
    assert rows(result)[0]["changes"] == {
        "content": {"old": "the office opens", "new": "that the office opens"},
        "act": {"old": "assert", "new": "deny"},
    }


def test_a_table_says_what_became_of_which_claim(files: tuple[str, str]) -> None:
    table = diff(*files, "--format", "table", env={"COLUMNS": "70"}).stdout
    found = [" ".join(line.split()) for line in table.splitlines() if line.strip(" ─")]
    assert found == [
        "a.txt",
        "Claim Speaker and content",
        "~ changed Ann Smith",
        "that the office opens",
        "content: the office opens → that the office opens",
        "act: assert → deny",
        "- gone Ann Smith",
        "taxes fall",
        "+ new Ann Smith",
        "[prices] rose :smile:",
        "gone.txt",
        "- only in the old: 1 claim",
        "new.txt",
        "+ only in the new: 2 claims",
    ]


@pytest.mark.parametrize("width", [200, 80, 60, 59, 30])
def test_a_table_folds_to_the_width(files: tuple[str, str], width: int) -> None:
    table = diff(*files, "--format", "table", env={"COLUMNS": str(width)}).stdout
    assert max(map(len, table.splitlines())) <= width
    assert "[prices] rose :smile:" in table


def test_exit_code_tells_whether_anything_differs(files: tuple[str, str]) -> None:
    old, new = files
    assert diff(old, new, "--exit-code").exit_code == ExitCode.FINDINGS
    same = diff(old, old, "--exit-code")
    assert (same.exit_code, same.stdout) == (ExitCode.OK, "")
    assert same.stderr == "claimx: 0 gone, 0 new, 0 changed, 4 the same\n"
    table = diff(old, old, "--format", "table")
    assert table.stdout.strip() == "no differences"


def test_only_some_fields_can_be_asked_for(files: tuple[str, str]) -> None:
    row = rows(diff(*files, "--field", "act"))[0]
    assert list(row["changes"]) == ["act"]
    kinds = [row["difference"] for row in rows(diff(*files, "--field", "name"))]
    assert "changed" not in kinds
    assert "gone" in kinds


def test_a_confidence_is_compared_only_where_it_is_asked_for(folder: Path) -> None:
    (folder / "old.jsonl").write_text(lines(SAME))
    (folder / "new.jsonl").write_text(lines(replace(SAME, confidence=0.5)))
    assert rows(diff("old.jsonl", "new.jsonl")) == []
    for options in (["--confidence"], ["--field", "confidence"]):
        (row,) = rows(diff("old.jsonl", "new.jsonl", *options))
        assert row["changes"] == {"confidence": {"old": 0.93, "new": 0.5}}
    table = diff("old.jsonl", "new.jsonl", "--confidence", "--format", "table").stdout
    assert "confidence: 0.93 → 0.50" in table


def test_formats_may_differ_and_a_folder_holds_shards(files: tuple[str, str]) -> None:
    old, new = files
    assert CliRunner().invoke(cli, ["convert", old, "-o", "old.csv"]).exit_code == ExitCode.OK
    Path("shards").mkdir()
    for number, item in enumerate((NEW[:3], NEW[3:])):
        Path(f"shards/part-0000{number}.jsonl").write_text(lines(*item))
    assert diff("old.csv", "shards").stdout == diff(old, new).stdout
    Path("claims").write_text(lines(*OLD))
    assert rows(diff("claims", "claims", "--from", "jsonl")) == []
    refused = diff("claims", new)
    assert refused.exit_code == ExitCode.CANNOT_RUN
    assert "claims: its suffix says nothing of its format (name it with --from)" in refused.stderr


def test_the_output_file_is_not_overwritten_unasked(files: tuple[str, str]) -> None:
    result = diff(*files, "-o", "out.jsonl", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (ExitCode.OK, "", "")
    assert len(Path("out.jsonl").read_text().splitlines()) == 5
    refused = diff(*files, "-o", "out.jsonl")
    assert refused.exit_code == ExitCode.CANNOT_RUN
    assert "out.jsonl: is there already (--force overwrites it)" in refused.stderr
    assert diff(*files, "-o", "out.jsonl", "--force").exit_code == ExitCode.OK


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(folder: Path) -> None:
    failed = json.dumps(Failure("b.txt", "decoding", "b.txt: not utf-8").to_dict())
    (folder / "old.jsonl").write_text(lines(SAME) + "{broken\n" + failed + "\n")
    (folder / "new.jsonl").write_text(lines(about("it is not"), about("no", "b.txt")))
    result = diff("old.jsonl", "new.jsonl", "--exit-code")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "claimx: error: old.jsonl:2: " in result.stderr
    assert "claimx: error: b.txt: not utf-8" in result.stderr
    assert [row["doc"] for row in rows(result)] == ["a.txt"]


def test_a_missing_path_is_told_before_work_begins(files: tuple[str, str]) -> None:
    result = diff(files[0], "none.jsonl")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "none.jsonl" in result.stderr


@pytest.mark.parametrize("name", DIFF_FORMATS)
def test_control_characters_reach_no_terminal(folder: Path, name: str) -> None:
    odd = about("rose \x1b[31m\x07", "a\x1b.txt", "Ann\x9b")
    (folder / "old.jsonl").write_text(lines(odd))
    (folder / "new.jsonl").write_text(lines(replace(odd, form="direct"), about("no", "b\x1b")))
    output = diff("old.jsonl", "new.jsonl", "--format", name).stdout
    assert "\x1b" not in output
    assert "\x07" not in output
