from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

import claimx.formats.parquet as ours
from claimx.errors import DocumentError, MissingExtraError
from claimx.formats import create_writer, read_results
from claimx.formats.flat import COLUMNS
from claimx.records import Document, Failure, Result
from samples import TEXT, claim
from unit.formats.made import back, written

RESULT = Result(Document(TEXT, "a.txt", {"source": "a paper"}), (claim(),))


def table(data: bytes) -> Any:
    return parquet.read_table(io.BytesIO(data))


def test_columns_have_names_and_types() -> None:
    found = table(written("parquet", RESULT))
    types = {"string": "string", "json": "string", "integer": "int64", "number": "double"}
    assert {field.name: str(field.type) for field in found.schema} == {
        column.name: types[column.type] for column in COLUMNS
    }
    assert found.schema.metadata[b"claimx"] == b"claimx/1"
    assert found["speaker_name"].to_pylist() == ["Ann Smith"]
    assert found["cue_start"].to_pylist() == [3]
    assert found["speaker_confidence"].to_pylist() == [None]


def test_a_file_without_claims_has_all_columns() -> None:
    found = table(written("parquet"))
    assert (found.num_rows, found.num_columns) == (0, len(COLUMNS))


def test_claims_are_written_by_and_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "ROWS", 2)
    stream = io.BytesIO()
    writer = create_writer("parquet", stream)
    sizes = []
    for number in range(5):
        writer.write(Result(RESULT.document, (replace(claim(), id=str(number)),)))
        sizes.append(stream.tell())
    assert sizes[1] > sizes[0]
    assert sizes[3] > sizes[2] == sizes[1]
    writer.close()
    assert not stream.closed
    assert parquet.ParquetFile(io.BytesIO(stream.getvalue())).num_row_groups == 3
    path = tmp_path / "claims.parquet"
    path.write_bytes(stream.getvalue())
    (found,) = read_results("parquet", path)
    assert isinstance(found, Result)
    assert [item.id for item in found] == [*"01234"]


def test_a_pipe_is_written_which_does_not_know_how_far_it_is() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        writer = create_writer("parquet", stream)
        writer.write(RESULT)
        writer.close()
    with os.fdopen(reading, "rb") as stream:
        assert table(stream.read()).num_rows == 1


def test_a_writer_that_is_thrown_away_says_nothing() -> None:
    code = (
        "import io; from claimx.formats import create_writer\n"
        "stream = io.BytesIO(); writer = create_writer('parquet', stream); stream.close()\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_broken_row_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    found = table(written("parquet", RESULT, RESULT))
    acts = found.schema.get_field_index("act")
    parquet.write_table(found.set_column(acts, found.schema.field("act"), [["sing", "deny"]]), path)
    failure, result = read_results("parquet", path)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(f"{path}: row 1: is no whole claim")
    assert result == back("parquet", RESULT)[0]


def test_a_file_that_lacks_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    parquet.write_table(table(written("parquet", RESULT)).drop_columns(["act", "doc"]), path)
    with pytest.raises(DocumentError, match=r"claims\.parquet: lacks the columns doc, act"):
        list(read_results("parquet", path))


def test_without_pyarrow_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"Parquet needs .*claimx\[parquet\]"):
        create_writer("parquet", io.BytesIO())
    with pytest.raises(MissingExtraError, match="Parquet needs"):
        list(read_results("parquet", Path("claims.parquet")))
