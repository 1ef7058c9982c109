"""Rules about who speaks and how it is put."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claimx.records import Content, Framing, TextSpan
from unit.check.samples import claim, found, subject, words

TEXT = "He claimed the dam was safe. “It will not hold another winter.” Officials said no."
QUOTE = "It will not hold another winter"


def test_a_direct_quote_of_nobody() -> None:
    nobody = claim(TEXT, QUOTE, form="direct")
    assert words(found("CX201", subject(TEXT, nobody, has_text=False))) == [QUOTE]
    assert not found("CX201", subject(TEXT, claim(TEXT, QUOTE, form="direct", speaker="He")))
    assert not found("CX201", subject(TEXT, nobody, has_text=False), min_words=7)


def test_a_quote_that_no_claim_holds_is_nobodys_too() -> None:
    assert words(found("CX201", subject(TEXT))) == [f"{QUOTE}."]
    part = claim(TEXT, "hold another winter", speaker="He")
    assert not found("CX201", subject(TEXT, part))
    title = "The town reads “To Kill a Mockingbird” this year."
    assert not found("CX201", subject(title))


def test_a_quote_over_paragraphs_is_somebodys_if_any_part_is() -> None:
    text = "“The dam is as safe as ever.\n\n“It will stay so for many years,” she said."
    said = claim(text, "It will stay so for many years", speaker="she", form="direct")
    assert not found("CX201", subject(text, said))
    assert words(found("CX201", subject(text))) == ["The dam is as safe as ever."]


def test_a_pronoun_without_a_name() -> None:
    content = "the dam was safe"
    assert words(found("CX202", subject(TEXT, claim(TEXT, content, speaker="He")))) == ["He"]
    assert not found("CX202", subject(TEXT, claim(TEXT, content, speaker="He", name="Ben Ito")))
    assert not found("CX202", subject(TEXT, claim(TEXT, content, speaker="Officials")))


@pytest.mark.parametrize(
    ("speaker", "fires"),
    [
        ("Officials", True),
        ("Two people familiar with the plan", True),
        ("a senior  defense official", True),
        ("a source close to her", True),
        ("Officialdom", False),
        ("Ada Okafor", False),
        ("the resources board", False),
    ],
)
def test_anonymous_sources(speaker: str, fires: bool) -> None:
    text = f"{speaker} said the dam was safe."
    told = words(found("CX203", subject(text, claim(text, "the dam was safe", speaker=speaker))))
    assert told == [speaker] * fires


def test_an_anonymous_source_is_told_once_a_mention_and_may_be_allowed() -> None:
    twice = [claim(TEXT, "no", speaker="Officials")] * 2
    assert len(found("CX203", subject(TEXT, *twice))) == 1
    assert not found("CX203", subject(TEXT, *twice), allow=("officials",))
    named = claim(TEXT, "no", speaker="Officials", name="the Harbour Board")
    assert not found("CX203", subject(TEXT, named))
    assert found("CX203", subject(TEXT, named), words=("Board",))


def test_one_source_carries_the_article() -> None:
    one = claim(TEXT, "no", speaker="Officials")
    other = claim(TEXT, "the dam was safe", speaker="He", name="Ben Ito")
    (finding,) = found("CX204", subject(TEXT, *[one] * 8, other))
    assert finding.message == "“Officials” makes 8 of the 9 claims of this text"
    assert not found("CX204", subject(TEXT, *[one] * 3, *[other] * 2))
    assert not found("CX204", subject(TEXT, *[one] * 4))
    inner = replace(one, within="a.txt#9")
    assert not found("CX204", subject(TEXT, *[one] * 4, *[inner] * 9))


@pytest.mark.parametrize(
    ("framing", "settings", "fires"),
    [
        ("distancing", {}, True),
        ("endorsing", {}, True),
        ("neutral", {}, False),
        ("neutral", {"words": ("claimed",)}, True),
        ("distancing", {"allow": ("claimed",)}, False),
        ("distancing", {"framing": False}, False),
    ],
)
def test_loaded_cues(framing: Framing, settings: dict[str, Any], fires: bool) -> None:
    one = claim(TEXT, "the dam was safe", speaker="He", cue="claimed", framing=framing)
    assert words(found("CX205", subject(TEXT, one), **settings)) == ["claimed"] * fires


def test_words_that_are_not_those_of_the_text() -> None:
    right = claim(TEXT, "the dam was safe", speaker="He")
    wrong = replace(right, content=Content((TextSpan("the dam is safe", 11, 26),)))
    outside = replace(right, content=Content((TextSpan("no", 900, 902),)))
    findings = found("CX206", subject(TEXT, right, wrong, outside))
    assert words(findings) == ["the dam is safe", "no"]
    assert [(item.line, item.column) for item in findings] == [(1, 12), (1, 1)]
    # Without the text nobody can say.
    assert not found("CX206", subject(TEXT, wrong, has_text=False))


LONG = "“We will not sell the company to anybody this year,” she said."
WORDS = "We will not sell the company to anybody this year"


@pytest.mark.parametrize(
    ("name", "fires"),
    [
        ("Ben Lindqvist", True),
        ("Ada Okafor", False),
        ("Ms Okafor", False),
        ("Ada B. Okafor", False),
    ],
)
def test_the_same_words_of_two_speakers(name: str, fires: bool) -> None:
    shouted = LONG.upper()
    first = subject(LONG, claim(LONG, WORDS, form="direct", name="Ada Okafor"), doc="a.txt")
    second = claim(shouted, WORDS.upper(), form="direct", name=name)
    findings = found("CX207", first, subject(shouted, second, doc="b.txt"))
    assert [item.doc for item in findings] == ["b.txt"] * fires


def test_short_quotes_and_quotes_without_a_name_may_be_anybodys() -> None:
    one = claim(LONG, WORDS, form="direct", name="Ada Okafor")
    nobody = claim(LONG, WORDS, form="direct", speaker="she")
    short = [claim(LONG, "We will not", form="direct", name=name) for name in ("Ada", "Ben")]
    assert not found("CX207", subject(LONG, one, nobody, *short))
