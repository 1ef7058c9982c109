from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from claimx.formats.speakers import SPEAKER_FORMATS
from claimx.formats.speakers_table import speaker_cell
from claimx.records import ACTS, STANCES
from claimx.register import RegisteredSpeaker
from claimx.schema import line_schema

ANN = RegisteredSpeaker(
    id="Q1",
    name="Ann [bold] Smith",
    kind="person",
    roles=("mayor", 'chair of "Harrow; Leeds"'),
    aliases=("Smith", "the mayor, who left"),
    doc="a :smile: text.txt",
    documents=2,
    claims=5,
    acts={"assert": 3, "deny": 2},
    stances={"against": 4, "favor": 1},
)
OFFICIALS = RegisteredSpeaker(
    id=None,
    name=None,
    kind="unknown",
    roles=(),
    aliases=(":smile: officials", "they"),
    doc="b.txt",
    documents=1,
    claims=1,
    acts={"warn": 1},
    stances={"neutral": 1},
)
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


def written(name: str, *speakers: RegisteredSpeaker, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    SPEAKER_FORMATS[name](iter(speakers), stream)
    return stream.getvalue()


def cells(output: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(output, newline="")))


def test_json_lines_are_of_the_schema_a_speaker_each() -> None:
    validator = Draft202012Validator(line_schema("speaker"))
    rows = [json.loads(line) for line in written("jsonl", ANN, OFFICIALS).splitlines()]
    for row, speaker in zip(rows, (ANN, OFFICIALS), strict=True):
        validator.validate(row)
        assert list(row) == list(speaker.to_dict())
    assert rows == [ANN.to_dict(), OFFICIALS.to_dict()]


def test_csv_has_a_column_for_each_field_act_and_stance() -> None:
    header, *rows = cells(written("csv", ANN, OFFICIALS))
    own = ["id", "name", "kind", "roles", "aliases", "doc", "documents", "claims"]
    assert header == [*own, *ACTS, *STANCES]
    first, second = (dict(zip(header, row, strict=True)) for row in rows)
    assert [first[key] for key in own] == [
        "Q1",
        "Ann [bold] Smith",
        "person",
        'mayor; chair of "Harrow; Leeds"',
        "Smith; the mayor, who left",
        "a :smile: text.txt",
        "2",
        "5",
    ]
    counts = {key: value for key, value in first.items() if key not in own and value != "0"}
    assert counts == {"assert": "3", "deny": "2", "against": "4", "favor": "1"}
    assert (second["id"], second["name"], second["roles"]) == ("", "", "")
    assert (second["warn"], second["neutral"], second["deny"]) == ("1", "1", "0")


def test_csv_lines_end_as_those_of_a_text_do() -> None:
    output = written("csv", ANN, OFFICIALS)
    assert "\r" not in output
    assert output.count("\n") == 3


def test_csv_is_always_text_that_utf_8_can_hold() -> None:
    broken = replace(ANN, id="\udfff", name="Ann \ud800", roles=("mayor \ud800",))
    _, row = cells(written("csv", broken).encode().decode())
    assert row[:4] == ["\ufffd", "Ann \ufffd", "person", "mayor \ufffd"]


@pytest.mark.parametrize("width", [200, 80, 60, 59, 40, 20])
def test_the_table_folds_to_the_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = written("table", ANN, OFFICIALS).splitlines()
    assert max(map(len, lines)) <= width
    # Words break where a column is narrower than they are.
    letters = "".join("".join(lines).split())
    for word in ("Smith", "mayor", "deny", "against"):
        assert word in letters


def test_the_table_says_who_how_often_and_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    output = written("table", ANN, OFFICIALS)
    assert output.split("\n")[1].split() == ["Speaker", "Claims", "Texts", "Acts", "Stances"]
    lines = [line.rstrip() for line in output.splitlines()]
    first = next(line for line in lines if "Ann" in line)
    assert " ".join(first.split()) == "Ann [bold] Smith Q1 5 2 3 assert 4 against"
    last = next(line for line in lines if "officials" in line)
    assert " ".join(last.split()) == ":smile: officials 1 1 1 warn 1 neutral"


def test_a_narrow_table_has_acts_and_stances_below_the_speaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    output = written("table", ANN, OFFICIALS)
    assert output.split("\n")[1].split() == ["Speaker", "Claims", "Texts"]
    assert "Ann [bold] Smith Q1" in output
    assert ":smile: officials" in output
    words = " ".join(output.split())
    assert "3 assert, 2 deny, 4 against, 1 for" in words
    assert "1 warn, 1 neutral" in words


@pytest.mark.parametrize(
    ("speaker", "cell"),
    [
        (
            ANN,
            "Ann [bold] Smith Q1\n"
            'person, mayor, chair of "Harrow; Leeds"\n'
            "also Smith, the mayor, who left",
        ),
        (OFFICIALS, ":smile: officials\nalso they"),
        (replace(OFFICIALS, name="Acme", aliases=()), "Acme"),
        (replace(OFFICIALS, kind="group", aliases=("a\n b",)), "a b\ngroup"),
    ],
)
def test_a_speaker_is_called_by_name_and_id_then_by_all_else(
    speaker: RegisteredSpeaker, cell: str
) -> None:
    assert speaker_cell(speaker).plain == cell


@pytest.mark.parametrize("name", SPEAKER_FORMATS)
def test_control_characters_are_never_sent_to_a_terminal(name: str) -> None:
    odd = replace(
        ANN,
        id=f"Q{ACTIVE}1",
        name=f"Ann{ACTIVE}",
        roles=(f"mayor{ACTIVE}",),
        aliases=(f"she{ACTIVE}",),
        doc=f"a{ACTIVE}",
    )
    output = ANSI.sub("", written(name, odd, stream=Terminal()))
    assert not set(output) & set(ACTIVE) - set("[2J31m")
    for word in ("Ann", "mayor", "she"):
        assert word in output


def test_control_characters_are_shown_in_a_table() -> None:
    assert speaker_cell(replace(ANN, name="Ann \x1b\x9b")).plain.startswith("Ann ␛<U+009B> Q1\n")


def test_a_file_of_json_lines_or_csv_has_them_as_they_are() -> None:
    odd = replace(ANN, name="Ann \x9b")
    assert cells(written("csv", odd))[1][1] == "Ann \x9b"
    assert json.loads(written("jsonl", odd))["name"] == "Ann \x9b"


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("jsonl", ""),
        ("csv", "id,name,kind,roles,aliases,doc,documents,claims,assert,"),
        ("table", "no speakers found"),
    ],
)
def test_a_register_without_speakers_is_written_too(name: str, output: str) -> None:
    assert written(name).startswith(output)
    assert len(written(name).splitlines()) == (1 if output else 0)


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[31m4 against" in written("table", ANN, stream=Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", written("table", ANN, stream=Terminal()))
