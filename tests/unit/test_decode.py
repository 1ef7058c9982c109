from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.pipeline.decode import best_path, bio_spans, log_softmax, tree
from claimx.pipeline.model_files import FloatArray
from tiny_model import ROLES, scores_of

LABELS = list(ROLES.values())


def spans(codes: str) -> list[tuple[int, int, str]]:
    return bio_spans(scores_of(codes, ROLES, LABELS), LABELS)


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ("", []),
        ("...", []),
        ("S", [(0, 1, "SOURCE")]),
        ("Sss.", [(0, 3, "SOURCE")]),
        (".SC.Tt", [(1, 2, "SOURCE"), (2, 3, "CUE"), (4, 6, "CONTENT")]),
        pytest.param("TtTt", [(0, 2, "CONTENT"), (2, 4, "CONTENT")], id="begins-anew"),
        pytest.param("TT", [(0, 1, "CONTENT"), (1, 2, "CONTENT")], id="each-begins"),
        pytest.param(".ttt.", [(1, 4, "CONTENT")], id="insides-without-begin"),
        pytest.param("Ssttt", [(0, 2, "SOURCE"), (2, 5, "CONTENT")], id="insides-of-another-name"),
        pytest.param("Tt.tt", [(0, 2, "CONTENT"), (3, 5, "CONTENT")], id="gap"),
    ],
)
def test_labels_to_spans(codes: str, found: list[tuple[int, int, str]]) -> None:
    assert spans(codes) == found


def test_no_span_goes_on_over_a_start() -> None:
    starts = np.array([True, False, False, True, False])
    scores = scores_of("TtttS", ROLES, LABELS)
    assert bio_spans(scores, LABELS, starts) == [(0, 3, "CONTENT"), (4, 5, "SOURCE")]
    assert bio_spans(scores, LABELS)[0] == (0, 4, "CONTENT")  # given scores stay as they are


valid = st.lists(st.sampled_from([".", "S", "Ss", "C", "Cc", "T", "Tt", "Ttt"])).map("".join)


@given(valid)
def test_spans_hold_every_labelled_word_once(codes: str) -> None:
    names = [ROLES[code][2:] for code in codes]
    covered = {word: name for start, end, name in spans(codes) for word in range(start, end)}
    assert covered == {word: name for word, name in enumerate(names) if name}
    assert sum(end - start for start, end, _ in spans(codes)) == len(covered)


def is_valid(path: Sequence[int]) -> bool:
    """Every inside follows the begin or an inside of its name."""
    steps = zip((0, *path), path, strict=False)
    return all(
        label == 0 or label % 2 == 1 or before in (label - 1, label) for before, label in steps
    )


PATHS = {
    size: [path for path in product(range(5), repeat=size) if is_valid(path)]
    for size in range(1, 5)
}


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4), st.data())
def test_a_path_is_the_best_valid_one(size: int, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.integers(-4, 4), min_size=size * 5, max_size=size * 5))
    scores = np.array(cells, dtype=np.float32).reshape(size, 5)
    path = best_path(scores)
    assert is_valid(path)
    assert total(scores, tuple(path)) == max(total(scores, other) for other in PATHS[size])


def test_a_path_leaves_the_scores_as_they_were() -> None:
    scores = np.ones((3, 5), dtype=np.float32)
    best_path(scores)
    assert (scores == 1).all()
    assert best_path(scores[:0]) == []


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, counted as head 0, and every word led to it."""
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return heads.count(0) == 1


def total(scores: FloatArray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def all_trees(size: int) -> list[tuple[int, ...]]:
    return [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]


TREES = {size: all_trees(size) for size in range(1, 5)}


def test_one_word_is_the_root() -> None:
    assert tree(np.array([[-3.0, 9.0]], dtype=np.float32)).tolist() == [0]


def test_the_best_heads_are_taken_where_they_are_a_tree() -> None:
    scores = np.array([[0, 0, 5, 0], [5, 0, 0, 0], [0, 0, 5, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1, 0, 9, 0], [2, 8, 0, 3], [6, 0, 0, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [2, 3, 0]


def test_of_two_roots_the_better_one_stays() -> None:
    scores = np.array([[7, 0, 1], [8, 1, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [2, 0]


def test_the_scores_are_left_as_they_were() -> None:
    scores = np.ones((3, 4), dtype=np.float32)
    tree(scores)
    assert (scores == 1).all()


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 4), st.data())
def test_a_tree_is_the_best_one_under_its_root(size: int, data: st.DataObject) -> None:
    # Small whole numbers: ties and cycles are common, and sums exact.
    cells = data.draw(
        st.lists(st.integers(-4, 4), min_size=size**2 + size, max_size=size**2 + size)
    )
    scores = np.array(cells, dtype=np.float32).reshape(size, size + 1)
    heads = tuple(tree(scores).tolist())
    assert is_tree(heads)
    same_root = [other for other in TREES[size] if other.index(0) == heads.index(0)]
    assert total(scores, heads) == max(total(scores, other) for other in same_root)


def test_five_words_against_every_tree_of_five_words() -> None:
    trees = np.array(all_trees(5))
    rng = np.random.default_rng(7)
    for _ in range(20):
        scores = rng.normal(size=(5, 6)).astype(np.float32)
        heads = tree(scores)
        assert is_tree(tuple(heads.tolist()))
        same_root = trees[trees[:, heads.argmin()] == 0]
        best = scores[np.arange(5), same_root].sum(1).max()
        assert scores[np.arange(5), heads].sum() == pytest.approx(best, abs=1e-4)


@settings(deadline=None, max_examples=10)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_a_long_sentence_is_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(tuple(tree(scores).tolist()))


def test_log_probabilities_sum_to_one_however_large_the_scores() -> None:
    scores = np.array([[1e4, 0, -1e4], [1, 1, 1]], dtype=np.float32)
    chances = np.exp(log_softmax(scores))
    assert chances[0].tolist() == [1, 0, 0]
    assert chances.sum(1) == pytest.approx(1)
