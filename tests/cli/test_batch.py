"""``claimx extract`` into a folder of shards, begun and gone on with."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.batch.engine import ENGINES
from claimx.cli import cli
from claimx.errors import ExitCode
from conftest import Extract, Rows
from samples import result_files as files


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes: ``test_batch_processes.py`` has those."""
    monkeypatch.setitem(ENGINES, "local", "inline_engine")


def status(*args: str) -> Result:
    return CliRunner().invoke(cli, ["status", *args])


@pytest.mark.usefixtures("documents")
def test_a_folder_gets_shards_and_failures(folder: Path, extract: Extract, rows: Rows) -> None:
    result = extract("documents.jsonl", "-o", "out/", "--shard-size", "12")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stdout == ""
    found = files(folder / "out")
    assert list(found) == ["failures.jsonl", *(f"part-0000{n}.jsonl.gz" for n in range(3))]
    first = rows(gzip.decompress(found["part-00000.jsonl.gz"]).decode())
    assert [row["id"] for row in first[:2]] == ["documents.jsonl:1#1", "documents.jsonl:2#1"]
    assert [row["meta"]["n"] for row in first] == [n for n in range(12) if n != 4]
    failures = rows(found["failures.jsonl"].decode(), per="document")
    assert [(row["doc"], row["error"]["code"]) for row in failures] == [
        ("documents.jsonl:5", "line"),
        ("bad", "processing"),
    ]
    assert "claimx: error: bad: " in result.stderr
    assert "30 documents, 28 claims, 2 failed (out/failures.jsonl)" in result.stderr


@pytest.mark.usefixtures("documents")
def test_only_what_is_missing_is_done_again(folder: Path, extract: Extract) -> None:
    arguments = ("documents.jsonl", "-o", "out/", "--shard-size", "10")
    extract(*arguments)
    whole = files(folder / "out")
    lost = folder / "out/part-00001.jsonl.gz"
    lost.unlink()
    kept = folder / "out/part-00000.jsonl.gz"
    before = kept.stat()
    result = extract(*arguments, "--resume")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert files(folder / "out") == whole
    assert kept.stat() == before


@pytest.mark.usefixtures("documents")
def test_a_run_is_not_begun_twice(folder: Path, extract: Extract) -> None:
    assert extract("documents.jsonl", "-o", "out/").exit_code == ExitCode.SOME_FAILED
    result = extract("documents.jsonl", "-o", "out/")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "out: holds a run already (--resume goes on with it, --force" in result.stderr
    result = extract("documents.jsonl", "-o", "out/", "--force", "--compress", "none")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert list(files(folder / "out")) == [
        "failures.jsonl",
        *(f"part-0000{n}.jsonl" for n in range(3)),
    ]


@pytest.mark.usefixtures("documents")
def test_nothing_is_removed_for_what_cannot_run(folder: Path, extract: Extract) -> None:
    extract("documents.jsonl", "-o", "out/")
    before = files(folder / "out")
    assert extract("-", "-o", "out/", "--force", stdin="x").exit_code == ExitCode.CANNOT_RUN
    assert files(folder / "out") == before != {}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("--min-confidence", "0.5"), "option min_confidence was 0.0, is 0.5"),
        (("--act", "deny"), "option acts was none, is 'deny'"),
        (("--compress", "none"), "format of parts was .jsonl.gz, is .jsonl"),
        (("--shard-size", "7"), "shard size was 10, is 7"),
        (("more.txt",), "1 inputs were there, 2 are given"),
    ],
)
@pytest.mark.usefixtures("documents")
def test_another_run_is_refused_with_what_is_different(
    folder: Path, extract: Extract, changed: tuple[str, ...], told: str
) -> None:
    (folder / "more.txt").write_text("Ann said so.")
    extract("documents.jsonl", "-o", "out/")
    before = files(folder / "out")
    result = extract("documents.jsonl", "-o", "out/", "--resume", *changed)
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert told in result.stderr
    assert "begin anew with --force" in result.stderr
    assert files(folder / "out") == before


