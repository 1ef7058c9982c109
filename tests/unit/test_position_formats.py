from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from claimx.contrasts import PositionedClaim
from claimx.formats.positions import COLUMNS, POSITION_FORMATS, in_words
from claimx.records import Claim
from claimx.schema import Line, line_schema
from unit.contrasts.samples import ITEMS, compared, odd, stands

# A line is one of extract, too.
LINES: tuple[Line, ...] = ("position", "claim")
ACTIVE = "\x1b[2J\x9b31m\x07\u202e\x00"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def written(name: str, *items: PositionedClaim, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    POSITION_FORMATS[name](iter(items), stream)
    return stream.getvalue()


def cells(output: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(output, newline="")))


def test_json_lines_are_those_of_extract_with_one_more_key() -> None:
    validators = [Draft202012Validator(line_schema(line)) for line in LINES]
    rows = [json.loads(line) for line in written("jsonl", *ITEMS).splitlines()]
    for row, item in zip(rows, ITEMS, strict=True):
        for validator in validators:
            validator.validate(row)
        assert list(row) == [*item.claim.to_dict(), "contrasts"]
        assert Claim.from_dict(row) == item.claim
    assert [len(row["contrasts"]) for row in rows] == [0, 1, 0]
    assert rows[1]["contrasts"] == [
        {
            "field": "stance",
            "value": "against",
            "other": "favor",
            "doc": "a.txt",
            "id": "a.txt#1",
            "span": {"text": "the [NATO] office", "start": 0, "end": 17},
            "other_span": {"text": "the [NATO] office", "start": 0, "end": 17},
        }
    ]


def test_csv_has_a_column_for_each_field_of_the_position() -> None:
    header, *rows = cells(written("csv", *ITEMS))
    assert header == list(COLUMNS)
    _, second, third = (dict(zip(header, row, strict=True)) for row in rows)
    assert second == {
        "doc": "b :smile:.txt",
        "id": "b :smile:.txt#12",
        "speaker": "Ann Smith",
        "name": "Ann Smith",
        "role": "mayor",
        "act": "oppose",
        "polarity": "positive",
        "certainty": "certain",
        "stance": "against",
        "framing": "neutral",
        "target": "the [NATO] office",
        "content": "the [NATO] office, “which” is dear",
        "contrasts": "against, was favor in a.txt#1: the [NATO] office",
    }
    empty = ["speaker", "name", "role", "target", "contrasts"]
    assert [key for key, value in third.items() if not value] == empty


def test_several_contrasts_are_one_cell() -> None:
    plan = "the harbour plan"
    both = compared(
        stands("a#1", plan, stance="favor"),
        stands("b#2", plan, stance="against", polarity="negative"),
    )[1]
    assert in_words(both.contrasts[0]) == "against, was favor in a#1: the harbour plan"
    assert cells(written("csv", both))[1][-1] == (
        "against, was favor in a#1: the harbour plan; "
        "negative, was positive in a#1: the harbour plan"
    )


def test_csv_keeps_each_claim_together_and_ends_its_lines_as_a_text_does() -> None:
    item = PositionedClaim(stands("a#1", None, 'it "rained",\nhe said'))
    output = written("csv", item)
    assert "\r" not in output
    assert cells(output)[1][-2] == 'it "rained",\nhe said'


def test_csv_is_always_text_that_utf_8_can_hold() -> None:
    _, row = cells(written("csv", odd("\ud800")).encode().decode())
    assert row[:5] == ["a\ufffd", "a\ufffd#1", "she\ufffd", "Ann\ufffd", "mayor\ufffd"]
    assert row[-1] == "against, was favor in z\ufffd#1: plan\ufffd"


@pytest.mark.parametrize(("name", "lines"), [("jsonl", [1, 2, 3]), ("csv", [2, 3, 4])])
def test_a_claim_is_written_before_the_next_is_read(name: str, lines: list[int]) -> None:
    stream = io.StringIO()
    seen = []

    def items() -> Iterator[PositionedClaim]:
        for item in ITEMS:
            yield item
            seen.append(len(stream.getvalue().splitlines()))

    POSITION_FORMATS[name](items(), stream)
    assert seen == lines


@pytest.mark.parametrize("name", POSITION_FORMATS)
@pytest.mark.parametrize("width", ["80", "40"])
def test_control_characters_are_never_sent_to_a_terminal(
    name: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    output = ANSI.sub("", written(name, odd(ACTIVE), stream=Terminal()))
    assert not set(output) & set(ACTIVE) - set("[2J31m")
    for word in ("Ann", "mayor", "plan", "so"):
        assert word in output


def test_a_file_of_json_lines_or_csv_has_them_as_they_are() -> None:
    assert cells(written("csv", odd("\x9b")))[1][3] == "Ann\x9b"
    assert json.loads(written("jsonl", odd("\x9b")))["speaker"]["name"] == "Ann\x9b"


@pytest.mark.parametrize(
    ("name", "output"),
    [("jsonl", ""), ("csv", ",".join(COLUMNS) + "\n"), ("table", "no claims found\n")],
)
def test_no_claims_are_written_too(name: str, output: str) -> None:
    assert written(name) == output
