"""Sources that the model cuts off within a phrase."""

from __future__ import annotations

import pytest

from claimx.pipeline.source_edges import whole_source
from parsed import parsed, span

CASES = [
    pytest.param(
        "Ann/PROPN/nsubj>left Odu/PROPN/flat>Ann left/VERB/ROOT", "Ann", "Ann Odu", id="name"
    ),
    pytest.param(
        "Twenty/NUM/nummod>states -/PUNCT/punct>states states/NOUN/nsubj>left left/VERB/ROOT",
        "Twenty",
        "Twenty - states",
        id="number",
    ),
    pytest.param(
        "most/ADJ/nsubj>left of/ADP/case>whom whom/PRON/nmod>most left/VERB/ROOT",
        "most of",
        "most of whom",
        id="preposition-of-its-own",
    ),
    pytest.param(
        "the/DET/det>council council/NOUN/nsubj>left on/ADP/case>Friday Friday/PROPN/obl>left "
        "left/VERB/ROOT",
        "the council on",
        "the council",
        id="preposition-of-the-verb",
    ),
    pytest.param(
        "this/DET/det>race local/ADJ/amod>race race/NOUN/nsubj>left left/VERB/ROOT",
        "this local",
        "this local race",
        id="adjective",
    ),
    pytest.param(
        "far/ADJ/amod>papers fewer/ADJ/amod>papers papers/NOUN/nsubj>left left/VERB/ROOT",
        "fewer papers",
        "far fewer papers",
        id="word-before",
    ),
    pytest.param(
        "not/PART/advmod>everyone everyone/PRON/nsubj>left left/VERB/ROOT",
        "everyone",
        "not everyone",
        id="negation",
    ),
]


@pytest.mark.parametrize(("marked", "cut", "whole"), CASES)
def test_the_rest_of_a_phrase(marked: str, cut: str, whole: str) -> None:
    doc = parsed(marked)
    assert doc[slice(*whole_source(doc, span(doc, cut)))].text == whole


@pytest.mark.parametrize(
    ("marked", "cut"),
    [
        pytest.param(
            "his/PRON/nmod:poss>claim claim/NOUN/nsubj>left left/VERB/ROOT", "his", id="owner"
        ),
        pytest.param(
            "some/DET/det>left left/VERB/ROOT", "some", id="a-word-that-stands-for-people"
        ),
        pytest.param(
            "even/ADV/advmod>crews crews/NOUN/nsubj>left left/VERB/ROOT", "crews", id="adverb"
        ),
        pytest.param(
            "the/DET/det>crews crews/NOUN/nsubj>left left/VERB/ROOT", "the crews", id="whole"
        ),
    ],
)
def test_what_is_whole_stays(marked: str, cut: str) -> None:
    doc = parsed(marked)
    assert whole_source(doc, span(doc, cut)) == span(doc, cut)
