"""Whatever the input: read in pieces it is what it is read at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.readers import InputFormat, ReadOptions, find_sources, read
from claimx.readers.survey import read_from, survey
from claimx.records import Document, Failure
from unit.readers.samples import PACK

Item = Document | Failure

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
JSON_LINES = st.one_of(
    TEXT.map(lambda text: json.dumps({"text": text, "n": 1})),
    TEXT.map(lambda text: json.dumps({"id": text, "text": text}, ensure_ascii=False)),
    st.sampled_from(["", " ", "{", '{"text": 5}', '{"text": "one"} {', "[]", "\ufeff", "\x85"]),
)
CELLS = st.sampled_from(["", "one", "é", '"', '""', '"a,b"', '"a\nb"', '"a\r\n\r\nb"', '"a"b', " "])
ROWS = st.lists(CELLS, max_size=4).map(",".join)
HEADERS = st.sampled_from(["text", "id,text", "id,text,n", "body", '"text', ""])
ENDS = st.sampled_from(["\n", "\r\n"])
BYTES = st.sampled_from([b"", b"\xff", b"\xe9\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "latin-1"])


@st.composite
def joined(draw: st.DrawFn, lines: st.SearchStrategy[str], *first: st.SearchStrategy[str]) -> str:
    """Lines with their ends; the last may lack its own."""
    found = [draw(line) for line in first] + draw(st.lists(lines, max_size=12))
    text = "".join(line + draw(ENDS) for line in found)
    return text if draw(st.booleans()) else text.removesuffix("\n").removesuffix("\r")


@st.composite
def files(
    draw: st.DrawFn, texts: st.SearchStrategy[str], kind: InputFormat
) -> tuple[str, bytes, ReadOptions]:
    """Name, bytes and options: any encoding, some bytes that are no text, packed, cut off."""
    encoding = draw(ENCODINGS)
    data = draw(texts).encode(encoding, "replace")
    place = draw(st.integers(0, len(data)))
    data = data[:place] + draw(BYTES) + data[place:]
    packing = draw(st.sampled_from(list(PACK)))
    packed = PACK[packing](data)
    cut = draw(st.sampled_from([0, 0, 0, 1, 9])) if packing else 0
    options = ReadOptions(encoding=encoding, input_format=kind)
    return f"a{packing}", packed[: len(packed) - cut], options


def check(name: str, options: ReadOptions, first: int, every: int) -> None:
    (source,) = find_sources([name])
    whole = list(read([source], options))
    found = survey(source, options, first=first, every=every)
    assert found.documents == len(whole)
    assert [mark.documents for mark in found.marks] == list(range(first, len(whole), every))
    for mark in found.marks:
        assert list(read_from(source, options, mark)) == whole[mark.documents :]


@pytest.fixture(scope="module")
def check_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    folder = tmp_path_factory.mktemp("pieces")

    def write_and_check(name: str, data: bytes, options: ReadOptions, *marks: int) -> None:
        path = folder / name
        path.write_bytes(data)
        check(str(path), options, *marks)

    return write_and_check


FIRST, EVERY = st.integers(0, 5), st.integers(1, 4)


@settings(deadline=None)
@given(file=files(joined(JSON_LINES), "jsonl"), first=FIRST, every=EVERY)
def test_json_lines(check_file: Callable[..., None], file: Any, first: int, every: int) -> None:
    check_file(*file, first, every)


@settings(deadline=None)
@given(file=files(joined(ROWS, HEADERS), "csv"), first=FIRST, every=EVERY)
def test_tables(check_file: Callable[..., None], file: Any, first: int, every: int) -> None:
    check_file(*file, first, every)


@settings(deadline=None)
@given(file=files(joined(TEXT), "text"), first=FIRST, every=EVERY)
def test_texts(check_file: Callable[..., None], file: Any, first: int, every: int) -> None:
    check_file(*file, first, every)


@settings(deadline=None)
@given(
    texts=st.lists(TEXT | st.none(), max_size=300),
    group=st.integers(1, 200),
    first=st.integers(0, 200),
    every=st.integers(30, 200),
    broken=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=2),
)
def test_parquet(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str | None],
    group: int,
    first: int,
    every: int,
    broken: list[tuple[float, int]],
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "a.parquet"
    pq.write_table(pa.table({"text": pa.array(texts, "string")}), path, row_group_size=group)
    data = bytearray(path.read_bytes())
    for place, byte in broken:
        data[int(place * len(data))] = byte
    path.write_bytes(data)
    check(str(path), ReadOptions(), first, every)
