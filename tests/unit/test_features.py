from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tiny_model
from claimx.pipeline.features import (
    CONTEXT,
    PIECES_PER_WORD,
    WINDOW,
    BoolArray,
    IntArray,
    Window,
    case_type,
    cut_windows,
    to_pieces,
)

TOKENIZER = tiny_model.tokenizer()
ROOM = WINDOW - 2


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("mill", 0),
        ("1990", 0),
        ("“", 0),
        ("Odu", 1),
        ("I", 1),
        ("Élan", 1),
        ("NATO", 2),
        ("U.S.", 2),
        ("McAdam", 3),
        ("iPhone", 3),
    ],
)
def test_the_case_of_a_word(word: str, kind: int) -> None:
    assert case_type(word) == kind


def pieces_of(*words: str, paragraphs: tuple[int, ...] = ()) -> list[list[str | None]]:
    """The pieces of each word."""
    pieces = to_pieces(TOKENIZER, words, tiny_model.breaks(len(words), *paragraphs))
    names = [TOKENIZER.id_to_token(int(number)) for number in pieces.ids]
    return [names[start:end] for start, end in pairwise(pieces.starts.tolist())]


def test_words_are_split_into_pieces_without_special_ones() -> None:
    assert pieces_of("The", "mill", "Odu", "said") == [
        ["the"],
        ["mill"],
        ["o", "##d", "##u"],
        ["said"],
    ]


def test_a_word_of_which_the_tokenizer_leaves_nothing_is_unknown() -> None:
    found = pieces_of("\x01", "the", "\x02", "\x03", "mill", "\u200b")
    assert found == [["[UNK]"], ["the"], ["[UNK]"], ["[UNK]"], ["mill"], ["[UNK]"]]
    assert pieces_of("\x00") == [["[UNK]"]]


def test_a_long_word_is_cut() -> None:
    (long, after) = pieces_of("x" * 40, "the")
    assert len(long) == PIECES_PER_WORD
    assert after == ["the"]


def test_types_are_the_case_of_every_piece_and_the_beginning_of_a_paragraph() -> None:
    words = ["Odu", "said", "NATO", "U.S."]
    pieces = to_pieces(TOKENIZER, words, tiny_model.breaks(4, 2))
    rows = [pieces.types[a:b].tolist() for a, b in pairwise(pieces.starts.tolist())]
    assert rows == [[5, 1, 1], [0], [6, 2, 2, 2], [2, 2, 2, 2]]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=8)
)
def test_every_word_has_a_few_pieces(words: list[str]) -> None:
    pieces = to_pieces(TOKENIZER, words, tiny_model.breaks(len(words)))
    sizes = np.diff(pieces.starts)
    assert len(sizes) == len(words)
    assert ((sizes >= 1) & (sizes <= PIECES_PER_WORD)).all()
    assert pieces.starts[0] == 0
    assert pieces.starts[-1] == len(pieces.ids) == len(pieces.types)


#: A document as its words, the pieces of each, and whether it begins a paragraph.
Rows: TypeAlias = list[tuple[str, int, bool]]


def some_document(seed: int, size: int) -> Rows:
    """Words of a few pieces, in sentences and paragraphs short and long."""
    rng = Random(seed)
    longest, rate = rng.randint(1, PIECES_PER_WORD), rng.choice([0.002, 0.01, 0.1])
    return [
        (rng.choice(["mill", "."]), rng.randint(1, longest), rng.random() < rate)
        for _ in range(size)
    ]


# Drawn by a seed: a list of hundreds of drawn words would take seconds.
documents = st.builds(some_document, st.integers(0, 2**32), st.integers(0, 900))


def cut(rows: Rows) -> tuple[list[Window], IntArray]:
    words = [text for text, _, _ in rows]
    starts = np.append(0, np.cumsum([size for _, size, _ in rows])).astype(np.int64)
    marks: BoolArray = np.array([mark for _, _, mark in rows], dtype=bool)
    return cut_windows(words, starts, marks), starts


def plain(paragraphs: list[int]) -> Rows:
    """Paragraphs of so many words of one piece."""
    return [("mill", 1, place == 0) for size in paragraphs for place in range(size)]


def test_a_document_of_no_words_has_no_window() -> None:
    assert cut([])[0] == []


def test_a_short_document_is_one_window() -> None:
    windows, _ = cut(plain([100, 200, ROOM - 300]))
    assert windows == [Window(0, 0, ROOM, ROOM)]


def test_a_long_document_is_cut_between_paragraphs_with_context_on_both_sides() -> None:
    windows, _ = cut(plain([150, 100, 150, 120, 90]))
    assert windows == [
        Window(0, 0, 250, 250 + CONTEXT),
        Window(250 - CONTEXT, 250, 520, 520 + CONTEXT),
        Window(520 - CONTEXT, 520, 610, 610),
    ]


def test_a_paragraph_too_long_for_a_window_is_cut_at_its_last_sentence_end() -> None:
    rows = plain([500])
    rows[199] = rows[239] = (".", 1, False)
    windows, _ = cut(rows)
    assert [window.core_end for window in windows] == [240, 500]


def test_a_sentence_too_long_for_a_window_is_cut_where_the_window_is_full() -> None:
    windows, _ = cut(plain([500]))
    assert [window.core_end for window in windows] == [ROOM - 2 * CONTEXT, 500]


@settings(deadline=None, max_examples=25)
@given(documents)
def test_cores_hold_every_word_once_and_windows_never_overflow(rows: Rows) -> None:
    windows, starts = cut(rows)
    covered = [word for window in windows for word in range(window.core_start, window.core_end)]
    assert covered == list(range(len(rows)))
    for window in windows:
        assert 0 <= window.start <= window.core_start < window.core_end <= window.end <= len(rows)
        assert starts[window.end] - starts[window.start] <= ROOM


@settings(deadline=None, max_examples=25)
@given(documents)
def test_a_core_has_as_much_context_as_there_is_room_for(rows: Rows) -> None:
    windows, starts = cut(rows)
    for window in windows if len(windows) > 1 else []:
        before = starts[window.core_start] - starts[window.start]
        after = starts[window.end] - starts[window.core_end]
        assert window.start == 0 or before > CONTEXT - PIECES_PER_WORD
        assert window.end == len(rows) or after > CONTEXT - PIECES_PER_WORD
        assert max(before, after) <= CONTEXT


@settings(deadline=None, max_examples=25)
@given(documents, documents)
def test_what_is_appended_moves_no_cut_but_the_last(rows: Rows, more: Rows) -> None:
    short, _ = cut(rows)
    long, _ = cut(rows + more)
    if len(short) > 1:
        cores = [(window.core_start, window.core_end) for window in short]
        longer = [(window.core_start, window.core_end) for window in long]
        assert longer[: len(cores) - 1] == cores[:-1]
        assert longer[len(cores) - 1][0] == cores[-1][0]
