"""The table of positions, as wide as a terminal or narrow."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from claimx.contrasts import PositionedClaim
from claimx.formats.positions_table import positions_table
from unit.contrasts.samples import AGAINST, FAVOR, ITEMS, compared, odd, stands


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def written(*items: PositionedClaim, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    positions_table(iter(items), stream)
    return stream.getvalue()


def table(*items: PositionedClaim) -> list[str]:
    """The lines of a table that say something, each on single spaces."""
    lines = (" ".join(line.split()) for line in written(*items).splitlines())
    return [line for line in lines if line.strip("─ ")]


def test_a_table_is_written_when_its_document_is_done() -> None:
    stream = io.StringIO()

    def items() -> Iterator[PositionedClaim]:
        yield FAVOR
        assert stream.getvalue() == ""
        yield AGAINST
        assert "favor" not in stream.getvalue()
        assert stream.getvalue().startswith("a.txt\n")
        assert ":smile:" not in stream.getvalue()

    positions_table(items(), stream)
    assert ":smile:" in stream.getvalue()


@pytest.mark.parametrize("width", [200, 80, 60, 59, 40, 20])
def test_the_table_folds_to_the_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = replace(FAVOR.claim, doc="c", id="c#" + "9" * 90)
    lines = written(*ITEMS, odd("word" * 50), PositionedClaim(long)).splitlines()
    assert max(map(len, lines)) <= width
    letters = "".join("".join(lines).split())
    for word in ("AnnSmith", "mayor", "oppose", "[NATO]", "↔"):
        assert word in letters


def test_the_table_says_who_stands_where_on_what() -> None:
    lines = table(*ITEMS)
    assert lines == [
        "a.txt",
        "Speaker Act Target and content Claim",
        "Ann Smith assert the [NATO] office #1",
        "mayor certain",
        "for",
        "b :smile:.txt",
        "Speaker Act Target and content Claim",
        "Ann Smith oppose the [NATO] office #12",
        "mayor certain the [NATO] office, “which” is dear",
        "against ↔ against, was favor in a.txt#1: the",
        "[NATO] office",
        "(nobody named) assert it rained #13",
        "certain",
    ]


def test_a_narrow_table_is_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert table(*ITEMS) == [
        "a.txt",
        "#1 Ann Smith, mayor · assert, certain, for",
        "the [NATO] office",
        "b :smile:.txt",
        "#12 Ann Smith, mayor · oppose, certain, against",
        "the [NATO] office",
        "the [NATO] office, “which” is dear",
        "↔ against, was favor in a.txt#1: the [NATO]",
        "office",
        "#13 (nobody named) · assert, certain",
        "it rained",
    ]


def test_each_contrast_has_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    both = compared(
        stands("a#1", "the tax", stance="favor"),
        stands("a#2", "the tax", stance="against", polarity="negative"),
    )[1]
    assert table(both)[2:] == [
        "Ann Smith ✗ assert the tax #2",
        "negative ↔ against, was favor in a#1: the tax",
        "certain ↔ negative, was positive in a#1: the tax",
        "against",
    ]


def test_a_target_that_is_the_whole_content_is_not_repeated() -> None:
    assert "\n".join(table(*ITEMS)).count("the [NATO] office, “which”") == 1
    assert table(PositionedClaim(stands("a#1", "the  tax", "the  tax")))[2:] == [
        "Ann Smith assert the tax #1",
        "certain",
    ]


@pytest.mark.parametrize(
    ("id_", "number"), [("a.txt#3", "#3"), ("a#b.txt#12", "#12"), ("x7", "#x7"), ("a#", "#")]
)
def test_a_claim_is_called_by_its_number(id_: str, number: str) -> None:
    item = PositionedClaim(replace(FAVOR.claim, id=id_))
    assert table(item)[2].split()[-1] == number


def test_control_characters_are_shown_in_a_table() -> None:
    lines = table(odd("\x1b\n\x07"))
    assert lines[0] == "a␛ ␇"
    assert lines[2] == "Ann␛ ␇ oppose plan␛ ␇ #1"
    assert "↔ against, was favor in z␛ ␇#1: plan␛ ␇" in " ".join(lines)


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[33m↔ against" in written(AGAINST, stream=Terminal())
    assert "\x1b" not in written(AGAINST)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", written(AGAINST, stream=Terminal()))
