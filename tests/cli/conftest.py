"""Fixtures of the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.cli import cli
from conftest import Extract


@pytest.fixture
def speakers(model: Path) -> Extract:
    """``claimx speakers`` in this process."""

    def run(
        *args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None
    ) -> Result:
        return CliRunner().invoke(cli, ["speakers", "--model", str(model), *args], stdin, env=env)

    return run
