"""A model small enough to be read: a tokenizer of letters, and scores made by hand.

What the encoder would say of a window is written as one character a word, so that a test
shows the words, what the scores hold, and what is to come of them under one another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.features import BoolArray
from claimx.pipeline.model_files import FILES, FloatArray, ModelFiles
from claimx.training.examples import ENTITY_LABELS, LINK_LABELS, ROLE_LABELS

WHOLE_WORDS = ("the", "said", "mill", ".", ",", "“", "”")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
LABELS = {
    "upos": ["NOUN", "VERB", "PROPN", "PUNCT"],
    "xpos": ["NN", "VBD", "NNP", "."],
    "feats": ["_", "Tense=Past|VerbForm=Fin"],
    "lemma": ["l0+", "l3+ay", "k0+"],
    "dep": ["nsubj", "root", "obj", "punct"],
    "entity": ENTITY_LABELS,
    "role": ROLE_LABELS,
    "link": LINK_LABELS,
}
#: A begin in capitals, an inside in small letters: source, cue, content ("text").
ROLES = {".": "O", "S": "B-SOURCE", "s": "I-SOURCE", "C": "B-CUE", "c": "I-CUE"} | {
    "T": "B-CONTENT",
    "t": "I-CONTENT",
}
ENTITIES = {".": "O", "P": "B-PER", "p": "I-PER", "L": "B-LOC", "l": "I-LOC"}
#: How many cues a window of these tests may hold.
SLOTS = 4
_SURE = 6.0


def tokenizer() -> Tokenizer:
    """Word pieces of one letter each, but for :data:`WHOLE_WORDS`; all else is unknown."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WHOLE_WORDS, *LETTERS]
    pieces += [f"##{letter}" for letter in LETTERS]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    found = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found


def breaks(size: int, *places: int) -> BoolArray:
    """Paragraphs begin at the first of ``size`` words, and at ``places``."""
    found = np.zeros(size, dtype=bool)
    found[[0, *places]] = True
    return found


def write_files(folder: Path, lemmas: Mapping[str, Mapping[str, str]] | None = None) -> ModelFiles:
    """The files of the model in ``folder``; its graphs are empty files.

    ``lemmas`` are those of known forms, by part of speech; a model may have none.
    """
    labels = json.dumps(LABELS)
    (folder / "labels.json").write_text(labels, encoding="utf8")
    for name in ("encoder.onnx", "antecedents.onnx"):
        (folder / name).write_bytes(b"")
    tokenizer().save(str(folder / "tokenizer.json"))
    np.savez(
        folder / "tables.npz",
        rel_weight=np.eye(len(LABELS["dep"]), dtype=np.float32),
        rel_bias=np.zeros(len(LABELS["dep"]), dtype=np.float32),
        link_distance=np.zeros((33, SLOTS * len(LINK_LABELS)), dtype=np.float32),
        link_out_weight=_SURE * np.tile(np.eye(len(LINK_LABELS), dtype=np.float32), SLOTS),
        link_out_bias=np.zeros((1, len(LINK_LABELS)), dtype=np.float32),
    )
    np.savez(folder / "antecedents.npz", distance=np.zeros((33, 1), dtype=np.float32))
    if lemmas is not None:
        (folder / "lemmas.json").write_text(json.dumps(lemmas), encoding="utf8")
    assert {path.name for path in folder.iterdir()} >= set(FILES)
    return ModelFiles(folder)


def scores_of(codes: str, names: Mapping[str, str], labels: Sequence[str]) -> FloatArray:
    """Log probabilities (words, labels) that are nearly sure of the label of each code."""
    logits = np.zeros((len(codes), len(labels)), dtype=np.float32)
    for place, code in enumerate(codes):
        logits[place, labels.index(names[code])] = _SURE
    total: FloatArray = np.log(np.exp(logits).sum(1, keepdims=True))
    return logits - total


def window(
    roles: str,
    links: Mapping[tuple[int, int], str] | None = None,
    *,
    start: int = 0,
    core: tuple[int, int] | None = None,
    predicates: Sequence[int] = (),
    sentences: Sequence[int] = (0,),
    entities: str = "",
    tags: Sequence[tuple[int, int, int, int]] = (),
    heads: Sequence[int] = (),
    deps: Sequence[str] = (),
) -> WindowScores:
    """The scores of one window of ``len(roles)`` words; all places are counted in the window.

    Args:
        roles: a code of :data:`ROLES` for each word.
        links: for each cue what every word is to it, in the same codes.
        start: the word of the document that the window begins with.
        core: the words of the document that are taken from it; all where it is None.
        predicates: the words that may be cues of nested claims.
        sentences: the words that begin a sentence.
        entities: a code of :data:`ENTITIES` for each word.
        tags: label numbers of UPOS, XPOS, features and lemma rule.
        heads: for each word the place of its head, or -1 for the root.
        deps: for each word the label of its arc.
    """
    count = len(roles)
    arcs = np.zeros((count, count + 1), dtype=np.float32)
    for place, head in enumerate(heads):
        arcs[place, head + 1] = _SURE
    rel_dep = np.zeros((count, len(LABELS["dep"])), dtype=np.float32)
    for place, label in enumerate(deps):
        rel_dep[place, LABELS["dep"].index(label)] = _SURE
    link_word, link_cue = _link_vectors(count, links or {})
    return WindowScores(
        start=start,
        core=core or (start, start + count),
        vectors=np.arange(count * 2, dtype=np.float32).reshape(count, 2),
        tags=np.array(tags or [(0, 0, 0, 0)] * count, dtype=np.int64).reshape(count, 4),
        sent=_odds(count, sentences),
        predicate=_odds(count, predicates),
        entity=scores_of(entities or "." * count, ENTITIES, ENTITY_LABELS),
        role=scores_of(roles, ROLES, ROLE_LABELS),
        arcs=arcs,
        rel_dep=rel_dep,
        rel_head=np.zeros((count + 1, len(LABELS["dep"])), dtype=np.float32),
        link_word=link_word,
        link_cue=link_cue,
        shared=np.arange(count + 1, dtype=np.float16).reshape(1, count + 1, 1),
        firsts=np.arange(1, count + 1),
    )


def _odds(count: int, places: Sequence[int]) -> FloatArray:
    odds = np.full(count, -_SURE, dtype=np.float32)
    odds[list(places)] = _SURE
    return odds


def _link_vectors(
    count: int, links: Mapping[tuple[int, int], str]
) -> tuple[FloatArray, FloatArray]:
    """One block of the hidden layer for each cue: a cue shuts the blocks of all others."""
    size = len(LINK_LABELS)
    words = np.zeros((count, SLOTS, size), dtype=np.float32)
    cues = np.full((count, SLOTS, size), -1, dtype=np.float32)
    for slot, ((start, end), codes) in enumerate(links.items()):
        cues[start:end, slot] = 0
        for place, code in enumerate(codes):
            words[place, slot, LINK_LABELS.index(ROLES[code])] = 1
    return words.reshape(count, -1), cues.reshape(count, -1)
