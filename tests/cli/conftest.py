"""Fixtures of the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.cli import cli
from conftest import Extract


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