def test_a_changed_input_is_refused(documents: Path, extract: Extract) -> None:
    extract("documents.jsonl", "-o", "out/")
    with documents.open("a") as lines:
        lines.write('{"text": "Ann said more."}\n')
    result = extract("documents.jsonl", "-o", "out/", "--resume")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "input documents.jsonl has changed" in result.stderr


def test_an_input_that_changes_while_it_is_read_is_told(
    documents: Path, extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(*_: object) -> None:
        os.utime(documents, (1, 1))

    monkeypatch.setattr("claimx.cli._pace.Progress.set", touch)
    result = extract("documents.jsonl", "-o", "out/")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "input documents.jsonl has changed while it was read" in result.stderr


def test_a_folder_with_other_files_is_left_alone(documents: Path, extract: Extract) -> None:
    other = documents.parent / "out" / "thesis.txt"
    other.parent.mkdir()
    other.write_text("mine")
    for force in ((), ("--force",)):
        result = extract("documents.jsonl", "-o", "out", *force)
        assert result.exit_code == ExitCode.CANNOT_RUN
        assert "is not empty, there is thesis.txt" in result.stderr
    assert other.read_text() == "mine"


@pytest.mark.usefixtures("documents")
def test_shares_of_the_work_come_together(folder: Path, extract: Extract) -> None:
    extract("documents.jsonl", "-o", "whole/", "--shard-size", "4")
    for number in (3, 1, 2):
        assert not (folder / "out/failures.jsonl").exists()
        result = extract(
            "documents.jsonl", "-o", "out/", "--shard-size", "4", "--shard", f"{number}/3"
        )
        assert result.exit_code in (ExitCode.OK, ExitCode.SOME_FAILED)
    assert files(folder / "out") == files(folder / "whole")


@pytest.mark.usefixtures("documents")
def test_status_tells_how_far_it_is(folder: Path, extract: Extract) -> None:
    extract("documents.jsonl", "-o", "out/", "--shard-size", "10", "--shard", "1/3")
    found = json.loads(status("out", "--format", "json").stdout)
    assert (found["documents"], found["done"], found["failed"], found["missing"]) == (30, 10, 1, 20)
    assert found["shards"] == {"all": 3, "done": 1, "running": 0}
    assert found["seconds_left"] is None
    text = status("out").stdout
    assert "shards       1 of 3, 0 running" in text
    (folder / "none").mkdir()
    result = status("none")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "none: holds no run" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--resume",), "--resume needs --output FOLDER/"),
        (("-o", "x.jsonl", "--shard", "1/2"), "--shard needs --output FOLDER/"),
        (("--engine", "dask"), "--engine dask needs --output FOLDER/"),
        (("-o", "out/", "--format", "table"), "--format table is to be read"),
        (("-o", "out/", "--shard", "3/2"), "'3/2' is not I/N"),
        (("-o", "out/", "--failures", "x"), "failures.jsonl in the output folder"),
        (("-o", "out/", "--force", "--resume"), "--force begins anew"),
        (("-o", "out/", "--scheduler", "tcp://x:1"), "--scheduler needs --engine dask"),
        (("-o", "out/", "--format", "brat", "--compress", "gz"), "--format brat is not packed"),
    ],
)
def test_what_does_not_go_together_is_told(
    documents: Path, extract: Extract, arguments: tuple[str, ...], told: str
) -> None:
    result = extract(documents.name, *arguments)
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert told in result.stderr
    assert not (documents.parent / "out").exists()


def test_standard_input_cannot_be_cut_into_shards(folder: Path, extract: Extract) -> None:
    result = extract("-", "-o", "out/", stdin="Ann said so.")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "standard input" in result.stderr
    assert not files(folder / "out")


@pytest.mark.usefixtures("documents")
def test_a_missing_extra_says_what_mends_it(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = extract("documents.jsonl", "-o", "out/", "--engine", "dask")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "pip install 'claimx[dask]'" in result.stderr
