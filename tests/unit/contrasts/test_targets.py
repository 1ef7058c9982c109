from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimx.contrasts.targets import fullest, same_content, same_thing
from claimx.contrasts.words import Phrase, read_phrase
from unit.contrasts.samples import stands

WORDS = ["the", "harbour", "tunnel", "plans", "NATO", "office", "of", "in", "Tokyo", "opening"]
phrases = st.lists(st.sampled_from(WORDS), max_size=6, unique=True).map(" ".join).map(read_phrase)


def phrase(text: str) -> Phrase:
    found = read_phrase(text)
    assert found is not None
    return found


def same(one: str, other: str, *, one_document: bool = False) -> bool:
    found = same_thing(phrase(one), phrase(other), one_document=one_document)
    assert found == same_thing(phrase(other), phrase(one), one_document=one_document)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the NATO office", "a NATO office in Tokyo"),
        ("NATO's Tokyo office", "NATO offices in Tokyo"),
        ("the harbour tunnel", "Harbour Tunnel"),
        ("opening the office", "opening of the office"),
        ("the old harbour tunnel", "the new harbour tunnel"),
        ("the NATO office", "the new NATO liaison office in the heart of Tokyo"),
    ],
)
def test_one_thing_has_one_head_and_half_of_the_words_or_all_of_the_shorter(
    one: str, other: str
) -> None:
    assert same(one, other)
    assert same(one, other, one_document=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the harbour tunnel", "the tunnel harbour"),
        ("the NATO office", "the NATO summit"),
        ("the office of Japan", "the Japan of old"),
        ("the 2019 budget", "the 2020 budget"),
        ("the school plan", "the harbour plan of the city"),
    ],
)
def test_another_head_or_other_words_are_another_thing(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(one, other, one_document=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("the plan", "the plan"), ("tunnel", "the harbour tunnel"), ("cities", "the city")],
)
def test_one_word_is_trusted_in_one_document_only(one: str, other: str) -> None:
    assert same(one, other, one_document=True)
    assert not same(one, other)


def test_a_name_is_trusted_everywhere() -> None:
    assert same("the Brexit", "that Brexit")
    assert same("the EU", "the EU of today")
    assert not same("the EU", "the city")


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("the tunnel", [], "the tunnel"),
        ("the tunnel", ["the tunnel", "the harbour tunnel"], "the harbour tunnel"),
        ("tunnels", ["the harbour tunnel", "the old harbour tunnel"], "the old harbour tunnel"),
        ("the plan", ["the city's plan", "the owner's plan"], "the plan"),
        ("the harbour tunnel", ["the tunnel", "the tunnel harbour"], "the harbour tunnel"),
        ("the harbour", ["the harbour tunnel"], "the harbour"),
        ("the plan", ["the plan of the city", "a city plan"], "the plan of the city"),
    ],
)
def test_the_fullest_words_are_taken_unless_they_could_be_two_things(
    text: str, others: list[str], found: str
) -> None:
    assert fullest(phrase(text), map(phrase, others)) == phrase(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the office would help", "the office will not help"),
        ("the office is needed in Tokyo", "no office is needed"),
        ("the office", "the office"),
        ("it helps the office", "the office is helping greatly"),
    ],
)
def test_contents_that_say_the_same_of_a_target(one: str, other: str) -> None:
    mine, theirs = stands("a#1", "office", one), stands("b#1", "office", other)
    assert same_content(mine, theirs)
    assert same_content(theirs, mine)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the office would help", "the office costs money"),
        ("the office would help", "the office"),
        ("the office opens in spring", "the office shuts in spring"),
    ],
)
def test_contents_that_say_something_else(one: str, other: str) -> None:
    mine, theirs = stands("a#1", "office", one), stands("b#1", "office", other)
    assert not same_content(mine, theirs)
    assert not same_content(theirs, mine)


def test_contents_are_compared_without_a_target_too() -> None:
    assert same_content(stands("a#1", None, "it rained"), stands("a#2", None, "it did not rain"))
    assert same_content(stands("a#1", None, "it is"), stands("a#2", None, "it is not"))
    assert not same_content(stands("a#1", None, "it rained"), stands("a#2", None, "it is"))


@given(phrases, phrases, st.booleans())
def test_sameness_goes_both_ways(
    one: Phrase | None, other: Phrase | None, one_document: bool
) -> None:
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    there, back = (
        same_thing(*pair, one_document=one_document) for pair in ((one, other), (other, one))
    )
    assert there == back
    assert same_thing(one, one, one_document=True)


@given(phrases, st.lists(phrases, max_size=6))
def test_the_fullest_is_one_that_there_is_and_says_all_that_was_said(
    given_: Phrase | None, others: list[Phrase | None]
) -> None:
    assume(given_ is not None)
    assert given_ is not None
    mentioned = [other for other in others if other is not None]
    found = fullest(given_, mentioned)
    assert found == given_ or found in mentioned
    assert given_.shares(found) == len(given_.words)
    assert given_.head & found.head
