from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.pipeline.words import model_words

NLP = spacy.blank("en")


def beginnings(text: str) -> list[str]:
    """The words that begin a paragraph."""
    found = model_words(NLP(text))
    return [word for word, begins in zip(found.words, found.breaks, strict=True) if begins]


def test_white_space_is_left_out_and_the_rest_is_numbered() -> None:
    found = model_words(NLP(" Odu  said\n\nso."))
    assert found.words == ["Odu", "said", "so", "."]
    assert found.index.tolist() == [1, 3, 5, 6]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Odu spoke.", ["Odu"]),
        ("Odu spoke.\nLee left.", ["Odu", "Lee"]),
        ("\n\n Odu spoke.\r\n\r\n  “No,” said Lee.\n", ["Odu", "“"]),
    ],
)
def test_paragraphs_begin_at_their_first_word(text: str, words: list[str]) -> None:
    assert beginnings(text) == words


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_a_text_without_words(text: str) -> None:
    found = model_words(NLP(text))
    assert found.words == []
    assert len(found.index) == len(found.breaks) == 0


@settings(deadline=None, max_examples=25)
@given(st.text(st.sampled_from("aO.” \n\t\u200b\x01\u2028"), max_size=30))
def test_words_are_the_tokens_that_they_point_at(text: str) -> None:
    doc = NLP(text)
    found = model_words(doc)
    assert [doc[int(place)].text for place in found.index] == found.words
    assert "".join(found.words).split() == ["".join(text.split())] * bool(found.words)
    assert found.breaks[:1].all()
