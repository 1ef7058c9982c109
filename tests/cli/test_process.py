"""What only a process of its own can show: imports, pipes, signals, terminals."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimx.errors import ExitCode
from conftest import Command, Rows

LINE = json.dumps({"text": "Hayashi said the air was harsh."}).encode() + b"\n"
HEAVY = ("spacy", "onnxruntime", "numpy", "rich", "torch")


def python(code: str) -> str:
    env = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["extract", "--help"], ["schema"]])
def test_help_and_version_import_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\nfrom claimx.cli import cli\n"
        f"cli({args!r}, standalone_mode=False)\n"
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    assert python(code).splitlines()[-1] == "heavy: []"


def test_the_library_imports_nothing_heavy_until_it_is_used() -> None:
    code = (
        "import sys, claimx\n"
        "claimx.Document('text'), claimx.Claim, claimx.Result, claimx.ClaimxError, claimx.load\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), set(claimx.__all__) <= set(dir(claimx)))"
    )
    assert python(code) == "[] True\n"


def test_python_m_claimx_is_the_command() -> None:
    env = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    command = [sys.executable, "-m", "claimx", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    assert done.stdout.startswith("claimx ")


def test_a_closed_pipe_ends_it_silently(folder: Path, process: Command) -> None:
    (folder / "many.jsonl").write_bytes(LINE * 5000)
    running = process("many.jsonl", cwd=folder)
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline().startswith(b'{"schema"')
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(30) == ExitCode.CLOSED_PIPE


def test_claims_come_out_while_the_input_is_open_and_ctrl_c_ends_it(
    process: Command, rows: Rows
) -> None:
    running = process()
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(LINE)
    running.stdin.flush()
    (row,) = rows([running.stdout.readline().decode()])
    assert row["id"] == "-:1#1"
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in errors


def on_terminal(process: Command, *args: str, folder: Path, **elsewhere: Any) -> str:
    """What the command sends to a terminal of 80 columns, all streams but those elsewhere."""
    outer, inner = pty.openpty()
    streams = {**dict.fromkeys(("stdin", "stdout", "stderr"), inner), **elsewhere}
    running = process(*args, cwd=folder, env={"COLUMNS": "80"}, **streams)
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
    assert running.wait(30) == ExitCode.OK
    return output.decode()


def test_nothing_given_at_a_terminal_prints_the_help(folder: Path, process: Command) -> None:
    output = on_terminal(process, folder=folder)
    assert output.startswith("Usage: claimx extract")


def test_a_terminal_gets_a_coloured_table(folder: Path, process: Command) -> None:
    (folder / "a.txt").write_text("China denied it \x07was told.")
    output = on_terminal(process, "a.txt", folder=folder)
    assert "✗ deny" in output
    assert "\x1b[" in output
    assert "\x07" not in output


def test_many_documents_have_a_progress_bar_on_stderr(folder: Path, process: Command) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("China denied it was told.")
    args = ("a.txt", "b.txt", "-o", "out.jsonl")
    output = on_terminal(process, *args, folder=folder)
    assert "documents" in output
    assert "2/2" in output
    assert (folder / "out.jsonl").read_text("utf-8").count("\n") == 2
    assert on_terminal(process, *args, "--force", "--quiet", folder=folder) == ""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_traceback(folder: Path, closed: str) -> None:
    command = f"{sys.executable} -m claimx extract missing.txt {closed}"
    env = {**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env=env, cwd=folder
    )
    assert done.returncode == ExitCode.CANNOT_RUN
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_full_disk_is_told(folder: Path, process: Command) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (folder / "a.txt").write_text("China denied it was told.")
    with Path("/dev/full").open("wb") as full:
        running = process("a.txt", stdout=full, cwd=folder)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == ExitCode.CANNOT_RUN
    assert errors == b"claimx: error: No space left on device\n"


def test_the_shell_can_complete_it() -> None:
    code = "from claimx.cli import main; main()"
    paths = ":".join(filter(None, sys.path))
    env = {**os.environ, "PYTHONPATH": paths, "_CLAIMX_COMPLETE": "zsh_source"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert "compdef _claimx_completion claimx" in done.stdout
