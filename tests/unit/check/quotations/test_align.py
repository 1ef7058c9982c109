from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.check.quotations import Source, align

SPEECH = """WEBVTT

00:00:01.000 --> 00:00:04.000
MS. ARDEN: Good evening. We, um, came here to talk about the river,
and about the people who live beside it. (Applause.)

00:00:04.000 --> 00:00:09.000
The water rose twice last spring. It took eleven houses and the old bridge,
and nobody from the ministry came to look.
REPORTER: Who pays for the bridge?
MS. ARDEN: The ministry pays. I signed the order myself, and I'd sign it again.
"""
SOURCE = Source("speech.vtt", SPEECH)
PASSAGE = "The water rose twice last spring. It took eleven houses and the old bridge, and nobody"
WORDS = PASSAGE.split()
OTHER = ("zebra", "violin", "lemonade", "quartz")


@given(st.integers(0, len(WORDS) - 1), st.integers(1, len(WORDS)))
def test_any_stretch_of_a_source_is_verbatim(first: int, count: int) -> None:
    stretch = WORDS[first : first + count]
    found = align(" ".join(stretch), [SOURCE])
    assert (found.kind, found.changes, found.similarity) == ("verbatim", frozenset(), 1.0)
    (span,) = found.spans
    assert SPEECH[span.start : span.end] == span.text
    assert re.findall(r"\w+", span.text) == re.findall(r"\w+", " ".join(stretch))


@given(
    st.integers(0, len(WORDS) - 1),
    st.integers(1, len(WORDS)),
    st.integers(0, len(WORDS)),
    st.sampled_from(OTHER),
)
def test_a_word_that_was_not_said_never_passes(
    first: int, count: int, place: int, other: str
) -> None:
    quote = WORDS[first : first + count]
    quote[place % len(quote)] = other
    assert align(" ".join(quote), [SOURCE]).kind in ("altered", "not_found")


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_is_compared_and_spans_are_verbatim(quote: str, text: str) -> None:
    found = align(quote, [Source("any", text)])
    assert all(text[span.start : span.end] == span.text for span in found.spans)
    assert 0 <= found.similarity <= 1
    assert found.show() is not None


def test_a_passage_runs_over_labels_times_and_directions() -> None:
    quote = "the people who live beside it. The water rose twice last spring."
    found = align(quote, [SOURCE])
    assert found.kind == "verbatim"
    assert "(Applause.)" in found.spans[0].text


def test_two_passages_have_two_spans() -> None:
    found = align("The water rose twice … It took eleven houses", [SOURCE])
    assert [span.text for span in found.spans] == ["The water rose twice", "It took eleven houses"]


def test_the_best_source_counts_and_of_equals_the_first() -> None:
    near = Source("near", "We will pay the teachers, and soon")
    same = Source("same", "we will pay the teachers and soon")
    found = align("we will pay the teachers and soon", [near, same, Source("copy", same.text)])
    assert (found.kind, found.source) == ("verbatim", "same")


def test_a_quotation_of_two_sources_is_not_in_one() -> None:
    sources = [Source("a", "We will mend the northern road."), Source("b", "Taxes fall in May.")]
    assert align("We will mend the northern road. Taxes fall in May.", sources).kind == "altered"


@pytest.mark.parametrize("quote", ["", "…", "—", "um"])
def test_a_quotation_without_words_is_in_every_source(quote: str) -> None:
    found = align(quote, [])
    assert (found.kind, found.source, found.spans) == ("verbatim", None, ())


def test_nothing_is_found_in_no_source() -> None:
    assert align("anything at all", []).kind == "not_found"


@pytest.mark.parametrize(
    ("said", "quote", "kind"),
    [
        ("You can ask us anything here.", "You can ask US anything here", "altered"),
        ("YOU CAN ASK US ANYTHING HERE.", "You can ask US anything here", "cosmetic"),
        ("The U.S. position is clear.", "The US position is clear", "cosmetic"),
        ("I, I never said that.", "I never said that", "verbatim"),
        ("I never, never said that.", "I never said that", "cosmetic"),
        ("It cost 1,000 dollars a day.", "It cost 1000 dollars a day", "cosmetic"),
        ("It cost 3.5 million a day then.", "It cost 35 million a day then", "altered"),
        ("It rose by 10% in May alone.", "It rose by 10 in May alone", "altered"),
        ("We can pay for all of it.", "We can't pay for all of it", "altered"),
        ("THE MILL IS OURS AND STAYS OURS.", "The mill is ours and stays ours", "cosmetic"),
        ("The cafe\u0301 stays open.", "The café stays open", "verbatim"),
        (
            "Is the government’s plan for the mill dead?",
            "the government is plan for the mill dead",
            "altered",
        ),
        ("Remember: the mill stays.", "Remember: the mill stays", "verbatim"),
        ("Q. Is it over? A. It is over now.", "It is over now", "verbatim"),
        ("Never … again, I said.", "Never … again", "verbatim"),
        ("Never again, I said.", "Never … again", "cosmetic"),
    ],
)
def test_words_and_signs(said: str, quote: str, kind: str) -> None:
    assert align(quote, [Source("said", said)]).kind == kind


def test_scraps_far_apart_make_no_quotation() -> None:
    filler = " ".join(f"word{index}" for index in range(400))
    source = Source("long", f"We like the plan. {filler} It is over. {filler} Tax falls.")
    assert align("We like … over … tax", [source]).kind in ("altered", "not_found")
