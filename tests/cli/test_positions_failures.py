"""What ``claimx positions`` does with what it cannot use: refuse, or name it and go on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from claimx.errors import ExitCode
from claimx.formats.jsonl import dump_line
from conftest import Extract
from fake_pipeline import TROUBLE
from unit.contrasts.samples import stands
from unit.register.samples import lines

ARTICLE = "China said yes.\n"
PLAN = "the harbour plan"
FAVOR = stands("a.txt#1", PLAN, stance="favor")
AGAINST = stands("b.txt#1", PLAN, stance="against")


def contrasts(result: Result) -> dict[str, list[str]]:
    """The ids of what each claim contrasts with."""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return {row["id"]: [item["id"] for item in row["contrasts"]] for row in found}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "missing.txt: no such file or folder"),
        (["empty"], "empty: folder holds no *.txt"),
        (["a.txt", "-o", "empty"], "empty: is a folder"),
        (["a.txt", "-o", "missing/out"], "missing: no such folder"),
        (["a.txt", "--aliases", "missing.toml"], "'missing.toml' does not exist"),
        (["a.txt", "--aliases", "a.txt"], "a.txt: is neither TOML nor CSV by its suffix"),
        (["a.txt", "--aliases", "bad.toml"], "bad.toml: broken TOML"),
        (["a.txt", "--model", "missing"], "missing: cannot be loaded"),
        (["a.txt", "--format", "text"], "'text' is not one of"),
        (["a.txt", "--act", "shout"], "'shout' is not one of"),
        (["a.txt", "--polarity", "both"], "'both' is not one of"),
        (["a.txt", "--certainty", "sure"], "'sure' is not one of"),
        (["a.txt", "--stance", "for"], "'for' is not one of"),
        (["a.txt", "--speaker", ""], "'--speaker': holds no words"),
        (["a.txt", "--target", "office", "--target", " \t"], "'--target': holds no words"),
        (["a.txt", "--min-confidence", "2"], "is not in the range 0<=x<=1"),
        (["a.txt", "-", "--doc-id", "x"], "--doc-id names one text"),
        (["a.txt", "--encoding", "klingon"], "'klingon' is no known text encoding"),
    ],
)
def test_what_cannot_run_is_told(
    folder: Path, positions: Extract, args: list[str], message: str
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "empty").mkdir()
    (folder / "bad.toml").write_text("Q1 =")
    result = positions(*args)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr
    assert "unexpected" not in result.stderr


def test_bad_documents_are_named_and_the_others_written_and_compared(
    folder: Path, positions: Extract
) -> None:
    (folder / "a.jsonl").write_text(lines(FAVOR))
    (folder / "b.txt").write_bytes(b"\xff")
    (folder / "c.txt").write_text(TROUBLE)
    (folder / "d.jsonl").write_text(lines(AGAINST))
    (folder / "e.txt").write_text(ARTICLE)
    result = positions("a.jsonl", "b.txt", "c.txt", "d.jsonl", "e.txt")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert contrasts(result) == {"a.txt#1": [], "b.txt#1": ["a.txt#1"], "e.txt#1": []}
    first, second = result.stderr.splitlines()
    assert first.startswith("claimx: error: b.txt: not utf-8: byte 0 (0xff)")
    assert second.startswith("claimx: error: c.txt: ValueError: the pipeline does not like")


@pytest.mark.parametrize("name", ["jsonl", "csv", "table"])
def test_a_file_is_written_where_some_documents_failed(
    folder: Path, positions: Extract, name: str
) -> None:
    (folder / "a.jsonl").write_text(lines(FAVOR) + "{\n" + lines(AGAINST))
    result = positions("a.jsonl", "--format", name, "-o", "out")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert "b.txt" in (folder / "out").read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"schema"', "broken JSON"),
        (dump_line({**AGAINST.to_dict(), "schema": "claimx/2"}), "is no line of claimx/1"),
        (dump_line({**AGAINST.to_dict(), "confidence": None}), "is no whole claim"),
        (dump_line({**AGAINST.to_dict(), "position": {}}), "is no whole claim"),
    ],
)
def test_a_bad_line_of_claims_is_named_and_the_others_are_written(
    positions: Extract, line: str, message: str
) -> None:
    result = positions(stdin=f"{lines(FAVOR)}{line}\n{lines(AGAINST)}")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert contrasts(result) == {"a.txt#1": [], "b.txt#1": ["a.txt#1"]}
    assert result.stderr.startswith(f"claimx: error: -:2: {message}")


def test_a_document_that_extract_could_not_read_fails_here_too(
    folder: Path, positions: Extract, extract: Extract
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(b"\xff")
    extract("a.txt", "b.txt", "--per", "document", "-o", "out.jsonl")
    result = positions("out.jsonl")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert contrasts(result) == {"a.txt#1": []}
    assert result.stderr.startswith("claimx: error: b.txt: not utf-8")


def test_verbose_says_what_was_found_and_quiet_still_names_failures(positions: Extract) -> None:
    given = f"{lines(FAVOR)}{{\n{lines(AGAINST)}"
    error = "claimx: error: -:2: broken JSON"
    loud = positions("-v", "--stance", "against", stdin=given).stderr.splitlines()
    assert loud[0].startswith(error)
    assert loud[1:] == ["claimx: a.txt: 0 claims", "claimx: b.txt: 1 claims"]
    (line,) = positions("-q", stdin=given).stderr.splitlines()
    assert line.startswith(error)


def test_a_model_that_is_not_there_is_not_missed_by_lines_of_claims(positions: Extract) -> None:
    result = positions("--model", "missing", stdin=lines(FAVOR, AGAINST))
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert contrasts(result) == {"a.txt#1": [], "b.txt#1": ["a.txt#1"]}


def test_claims_in_a_circle_are_written_as_they_are(positions: Extract) -> None:
    one, other = replace(FAVOR, within="a.txt#2"), stands("a.txt#2", PLAN, within="a.txt#1")
    result = positions(stdin=lines(one, other, replace(AGAINST, within="b.txt#1")))
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert contrasts(result) == {"a.txt#1": [], "a.txt#2": [], "b.txt#1": ["a.txt#1"]}


def test_words_of_a_text_cannot_steer_the_terminal(positions: Extract) -> None:
    odd = stands("a\x1b[2J#1", "the [bold] \x1b[2J plan", name="Ann \x07Smith")
    output = positions("--format", "table", stdin=lines(odd), env={"COLUMNS": "80"}).stdout
    assert not set(output) & set("\x1b\x07")
    assert "the [bold] ␛[2J plan" in output
    assert "Ann ␇Smith" in output
