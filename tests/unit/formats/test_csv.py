from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from claimx.errors import DocumentError
from claimx.formats import create_writer, read_results
from claimx.formats.flat import COLUMNS
from claimx.records import Claim, Document, Failure, Result, Speaker
from samples import TEXT, claim
from unit.formats.made import back, written

HEADER = ",".join(column.name for column in COLUMNS)


def result(*claims: Claim) -> Result:
    return Result(Document(TEXT, "a.txt", {"source": "a paper"}), claims)


def called(name: str) -> Result:
    """A claim of somebody of that name."""
    return result(replace(claim(), speaker=Speaker("He", 0, 2, name)))


def read(path: Path, content: str | bytes) -> list[Result | Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_results("csv", path))


def test_a_claim_is_a_row_below_the_names_of_the_columns() -> None:
    header, row, end = written("csv", result(claim())).decode().split("\n")
    assert header == HEADER
    assert row.startswith("a.txt,a.txt#1,He,0,2,Ann Smith,the mayor,person,pronoun,,,,,denied,3,9,")
    assert row.endswith(',"{""source"":""a paper""}",')
    assert end == ""


def test_the_header_is_there_without_claims_too() -> None:
    assert written("csv") == f"{HEADER}\n".encode()


@pytest.mark.parametrize(
    "name", ["a,b", 'so "called"', "a\nb", "a\rb", "a\r\nb", "=1+1", "@x", " a ", "\x00", "\x1b[2J"]
)
def test_values_stand_as_they_are(name: str) -> None:
    data = written("csv", called(name))
    (row,) = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert row["speaker_name"] == name
    assert b"\r\n" not in data or name == "a\r\nb"
    (found,) = back("csv", called(name))
    assert isinstance(found, Result)
    assert found.claims[0].speaker.name == name


def test_a_terminal_gets_nothing_that_it_would_act_on() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    create_writer("csv", stream).write(called("A\x1b[2J\nB"))
    row = stream.getvalue().split("\n")[1]
    assert "A␛[2J␊B" in row


def test_a_field_may_be_long() -> None:
    (found,) = back("csv", called("x" * 200_000))
    assert isinstance(found, Result)
    assert len(found.claims[0].speaker.name or "") == 200_000


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", result(claim())).decode(), newline="")))
    turned = [[*reversed(row), "more"] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(turned)
    (found,) = read(tmp_path / "claims.csv", "\ufeff" + out.getvalue())
    assert isinstance(found, Result)
    assert found.claims == (claim(),)


def test_a_file_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    data = written("csv", result(claim())).decode().replace(",act,", ",deed,")
    with pytest.raises(DocumentError, match=r"claims\.csv: lacks the columns act"):
        read(tmp_path / "claims.csv", data)


def test_a_broken_row_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    header, row = written("csv", result(claim())).decode().splitlines()
    broken = row.replace(",deny,", ",sing,")
    items = read(path, "\n".join([header, broken, "", "a,b", row + ",more", row, ""]))
    assert [item.doc for item in items[:3] if isinstance(item, Failure)] == [
        f"{path}:{number}" for number in (2, 4, 5)
    ]
    (found,) = items[3:]
    assert isinstance(found, Result)
    assert found.claims == (claim(),)


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (b'"a\n', r"claims\.csv:3: broken CSV: unexpected end of data"),
        (b'"a"b,c\n', r"claims\.csv:3: broken CSV: "),
        (b"\xff\n", r"claims\.csv: not utf-8"),
    ],
)
def test_what_is_no_csv_is_told(tmp_path: Path, end: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read(tmp_path / "claims.csv", written("csv", result(claim())) + end)
