"""CSV and TSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from claimx.records import Document, Failure
from unit.readers.samples import documents, failure, read_all, texts

pytestmark = pytest.mark.usefixtures("folder")


def read_table(data: bytes | str, name: str = "a.csv", **how: Any) -> list[Document | Failure]:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_all(name, **how)


@pytest.mark.parametrize(
    ("name", "how"),
    [("a.csv", {}), ("a.CSV", {}), ("a", {"input_format": "csv"})],
)
def test_a_row_has_a_text_an_id_and_other_columns(name: str, how: dict[str, Any]) -> None:
    data = 'key,body,source,n\n7,"one, two",a paper,01\n'
    assert read_table(data, name, text_field="body", id_field="key", **how) == [
        Document("one, two", "7", {"source": "a paper", "n": "01"})
    ]


@pytest.mark.parametrize("name", ["a.tsv", "a.tab"])
def test_tabs_stand_between_the_cells_of_tsv(name: str) -> None:
    assert read_table("id\ttext\n1\tone, two\n", name) == [Document("one, two", "1")]


def test_standard_input_is_a_table_where_that_is_asked_for() -> None:
    data = b"text,n\none,1\n"
    assert read_all("-", stdin=data, input_format="csv") == [Document("one", "-:2", {"n": "1"})]


def test_a_row_without_an_id_is_called_by_the_line_at_which_it_begins() -> None:
    data = 'id,text\n\n,"one\ntwo"\nx,three\n,four\n'
    assert texts(read_table(data)) == [
        ("a.csv:3", "one\ntwo"),
        ("x", "three"),
        ("a.csv:6", "four"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_ends_a_line(end: str) -> None:
    data = f'text{end}"one{end}{end}two"{end}three'
    assert texts(read_table(data)) == [("a.csv:2", f"one{end}{end}two"), ("a.csv:5", "three")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "latin-1", "cp500"])
def test_whatever_the_encoding(encoding: str) -> None:
    data = 'text,n\r\n"é\nü",1\r\n'.encode(encoding)
    assert read_table(data, encoding=encoding) == [Document("é\nü", "a.csv:2", {"n": "1"})]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert texts(read_table(b"\xef\xbb\xbftext\none\n")) == [("a.csv:2", "one")]


def test_cells_may_be_as_long_as_they_like() -> None:
    text = "word " * 100_000
    assert texts(read_table(f"text\n{text}\n")) == [("a.csv:2", text)]


def test_what_python_writes_comes_back() -> None:
    rows = [("a", 'He said "yes", "no"\nand "maybe"'), ("b", ""), ("c", '"'), ("d", "\r\n,\x00")]
    stream = io.StringIO()
    csv.writer(stream).writerows([("id", "text"), *rows])
    assert texts(read_table(stream.getvalue())) == rows


def test_columns_without_a_name_of_their_own_are_called_by_their_number() -> None:
    (document,) = documents(read_table(" text ,n,,n,text\none,1,2,3,4\n"))
    assert (document.text, document.id) == ("one", "a.csv:2")
    assert document.meta == {"n": "1", "column 3": "2", "column 4": "3", "column 5": "4"}


def test_a_row_may_end_before_the_last_column() -> None:
    assert read_table("text,n,source\none,1\n") == [Document("one", "a.csv:2", {"n": "1"})]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"x", "row ends before column “text” (it has 1 of 2 cells)"),
        (b"x,one,more", "3 cells under a header of 2"),
        (b'x,"one" two', "broken quotation marks: ',' expected after '\"'"),
        (b'x,"one', "broken quotation marks: "),
        (b"x,caf\xe9", "not utf-8: 0xe9 in column “text”"),
        (b"\xff,one", "not utf-8: 0xff in column “id”"),
    ],
)
@pytest.mark.parametrize("rest", [b'y,two\nz,"three"\n', b"y,two\nz,three\n"])
def test_a_broken_row_is_named_by_its_line_and_the_others_go_on(
    row: bytes, reason: str, rest: bytes
) -> None:
    broken, *sound = read_table(b"id,text\n" + row + b"\n" + rest)
    assert failure(broken).doc == "a.csv:2"
    assert failure(broken).message.startswith(f"a.csv:2: {reason}")
    assert texts(sound) == [("y", "two"), ("z", "three")]


def test_a_mark_that_is_never_closed_takes_one_line_with_it() -> None:
    lines = ["text", "one", '"two', *(f"row {number}" for number in range(1000))]
    first, broken, *others = read_table("\n".join(lines))
    assert texts([first]) == [("a.csv:2", "one")]
    assert failure(broken).doc == "a.csv:3"
    assert texts(others) == [(f"a.csv:{number + 4}", f"row {number}") for number in range(1000)]


def test_bytes_that_are_no_text_can_be_replaced() -> None:
    assert texts(read_table(b"text\ncaf\xe9\n", errors="replace")) == [("a.csv:2", "caf\ufffd")]


def test_bytes_that_are_no_text_are_told_in_wide_encodings_too() -> None:
    lone = b"\x00\xd8"
    data = "text\none\n".encode("utf-16") + lone + "\nthree\n".encode("utf-16-le")
    first, broken, third = read_table(data, encoding="utf-16")
    assert texts([first, third]) == [("a.csv:2", "one"), ("a.csv:4", "three")]
    assert failure(broken).message.startswith("a.csv:3: not utf-16: 0x00 in column “text”")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.csv: table is empty (its first row has to name the columns)"),
        (b"\n\n", "a.csv: table is empty (its first row has to name the columns)"),
        (
            b"id,body,texts,n\n1,one,two,3\n",
            "a.csv: no column “text”, but “texts”, “id”, “body”, “n” (name it with --text-field)",
        ),
        (b"TEXT\none\n", "a.csv: no column “text”, but “TEXT” (name it with --text-field)"),
        (b'"text\none\n', "a.csv:1: broken quotation marks: "),
        (b"text,caf\xe9\none,1\n", "a.csv:1: not utf-8: 0xe9 in column “caf\ufffd”"),
    ],
)
def test_a_table_without_a_column_of_texts_is_one_failure(data: bytes, message: str) -> None:
    (broken,) = read_table(data)
    assert failure(broken).doc == "a.csv"
    assert failure(broken).message.startswith(message)


def test_of_many_columns_some_are_told() -> None:
    header = ",".join(f"c{number}" for number in range(30))
    (broken,) = read_table(header)
    assert "“c11” and 18 more" in failure(broken).message


def test_an_encoding_that_does_not_begin_so_is_one_failure() -> None:
    (broken,) = read_table("text\none\n".encode("utf-16-le"), encoding="utf-16")
    assert failure(broken).code == "decoding"
    assert failure(broken).message.startswith("a.csv: not utf-16: ")
