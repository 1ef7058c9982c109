"""What the commands take: packed and remote files, tables, patterns and lists."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimx.errors import ExitCode
from conftest import Extract, Rows

SAID = "Hayashi said yes."
DENIED = "China denied it."


def ids(rows: Rows, result: Any) -> list[str]:
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    return [row["doc"] for row in rows(result.stdout)]


def test_a_table_gives_claims_with_its_columns(folder: Path, extract: Extract, rows: Rows) -> None:
    (folder / "news.csv").write_text(f'id,body,paper\nx,"{SAID}",Times\n,{DENIED},\n')
    first, second = rows(extract("news.csv", "--text-field", "body").stdout)
    assert (first["doc"], first["meta"]) == ("x", {"paper": "Times"})
    assert (second["doc"], second["meta"]) == ("news.csv:3", {"paper": ""})


def test_parquet_gives_claims_with_its_columns(folder: Path, extract: Extract, rows: Rows) -> None:
    columns = {"url": ["x", None], "text": [SAID, DENIED], "n": [float("nan"), 2.5]}
    pq.write_table(pa.table(columns), folder / "news.parquet")
    first, second = rows(extract("news.parquet", "--id-field", "url").stdout)
    assert (first["doc"], first["meta"]) == ("x", {"n": None})
    assert (second["doc"], second["meta"]) == ("news.parquet:2", {"n": 2.5})


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["news/*.txt"], ["news/a.txt", "news/b.txt"]),
        (["news/**/*.txt"], ["news/a.txt", "news/b.txt", "news/old/c.txt"]),
        (["--files-from", "list"], ["news/old/c.txt", "news/a.txt"]),
        (["news/b.txt", "--files-from", "list"], ["news/b.txt", "news/old/c.txt", "news/a.txt"]),
        (["--files-from", "list0", "--null"], ["news/b.txt", "news/a.txt"]),
        (["--files-from", "list0", "-0"], ["news/b.txt", "news/a.txt"]),
    ],
)
def test_texts_are_found_by_patterns_and_lists(
    folder: Path, extract: Extract, rows: Rows, args: list[str], expected: list[str]
) -> None:
    (folder / "news/old").mkdir(parents=True)
    for name in ("news/a.txt", "news/b.txt", "news/old/c.txt"):
        (folder / name).write_text(SAID)
    (folder / "list").write_text("news/old/c.txt\n\nnews/a.txt\n")
    (folder / "list0").write_bytes(b"news/b.txt\0news/a.txt\0")
    assert ids(rows, extract(*args)) == expected


def test_a_list_may_be_standard_input_and_standard_input_in_a_list(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.txt").write_text(SAID)
    (folder / "list").write_text("a.txt\n-\n")
    assert ids(rows, extract("--files-from", "-", stdin="a.txt\n")) == ["a.txt"]
    assert ids(rows, extract("--files-from", "list", stdin=DENIED)) == ["a.txt", "-"]


def test_a_folder_is_searched_for_packed_texts_too(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.txt").write_text(SAID)
    (folder / "b.txt.gz").write_bytes(gzip.compress(DENIED.encode()))
    (folder / "c.jsonl").write_text("")
    assert ids(rows, extract(".")) == ["./a.txt", "./b.txt.gz"]


def test_a_broken_row_is_named_and_the_others_come_out(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.csv").write_bytes(b"text\ncaf\xe9\n" + SAID.encode() + b"\nx,y\n")
    result = extract("a.csv")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert [row["doc"] for row in rows(result.stdout)] == ["a.csv:3"]
    assert "a.csv:2: not utf-8: 0xe9 in column “text”" in result.stderr
    assert "a.csv:4: 2 cells under a header of 1" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"txet,id\n", "a.csv: no column “text”, but “txet”, “id” (name it with"),
        ("a.parquet", b"PAR1", "a.parquet: cannot be read: "),
        ("a.jsonl.zst", b"plain", "a.jsonl.zst: cannot be read: "),
    ],
)
def test_a_source_that_cannot_be_read_fails_alone(
    folder: Path, extract: Extract, rows: Rows, name: str, content: bytes, message: str
) -> None:
    (folder / name).write_bytes(content)
    (folder / "b.txt").write_text(SAID)
    result = extract(name, "b.txt")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert [row["doc"] for row in rows(result.stdout)] == ["b.txt"]
    assert result.stderr.startswith(f"claimx: error: {message}")
    assert "Traceback" not in result.stderr


def test_a_url_that_cannot_be_reached_fails_alone(extract: Extract, rows: Rows) -> None:
    result = extract("http://127.0.0.1:9/a.txt", "-", stdin=SAID, env={"NO_PROXY": "*"})
    assert result.exit_code == ExitCode.SOME_FAILED
    assert [row["doc"] for row in rows(result.stdout)] == ["-"]
    assert "error: http://127.0.0.1:9/a.txt: cannot be read: " in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["*.tsv"], "*.tsv: matches no file or folder"),
        (["--files-from", "missing"], "File 'missing' does not exist"),
        (["--files-from", "list"], "list:2: b.txt: no such file or folder"),
        (["--files-from", "empty"], "empty: list holds no path"),
        (["--files-from", "-"], "-: list holds no path"),
        (["-", "--files-from", "-"], "standard input is named more than once"),
        (["a.txt", "--null"], "--null says how a list is parted"),
        (["gopher://a.txt"], "nothing is known that reads gopher"),
        (["--files-from", "only", "a.csv", "--doc-id", "x"], "--doc-id names one text"),
        (["a.csv", "--doc-id", "x"], "--doc-id names one text"),
        (["a.txt", "--input-format", "xml"], "'xml' is not one of"),
    ],
)
def test_what_cannot_run_is_told_before_work_begins(
    folder: Path, extract: Extract, args: list[str], message: str
) -> None:
    for name, content in {"a.txt": SAID, "a.csv": "text\n", "list": "a.txt\nb.txt\n"}.items():
        (folder / name).write_text(content)
    (folder / "only").write_text("a.txt")
    (folder / "empty").write_text("\n")
    result = extract(*args)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("path", "module", "extra"),
    [
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.txt.zst", "zstandard", "zstd"),
        ("s3://bucket/a.txt", "smart_open.transport", "remote"),
    ],
)
def test_a_missing_package_is_told_before_work_begins(
    folder: Path,
    extract: Extract,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    module: str,
    extra: str,
) -> None:
    (folder / "a.txt").write_text(SAID)
    for name in ("a.parquet", "a.txt.zst"):
        (folder / name).write_bytes(b"")
    monkeypatch.setitem(sys.modules, module, None)
    result = extract("a.txt", path)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert f"pip install 'claimx[{extra}]'" in result.stderr


def test_speakers_and_positions_take_lists_and_tables_too(
    folder: Path, speakers: Extract, positions: Extract, extract: Extract
) -> None:
    (folder / "a.csv").write_text(f"text\n{SAID}\n")
    (folder / "claims.jsonl").write_text(extract(stdin=DENIED).stdout)
    for command in (speakers, positions):
        result = command("--files-from", "-", stdin="a.csv\nclaims.jsonl\n")
        assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
        assert "Hayashi" in result.stdout
        assert "China" in result.stdout
