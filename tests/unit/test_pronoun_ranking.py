"""Whom a pronoun means where the model has read the text: its odds, salience and what bars it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pytest

from claimx.pipeline.antecedents import Antecedents
from claimx.pipeline.layers import Attribution
from claimx.pipeline.model_files import FloatArray
from claimx.pipeline.speakers.resolve import Resolver
from claimx.records import Speaker
from speaking import NLP, token_range, unmarked


class Told:
    """Log odds by the words of a mention; of all others minus five, of those at None nothing."""

    def __init__(self, words: Sequence[str], odds: Mapping[str, float | None]) -> None:
        self.words = words
        self.odds = odds

    def knows(self, word: int) -> bool:
        return word < len(self.words)

    def scores(self, pronoun: int, mentions: Sequence[tuple[int, int]]) -> FloatArray:
        assert all(end <= pronoun for _, end in mentions)
        found = (self.odds.get(" ".join(self.words[start:end]), -5.0) for start, end in mentions)
        return np.array([-np.inf if odds is None else odds for odds in found], dtype=np.float32)


def speakers(marked: str, odds: Mapping[str, float | None]) -> list[Speaker]:
    """The speakers of a text whose sources are marked; a source said the three words after it."""
    text, places = unmarked(marked)
    doc = NLP(text)
    items = []
    for place in places:
        start, end = token_range(doc, place)
        items.append(Attribution((start, end), (end, end + 1), [(end + 1, min(end + 4, len(doc)))]))
    told = cast("Antecedents", Told([token.text for token in doc], odds))
    return Resolver(doc, items, told).speakers()


MET = "Pavel Dorn met Ivo Lenz. [[He]] denied it again."


def test_the_model_outweighs_salience() -> None:
    [speaker] = speakers(MET, {"Pavel Dorn": 0.0, "Ivo Lenz": 4.0})
    assert (speaker.name, speaker.via) == ("Ivo Lenz", "pronoun")
    assert speaker.evidence is not None
    assert speaker.evidence.text == "Ivo Lenz"


def test_confidence_grows_with_the_odds_against_all_others_and_nobody() -> None:
    sure = speakers(MET, {"Pavel Dorn": -3.0, "Ivo Lenz": 6.0})[0].confidence
    less = speakers(MET, {"Pavel Dorn": 1.0, "Ivo Lenz": 3.0})[0].confidence
    assert sure is not None
    assert less is not None
    assert 0.4 <= less < sure < 1


@pytest.mark.parametrize(
    "odds",
    [
        # Nobody before it is meant.
        {"Pavel Dorn": -4.0, "Ivo Lenz": -4.0},
        # Two of them are as likely.
        {"Pavel Dorn": 2.0, "Ivo Lenz": 2.2},
        # The model has not read their words.
        {"Pavel Dorn": None, "Ivo Lenz": None},
    ],
)
def test_where_it_is_open_nobody_is_named(odds: Mapping[str, float | None]) -> None:
    [speaker] = speakers(MET, odds)
    assert (speaker.name, speaker.evidence, speaker.confidence) == (None, None, None)
    assert speaker.kind == "person"


def test_mentions_that_the_model_has_not_read_do_not_count() -> None:
    assert speakers(MET, {"Pavel Dorn": 1.0, "Ivo Lenz": None})[0].name == "Pavel Dorn"


def test_all_mentions_of_somebody_count_together() -> None:
    text = "Pavel Dorn came. Dorn sat. Ivo Lenz slept. [[He]] denied it again."
    odds = {"Pavel Dorn": 6.0, "Ivo Lenz": 2.0}
    [once], [twice] = (speakers(text, {**odds, "Dorn": more}) for more in (-9.0, 6.0))
    assert once.name == twice.name == "Pavel Dorn"
    assert once.confidence is not None
    assert twice.confidence is not None
    assert once.confidence < twice.confidence


def test_a_title_of_the_other_gender_bars_whatever_the_model_says() -> None:
    text = "Mrs Ada Quist met Mr Ivo Lenz. [[He]] denied it again."
    assert speakers(text, {"Ada Quist": 9.0, "Ivo Lenz": 1.0})[0].name == "Ivo Lenz"


def test_of_two_side_by_side_with_nothing_to_tell_them_apart_neither_is_named() -> None:
    text = "Mr Pavel Dorn and Mr Ivo Lenz came. [[He]] denied it again."
    assert speakers(text, {"Pavel Dorn": 4.0, "Ivo Lenz": 1.0})[0].name is None


def test_of_two_side_by_side_a_title_tells_them_apart() -> None:
    text = "Mr Pavel Dorn and Mrs Ida Lenz came. [[He]] denied it again."
    assert speakers(text, {"Pavel Dorn": 4.0, "Ida Lenz": 1.0})[0].name == "Pavel Dorn"


def test_a_quote_that_goes_on_is_the_last_speakers() -> None:
    text, places = unmarked("[[Pavel Dorn]] said Ivo Lenz lied. “It is bad,” [[he]] said.")
    doc = NLP(text)
    (first, second), (he, after) = (token_range(doc, place) for place in places)
    items = [
        Attribution((first, second), (second, second + 1), [(second + 1, second + 4)]),
        Attribution((he, after), (after, after + 1), [(second + 5, he)]),
    ]
    told = cast("Antecedents", Told([t.text for t in doc], {"Pavel Dorn": 0.0, "Ivo Lenz": 3.0}))
    assert [item.name for item in Resolver(doc, items, told).speakers()] == ["Pavel Dorn"] * 2


def test_who_is_quoted_is_as_sure_as_the_pronoun_that_names_them() -> None:
    text, places = unmarked("Pavel Dorn met Ivo Lenz. “[[I]] fear rain,” [[he]] said.")
    doc = NLP(text)
    (i, end), (he, after) = (token_range(doc, place) for place in places)
    outer = Attribution((he, after), (after, after + 1), [(i - 1, he)])
    inner = Attribution((i, end), (end, end + 1), [(end + 1, end + 2)], within=0)
    told = cast("Antecedents", Told([t.text for t in doc], {"Pavel Dorn": 4.0, "Ivo Lenz": 1.0}))
    first, second = Resolver(doc, [outer, inner], told).speakers()
    assert (first.name, second.name) == ("Pavel Dorn", "Pavel Dorn")
    assert first.confidence == second.confidence
