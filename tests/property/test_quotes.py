"""What holds of the quotes of any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.pipeline.quote_marks import FAMILIES
from claimx.pipeline.quotes import find_quotes, paragraphs

PIECES = [
    *FAMILIES,
    "a",
    "Odu",
    "ministers",
    "s",
    "'s",
    "'90s",
    "6",
    " ",
    ", ",
    ".",
    "—",
    "\n",
    "\n\n",
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
words = st.lists(st.sampled_from(["mill", "lake", "isn't", "shut", "Odu’s", "dry"]), min_size=1)


@settings(deadline=None)
@given(texts)
def test_bounds_lie_in_the_text_and_hold_marks_and_something_between(text: str) -> None:
    for quote in find_quotes(text):
        assert 0 <= quote.start < quote.inner_start < quote.inner_end <= quote.end <= len(text)
        assert text[quote.start : quote.inner_start] in FAMILIES
        assert (text[quote.inner_end : quote.end] in FAMILIES) is quote.closed
        assert not (quote.closed and quote.continues)


@settings(deadline=None)
@given(texts)
def test_quotes_are_nested_and_never_cross(text: str) -> None:
    quotes = find_quotes(text)
    assert quotes == sorted(quotes, key=lambda quote: (quote.start, -quote.end))
    for index, quote in enumerate(quotes):
        around = [outer for outer in quotes[:index] if outer.end > quote.start]
        assert all(outer.end >= quote.end for outer in around)
        assert quote.depth == len(around)


@settings(deadline=None)
@given(texts)
def test_no_quote_leaves_its_paragraph(text: str) -> None:
    bounds = list(paragraphs(text))
    for quote in find_quotes(text):
        assert any(start <= quote.start and quote.end <= end for start, end in bounds)


@settings(deadline=None)
@given(texts)
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    covered = [text[start:end] for start, end in paragraphs(text)]
    assert "".join("".join(covered).split()) == "".join(text.split())
    assert all(paragraph == paragraph.strip() for paragraph in covered)


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»", "„“", "‹›"])
@settings(deadline=None)
@given(inner=words)
def test_a_quoted_sentence_is_found_whole(marks: str, inner: list[str]) -> None:
    sentence = " ".join(inner) + "."
    text = f"She said: {marks[0]}{sentence}{marks[1]}"
    assert [text[quote.inner_start : quote.inner_end] for quote in find_quotes(text)] == [sentence]
