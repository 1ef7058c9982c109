"""Whole outputs for the example article.

What the model finds is compared claim by claim: the last bits of its scores differ between
processors, and with them the confidence by a few hundredths, and now and then a claim that it
is not sure of. How claims are written is compared to the letter, from the stored ones.

``pytest tests/golden --update-golden`` writes all anew; read the difference before it is
committed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimx.cli import cli
from claimx.records import Result

HERE = Path(__file__).parent
ARTICLE = HERE.parents[1] / "examples/nato-office.txt"
STORED = HERE / "nato-office.document.jsonl"
GOLDENS = {
    STORED.name: ["--format", "jsonl", "--per", "document"],
    "nato-office.jsonl": ["--format", "jsonl"],
    "nato-office.table.txt": ["--format", "table"],
    "nato-office.text.txt": ["--format", "text"],
}
#: A claim of at least this confidence is found on every processor.
SURE = 0.66


def extracted(options: list[str]) -> str:
    args = ["extract", "-", "--doc-id", ARTICLE.name, *options]
    run = CliRunner().invoke(
        cli, args, input=ARTICLE.read_bytes(), env={"COLUMNS": "80", "NO_COLOR": "1"}
    )
    assert run.exit_code == 0, run.stderr
    return run.stdout


def sure_claims(document: str) -> list[dict[str, Any]]:
    """The claims of a line that are sure, without their numbers, which count the others too."""
    claims = [claim for claim in json.loads(document)["claims"] if claim["confidence"] >= SURE]
    return [{**claim, "id": "", "within": bool(claim["within"])} for claim in claims]


def without_confidence(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**claim, "confidence": 0} for claim in claims]


def test_the_model_finds_what_it_found(request: pytest.FixtureRequest) -> None:
    output = extracted(GOLDENS[STORED.name])
    if request.config.getoption("--update-golden"):
        STORED.write_text(output, encoding="utf8")
    found, stored = sure_claims(output), sure_claims(STORED.read_text(encoding="utf8"))
    assert len(stored) > 10
    assert without_confidence(found) == without_confidence(stored)
    expected = pytest.approx([claim["confidence"] for claim in stored], abs=0.05)
    assert [claim["confidence"] for claim in found] == expected


@pytest.mark.parametrize("name", GOLDENS)
def test_output(name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    row = json.loads(STORED.read_text(encoding="utf8"))
    result = Result.from_dict(row, ARTICLE.read_text(encoding="utf8"))
    monkeypatch.setattr("claimx.run.extract_stream", lambda *_, **__: [result])
    output = extracted(GOLDENS[name])
    if request.config.getoption("--update-golden"):
        (HERE / name).write_text(output, encoding="utf8")
    assert output == (HERE / name).read_text(encoding="utf8")
