"""Whom a pronoun means, as the model sees it: scores of the mentions before it.

The lower layers of the encoder are shared; the upper ones are run here, and only over the
windows that hold a pronoun that speaks and what it may mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.features import IntArray
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.links import distance_bucket
from claimx.pipeline.model_files import FloatArray, ModelFiles

#: Pronouns of the third person, in lower case: those that the head is trained on.
PRONOUNS = frozenset(
    ["he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "it", "its"]
)
#: Words before a pronoun in which its antecedent is looked for, and words read after it.
REACH = 60
AFTER = 12
#: Where the windows are kept on a ``Doc``, from attribution to speakers.
SHARED = "claimx_shared"
#: The graph's outputs: what a word gives as pronoun, first and last word, and for *nobody*.
PARTS = ("pronoun", "first", "last", "nobody")


class SharedWindow(TypedDict):
    """What the shared layers say of the words ``start:end`` of a document.

    ``shared`` (1, pieces, 384), in 16 bits to spare memory; ``firsts`` (words,) is the first
    piece of each word.
    """

    start: int
    end: int
    shared: npt.NDArray[np.float16]
    firsts: IntArray


class Antecedents:
    """Scores mentions for the pronouns of one document.

    Places are in words, as of :func:`claimx.pipeline.words.model_words`, end exclusive.
    """

    def __init__(self, windows: Sequence[SharedWindow], files: ModelFiles) -> None:
        self._windows = windows
        self._files = files
        self._starts = [window["start"] for window in windows]
        self._parts: dict[int, dict[str, FloatArray]] = {}

    def knows(self, word: int) -> bool:
        """Whether what the shared layers say of a word was kept."""
        return self._window(word) is not None

    def scores(self, pronoun: int, mentions: Sequence[TokenRange]) -> FloatArray:
        """Log odds (mentions,) that a pronoun means each, against that it means none of them.

        Minus infinity where the shared layers were not kept.
        """
        found = np.full(len(mentions), -np.inf, dtype=np.float32)
        near = [i for i, place in enumerate(mentions) if self._holds(place)]
        if not near or not self.knows(pronoun):
            return found
        starts = np.array([mentions[i][0] for i in near])
        ends = np.array([mentions[i][1] for i in near])
        mention = self._vectors("first", starts) + self._vectors("last", ends - 1)
        own = self._vectors("pronoun", np.array([pronoun]))[0]
        nobody = self._vectors("nobody", np.array([pronoun]))[0]
        found[near] = self._score(own, mention, starts - pronoun) - nobody
        return found

    def _score(self, pronoun: FloatArray, mention: FloatArray, offsets: IntArray) -> FloatArray:
        tables = self._files.antecedent_tables
        distance = tables["distance"][distance_bucket(offsets)]
        width = distance.shape[1]
        added = np.maximum(pronoun[:width] + mention[:, :width] + distance, 0)
        times = pronoun[width:] * mention[:, width:]
        weight, bias = tables["weight"], tables["bias"]
        scores: FloatArray = added @ weight[:width] + times @ weight[width:] + bias
        return scores

    def _holds(self, place: TokenRange) -> bool:
        return self.knows(place[0]) and self.knows(place[1] - 1)

    def _window(self, word: int) -> int | None:
        number = bisect_right(self._starts, word) - 1
        return number if number >= 0 and word < self._windows[number]["end"] else None

    def _vectors(self, name: str, words: IntArray) -> FloatArray:
        """What each word gives as pronoun, or as first or last of a mention."""
        rows = []
        for word in words.tolist():
            number = self._window(word)
            assert number is not None  # asked before
            rows.append(self._run(number)[name][word - self._windows[number]["start"]])
        return np.array(rows)

    def _run(self, number: int) -> dict[str, FloatArray]:
        if number not in self._parts:
            window = self._windows[number]
            inputs = {"shared": window["shared"].astype(np.float32), "firsts": window["firsts"]}
            outputs = self._files.antecedents.run(list(PARTS), inputs)
            self._parts[number] = dict(zip(PARTS, outputs, strict=True))
        return self._parts[number]


def keep_shared(doc: Doc, windows: Iterable[WindowScores], pronouns: Iterable[int]) -> None:
    """Keep on ``doc`` what the shared layers say of the words around ``pronouns`` (words)."""
    places = sorted(pronouns)
    kept = [part for window in windows if (part := _around(window, places)) is not None]
    if kept:
        doc.user_data[SHARED] = kept


def _around(window: WindowScores, places: list[int]) -> SharedWindow | None:
    """The part of a window's core that holds some of ``places`` and the words in their reach.

    Its context is left out: the shared layers have read it, and it is the core of others.
    """
    start, count = window["start"], len(window["firsts"])
    first, end = window["core"]
    asked = [place for place in places if first - AFTER < place < end + REACH]
    if not asked:
        return None
    first, end = max(asked[0] - REACH, first), min(asked[-1] + AFTER, end)
    pieces, firsts = window["shared"], window["firsts"]
    low = firsts[first - start]
    high = firsts[end - start] if end < start + count else pieces.shape[1] - 1
    # With the pieces that open and close every window.
    ranges = [pieces[:, :1], pieces[:, low:high], pieces[:, -1:]]
    return {
        "start": first,
        "end": end,
        "shared": np.concatenate(ranges, axis=1),
        "firsts": firsts[first - start : end - start] - low + 1,
    }


def take_shared(doc: Doc) -> list[SharedWindow]:
    """What :func:`keep_shared` kept, and off the ``Doc`` with it."""
    kept: list[SharedWindow] = doc.user_data.pop(SHARED, [])
    return kept
