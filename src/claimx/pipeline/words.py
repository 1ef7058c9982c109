"""The words of a ``Doc`` that the model reads: its tokens less white space, and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from claimx.pipeline.features import BoolArray, IntArray
from claimx.pipeline.quotes import paragraphs


@dataclass(frozen=True, slots=True)
class ModelWords:
    """``words[i]`` is token ``index[i]``; ``breaks[i]`` says that it begins a paragraph."""

    words: list[str]
    index: IntArray
    breaks: BoolArray


def model_words(doc: Doc) -> ModelWords:
    """The words of ``doc`` and where its paragraphs begin."""
    tokens = [token for token in doc if not token.is_space]
    offsets = np.array([token.idx for token in tokens], dtype=np.int64)
    breaks = np.zeros(len(tokens), dtype=bool)
    if tokens:
        starts = np.array([start for start, _ in paragraphs(doc.text)] or [0], dtype=np.int64)
        places = np.searchsorted(offsets, starts)
        breaks[places[places < len(tokens)]] = True
        breaks[0] = True
    return ModelWords(
        words=[token.text for token in tokens],
        index=np.array([token.i for token in tokens], dtype=np.int64),
        breaks=breaks,
    )
