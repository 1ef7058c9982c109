from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from spacy.language import Language

import claimx
from claimx.formats import FORMATS, create_writer
from claimx.formats.jsonl import dump_line
from claimx.formats.table import act_cell, content_cell, speaker_cell
from claimx.records import Document, Failure, Position, Result, Speaker

TEXT = (
    "The talks began on Monday.\n\n"
    "Hayashi said that the air was “harsh and complex” for [everybody] :smile: here. "
    "China denied it had been told of the plan.\n"
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: What goes to a stream of text; and of that, what leaves no document out.
STREAMED = [name for name, item in FORMATS.items() if item.target == "text"]
COMPLETE = ["jsonl", "table", "text"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def result(nlp: Language) -> Result:
    return claimx.extract(Document(TEXT, "a.txt"), nlp=nlp)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def written(
    name: str, *items: Result | Failure, stream: io.StringIO | None = None, **how: Any
) -> str:
    stream = stream or io.StringIO()
    writer = create_writer(name, stream, **how)
    for item in items:
        writer.write(item)
    writer.close()
    return stream.getvalue()


@pytest.mark.parametrize("name", COMPLETE)
def test_claims_no_claims_and_failures_are_written(name: str, result: Result) -> None:
    empty = Result(Document("", "empty"), ())
    failure = Failure("bad", "decoding", "bad: not utf-8")
    output = written(name, result, empty, failure, many=True, per="document")
    for doc in ("a.txt", "empty", "bad"):
        assert doc in output
    assert "[everybody] :smile:" in output
    assert "bad: not utf-8" in output


@pytest.mark.parametrize("name", STREAMED)
def test_nothing_is_held_back(name: str, result: Result) -> None:
    stream = io.StringIO()
    writer = create_writer(name, stream)
    writer.write(result)
    assert "Hayashi" in stream.getvalue()


@pytest.mark.parametrize("name", STREAMED)
def test_control_characters_are_never_sent_to_a_terminal(name: str, nlp: Language) -> None:
    text = "Hayashi said \x1b[2Jit \x9b31mwas \x07over \u202ehere \x00."
    result = claimx.extract(Document(text, "\x1b]0;a.txt"), nlp=nlp)
    output = ANSI.sub("", written(name, result, stream=Terminal(), many=True))
    assert not set(output) & set("\x1b\x9b\x07\u202e\x00")
    assert "over" in output


def test_json_lines_hold_a_claim_or_a_document(result: Result) -> None:
    claims = [json.loads(line) for line in written("jsonl", result).splitlines()]
    assert claims == [claim.to_dict() for claim in result.claims]
    (document,) = written("jsonl", result, per="document").splitlines()
    assert json.loads(document) == result.to_dict()


def test_json_lines_of_claims_leave_failures_to_stderr() -> None:
    assert written("jsonl", Failure("bad", "line", "broken")) == ""


@pytest.mark.parametrize("value", ["a\ud800b", 2**70, "“”\u2028"])
def test_what_json_allows_is_written_so_that_it_comes_back(value: object) -> None:
    line = dump_line({"value": value})
    assert "\n" not in line
    assert json.loads(line.encode("utf-8")) == {"value": value}


@pytest.mark.parametrize("width", [200, 80, 60, 59, 40, 20])
def test_the_table_folds_to_the_width(
    width: int, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = written("table", result).splitlines()
    assert max(map(len, lines)) <= width
    words = " ".join("".join(lines).split())
    for word in ("Hayashi", "China", "negative"):
        assert word in words


def test_the_table_says_who_does_what_and_where(result: Result) -> None:
    output = written("table", result)
    first = next(line for line in output.splitlines() if "Hayashi" in line)
    assert first.split()[:3] == ["Hayashi", "assert", "the"]
    assert first.split()[-1] == "3:19"
    denial = next(line for line in output.splitlines() if "China" in line)
    assert denial.split()[:3] == ["China", "✗", "deny"]


def test_a_document_is_named_above_its_table_where_there_are_many(result: Result) -> None:
    assert not written("table", result).lstrip().startswith("a.txt")
    assert written("table", result, many=True).lstrip().startswith("a.txt")


def test_no_colour_where_none_is_wanted(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1;31m" in written("table", result, stream=Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", written("table", result, stream=Terminal()))


@pytest.mark.parametrize(
    ("position", "cell"),
    [
        (Position(), "assert\ncertain"),
        (Position(polarity="negative"), "✗ assert\nnegative\ncertain"),
        (Position(act="deny"), "✗ deny\ncertain"),
        (Position(act="warn", certainty="possible", stance="against"), "warn\npossible\nagainst"),
        (Position(act="support", stance="favor"), "support\ncertain\nfor"),
    ],
)
def test_a_denial_stands_out(position: Position, cell: str) -> None:
    assert act_cell(position).plain == cell


@pytest.mark.parametrize(
    ("speaker", "cell"),
    [
        (Speaker("He", 0, 2, "Ann Smith", "mayor", "person", "pronoun"), "Ann Smith\nmayor"),
        (Speaker("officials", 0, 9, None, "officials", "group"), "officials"),
        (Speaker(), "(nobody named)"),
    ],
)
def test_a_speaker_is_called_by_name_and_role(speaker: Speaker, cell: str) -> None:
    assert speaker_cell(speaker).plain == cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hayashi said “it is over.” He left.", "“it is over”"),
        ("Hayashi said it is “over.”", "it is “over.”"),
        ("Hayashi said “half” is over.", "“half” is over"),
        ("Hayashi said it\n is [b]over[/b].", "it is [b]over[/b]"),
    ],
)
def test_quoted_words_are_marked_in_the_content(nlp: Language, text: str, shown: str) -> None:
    (claim,) = claimx.extract(text, nlp=nlp).claims
    assert content_cell(claim).plain == shown


def test_the_article_is_all_there_with_its_marks(result: Result) -> None:
    output = written("text", result)
    assert "[Hayashi] <said> that {the air was “harsh and complex” for [everybody]" in output
    coloured = written("text", result, stream=Terminal())
    assert TEXT.strip() in ANSI.sub("", coloured)
    assert "\x1b[1;32mHayashi\x1b[0m" in coloured


def test_marks_within_marks_close_in_their_order(result: Result) -> None:
    outer, inner = result.claims
    span = replace(outer.content.spans[0], end=inner.content.spans[0].end)
    nested = replace(outer, content=replace(outer.content, spans=(span,)))
    output = written("text", Result(result.document, (nested, inner)))
    assert "[China] <denied> {it had been told of the plan}}." in output
