"""The corpus in ``examples/``: every rule fires in it once, and once does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimx.check.rules import RULES
from claimx.cli import cli
from claimx.errors import ExitCode

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
WITH = ["--sources", "transcripts", "--expect", "expected.jsonl", "--baseline", "known.json"]
#: What fires, by where it does; all else in the corpus is a near miss.
FIRES = {
    ("CX101", "articles/latin.txt"),
    ("CX102", "articles/empty.txt"),
    ("CX103", "wire-1"),
    ("CX104", "articles/dam.txt"),
    ("CX105", "articles/dam-late.txt"),
    ("CX106", "articles/marks.txt"),
    ("CX107", "articles/marks-mixed.txt"),
    ("CX108", "articles/cut.txt"),
    ("CX109", "articles/tail.txt"),
    ("CX201", "articles/floating.txt"),
    ("CX202", "articles/voices.txt"),
    ("CX203", "articles/voices.txt"),
    ("CX204", "articles/one-voice.txt"),
    ("CX205", "articles/voices.txt"),
    ("CX206", "notes/pool.txt"),
    ("CX207", "articles/quote-b.txt"),
    ("CX208", "articles/edited.txt"),
    ("CX301", "articles/dam.txt"),
    ("CX302", "articles/dam.txt"),
    ("CX303", ""),
    ("CX304", ""),
}


def test_every_rule_fires_where_it_should_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS)
    args = ["check", "articles", "wire.jsonl", "claims.jsonl", "--format", "jsonl", *WITH]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == ExitCode.FINDINGS, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {(row["code"], row["doc"]) for row in rows} == FIRES
    assert {code for code, _ in FIRES} == set(RULES)
    assert not result.stderr
