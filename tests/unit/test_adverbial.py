"""Allegedly, reportedly: the clause around an adverb that says that somebody says so."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.adverbial import CONFIDENCE, add_adverbial
from parsed import Told, claim, parsed, told

MILL = "the/DET/det>mill mill/NOUN/nsubj>shut"
SHUT = "shut/VERB/ROOT in/ADP/case>May May/PROPN/obl>shut ./PUNCT/punct>shut"


def adverb(word: str) -> str:
    return f"{word}/ADV/advmod>shut"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            f"{MILL} {adverb('allegedly')} {SHUT}",
            (None, "allegedly", ["the mill", "shut in May"]),
            id="within",
        ),
        pytest.param(
            f"{adverb('Reportedly')} ,/PUNCT/punct>shut {MILL} {SHUT}",
            (None, "Reportedly", ["the mill shut in May"]),
            id="before",
        ),
    ],
)
def test_the_clause_less_the_adverb(marked: str, expected: Told) -> None:
    doc = parsed(marked)
    (found,) = add_adverbial(doc, [])
    assert told(doc, found) == expected
    assert found.confidence == CONFIDENCE


def test_other_adverbs_say_nothing() -> None:
    assert add_adverbial(parsed(f"{MILL} {adverb('quickly')} {SHUT}"), []) == []


def test_an_adverb_within_a_content_is_nested() -> None:
    doc = parsed(f"Odu/PROPN/nsubj>said said=say/VERB/ROOT {MILL} {adverb('allegedly')} {SHUT}")
    outer = claim(doc, "Odu", "said", "the mill allegedly shut in May")
    assert [item.within for item in add_adverbial(doc, [outer])] == [None, 0]


def test_an_adverb_that_is_a_cue_already_is_not_one_again() -> None:
    doc = parsed(f"{MILL} {adverb('allegedly')} {SHUT}")
    known = claim(doc, None, "allegedly", "the mill")
    assert add_adverbial(doc, [known]) == [known]


def test_without_a_parse_nothing_is_added() -> None:
    assert add_adverbial(spacy.blank("en")("the mill allegedly shut"), []) == []
