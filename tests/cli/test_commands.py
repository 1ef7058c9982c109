from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import claimx
from claimx.cli import cli

INFO = sys.modules["claimx.cli.info"]
META = {
    "name": "news",
    "version": "1.2",
    "sources": [
        {
            "name": "A treebank",
            "where": "https://example.org/bank",
            "version": "2.1",
            "licence": "CC BY-SA 4.0",
            "sha256": "ab12",
        },
        {"name": "A corpus", "licence": None},
    ],
    "scores": {"dev": {"linked": 66.1}, "speed": "fast"},
}


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_version_is_the_packages() -> None:
    assert run("--version") == f"claimx {claimx.__version__}\n"


@pytest.mark.parametrize("per", ["claim", "document"])
def test_schema_prints_a_json_schema(per: str) -> None:
    Draft202012Validator.check_schema(json.loads(run("schema", "--per", per)))


def test_info_names_versions_data_licences_and_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INFO, "_model_meta", lambda: META)
    output = run("info")
    assert f"claimx       {claimx.__version__}\n" in output
    assert "news 1.2" in output
    assert "␊" not in output
    assert "A treebank 2.1: CC BY-SA 4.0\n    https://example.org/bank\n    ab12" in output
    assert "A corpus: no licence stated" in output
    assert "  dev\n    linked: 66.1\n  speed: fast" in output
    assert json.loads(run("info", "--json"))["model"] == META


@pytest.mark.parametrize("meta", [{}, {"name": "news"}, {"sources": [{}], "scores": {}}])
def test_info_makes_do_with_what_there_is(
    meta: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(INFO, "_model_meta", lambda: meta)
    assert "python" in run("info")


def test_training_refuses_folders_that_are_not_there(tmp_path: Path) -> None:
    args = ["train", "--data", "missing", "--base", str(tmp_path), "--out", str(tmp_path)]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 2
    assert "'missing' does not exist" in result.stderr


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_for_itself_and_each_option(name: str) -> None:
    assert run(name, "-h") == run(name, "--help")
    command = cli.commands[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_an_unexpected_error_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(INFO, "_model_meta", broken)
    result = CliRunner().invoke(cli, ["info"])
    assert result.exit_code == 2
    assert "unexpected RuntimeError: oh" in result.stderr
    assert "Traceback" not in result.stderr
