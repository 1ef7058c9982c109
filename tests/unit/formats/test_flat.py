"""A claim as a row of columns, and what is made of rows that programs for tables have changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from claimx.errors import LineError
from claimx.formats.flat import COLUMNS, Cell, from_flat, to_flat
from claimx.records import Claim, Position, Result, Speaker, TextSpan
from samples import TEXT, claim
from unit.formats.made import results

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "json": str,
    "integer": int,
    "number": (int, float),
}


def changed(**cells: Cell) -> dict[str, Cell]:
    return {**to_flat(claim()), **cells}


def test_scalars_have_a_column_each_and_all_else_is_json() -> None:
    row = to_flat(claim())
    assert row | {"speaker_name": "Ann Smith", "cue_lemma": "deny", "act": "deny"} == row
    assert (row["content_text"], row["content_start"], row["content_end"]) == (
        "“the charge” … left",
        10,
        31,
    )
    assert (row["sentence_start"], row["sentence_end"], row["within"]) == (0, 32, "a.txt#7")
    assert json.loads(str(row["quotes"])) == [{"text": "the charge", "start": 11, "end": 21}]
    assert json.loads(str(row["meta"])) == {"source": "a paper"}
    assert row["exact"] is None


def test_what_is_not_there_is_none() -> None:
    bare = replace(claim(), speaker=Speaker(), cue=None, position=Position(), within=None)
    row = to_flat(bare)
    assert [name for name, cell in row.items() if cell is None] == [
        column.name for column in COLUMNS if column.nullable
    ]
    assert from_flat(row, "here") == bare


@settings(deadline=None, max_examples=40)
@given(result=results(least=1))
def test_every_cell_is_of_its_columns_type_and_utf8_can_hold_it(result: Result) -> None:
    for item in result:
        row = to_flat(item)
        assert list(row) == [column.name for column in COLUMNS]
        for column in COLUMNS:
            cell = row[column.name]
            assert isinstance(cell, TYPES[column.type]) or (cell is None and column.nullable)
            str(cell).encode()
        assert from_flat(row, "here") == item


def test_what_a_column_cannot_hold_stands_in_exact() -> None:
    odd = replace(claim(), id="a\ud800", within="", speaker=Speaker("He", 0, 2, "", "mayor"))
    row = to_flat(odd)
    assert (row["id"], row["within"], row["speaker_name"]) == ("a\ufffd", "", "")
    assert json.loads(str(row["exact"])) == {"id": "a\ud800", "within": "", "speaker_name": ""}
    assert from_flat({**row, "within": None, "speaker_name": None}, "here") == odd


def test_a_claim_is_read_back_from_its_spans() -> None:
    assert (
        from_flat(changed(content_text="x", content_start=None, speaker_end="2"), "here") == claim()
    )
    span = [{"text": "left", "start": 27, "end": 31}]
    found = from_flat(changed(content_spans=json.dumps(span)), "here")
    assert found.content.spans == (TextSpan.of(TEXT, 27, 31),)


@pytest.mark.parametrize(
    ("cells", "same"),
    [
        ({"cue_start": "3", "confidence": "0.93"}, True),
        ({"cue_start": 3.0, "speaker_end": "2.0"}, True),
        ({"speaker_confidence": float("nan"), "speaker_evidence_start": float("nan")}, True),
        ({"exact": float("nan"), "other": "column"}, True),
        ({"within": ""}, False),
    ],
)
def test_what_programs_for_tables_make_of_cells_is_understood(
    cells: dict[str, Cell], same: bool
) -> None:
    expected: Claim = claim() if same else replace(claim(), within=None)
    assert from_flat(changed(**cells), "here") == expected


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"cue_start": "three"}, "is no claim: cue_start: could not convert"),
        ({"cue_start": 3.5}, "is no claim: cue_start: is no whole number: 3.5"),
        ({"cue_start": None}, "is no whole claim"),
        ({"confidence": ""}, "is no claim: confidence: is empty"),
        ({"confidence": "inf"}, "is no claim: confidence: is inf"),
        ({"content_spans": "[]"}, "is no whole claim"),
        ({"content_spans": None}, "is no claim: content_spans: is empty"),
        ({"quotes": "[{]"}, "is no claim: quotes: "),
        ({"meta": "[]"}, "is no whole claim"),
        ({"exact": "[1]"}, "is no claim"),
        ({"act": "sing"}, "is no whole claim"),
        ({"speaker_via": "hearsay"}, "is no whole claim"),
        ({"doc": None}, "is no whole claim"),
    ],
)
def test_a_value_that_is_not_sound_is_refused_by_its_row(
    cells: dict[str, Cell], message: str
) -> None:
    with pytest.raises(LineError, match=f"^here: {message}"):
        from_flat(changed(**cells), "here")


def test_a_row_that_lacks_a_column_is_refused() -> None:
    row = to_flat(claim())
    del row["act"]
    with pytest.raises(LineError, match=r"^here: has no column 'act'"):
        from_flat(row, "here")
