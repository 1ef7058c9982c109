from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import spacy

from claimx.pipeline.antecedents import (
    PARTS,
    REACH,
    SHARED,
    Antecedents,
    SharedWindow,
    keep_shared,
    take_shared,
)
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.links import distance_bucket
from claimx.pipeline.model_files import ModelFiles

#: Two numbers a part: what is added, and what is multiplied.
NOBODY = 0.5


class Graph:
    """Every part of a word but *nobody* is twice the number that its first piece holds."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        assert tuple(names) == PARTS
        assert inputs["shared"].dtype == np.float32
        self.runs += 1
        own = inputs["shared"][0, inputs["firsts"]]
        both = np.concatenate([own, own], axis=1)
        return [both, both, both, np.full(len(own), NOBODY, dtype=np.float32)]


def files(graph: Graph, nearness: float = 0.0) -> ModelFiles:
    distance = np.zeros((33, 1), dtype=np.float32)
    distance[distance_bucket(np.array([-1]))] = nearness
    weight = np.array([1, 10], dtype=np.float32)
    tables = {"distance": distance, "weight": weight, "bias": np.float32(0.25)}
    return cast("ModelFiles", SimpleNamespace(antecedents=graph, antecedent_tables=tables))


def window(start: int, core: tuple[int, int], values: list[float]) -> SharedWindow:
    """A window with one piece a word, after the piece that opens it."""
    shared = np.array([[0.0], *([value] for value in values)], dtype=np.float16)[None]
    return {
        "start": start,
        "core": core,
        "shared": shared,
        "firsts": np.arange(1, len(values) + 1),
    }


def test_a_mention_is_its_first_and_its_last_word() -> None:
    graph = Graph()
    found = Antecedents([window(0, (0, 4), [1, 2, 4, 3])], files(graph))
    # Added: 3 + (1 + 2); multiplied: 3 * (1 + 2).
    assert found.scores(3, [(0, 2)]).tolist() == [6 + 10 * 9 + 0.25 - NOBODY]
    assert found.scores(3, [(0, 3)]).tolist() == [8 + 10 * 15 + 0.25 - NOBODY]


def test_what_is_added_is_never_negative() -> None:
    found = Antecedents([window(0, (0, 2), [-5, 2])], files(Graph()))
    assert found.scores(1, [(0, 1)]).tolist() == [0 + 10 * 2 * -10 + 0.25 - NOBODY]


def test_distance_counts_in_words() -> None:
    found = Antecedents([window(0, (0, 3), [0, 0, 0])], files(Graph(), nearness=7))
    far, near = found.scores(2, [(0, 1), (1, 2)]).tolist()
    assert near - far == 7


def test_pronoun_and_mention_may_stand_in_two_windows() -> None:
    graph = Graph()
    windows = [window(0, (0, 2), [1, 1, 9]), window(1, (2, 4), [8, 0, 2])]
    found = Antecedents(windows, files(graph))
    assert found.scores(3, [(0, 2)]).tolist() == [(2 + 2) + 10 * 2 * 2 + 0.25 - NOBODY]
    assert graph.runs == 2
    found.scores(3, [(1, 2), (0, 1)])
    assert graph.runs == 2


def test_words_of_windows_that_were_not_kept_are_out_of_the_question() -> None:
    graph = Graph()
    found = Antecedents([window(8, (8, 10), [1, 1])], files(graph))
    assert not found.knows(7)
    assert found.knows(9)
    assert not found.knows(10)
    assert found.scores(9, [(2, 3), (7, 9)]).tolist() == [-np.inf, -np.inf]
    assert found.scores(20, [(8, 9)]).tolist() == [-np.inf]
    assert found.scores(9, []).tolist() == []
    assert graph.runs == 0


def scored(*cores: tuple[int, int]) -> list[WindowScores]:
    return [cast("WindowScores", {**window(core[0], core, [1.0]), "role": None}) for core in cores]


@pytest.mark.parametrize(
    ("pronouns", "kept"),
    [
        ([], []),
        ([5], [(0, 200)]),
        ([450], [(0, 200), (200, 400), (400, 600)]),
        ([REACH + 250], [(200, 400), (400, 600)]),
        ([5, 590], [(0, 200), (200, 400), (400, 600)]),
    ],
)
def test_windows_are_kept_that_hold_a_pronoun_or_what_it_may_mean(
    pronouns: list[int], kept: list[tuple[int, int]]
) -> None:
    doc = spacy.blank("en")("He fell.")
    keep_shared(doc, scored((0, 200), (200, 400), (400, 600)), pronouns)
    assert (SHARED in doc.user_data) == bool(kept)
    found = take_shared(doc)
    assert [item["core"] for item in found] == kept
    assert all(item.keys() == SharedWindow.__required_keys__ for item in found)
    assert SHARED not in doc.user_data
