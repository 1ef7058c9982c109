"""Fixtures of the tests of commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.cli import cli
from conftest import Extract
from fake_pipeline import TROUBLE

COUNT = 30


def _command(name: str, model: Path) -> Extract:
    def run(
        *args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None
    ) -> Result:
        return CliRunner().invoke(cli, [name, "--model", str(model), *args], stdin, env=env)

    return run


@pytest.fixture
def speakers(model: Path) -> Extract:
    """``claimx speakers`` in this process."""
    return _command("speakers", model)


@pytest.fixture
def positions(model: Path) -> Extract:
    """``claimx positions`` in this process."""
    return _command("positions", model)


@pytest.fixture
def documents(folder: Path) -> Path:
    """Thirty documents, of which one is broken and one brings the pipeline to grief."""
    lines = [json.dumps({"text": f"Hayashi said it is day {n}.", "n": n}) for n in range(COUNT)]
    lines[4] = '{"text":'
    lines[17] = json.dumps({"text": TROUBLE, "id": "bad"})
    path = folder / "documents.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path
