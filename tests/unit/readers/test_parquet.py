from __future__ import annotations

import datetime
import decimal
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimx.records import Document, Failure
from unit.readers.samples import documents, failure, read_all, texts

pytestmark = pytest.mark.usefixtures("folder")


def write(columns: dict[str, Any], name: str = "a.parquet", **how: Any) -> None:
    pq.write_table(pa.table(columns), name, **how)


def read_columns(columns: dict[str, Any], **how: Any) -> list[Document | Failure]:
    write(columns)
    return read_all("a.parquet", **how)


def test_a_row_has_a_text_an_id_and_other_columns() -> None:
    columns = {"key": [7, 8], "body": ["one", "two"], "source": ["a paper", None]}
    assert read_columns(columns, text_field="body", id_field="key") == [
        Document("one", "7", {"source": "a paper"}),
        Document("two", "8", {"source": None}),
    ]


def test_a_row_without_an_id_is_called_by_its_number() -> None:
    columns = {"text": ["one", "two"], "id": [None, "x"]}
    assert texts(read_columns(columns)) == [("a.parquet:1", "one"), ("x", "two")]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary("int8", "string")])
def test_texts_are_of_these_types(kind: Any) -> None:
    column = pa.array(["one", "", "\ufefftwo", "one"]).cast(kind)
    assert [text for _, text in texts(read_columns({"text": column}))] == ["one", "", "two", "one"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([1]), 1),
        (pa.array([1.5]), 1.5),
        (pa.array([float("nan")]), None),
        (pa.array([float("inf")]), None),
        (pa.array([True]), True),
        (pa.nulls(1), None),
        (pa.array([datetime.date(2024, 5, 1)]), "2024-05-01"),
        (pa.array([datetime.time(12, 30)]), "12:30:00"),
        (pa.array([datetime.datetime(2024, 5, 1, 12)]), "2024-05-01T12:00:00"),
        (pa.array([0], pa.timestamp("s", "UTC")), "1970-01-01T00:00:00+00:00"),
        (pa.array([1], pa.timestamp("ns")), "1970-01-01T00:00:00.000000001"),
        (pa.array([datetime.timedelta(minutes=1.5)]), 90.0),
        (pa.array([decimal.Decimal("1.50")]), "1.50"),
        (pa.array([b"\x00\xff"]), "AP8="),
        (pa.array([[1.5, None, float("nan")]]), [1.5, None, None]),
        (pa.array([{"a": [{"b": datetime.date(2024, 5, 1)}]}]), {"a": [{"b": "2024-05-01"}]}),
        (pa.array([[("k", 1)]], pa.map_("string", "int8")), [["k", 1]]),
        (pa.array(["a"]).dictionary_encode(), "a"),
    ],
    ids=str,
)
def test_other_columns_are_what_json_can_hold(column: Any, expected: Any) -> None:
    (document,) = documents(read_columns({"text": ["one"], "m": column}))
    assert document.meta == {"m": expected}
    json.dumps(document.meta, allow_nan=False)


def test_a_row_without_a_text_is_a_failure() -> None:
    first, empty, third = read_columns({"text": ["one", None, "three"]})
    assert texts([first, third]) == [("a.parquet:1", "one"), ("a.parquet:3", "three")]
    assert failure(empty).message == "a.parquet:2: no text in column “text”"


def test_an_id_that_is_none_is_a_failure() -> None:
    (broken,) = read_columns({"text": ["one"], "id": [[1]]})
    assert failure(broken).message == "a.parquet:1: field “id” is no string or number"


def test_text_that_is_no_utf8_is_a_failure_or_replaced() -> None:
    column = pa.array([b"one", b"caf\xe9"]).view("string")
    sound, broken = read_columns({"text": column})
    assert texts([sound]) == [("a.parquet:1", "one")]
    assert failure(broken).code == "decoding"
    assert failure(broken).message.startswith("a.parquet:2: not utf-8: byte 3 (0xe9)")
    assert [text for _, text in texts(read_columns({"text": column}, errors="replace"))] == [
        "one",
        "caf\ufffd",
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"texts": ["one"]}, "no column “text”, but “texts” (name it with --text-field)"),
        ({"text": [1]}, "column “text” holds int64, no texts (name another with --text-field)"),
        ({"text": [b"one"]}, "column “text” holds binary, no texts"),
        ({"text": [["one"]]}, "column “text” holds list<"),
    ],
)
def test_a_file_without_a_column_of_texts_is_one_failure(
    columns: dict[str, Any], message: str
) -> None:
    (broken,) = read_columns(columns)
    assert failure(broken).doc == "a.parquet"
    assert failure(broken).message.startswith(f"a.parquet: {message}")


@pytest.mark.parametrize("cut", [0, 10, -20, -4])
def test_a_file_that_breaks_off_is_one_failure(folder: Path, cut: int) -> None:
    write({"text": ["one"] * 1000})
    path = folder / "a.parquet"
    path.write_bytes(path.read_bytes()[:cut])
    (broken,) = read_all("a.parquet")
    assert failure(broken).doc == "a.parquet"
    assert failure(broken).message.startswith("a.parquet: cannot be read: ")


def test_many_rows_in_many_groups() -> None:
    write({"text": [f"text {number}" for number in range(1000)]}, row_group_size=130)
    assert texts(read_all("a.parquet")) == [
        (f"a.parquet:{number + 1}", f"text {number}") for number in range(1000)
    ]


def broken_group(path: Path, *, group: int, rows: int, row_group_size: int) -> None:
    """Write ``path`` with bytes in the middle of one of its groups that are none of it."""
    write(
        {"text": [f"text {n:09}" for n in range(rows)]},
        str(path),
        row_group_size=row_group_size,
        use_dictionary=False,
        compression="zstd",
    )
    column = pq.ParquetFile(path).metadata.row_group(group).column(0)
    begin, size = column.data_page_offset, column.total_compressed_size
    data = bytearray(path.read_bytes())
    data[begin : begin + size] = b"\xff" * size
    path.write_bytes(data)


def test_rows_of_a_group_that_is_broken_fail_and_the_next_group_goes_on(folder: Path) -> None:
    broken_group(folder / "a.parquet", group=1, rows=300, row_group_size=100)
    found = read_all("a.parquet")
    assert len(found) == 300
    assert texts(found[:100])[-1] == ("a.parquet:100", "text 000000099")
    for number, item in enumerate(found[100:200], start=101):
        assert failure(item).doc == f"a.parquet:{number}"
        assert failure(item).message.startswith(f"a.parquet:{number}: cannot be read: ")
    assert texts(found[200:])[0] == ("a.parquet:201", "text 000000200")


def test_standard_input_and_packed_files_are_read_too(folder: Path) -> None:
    write({"text": ["one"]})
    data = (folder / "a.parquet").read_bytes()
    assert texts(read_all("-", stdin=data, input_format="parquet")) == [("-:1", "one")]
    (folder / "b.parquet.gz").write_bytes(gzip.compress(data))
    assert texts(read_all("b.parquet.gz")) == [("b.parquet.gz:1", "one")]


def test_a_file_without_rows_holds_nothing() -> None:
    assert read_columns({"text": pa.array([], "string")}) == []
