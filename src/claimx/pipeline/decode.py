"""Scores to spans and trees, in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimx.pipeline.features import BoolArray, IntArray
from claimx.pipeline.model_files import FloatArray

_NEVER = np.float32(-1e9)


def bio_spans(scores: FloatArray, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans ``(start, end, name)`` from scores (words, labels) of a BIO alphabet.

    Begins and insides of a name are told apart by their own scores, once the name with
    the highest of the two is found; an inside with no begin before it begins a span.
    """
    if not len(scores):
        return []
    best = scores.argmax(1)
    names = np.array([label[2:] for label in labels])[best]
    begins = np.array([label[0] == "B" for label in labels])[best]
    changed = np.append(True, names[1:] != names[:-1])
    starts = np.flatnonzero((names != "") & (begins | changed))
    stops = np.flatnonzero((names == "") | begins | changed)
    following = np.searchsorted(stops, starts, side="right")
    ends = np.append(stops, len(names))[following]
    return [
        (int(start), int(end), str(names[start])) for start, end in zip(starts, ends, strict=True)
    ]


def tree(scores: FloatArray) -> IntArray:
    """The heads of one sentence from scores (words, words + 1), the root first.

    Returns:
        Head of each word, counted with the root as 0: a tree with one child of the root.
        The best head of every word where that is a tree, else the maximum spanning
        tree (Chu and Liu 1965, Edmonds 1967) under the best root.
    """
    scores = scores.astype(np.float32)
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = _NEVER
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(heads).any():
        return heads
    others = scores[:, 1:].max(1) if size > 1 else np.full(size, _NEVER)
    root = int((scores[:, 0] - others).argmax())
    allowed = scores.copy()
    allowed[:, 0] = _NEVER
    allowed[root] = _NEVER
    allowed[root, 0] = 0
    square = np.full((size + 1, size + 1), _NEVER, dtype=np.float32)
    square[1:] = allowed
    return _spanning_tree(square)[1:]


def _cycle(heads: IntArray) -> BoolArray:
    """Which words (of heads counted from 1) are on or below a cycle: those never led to 0."""
    parents = np.concatenate([[0], heads])
    for _ in range(int(np.ceil(np.log2(len(parents) + 1)))):
        parents = parents[parents]
    reached: BoolArray = parents[1:] != 0
    return reached


def _spanning_tree(scores: FloatArray) -> IntArray:
    """Heads of the maximum arborescence from node 0; ``scores[child, parent]``."""
    np.fill_diagonal(scores, 2 * _NEVER)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _one_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside)
    merged = np.full((size + 1, size + 1), _NEVER, dtype=np.float32)
    merged[:size, :size] = scores[np.ix_(outside, outside)]
    merged[size, :size] = entering.max(0)
    merged[:size, size] = leaving.max(1)
    solved = _spanning_tree(merged)
    for place, node in enumerate(outside):
        parent = solved[place]
        heads[node] = outside[parent] if parent < size else cycle[leaving[place].argmax()]
    broken = cycle[entering[:, solved[size]].argmax()]
    heads[broken] = outside[solved[size]]
    heads[0] = 0
    return heads


def _one_cycle(heads: IntArray) -> IntArray | None:
    below = np.append(False, _cycle(heads[1:]))
    if not below.any():
        return None
    node = int(np.flatnonzero(below)[0])
    for _ in range(len(heads)):
        node = int(heads[node])
    members = [node]
    while (parent := int(heads[members[-1]])) != node:
        members.append(parent)
    return np.array(members)


def log_softmax(scores: FloatArray) -> FloatArray:
    shifted = scores - scores.max(-1, keepdims=True)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
