"""Words to the encoder's word pieces, and long documents to overlapping windows.

Training and inference share this module: what the encoder sees must not differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

#: Word pieces in one window, [CLS] and [SEP] included.
WINDOW = 384
#: Word pieces of context on each side of a window's core, where a document is longer.
CONTEXT = 48
#: A word (a URL, a run of emoji) gives at most this many pieces.
PIECES_PER_WORD = 12
#: Rows of the token-type table: the case of a word, times whether it begins a paragraph.
TOKEN_TYPES = 8
_SENTENCE_END = frozenset({".", "!", "?", "”", '"', "’", "…"})


@dataclass(frozen=True, slots=True)
class Pieces:
    """A document's word pieces, without special ones.

    ``ids`` and ``types``: int64 of shape (pieces,); ``starts``: int64 of shape
    (words + 1,), the first piece of each word, and the number of pieces last.
    """

    ids: IntArray
    types: IntArray
    starts: IntArray


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start:end`` go through the encoder; ``core_start:core_end`` are kept."""

    start: int
    core_start: int
    core_end: int
    end: int


def case_type(word: str) -> int:
    """0 lower or without case, 1 Title, 2 UPPER, 3 mIxed; the vocabulary is uncased."""
    if word == word.lower():
        return 0
    if word[:1].isupper() and word[1:] == word[1:].lower():
        return 1
    return 2 if word == word.upper() else 3


def to_pieces(tokenizer: Tokenizer, words: Sequence[str], breaks: BoolArray) -> Pieces:
    """Split words into pieces.

    Args:
        tokenizer: the encoder's, without truncation or padding.
        words: none of them empty.
        breaks: shape (words,), true where a word begins a paragraph.

    A word of which the tokenizer leaves nothing (a control character) is unknown.
    """
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    owners = np.asarray(encoding.word_ids, dtype=np.int64)
    missing = np.flatnonzero(np.bincount(owners, minlength=len(words)) == 0)
    if len(missing):
        places = np.searchsorted(owners, missing)
        unknown = tokenizer.token_to_id("[UNK]")
        assert unknown is not None  # every BERT vocabulary has it
        ids = np.insert(ids, places, unknown)
        owners = np.insert(owners, places, missing)
    rank = np.arange(len(owners)) - np.searchsorted(owners, owners)
    kept = rank < PIECES_PER_WORD
    ids, owners, rank = ids[kept], owners[kept], rank[kept]
    cases = np.fromiter((case_type(word) for word in words), dtype=np.int64, count=len(words))
    types = cases[owners] + 4 * (breaks[owners] & (rank == 0))
    starts = np.searchsorted(owners, np.arange(len(words) + 1))
    return Pieces(ids, types, starts)


def cut_windows(words: Sequence[str], starts: IntArray, breaks: BoolArray) -> list[Window]:
    """Cut a document into windows whose cores cover every word once.

    Whole paragraphs are packed from the document's start, so that what comes
    later never moves an earlier cut; a paragraph too long for a window is cut at
    the last sentence end within it.

    Args:
        words: the document's words.
        starts: as in :class:`Pieces`.
        breaks: true where a word begins a paragraph.
    """
    count = len(words)
    if count == 0:
        return []
    room = WINDOW - 2
    if starts[count] <= room:
        return [Window(0, 0, count, count)]
    core_room = room - 2 * CONTEXT
    edges = [int(edge) for edge in np.flatnonzero(breaks) if edge > 0] + [count]
    windows, start, last_fit = [], 0, 0
    for edge in edges:
        while starts[edge] - starts[start] > core_room:
            stop = last_fit if last_fit > start else _long_cut(words, starts, start, core_room)
            windows.append(_with_context(starts, start, stop))
            start = last_fit = stop
        last_fit = edge
    windows.append(_with_context(starts, start, count))
    return windows


def _long_cut(words: Sequence[str], starts: IntArray, start: int, room: int) -> int:
    stop = int(np.searchsorted(starts, starts[start] + room, side="right")) - 1
    for end in range(stop, start + (stop - start) // 2, -1):
        if words[end - 1] in _SENTENCE_END:
            return end
    return stop


def _with_context(starts: IntArray, core_start: int, core_end: int) -> Window:
    count = len(starts) - 1
    start = int(np.searchsorted(starts, starts[core_start] - CONTEXT))
    end = int(np.searchsorted(starts, starts[core_end] + CONTEXT, side="right")) - 1
    return Window(max(start, 0), core_start, core_end, min(end, count))
