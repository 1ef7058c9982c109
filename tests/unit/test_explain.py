from __future__ import annotations

from dataclasses import replace

import pytest

import samples
from claimx.explain import explain
from claimx.records import Claim, Document, Evidence, Position, Result, TextSpan

TEXT = "Ann Smith will\nnot back the\r\nharbour  plan, \x1b[2J she said [today]."


def explained(*claims: Claim, text: str = TEXT) -> list[str]:
    return list(explain(Result(Document(text, "a.txt"), claims)))


def claim(*evidence: Evidence, id_: str = "a.txt#1") -> Claim:
    position = Position(
        act="oppose",
        polarity="negative",
        certainty="probable",
        stance="against",
        framing="distancing",
        target=TextSpan.of(TEXT, 24, 42),
        evidence=evidence,
    )
    return replace(samples.claim(), id=id_, position=position)


def because(field: str, rule: str, words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(field, rule, words, start, start + len(words))


def test_a_claim_has_a_line_and_its_evidence_one_each() -> None:
    found = explained(
        claim(
            because("act", "content.act", "not back"),
            because("stance", "act.stance", "back"),
        ),
        claim(because("certainty", "hedge", "will"), id_="a.txt#2"),
    )
    assert found == [
        "a.txt#1: oppose, negative, probable, against, distancing",
        "  act oppose: content.act “not back” 2:1",
        "  stance against: act.stance “back” 2:5",
        "a.txt#2: oppose, negative, probable, against, distancing",
        "  certainty probable: hedge “will” 1:11",
    ]


def test_a_target_is_shown_by_its_words_and_place() -> None:
    evidence = because("target", "content.object", "the\r\nharbour  plan")
    assert explained(claim(evidence))[1] == "  target: content.object “the harbour plan” 2:10"


def test_words_of_whom_a_claim_is_made_to_need_no_target() -> None:
    addressed = claim(because("target", "cue.object", "Ann Smith"))
    no_target = replace(addressed, position=replace(addressed.position, target=None))
    assert explained(no_target)[1] == "  target: cue.object “Ann Smith” 1:1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "oppose"),
        ("polarity", "negative"),
        ("certainty", "probable"),
        ("stance", "against"),
        ("framing", "distancing"),
    ],
)
def test_a_field_is_shown_with_its_value(field: str, value: str) -> None:
    assert explained(claim(because(field, "a.rule", "plan")))[1] == (
        f"  {field} {value}: a.rule “plan” 3:10"
    )


def test_a_position_without_evidence_has_its_defaults() -> None:
    plain = replace(samples.claim(), position=Position())
    assert explained(plain) == ["a.txt#1: assert, positive, certain, neutral, neutral"]


def test_no_claim_needs_no_line() -> None:
    assert explained() == []


def test_words_cannot_steer_the_terminal() -> None:
    assert explained(claim(because("act", "a.rule", "\x1b[2J she said [today]")))[1] == (
        "  act oppose: a.rule “␛[2J she said [today]” 3:16"
    )


def test_lines_are_made_as_they_are_asked_for() -> None:
    result = Result(Document(TEXT, "a.txt"), (claim(), claim(id_="a.txt#2")))
    assert next(explain(result)).startswith("a.txt#1: ")
