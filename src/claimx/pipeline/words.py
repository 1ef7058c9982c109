"""The words of a ``Doc`` that the model reads: its tokens less white space, and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.attrs import IDX, IS_SPACE, LOWER
from spacy.tokens import Doc, Token

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
    index = np.flatnonzero(doc.to_array(IS_SPACE) == 0)
    offsets = token_offsets(doc)[index]
    breaks = np.zeros(len(index), dtype=bool)
    if len(index):
        starts = np.array([start for start, _ in paragraphs(doc.text)] or [0], dtype=np.int64)
        places = np.searchsorted(offsets, starts)
        breaks[places[places < len(index)]] = True
        breaks[0] = True
    return ModelWords(
        words=[doc[place].text for place in index.tolist()], index=index, breaks=breaks
    )


def token_offsets(doc: Doc) -> IntArray:
    """Where each token of ``doc`` begins in its text, in code points."""
    return doc.to_array(IDX).astype(np.int64)


def tokens_of(doc: Doc, forms: frozenset[str]) -> Iterator[Token]:
    """The tokens of ``doc`` that are one of ``forms`` in lower case, in order."""
    wanted = np.array([doc.vocab.strings[form] for form in forms], dtype=np.uint64)
    for index in np.flatnonzero(np.isin(doc.to_array(LOWER), wanted)).tolist():
        yield doc[index]
