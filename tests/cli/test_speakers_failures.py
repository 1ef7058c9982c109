"""What ``claimx speakers`` does with what it cannot use: refuse, or name it and go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from claimx.errors import ExitCode
from claimx.formats.jsonl import dump_line
from conftest import Extract
from fake_pipeline import TROUBLE
from unit.register.samples import lines, said

ARTICLE = "China said yes.\n"
ANN = said("a.txt", "Ann Smith", "Ann Smith")


def counts(result: Result) -> dict[str, tuple[int, int]]:
    """How many claims everyone has, and in how many documents."""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return {row["name"]: (row["claims"], row["documents"]) for row in found}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "missing.txt: no such file or folder"),
        (["empty"], "empty: folder holds no *.txt"),
        (["a.txt", "-o", "empty"], "empty: is a folder"),
        (["a.txt", "--aliases", "missing.toml"], "'missing.toml' does not exist"),
        (["a.txt", "--aliases", "empty"], "'empty' is a directory"),
        (["a.txt", "--aliases", "a.txt"], "a.txt: is neither TOML nor CSV by its suffix"),
        (["a.txt", "--aliases", "bad.toml"], "bad.toml: broken TOML"),
        (["a.txt", "--aliases", "bad.csv"], "bad.csv: not utf-8: byte 8"),
        (["a.txt", "--model", "missing"], "missing: cannot be loaded"),
        (["a.txt", "--format", "poem"], "'poem' is not one of"),
        (["a.txt", "--min-claims", "0"], "is not in the range x>=1"),
        (["a.txt", "--min-name-confidence", "2"], "is not in the range 0<=x<=1"),
        (["a.txt", "-", "--doc-id", "x"], "--doc-id names one text"),
        (["a.txt", "--encoding", "klingon"], "'klingon' is no known text encoding"),
    ],
)
def test_what_cannot_run_is_told(
    folder: Path, speakers: Extract, args: list[str], message: str
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "empty").mkdir()
    (folder / "bad.toml").write_text("Q1 =")
    (folder / "bad.csv").write_bytes(b"id,name\n\xff")
    result = speakers(*args)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr
    assert "unexpected" not in result.stderr


def test_a_bad_document_is_named_and_the_others_count(folder: Path, speakers: Extract) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(b"\xff")
    (folder / "c.txt").write_text(TROUBLE)
    result = speakers(".")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert counts(result) == {"China": (1, 1)}
    first, second = result.stderr.splitlines()
    assert first.startswith("claimx: error: ./b.txt: not utf-8: byte 0 (0xff)")
    assert second.startswith("claimx: error: ./c.txt: ValueError: the pipeline does not like")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"schema"', "broken JSON"),
        (dump_line({**ANN.to_dict(), "schema": "claimx/2"}), "is no line of claimx/1"),
        (dump_line({**ANN.to_dict(), "confidence": None}), "is no whole claim"),
    ],
)
def test_a_bad_line_of_claims_is_named_and_the_others_count(
    speakers: Extract, line: str, message: str
) -> None:
    given = lines(ANN) + line + "\n" + lines(ANN)
    result = speakers("--min-confidence", "0.1", stdin=given)
    assert result.exit_code == ExitCode.SOME_FAILED
    assert counts(result) == {"Ann Smith": (2, 1)}
    assert result.stderr.startswith(f"claimx: error: -:2: {message}")


def test_a_document_that_extract_could_not_read_fails_here_too(
    folder: Path, speakers: Extract, extract: Extract
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_bytes(b"\xff")
    extract("a.txt", "b.txt", "--per", "document", "-o", "out.jsonl")
    result = speakers("out.jsonl")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert counts(result) == {"China": (1, 1)}
    assert result.stderr.startswith("claimx: error: b.txt: not utf-8")
