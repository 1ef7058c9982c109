"""``claimx check`` over the example corpus, to the letter in each output.

``pytest tests/golden --update-golden`` writes all anew; read the difference before it is committed.
Scores and counts, which hang on every single claim, are left out: see ``test_golden.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import claimx
from claimx.check.outputs import OUTPUTS
from claimx.cli import cli
from claimx.errors import ExitCode

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "examples/corpus"
ARGUMENTS = ["articles", "wire.jsonl", "claims.jsonl", "--sources", "transcripts"]
ARGUMENTS += ["--expect", "expected.jsonl", "--ignore", "CX303,CX304"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_output(name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setattr(claimx, "__version__", "1.2.3", raising=False)
    run = CliRunner().invoke(cli, ["check", *ARGUMENTS, "--format", name])
    assert run.exit_code == ExitCode.FINDINGS, run.stderr
    golden = HERE / f"corpus{OUTPUTS[name].suffix or f'.{name}.txt'}"
    if request.config.getoption("--update-golden"):
        golden.write_text(run.stdout, encoding="utf8", newline="\n")
    assert run.stdout == golden.read_text(encoding="utf8")
