"""Where ``claimx positions`` writes, and what only a process of its own can show."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from claimx.errors import ExitCode
from conftest import TESTS, Extract
from unit.contrasts.samples import stands
from unit.register.samples import lines

PLAN = "the harbour plan"
FAVOR = stands("a.txt#1", PLAN, stance="favor")
AGAINST = stands("b.txt#1", PLAN, stance="against")
# For a fresh interpreter, in which no other test has imported anything.
WITHOUT_SPACY = """
import sys
from claimx.cli import cli
cli(["positions", *sys.argv[1:]], standalone_mode=False)
heavy = {"spacy", "onnxruntime", "numpy", "rich"} & set(sys.modules)
assert not heavy, heavy
"""
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COMMAND = "from claimx.cli import main; main()"
ENVIRONMENT = {
    "PYTHONPATH": ":".join(filter(None, [str(TESTS), *sys.path])),
    "TERM": "xterm",
}


def python(code: str, *args: str) -> list[str]:
    return [sys.executable, "-c", code, *args]


def test_the_output_file_is_written_whole_and_not_overwritten(
    folder: Path, positions: Extract
) -> None:
    result = positions("-o", "out.csv", "--format", "csv", stdin=lines(FAVOR, AGAINST))
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")
    written = (folder / "out.csv").read_text("utf-8")
    assert written.splitlines()[2].endswith('"against, was favor in a.txt#1: the harbour plan"')
    refused = positions("-o", "out.csv", stdin=lines(FAVOR))
    assert refused.exit_code == ExitCode.CANNOT_RUN
    assert "out.csv: is there already (--force overwrites it)" in refused.stderr
    assert (folder / "out.csv").read_text("utf-8") == written
    assert positions("-o", "out.csv", "--force", stdin=lines(FAVOR)).exit_code == ExitCode.OK
    # The suffix names the format.
    header, row = (folder / "out.csv").read_text("utf-8").splitlines()
    assert "a.txt#1" in row.split(",")
    assert "id" in header.split(",")
    assert [path.name for path in folder.iterdir()] == ["out.csv"]


def test_a_file_may_be_written_over_itself(folder: Path, positions: Extract) -> None:
    claims = folder / "claims.jsonl"
    claims.write_text(lines(FAVOR, AGAINST))
    assert positions("claims.jsonl", "-o", "claims.jsonl", "--force").exit_code == ExitCode.OK
    found = [json.loads(line)["contrasts"] for line in claims.read_text("utf-8").splitlines()]
    assert [len(contrasts) for contrasts in found] == [0, 1]


def test_the_output_file_stays_as_it_was_when_work_breaks_off(
    folder: Path, positions: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimx.run.to_result", interrupted)
    (folder / "out.jsonl").write_text("old")
    (folder / "claims.jsonl").write_text(lines(FAVOR))
    (folder / "a.txt").write_text("Hayashi said yes.")
    result = positions("claims.jsonl", "a.txt", "-o", "out.jsonl", "--force")
    assert (result.exit_code, result.stdout) == (ExitCode.INTERRUPTED, "")
    assert (folder / "out.jsonl").read_text() == "old"


def test_a_dash_is_standard_output(folder: Path, positions: Extract) -> None:
    assert json.loads(positions("-o", "-", stdin=lines(FAVOR)).stdout)["id"] == "a.txt#1"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_lines_of_claims_need_no_model_and_no_spacy(folder: Path, name: str) -> None:
    (folder / "claims.jsonl").write_text(lines(FAVOR, AGAINST))
    args = ("claims.jsonl", "--format", name, "--contrasts", "--speaker", "Smith")
    command = python(WITHOUT_SPACY, *args)
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "b.txt#1" in done.stdout


def test_a_closed_pipe_ends_it_silently(folder: Path) -> None:
    (folder / "many.jsonl").write_text(lines(FAVOR, AGAINST) * 1000)
    command = python(COMMAND, "positions", "many.jsonl")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=pipe, stderr=pipe) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b'{"schema"')
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == ExitCode.CLOSED_PIPE


def test_claims_come_out_while_the_input_is_open() -> None:
    command = python(COMMAND, "positions", "-")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ENVIRONMENT, stdin=pipe, stdout=pipe) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(lines(FAVOR, AGAINST).encode())
        running.stdin.flush()
        assert select.select([running.stdout], [], [], 30)[0]
        assert json.loads(running.stdout.readline())["id"] == "a.txt#1"
        rest, _ = running.communicate(timeout=30)
        assert json.loads(rest)["id"] == "b.txt#1"
        assert running.returncode == ExitCode.OK


def on_terminal(*args: str, columns: int) -> str:
    """What the command sends to a terminal of so many columns."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, columns))
    command = python(COMMAND, "positions", *args)
    with subprocess.Popen(command, env=ENVIRONMENT, stdin=inner, stdout=inner, stderr=inner) as run:
        os.close(inner)
        output = b""
        while select.select([outer], [], [], 30)[0]:
            try:
                piece = os.read(outer, 65536)
            except OSError:  # what Linux says when the other side is closed
                break
            if not piece:
                break
            output += piece
        os.close(outer)
        assert run.wait(30) == ExitCode.OK
    return output.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (100, "certain ↔ against, was favor in a.txt#1: the harbour plan"),
        (80, "certain ↔ against, was favor in a.txt#1: the"),
        (59, "#1 Ann Smith · assert, certain, against"),
    ],
)
def test_a_terminal_gets_a_coloured_table_of_its_width(
    folder: Path, columns: int, line: str
) -> None:
    (folder / "claims.jsonl").write_text(lines(FAVOR, AGAINST))
    output = on_terminal("claims.jsonl", columns=columns)
    assert "\x1b[33m↔ against" in output
    plain = [" ".join(ANSI.sub("", row).split()) for row in output.splitlines()]
    assert line in plain
    assert max(len(ANSI.sub("", row)) for row in output.splitlines()) <= columns


def test_many_documents_have_a_progress_bar_on_stderr(folder: Path) -> None:
    (folder / "claims.jsonl").write_text(lines(FAVOR, AGAINST))
    args = ("claims.jsonl", "-o", "out.jsonl")
    assert "2/?" in on_terminal(*args, columns=80)
    assert (folder / "out.jsonl").read_text("utf-8").count("\n") == 2
    assert on_terminal(*args, "--force", "--quiet", columns=80) == ""


def test_nothing_given_at_a_terminal_prints_the_help() -> None:
    assert on_terminal(columns=80).startswith("Usage: claimx positions")
