"""What each word is to each cue: its source, its content, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimx.pipeline.decode import log_softmax
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.features import IntArray
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.model_files import FloatArray

_DISTANCES = 33


def distance_bucket(offsets: IntArray) -> IntArray:
    """Signed distances in words to 0 … 32: exact up to 4, then logarithmic (as trained)."""
    size = np.abs(offsets).astype(np.float32)
    scaled = np.where(size <= 4, size, 4 + 2 * np.log2(np.maximum(size, 4) / 4))
    near = np.minimum(np.floor(scaled), _DISTANCES // 2).astype(np.int64)
    return near * np.sign(offsets) + _DISTANCES // 2


def link_scores(
    window: WindowScores, cues: Sequence[TokenRange], tables: dict[str, FloatArray]
) -> FloatArray:
    """Log probabilities (cues, words of the window, link labels): what each word is to each cue.

    ``cues`` are word ranges of the document that lie within the window.
    """
    count = len(window["link_word"])
    starts = np.array([start for start, _ in cues])[:, None] - window["start"]
    ends = np.array([end for _, end in cues])[:, None] - window["start"]
    place = np.arange(count)
    weight = ((place >= starts) & (place < ends)) / (ends - starts)
    cue = weight.astype(np.float32) @ window["link_cue"]
    before, after = np.minimum(place - starts, 0), np.maximum(place - ends + 1, 0)
    buckets = distance_bucket(before + after)
    out = tables["link_out_weight"].T
    scores = np.empty((len(cues), count, out.shape[1]), dtype=np.float32)
    hidden = np.empty_like(window["link_word"])
    # A cue at a time, in place: the whole at once is larger than any cache, and three times slower.
    for number, bucket in enumerate(buckets):
        np.add(window["link_word"], cue[number], out=hidden)
        hidden += tables["link_distance"][bucket]
        np.maximum(hidden, 0, out=hidden)
        np.matmul(hidden, out, out=scores[number])
    scores += tables["link_out_bias"].mean(0)
    return log_softmax(scores)
