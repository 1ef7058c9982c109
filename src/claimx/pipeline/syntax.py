"""Tags, lemmas, heads, sentences and entities, from the encoder's scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from claimx.pipeline.decode import tree
from claimx.pipeline.encoder import WindowScores, core_scores
from claimx.pipeline.entities import entity_spans
from claimx.pipeline.features import BoolArray, IntArray
from claimx.pipeline.layers import SCORES
from claimx.pipeline.lemmas import apply_rule, known_verb
from claimx.pipeline.lexicons import CUE_LEXICONS, load
from claimx.pipeline.model_files import FloatArray, ModelFiles, embedded
from claimx.pipeline.stateless import Stateless
from claimx.pipeline.words import model_words

ROOT = "ROOT"
#: How a white-space token hangs on its neighbour.
SPACE_DEP = "dep"


def _cue_words() -> frozenset[str]:
    """The cues of the lexicons that are one word."""
    groups = chain.from_iterable(load(name)["group"] for name in CUE_LEXICONS)
    phrases = chain.from_iterable(group["phrases"] for group in groups)
    return frozenset(phrase for phrase in phrases if phrase.isalpha())


class Syntax(Stateless):
    """Writes the parts of a ``Doc`` that spaCy's own tagger, parser and NER would."""

    def __init__(self, vocab: Vocab, name: str, files: ModelFiles) -> None:
        self.name = name
        self.vocab = vocab
        self.files = files
        # Numbered now: what is added to the vocabulary in a memory zone is gone after it.
        self._hashes = self._numbers()
        self._verbs = frozenset(files.lemmas.get("VERB", {}).values()) | _cue_words()

    def __call__(self, doc: Doc) -> Doc:
        windows: list[WindowScores] = doc.user_data.get(SCORES, [])
        if not windows:
            return doc
        words = model_words(doc)
        tags = core_scores(windows, "tags").astype(np.int64)
        starts = sentence_starts(windows)
        heads, deps = self.parse(windows, starts)
        for window in windows:
            del window["arcs"], window["rel_dep"], window["rel_head"]
        self._write(doc, words.words, words.index, tags, heads, deps)
        spans = entity_spans(
            words.words, core_scores(windows, "entity"), self.files.labels["entity"], starts
        )
        doc.ents = [
            Span(doc, int(words.index[start]), int(words.index[end - 1]) + 1, label=name)
            for start, end, name in spans
        ]
        return doc

    def parse(
        self, windows: Sequence[WindowScores], starts: BoolArray
    ) -> tuple[IntArray, IntArray]:
        """Heads (a root's is itself) and label numbers of a document's words.

        Args:
            windows: the encoder's scores.
            starts: shape (words,), true where a word begins a sentence.
        """
        heads, deps = [], []
        edges = np.append(np.flatnonzero(starts), len(starts))
        for window in windows:
            start, end = window["core"]
            own = edges[(edges >= start) & (edges <= end)]
            for first, last in pairwise(own.tolist()):
                found, labels = self._sentence(
                    window, first - window["start"], last - window["start"]
                )
                heads.append(found + first)
                deps.append(labels)
        return np.concatenate(heads), np.concatenate(deps)

    def _sentence(self, window: WindowScores, first: int, last: int) -> tuple[IntArray, IntArray]:
        columns = np.append(0, np.arange(first + 1, last + 1))
        heads = tree(window["arcs"][first:last][:, columns])
        hidden = window["rel_dep"][first:last] + window["rel_head"][columns[heads]]
        tables = self.files.tables
        scores = np.maximum(hidden, 0) @ tables["rel_weight"].T + tables["rel_bias"]
        root = heads == 0
        scores[~root, self._root_label] = -np.inf
        labels = scores.argmax(1)
        labels[root] = self._root_label
        return np.where(root, np.arange(last - first), heads - 1), labels

    @cached_property
    def _root_label(self) -> int:
        return self.files.labels["dep"].index("root")

    def _numbers(self) -> dict[str, IntArray]:
        """spaCy's number for each label of each head."""
        labels, strings = self.files.labels, self.vocab.strings
        feats = ["" if label == "_" else label for label in labels["feats"]]
        deps = [ROOT if label == "root" else label for label in labels["dep"]]
        strings.add(SPACE_DEP)
        numbers = {
            "upos": [IDS[label] for label in labels["upos"]],
            "xpos": [strings.add(label) for label in labels["xpos"]],
            "feats": [self.vocab.morphology.add(label) for label in feats],
            "dep": [strings.add(label) for label in deps],
        }
        return {name: np.array(values, dtype=np.uint64) for name, values in numbers.items()}

    def lemmas(self, words: Sequence[str], tags: IntArray) -> Iterator[str]:
        """The lemma of each word: of a known form the one it has, else by the model's rule."""
        labels, known = self.files.labels, self.files.lemmas
        for word, tag, rule in zip(words, tags[:, 0].tolist(), tags[:, 3].tolist(), strict=True):
            upos = labels["upos"][tag]
            lemma = known.get(upos, {}).get(word.lower())
            if lemma is None:
                lemma = apply_rule(word, labels["lemma"][rule])
                if upos == "VERB":
                    lemma = known_verb(word, lemma, self._verbs)
            yield lemma

    def _write(
        self,
        doc: Doc,
        words: Sequence[str],
        index: IntArray,
        tags: IntArray,
        heads: IntArray,
        deps: IntArray,
    ) -> None:
        """Fill ``doc``; a white-space token hangs on the word before it, or on the first."""
        count, hashes, strings = len(doc), self._hashes, self.vocab.strings
        lemmas = [strings.add(lemma) for lemma in self.lemmas(words, tags)]
        owner = np.clip(np.searchsorted(index, np.arange(count), side="right") - 1, 0, None)
        offsets = index[owner] - np.arange(count)
        offsets[index] = index[heads] - index
        array: Any = np.zeros((count, 6), dtype=np.uint64)  # spaCy's stub asks for signed ones
        array[index, 0] = hashes["xpos"][tags[:, 1]]
        array[:, 1] = IDS["SPACE"]
        array[index, 1] = hashes["upos"][tags[:, 0]]
        array[index, 2] = hashes["feats"][tags[:, 2]]
        array[index, 3] = np.array(lemmas, dtype=np.uint64)
        array[:, 4] = offsets.astype(np.int64).view(np.uint64)
        array[:, 5] = strings[SPACE_DEP]
        array[index, 5] = hashes["dep"][deps]
        doc.from_array([TAG, POS, MORPH, LEMMA, HEAD, DEP], array)


def sentence_starts(windows: Sequence[WindowScores]) -> BoolArray:
    """Where sentences begin: by the scores, and wherever another window takes over."""
    odds: FloatArray = core_scores(windows, "sent")
    starts: BoolArray = odds > 0
    starts[[window["core"][0] for window in windows]] = True
    return starts


@Language.factory(
    "claimx_syntax",
    assigns=[
        "doc.ents",
        "doc.sents",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "token.lemma",
        "token.morph",
        "token.pos",
        "token.tag",
        "token.ent_type",
        "token.ent_iob",
    ],
    requires=["doc.tensor"],
    default_config={"path": None},
)
def create_syntax(nlp: Language, name: str, path: str | None) -> Syntax:
    """Syntax and entities of the embedded model, or of the one in the folder ``path``."""
    files = embedded if path is None else ModelFiles(Path(path))
    return Syntax(nlp.vocab, name, files.check())
