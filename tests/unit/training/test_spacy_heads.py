from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

from spacy.tokens import Doc, Span
from spacy.training import Example

from claimx.training.spacy_heads import MEASURES, fit, spacy_pipeline, spacy_scores

WORDS = ["ada", "odu", "oslo", "saw", "met", "in"]
VECTORS = dict(zip(WORDS, np.eye(6, dtype=np.float32), strict=True))
TAGS = {"ada": "NNP", "odu": "NNP", "oslo": "NNP", "saw": "VBD", "met": "VBD", "in": "IN"}
NAMES = {"ada": "PER", "odu": "PER", "oslo": "LOC"}


def example(text: str) -> Example:
    """Subject, verb and object; what follows hangs on the verb."""
    nlp = PIPELINE
    words = text.split()
    read = Doc(nlp.vocab, words=words)
    read.tensor = np.stack([VECTORS[word] for word in words])
    deps = ["nsubj", "ROOT", "obj", "case", "obl"][: len(words)]
    gold = Doc(
        nlp.vocab,
        words=words,
        tags=[TAGS[word] for word in words],
        heads=[1, 1, 1, 4, 1][: len(words)],
        deps=deps,
    )
    gold.ents = [Span(gold, i, i + 1, label=NAMES[w]) for i, w in enumerate(words) if w in NAMES]
    return Example(read, gold)


PIPELINE = spacy_pipeline()


def test_spacys_heads_learn_from_the_vectors() -> None:
    texts = ["ada saw odu", "odu met ada in oslo", "ada met oslo", "odu saw ada in oslo"]
    fit(PIPELINE, [example(text) for text in texts * 32], epochs=8, seed=1)
    scores = spacy_scores(PIPELINE, [example("ada saw odu in oslo"), example("odu met oslo")])
    assert scores == dict.fromkeys(MEASURES, 100.0)
