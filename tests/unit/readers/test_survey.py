"""Sources that are looked through once and read in pieces."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimx.errors import InputError
from claimx.readers import ReadOptions, Source, find_sources, read
from claimx.readers.survey import Mark, Survey, read_from, survey
from unit.readers.samples import failure, texts


def look(name: str, *, first: int = 0, every: int = 0) -> Survey:
    return survey(Source(name), ReadOptions(), first=first, every=every)


def test_marks_are_where_they_are_asked_for(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "0"}\n\n{"text": "1"}\n{"text": "2"}\n')
    assert look("a.jsonl") == Survey(3)
    assert look("a.jsonl", every=2) == Survey(3, (Mark(0), Mark(2, 3, 29)))
    assert look("a.jsonl", first=1, every=5) == Survey(3, (Mark(1, 2, 15),))
    assert look("a.jsonl", first=3, every=1) == Survey(3)


def test_a_piece_is_what_is_read_at_once_from_there_on(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "0"}\n\n{"text": \n{"text": "2"}\n')
    broken, last = read_from(Source("a.jsonl"), ReadOptions(), Mark(1, 1, 14))
    assert failure(broken).doc == "a.jsonl:3"
    assert texts([last]) == [("a.jsonl:4", "2")]


def test_unpacked_json_lines_are_sought_not_read(folder: Path) -> None:
    # What stands before the mark is no JSON any more; nobody looks.
    (folder / "a.jsonl").write_bytes(b"?" * 14 + b'{"text": "1"}\n')
    assert texts(list(read_from(Source("a.jsonl"), ReadOptions(), Mark(1, 1, 14)))) == [
        ("a.jsonl:2", "1")
    ]


@pytest.mark.parametrize("name", ["a.txt", "missing.txt", "a.txt.gz"])
def test_a_text_is_one_and_is_not_opened(name: str) -> None:
    assert look(name, every=1) == Survey(1, (Mark(0),))


def test_a_source_that_is_gone_is_one_failure() -> None:
    assert look("missing.jsonl", every=1) == Survey(1, (Mark(0),))
    assert look("missing.csv") == look("missing.parquet") == Survey(1)


def test_a_source_that_breaks_off_has_a_failure_at_its_end(folder: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % (number * 7919) for number in range(100_000))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-500])
    whole = list(read([Source("a.jsonl.gz")], ReadOptions()))
    found = look("a.jsonl.gz", first=len(whole) - 1, every=1)
    assert found.documents == len(whole)
    assert list(read_from(Source("a.jsonl.gz"), ReadOptions(), found.marks[0])) == whole[-1:]


def test_rows_over_several_lines_are_counted_as_rows(folder: Path) -> None:
    (folder / "a.csv").write_text('text\n"1\n1"\n\n2\n"3\n')
    found = look("a.csv", every=1)
    assert found == Survey(3, (Mark(0, 1), Mark(1, 4), Mark(2, 5)))
    assert texts(list(read_from(Source("a.csv"), ReadOptions(), found.marks[1]))[:1]) == [
        ("a.csv:5", "2")
    ]


def test_parquet_is_counted_by_what_it_says_of_itself(folder: Path) -> None:
    table = pa.table({"text": [str(number) for number in range(1000)]})
    pq.write_table(table, folder / "a.parquet", row_group_size=300)
    found = look("a.parquet", first=450, every=500)
    assert found == Survey(1000, (Mark(450), Mark(950)))
    first, *_ = texts(list(read_from(Source("a.parquet"), ReadOptions(), found.marks[0])))
    assert first == ("a.parquet:451", "450")


def test_a_remote_source_is_looked_through_too(folder: Path, server: str) -> None:
    (folder / "a.jsonl").write_text('{"text": "0"}\n\n{"text": "1"}\n')
    (source,) = find_sources([f"{server}/a.jsonl"])
    found = survey(source, ReadOptions(), every=1)
    assert found == Survey(2, (Mark(0), Mark(1, 2)))
    assert texts(list(read_from(source, ReadOptions(), found.marks[1]))) == [
        (f"{server}/a.jsonl:3", "1")
    ]


def test_standard_input_cannot_be_read_twice() -> None:
    with pytest.raises(InputError, match="-: standard input cannot be read twice"):
        survey(Source("-", "stdin"), ReadOptions(), every=1)


def test_what_is_surveyed_crosses_processes() -> None:
    things = (Source("a.jsonl"), ReadOptions(), Mark(3, 4, 5))
    assert pickle.loads(pickle.dumps(things)) == things
