"""Each example runs, and says what it should."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SAYS = {
    "library.py": "Yoshimasa Hayashi (deny, negative)",
    "stream.py": "{'desk': 'labour'}",
    "spacy_pipeline.py": "Anna Berg",
    "columns.py": "Yoshimasa Hayashi denied",
    "slurm.sh": "1 of 1, 0 running",
    "own_pipeline.py": "('Acme Corp.', 'BRAND')",
    "check.sh": "with the baseline: exit code 0",
    "shell.sh": "Yoshimasa Hayashi denies:",
}


def test_every_example_is_run() -> None:
    assert set(SAYS) == {path.name for path in EXAMPLES.iterdir() if path.suffix in (".py", ".sh")}


@pytest.mark.parametrize("name", SAYS)
def test_example(name: str) -> None:
    program = ["sh"] if name.endswith(".sh") else [sys.executable]
    beside = Path(sys.executable).parent  # where the command claimx is installed
    env = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        [*program, str(EXAMPLES / name)], capture_output=True, text=True, encoding="utf8", env=env
    )
    assert run.returncode == 0, run.stderr
    assert SAYS[name] in run.stdout
