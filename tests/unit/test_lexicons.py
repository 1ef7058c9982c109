"""The lexicons are whole: sourced, in the field's terms, and without idle phrases."""

from __future__ import annotations

from typing import Any

import pytest

from claimx.pipeline import lexicons
from claimx.pipeline.positions.cues import cue_table, read_cue
from claimx.pipeline.positions.phrases import PhraseTable
from claimx.records import ACTS, CERTAINTIES, FRAMINGS, POLARITIES, STANCES

CUES = ["cues_say", "cues_react", "cues_future"]
LISTS = ["evaluation", "content", "words"]
GROUPS = [group for name in CUES for group in lexicons.load(name)["group"]]


@pytest.mark.parametrize("name", CUES + LISTS)
def test_every_lexicon_names_its_source(name: str) -> None:
    assert "own writing" in lexicons.load(name)["source"]


@pytest.mark.parametrize("group", GROUPS)
def test_groups_speak_in_the_terms_of_the_schema(group: dict[str, Any]) -> None:
    assert group["act"] in ACTS
    assert group.get("polarity", "positive") in POLARITIES
    assert group.get("certainty", "certain") in CERTAINTIES
    assert group.get("stance", "neutral") in STANCES
    assert group.get("framing", "neutral") in FRAMINGS


def test_every_act_has_cues() -> None:
    assert {group["act"] for group in GROUPS} == set(ACTS)


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_lower_case_phrases(name: str) -> None:
    lists = [value for value in lexicons.load(name).values() if isinstance(value, list)]
    assert lists
    assert all(phrase and phrase == phrase.strip() for value in lists for phrase in value)


def test_a_lexicon_is_read_once() -> None:
    assert lexicons.load("words") is lexicons.load("words")


def test_a_missing_lexicon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicons.load("nosuch")


def forms(text: str) -> list[frozenset[str]]:
    return [frozenset({word}) for word in text.split()]


def test_a_phrase_bridges_a_gap_only_where_it_may() -> None:
    near = PhraseTable([("play down", "x")])
    wide = PhraseTable([("play down", "x")], gap=2)
    marked = PhraseTable([("play ... down", "x")])
    text = forms("play the risk down")
    assert near.first(text) is None
    assert wide.first(text) is not None
    assert marked.first(text) is not None


def test_a_phrase_has_alternatives_and_hyphens() -> None:
    table = PhraseTable([("soft-pedal risk|threat", "x")])
    assert table.first(forms("soft - pedal threat")) is not None
    assert table.first(forms("soft - pedal worry")) is None


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("warn against", "warn"),
        ("call for", "demand"),
        ("give warning", "warn"),
        ("say in statement", "assert"),
        ("not say", "withhold"),
        ("not think", "assert"),
    ],
)
def test_the_leftmost_longest_phrase_reads_a_cue_and_light_verbs_yield(cue: str, act: str) -> None:
    words = forms(cue)
    reading = read_cue(list(range(len(words))), words, "noun", len(words))
    assert reading.group.act == act
    assert (reading.negated is not None) == (cue == "not think")


def test_an_unknown_cue_is_left_open() -> None:
    reading = read_cue([0], forms("frobnicate"), "clause", 1)
    assert (reading.group.open, reading.rule) == (True, None)


def test_the_table_of_cues_is_built_once() -> None:
    assert cue_table() is cue_table()


def test_phrases_of_one_word_come_in_one_order_in_every_process() -> None:
    phrases = [f"{letter}ack" for letter in "zyxwvutsrqponmlkjihgfedcba"]
    table = PhraseTable((phrase, "x") for phrase in phrases)
    found = [match.phrase for match in table.find([frozenset(phrases)])]
    assert found == sorted(phrases)
