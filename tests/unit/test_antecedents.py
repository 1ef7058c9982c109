from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import spacy

from claimx.pipeline.antecedents import (
    AFTER,
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


def window(start: int, values: list[float]) -> SharedWindow:
    """Words from ``start`` on with one piece each, between the pieces that open and close."""
    pieces = [[0.0], *([value] for value in values), [0.0]]
    return {
        "start": start,
        "end": start + len(values),
        "shared": np.array(pieces, dtype=np.float16)[None],
        "firsts": np.arange(1, len(values) + 1),
    }


def test_a_mention_is_its_first_and_its_last_word() -> None:
    graph = Graph()
    found = Antecedents([window(0, [1, 2, 4, 3])], files(graph))
    # Added: 3 + (1 + 2); multiplied: 3 * (1 + 2).
    assert found.scores(3, [(0, 2)]).tolist() == [6 + 10 * 9 + 0.25 - NOBODY]
    assert found.scores(3, [(0, 3)]).tolist() == [8 + 10 * 15 + 0.25 - NOBODY]


def test_what_is_added_is_never_negative() -> None:
    found = Antecedents([window(0, [-5, 2])], files(Graph()))
    assert found.scores(1, [(0, 1)]).tolist() == [0 + 10 * 2 * -10 + 0.25 - NOBODY]


def test_distance_counts_in_words() -> None:
    found = Antecedents([window(0, [0, 0, 0])], files(Graph(), nearness=7))
    far, near = found.scores(2, [(0, 1), (1, 2)]).tolist()
    assert near - far == 7


def test_pronoun_and_mention_may_stand_in_two_windows() -> None:
    graph = Graph()
    windows = [window(0, [1, 1]), window(2, [0, 2])]
    found = Antecedents(windows, files(graph))
    assert found.scores(3, [(0, 2)]).tolist() == [(2 + 2) + 10 * 2 * 2 + 0.25 - NOBODY]
    assert graph.runs == 2
    found.scores(3, [(1, 2), (0, 1)])
    assert graph.runs == 2


def test_words_of_windows_that_were_not_kept_are_out_of_the_question() -> None:
    graph = Graph()
    found = Antecedents([window(8, [1, 1])], files(graph))
    assert not found.knows(7)
    assert found.knows(9)
    assert not found.knows(10)
    assert found.scores(9, [(2, 3), (7, 9)]).tolist() == [-np.inf, -np.inf]
    assert found.scores(20, [(8, 9)]).tolist() == [-np.inf]
    assert found.scores(9, []).tolist() == []
    assert graph.runs == 0


def scored(start: int, core: tuple[int, int], end: int) -> WindowScores:
    """A window of the words ``start:end``, two pieces each that hold the word's number."""
    numbers = np.repeat(np.arange(start, end), 2)
    pieces = np.array([-1, *numbers, -2], dtype=np.float16)[None, :, None]
    firsts = 1 + 2 * np.arange(end - start)
    return cast("WindowScores", {"start": start, "core": core, "shared": pieces, "firsts": firsts})


WINDOWS = [(0, (0, 200), 240), (160, (200, 400), 440), (360, (400, 600), 600)]


@pytest.mark.parametrize(
    ("pronouns", "kept"),
    [
        ([], []),
        ([0], [(0, AFTER)]),
        ([100], [(100 - REACH, 100 + AFTER)]),
        ([230], [(230 - REACH, 200), (200, 230 + AFTER)]),
        ([50, 190], [(0, 200), (200, 190 + AFTER)]),
        ([599], [(599 - REACH, 600)]),
        ([5, 590], [(0, 5 + AFTER), (590 - REACH, 600)]),
    ],
)
def test_what_is_kept_are_the_words_around_pronouns_each_once(
    pronouns: list[int], kept: list[tuple[int, int]]
) -> None:
    doc = spacy.blank("en")("He fell.")
    keep_shared(doc, [scored(*window) for window in WINDOWS], pronouns)
    assert (SHARED in doc.user_data) == bool(kept)
    found = take_shared(doc)
    assert [(item["start"], item["end"]) for item in found] == kept
    for item in found:
        assert item["shared"][0, [0, -1], 0].tolist() == [-1, -2]
        words = item["shared"][0, item["firsts"], 0]
        assert words.tolist() == list(range(item["start"], item["end"]))
    assert SHARED not in doc.user_data
