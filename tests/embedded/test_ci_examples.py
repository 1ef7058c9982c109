"""What is given to be copied into other projects, as far as it runs without their services."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped, unused-ignore]
from click.testing import CliRunner

from claimx.cli import cli
from claimx.errors import ExitCode

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "examples/corpus"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf8"))


def test_the_steps_of_the_action_are_commands_that_run(tmp_path: Path) -> None:
    (job,) = read(ROOT / "examples/check.yml")["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands[0].startswith("pip install")
    beside = Path(sys.executable).parent
    summary = tmp_path / "summary.md"
    env = {
        **os.environ,
        "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    # As GitHub runs them, where the texts are.
    run = subprocess.run(
        ["bash", "-e", "-c", commands[-1]], cwd=CORPUS, env=env, capture_output=True, text=True
    )
    assert run.returncode == ExitCode.FINDINGS, run.stderr
    assert "::error file=articles/latin.txt" in run.stdout
    assert "| CX108 |" in summary.read_text(encoding="utf8")


def test_the_hook_is_a_command_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = read(ROOT / ".pre-commit-hooks.yaml")
    command: list[str] = [*hook["entry"].split(), *hook["args"]]
    assert command[0] == "claimx"
    arguments = command[1:]
    monkeypatch.chdir(CORPUS)
    # pre-commit puts the names of the files that changed behind.
    found = CliRunner().invoke(cli, [*arguments, "articles/dam.txt"])
    assert found.exit_code == ExitCode.OK, found.output
    found = CliRunner().invoke(cli, [*arguments, "articles/dam.txt", "articles/cut.txt"])
    assert found.exit_code == ExitCode.FINDINGS
    assert "CX108" in found.output
