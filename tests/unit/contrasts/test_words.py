from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.contrasts.words import Phrase, read_phrase


def phrase(text: str) -> Phrase:
    found = read_phrase(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the NATO office in Tokyo", ["nato", "office", "tokyo"]),
        ("what he said about it", ["said"]),
        ("Japan's and the ministers’ plans", ["japan", "ministers", "plans"]),
        ("U.S. troops, rock’n’roll", ["u.s", "troops", "rock'n'roll"]),
        ("a no-fly zone (the [old] one)", ["fly", "zone", "old"]),
        ("CLOSING\nThe\tOffice", ["closing", "office"]),
        ("the café of 2025", ["café", "2025"]),
    ],
)
def test_the_words_of_a_phrase_are_those_that_mean_something(text: str, words: list[str]) -> None:
    found = phrase(text).words
    assert len(found) == len(words)
    assert all(word in forms for word, forms in zip(words, found, strict=True))


@pytest.mark.parametrize(
    "text", ["", " \n", "it", "This", "that they", "not all of us", "’ … —", "a"]
)
def test_a_phrase_without_such_words_is_none(text: str) -> None:
    assert read_phrase(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the office", "Offices"),
        ("the city", "its cities"),
        ("closing", "closed"),
        ("planned", "plans"),
        ("Japan's", "Japan"),
        ("sold", "to sell"),
        ("broken", "broke"),
    ],
)
def test_forms_of_a_word_are_the_same_word(one: str, other: str) -> None:
    assert phrase(one).head & phrase(other).head
    assert phrase(one).shares(phrase(other)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("office", "official"), ("seal", "sea"), ("bus", "bu"), ("press", "pres")]
)
def test_words_that_are_alike_are_not(one: str, other: str) -> None:
    assert not phrase(one).head & phrase(other).head


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("tunnel", "tunnel"),
        ("the harbour tunnel", "tunnel"),
        ("the NATO office in Tokyo", "office"),
        ("the office of Japan", "office"),
        ("the plan that failed", "plan"),
        ("the plan, which the board will like", "plan"),
        ("the prime minister's plan for the harbour", "plan"),
        ("more troops", "troops"),
        ("opening the office", "open"),
        ("keep the office open", "keep"),
        ("closing of the harbour", "close"),
        ("raising taxes", "tax"),
        ("the [old] office (in Tokyo)", "office"),
    ],
)
def test_the_head_is_what_the_phrase_is_about(text: str, head: str) -> None:
    assert head in phrase(text).head


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the NATO office in Tokyo", {"nato", "tokyo"}),
        ("the Brexit", {"brexit"}),
        ("the office", set()),
        ("Tunnels and bridges", set()),
        ("the plan of O'Neill’s", {"o'neill"}),
    ],
)
def test_names_are_written_with_a_capital_after_the_first_word(text: str, names: set[str]) -> None:
    assert phrase(text).names == names


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("the NATO office in Tokyo", "an office", 1),
        ("the NATO office in Tokyo", "Tokyo's offices", 2),
        ("the harbour", "the tunnel", 0),
    ],
)
def test_shared_words_are_counted(one: str, other: str, count: int) -> None:
    assert phrase(one).shares(phrase(other)) == count == phrase(other).shares(phrase(one))


@given(st.text())
def test_head_and_names_are_words_of_any_phrase(text: str) -> None:
    found = read_phrase(text)
    if found is not None:
        assert found.head in found.words
        assert found.names <= frozenset().union(*found.words)
        assert found.shares(found) == len(found.words)


@given(st.text())
def test_words_are_read_alike_whatever_stands_around_them(text: str) -> None:
    assert read_phrase(f" {text}\n") == read_phrase(text)
