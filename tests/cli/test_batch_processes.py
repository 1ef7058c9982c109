"""``claimx extract`` with real processes: the same results, and what becomes of those that die."""

from __future__ import annotations

import gzip
import json
import signal
import time
from pathlib import Path

import pytest
from click.testing import Result

from claimx.errors import ExitCode
from conftest import Command, Extract, Rows
from fake_pipeline import KILLER, SLOW
from samples import result_files as files


@pytest.mark.usefixtures("documents")
def test_the_files_are_the_same_with_however_many_processes(folder: Path, extract: Extract) -> None:
    for jobs in ("1", "3"):
        extract("documents.jsonl", "-o", f"out-{jobs}/", "--jobs", jobs)
    assert files(folder / "out-1") == files(folder / "out-3") != {}


def errors(result: Result) -> list[str]:
    """What went wrong; beside it there may be a line that says how far it is."""
    return [line for line in result.stderr.splitlines() if line.startswith("claimx: error")]


@pytest.mark.parametrize(
    "form", [("--format", "table"), ("--per", "document"), ("--format", "csv")]
)
@pytest.mark.usefixtures("documents")
def test_a_stream_is_the_same_with_several_processes(
    extract: Extract, form: tuple[str, ...]
) -> None:
    one, two = (extract("documents.jsonl", *form, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.exit_code == two.exit_code == ExitCode.SOME_FAILED
    assert one.stdout == two.stdout != ""
    assert errors(one) == errors(two) != []


@pytest.mark.parametrize("output", [("-o", "out/"), ("-o", "out.jsonl", "--failures", "bad.jsonl")])
def test_a_document_that_kills_its_process_is_set_aside(
    folder: Path, extract: Extract, rows: Rows, output: tuple[str, ...]
) -> None:
    texts = ["Hayashi said yes.", KILLER, "China denied it.", "Smith said no."]
    (folder / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
    result = extract("a.jsonl", "--jobs", "2", *output)
    assert result.exit_code == ExitCode.SOME_FAILED
    failures = folder / ("out/failures.jsonl" if output[1] == "out/" else "bad.jsonl")
    (failure,) = rows(failures.read_text(), per="document")
    assert (failure["doc"], failure["error"]["code"]) == ("a.jsonl:2", "killed")
    assert "a.jsonl:2: set aside" in result.stderr
    kept = (
        (folder / "out.jsonl").read_bytes()
        if output[1] == "out.jsonl"
        else gzip.decompress((folder / "out/part-00000.jsonl.gz").read_bytes())
    )
    assert [row["doc"] for row in rows(kept.decode())] == [f"a.jsonl:{n}" for n in (1, 3, 4)]


@pytest.mark.usefixtures("documents")
def test_dask_gives_the_same_files(folder: Path, extract: Extract) -> None:
    extract("documents.jsonl", "-o", "out/", "--shard-size", "4")
    extract(
        "documents.jsonl", "-o", "dask/", "--shard-size", "4", "--engine", "dask", "--jobs", "2"
    )
    assert files(folder / "dask") == files(folder / "out") != {}


def test_ctrl_c_ends_it_and_it_can_be_resumed(folder: Path, process: Command) -> None:
    lines = [json.dumps({"text": f"Hayashi said {SLOW}."})] * 60
    (folder / "a.jsonl").write_text("\n".join(lines))
    arguments = ("a.jsonl", "-o", "out/", "--jobs", "2", "--shard-size", "5")
    running = process(*arguments, cwd=folder)
    while not list((folder).glob("out/part-*")):
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in errors
    assert len(files(folder / "out")) < 12
    assert process(*arguments, "--resume", cwd=folder).wait(60) == ExitCode.OK
    assert len(files(folder / "out")) == 13
