from __future__ import annotations

import numpy as np
import pytest

import tiny_model
from claimx.pipeline.links import distance_bucket, link_scores
from claimx.training.examples import LINK_LABELS
from tiny_model import window


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    return tiny_model.write_files(tmp_path_factory.mktemp("model")).tables


def test_distances_are_exact_when_near_and_coarse_when_far() -> None:
    offsets = np.array([0, 1, 4, 5, 6, 8, 16, 64, 256, 9999])
    assert (distance_bucket(offsets) - 16).tolist() == [0, 1, 4, 4, 5, 6, 8, 12, 16, 16]
    assert (distance_bucket(-offsets) - 16).tolist() == [0, -1, -4, -4, -5, -6, -8, -12, -16, -16]


def test_each_cue_says_what_every_word_is_to_it(tables: dict[str, np.ndarray]) -> None:
    # Odu said yes but Lee said no
    scores = window("SCT.SCT", {(1, 2): "S.T....", (5, 6): "....S.T"})
    found = link_scores(scores, [(1, 2), (5, 6)], tables)
    labels = [[LINK_LABELS[place][:5] for place in row] for row in found.argmax(-1)]
    assert labels[0] == ["B-SOU", "O", "B-CON", "O", "O", "O", "O"]
    assert labels[1] == ["O", "O", "O", "O", "B-SOU", "O", "B-CON"]
    assert np.exp(found).sum(-1) == pytest.approx(1, abs=1e-5)


def test_a_cue_is_placed_in_the_document_not_in_its_window(tables: dict[str, np.ndarray]) -> None:
    scores = window("SCT", {(1, 2): "S.T"}, start=40)
    [found] = link_scores(scores, [(41, 42)], tables)
    assert found.argmax(-1).tolist() == [1, 0, 3]


def test_a_cue_of_two_words_is_their_mean(tables: dict[str, np.ndarray]) -> None:
    scores = window("SCcT", {(1, 3): "S..T"})
    scores["link_cue"][1] *= 2
    scores["link_cue"][2] *= 0
    mean = window("SCcT", {(1, 3): "S..T"})
    [found], [expected] = (link_scores(item, [(1, 3)], tables) for item in (scores, mean))
    assert found == pytest.approx(expected)


def test_distance_is_counted_from_the_cues_near_edge(tables: dict[str, np.ndarray]) -> None:
    # The table prefers content at one word after the cue, and source at one before it.
    moved = {name: value.copy() for name, value in tables.items()}
    moved["link_out_weight"] = np.eye(5, dtype=np.float32)
    moved["link_distance"] = np.zeros((33, 5), dtype=np.float32)
    moved["link_distance"][17, 3] = moved["link_distance"][15, 1] = 9
    moved["link_distance"][16, 0] = 9
    scores = window(".....")
    scores["link_word"] = scores["link_cue"] = np.zeros((5, 5), dtype=np.float32)
    [found] = link_scores(scores, [(1, 4)], moved)
    assert found.argmax(-1).tolist() == [1, 0, 0, 0, 3]
