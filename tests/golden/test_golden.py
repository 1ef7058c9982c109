"""Whole outputs for the example article, compared to the letter.

``pytest tests/golden --update-golden`` writes them anew; read the difference before it is
committed. The confidence may differ by a hair between processors, so it is compared by
itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimx.cli import cli

HERE = Path(__file__).parent
ARTICLE = HERE.parents[1] / "examples/nato-office.txt"
GOLDENS = {
    "nato-office.jsonl": ["--format", "jsonl"],
    "nato-office.document.jsonl": ["--format", "jsonl", "--per", "document"],
    "nato-office.table.txt": ["--format", "table"],
    "nato-office.text.txt": ["--format", "text"],
}


def extracted(options: list[str]) -> str:
    args = ["extract", "-", "--doc-id", ARTICLE.name, *options]
    run = CliRunner().invoke(
        cli, args, input=ARTICLE.read_bytes(), env={"COLUMNS": "80", "NO_COLOR": "1"}
    )
    assert run.exit_code == 0, run.stderr
    return run.stdout


def split_confidence(text: str) -> tuple[list[Any], list[float]]:
    """The lines without the confidences of their claims, and those."""
    rows, found = [], []
    for line in text.splitlines():
        row = json.loads(line)
        found += [claim.pop("confidence") for claim in row.get("claims", [row])]
        rows.append(row)
    return rows, found


@pytest.mark.parametrize("name", GOLDENS)
def test_output(name: str, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    output = extracted(GOLDENS[name])
    if request.config.getoption("--update-golden"):
        path.write_text(output, encoding="utf8")
    golden = path.read_text(encoding="utf8")
    if not name.endswith(".jsonl"):
        assert output == golden
        return
    (rows, sure), (golden_rows, golden_sure) = split_confidence(output), split_confidence(golden)
    assert rows == golden_rows
    assert sure == pytest.approx(golden_sure, abs=0.05)
