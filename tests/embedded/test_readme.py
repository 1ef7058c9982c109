"""What the README shows is what the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from claimx.cli import cli

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf8")
CONSOLE = re.compile(
    r"```console\n\$ cat \S+\n(?P<text>.*?)\n\$ claimx extract \S+\n(?P<table>.*?)```", re.DOTALL
)


def block() -> re.Match[str]:
    found = CONSOLE.search(README)
    assert found is not None
    return found


def test_the_table_is_printed_by_the_command() -> None:
    env = {"COLUMNS": "80", "NO_COLOR": "1"}
    text = block()["text"] + "\n"
    run = CliRunner().invoke(cli, ["extract", "--format", "table"], input=text, env=env)
    printed = [line.rstrip() for line in run.stdout.splitlines()]
    assert "\n".join(printed).strip() == block()["table"].strip()


def test_the_line_is_one_of_the_examples() -> None:
    shown = json.loads(re.search(r"```json\n(.*?)\n```", README, re.DOTALL).group(1))  # type: ignore[union-attr]
    article = Path(__file__).parents[2] / "examples/nato-office.txt"
    args = ["extract", "-", "--doc-id", article.name, "--format", "jsonl"]
    run = CliRunner().invoke(cli, args, input=article.read_bytes())
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    for row in (shown, *rows):  # these hang on the last bits of a processor's scores
        del row["confidence"], row["id"]
    assert shown in rows
