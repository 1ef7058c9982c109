"""Misses and false hits, in the order of the text, with their spans marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.evaluation import read_gold
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.excerpts import excerpt, sentences
from claimx.evaluation.mistakes import mistakes
from claimx.evaluation.mistakes_text import mistakes_text
from unit.evaluation.samples import DENIED, SAID, TEXT, WARNED, Row, gold, line


def compared(answers: list[Row], *claims: Row) -> Comparison:
    return Comparison.of(gold(*claims), [line(answer) for answer in answers])


def test_each_kind_is_told_apart() -> None:
    answers = [
        {**SAID, "speaker": "Harrow"},
        {**DENIED, "cue": None, "content": ["She denied the delays"]},
        {**WARNED, "content": ["a hasty opening"]},
    ]
    wider = {**DENIED, "content": ["the delays. Engineers from the county warned"]}
    found = mistakes(compared(answers, SAID, wider))
    assert [mistake.kind for mistake in found] == ["other speaker", "other content", "false"]
    assert [mistake.kind for mistake in mistakes(compared([], SAID))] == ["missed"]
    assert mistakes(compared([SAID, DENIED], SAID, DENIED)) == []


def test_they_are_text_to_read_by_document() -> None:
    found = compared([{**SAID, "speaker": "Harrow"}, WARNED], SAID, DENIED)
    text = "\n".join(mistakes_text([found, compared([SAID], SAID)]))
    assert (
        text.partition("\n\n")[2]
        == """\
# harrow: 1 missed, 1 false, 1 other speaker

1:14 other speaker
  gold  The mayor of Harrow, [s:Ann Smith], [c:said] that [x:the bridge is “safe enough]”.
  ours  The mayor of [s:Harrow], Ann Smith, [c:said] that [x:the bridge is “safe enough]”.

1:72 missed
  gold  [s:She] [c:denied] [x:the delays].

1:95 false
  ours  [s:Engineers from the county] [c:warned against] [x:a hasty opening]."""
    )


def test_bio_gold_shows_the_sentences_whose_spans_differ(tmp_path: Path) -> None:
    tokens = ["He", "said", "no", ".", "She", "said", "yes", "."]
    labels = ["B-source", "B-cue", "B-content", "O"] * 2
    path = tmp_path / "valid.txt"
    path.write_text(json.dumps({"tokens": tokens, "labels": labels}), encoding="utf8")
    (document,) = read_gold(path)
    text = document.text
    rows = [
        line({"speaker": "He", "cue": "said", "content": ["no"]}, text),
        line({"speaker": "She", "cue": None, "content": ["yes."]}, text),
    ]
    shown = list(mistakes_text([Comparison.of(document, rows)]))
    assert shown[-3:] == [
        "1:13 other spans",
        "  gold  [s:She] [c:said] [x:yes].",
        "  ours  [s:She] said [x:yes.]",
    ]
    assert sum("other spans" in row for row in shown) == 3


def test_sentences_that_a_span_joins_are_shown_once(tmp_path: Path) -> None:
    tokens = ["He", "said", "no", ".", "Never", ".", "She", "left", "."]
    labels = ["B-source", "B-cue", "B-content", *["I-content"] * 3, *["O"] * 3]
    path = tmp_path / "valid.txt"
    path.write_text(json.dumps({"tokens": tokens, "labels": labels}), encoding="utf8")
    comparison = Comparison.of(read_gold(path)[0], [])
    assert list(mistakes_text([comparison]))[-3:] == [
        "1:1 other spans",
        "  gold  [s:He] [c:said] [x:no. Never.]",
        "  ours  He said no. Never.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“It is.” He left!\nA headline", ["“It is.”", "He left!", "A headline"]),
        ("Mr. Smith of the U.S. Senate left.", ["Mr. Smith of the U.S. Senate left."]),
        ("The Sept. 11 report is out.", ["The Sept. 11 report is out."]),
        ("It rose by 3.5 points. the end", ["It rose by 3.5 points. the end"]),
        ("\n\n", []),
    ],
)
def test_sentences_are_good_enough_to_read(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_an_excerpt_leaves_out_what_lies_between_and_shows_control_characters() -> None:
    text = "He left. It rained. She \x1bstayed."
    spans = [(0, 2), (20, 23)]
    assert excerpt(text, spans, [("s", (0, 2)), ("x", (20, 23))]) == (
        "[s:He] left. […] [x:She] ␛stayed."
    )


def test_nested_spans_are_marked_outside_in() -> None:
    marks = [("s", (0, 2)), ("x", (0, 7)), ("c", (3, 7))]
    assert excerpt("He left.", [(0, 7)], marks) == "[x:[s:He] [c:left]]."


def test_the_example_text_has_three_sentences() -> None:
    assert len(sentences(TEXT)) == 3
