"""One pass of the encoder: vectors and scores for every token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NotRequired, TypedDict

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.features import IntArray, Window, cut_windows, to_pieces
from claimx.pipeline.layers import SCORES
from claimx.pipeline.model_files import FloatArray, ModelFiles, embedded
from claimx.pipeline.stateless import Stateless
from claimx.pipeline.words import ModelWords, model_words

_CLS, _SEP = "[CLS]", "[SEP]"


class WindowScores(TypedDict):
    """What the graph says of one window of ``words`` words.

    ``start`` and ``core`` place it in the document: its first word, and the words that
    are taken from it; all in words, as of :func:`claimx.pipeline.words.model_words`.
    Shapes: ``vectors`` (words, 384); ``tags`` (words, 4), label numbers of UPOS, XPOS,
    features and lemma rule; ``sent`` and ``predicate`` (words,), log odds; ``entity``
    (words, 9) and ``role`` (words, 7), log probabilities; ``arcs`` (words, words + 1),
    scores of heads with the root first; ``rel_dep`` (words, 256), ``rel_head``
    (words + 1, 256), ``link_word`` and ``link_cue`` (words, 384), to be scored in pairs;
    ``shared`` (1, pieces, 384), of the layers that all heads share, and ``firsts`` (words,), the
    first of each word's pieces.

    What a component alone reads goes with it, so that a long document does not carry it on:
    ``vectors`` once ``doc.tensor`` has them, what trees are made of once they are made.
    """

    start: int
    core: tuple[int, int]
    vectors: NotRequired[FloatArray]
    tags: IntArray
    sent: FloatArray
    predicate: FloatArray
    entity: FloatArray
    role: FloatArray
    arcs: NotRequired[FloatArray]
    rel_dep: NotRequired[FloatArray]
    rel_head: NotRequired[FloatArray]
    link_word: FloatArray
    link_cue: FloatArray
    shared: npt.NDArray[np.float16]
    firsts: IntArray


class Encoder(Stateless):
    """Runs the graph over a ``Doc``; ``doc.tensor`` gets the vectors.

    One window goes in at a time, without padding: with dynamic int8 the scores of a
    window would depend on whatever else is in its batch.
    """

    def __init__(self, name: str, files: ModelFiles) -> None:
        self.name = name
        self.files = files

    def __call__(self, doc: Doc) -> Doc:
        words = model_words(doc)
        windows: list[WindowScores] = []
        tensor: FloatArray | None = None
        for window in self.scores(words):
            vectors = _core(window, "vectors")
            if tensor is None:
                tensor = np.zeros((len(doc), vectors.shape[1]), dtype=np.float32)
            tensor[words.index[slice(*window["core"])]] = vectors
            del window["vectors"]
            windows.append(window)
        doc.user_data[SCORES] = windows
        if tensor is not None:
            doc.tensor = tensor  # type: ignore[assignment]  # spaCy's stub says float64
        return doc

    def scores(self, words: ModelWords) -> Iterator[WindowScores]:
        """The scores of each window of a document, in order."""
        session = self.files.session
        names = [output.name for output in session.get_outputs()]
        for window, inputs in self.inputs(words):
            found = dict(zip(names, session.run(names, inputs), strict=True))
            # Kept until it is known who speaks: 16 bits are enough, and half the memory.
            found["shared"] = found["shared"].astype(np.float16)
            yield _window_scores(window, found | {"firsts": inputs["firsts"]})

    def inputs(self, words: ModelWords) -> Iterator[tuple[Window, dict[str, IntArray]]]:
        """Each window of a document, and what the graph is given for it."""
        if not words.words:
            return
        tokenizer = self.files.tokenizer
        pieces = to_pieces(tokenizer, words.words, words.breaks)
        cls, sep = tokenizer.token_to_id(_CLS), tokenizer.token_to_id(_SEP)
        for window in cut_windows(words.words, pieces.starts, words.breaks):
            first, last = pieces.starts[window.start], pieces.starts[window.end]
            yield (
                window,
                {
                    "ids": np.concatenate([[cls], pieces.ids[first:last], [sep]])[None],
                    "types": np.concatenate([[0], pieces.types[first:last], [0]])[None],
                    "firsts": pieces.starts[window.start : window.end] - first + 1,
                },
            )


def _window_scores(window: Window, outputs: dict[str, Any]) -> WindowScores:
    return {"start": window.start, "core": (window.core_start, window.core_end), **outputs}  # type: ignore[typeddict-item]


def _core(window: WindowScores, key: str) -> FloatArray:
    start, end = window["core"]
    array: FloatArray = window[key][start - window["start"] : end - window["start"]]  # type: ignore[literal-required]
    return array


def core_scores(windows: Iterable[WindowScores], key: str) -> FloatArray:
    """The scores of ``key`` for every word of the document, each from the window that keeps it."""
    return np.concatenate([_core(window, key) for window in windows])


@Language.factory("claimx_encoder", assigns=["doc.tensor"], default_config={"path": None})
def create_encoder(nlp: Language, name: str, path: str | None) -> Encoder:  # noqa: ARG001
    """The encoder of the embedded model, or of the one in the folder ``path``.

    Raises:
        ModelError: a file of the model is missing.
    """
    files = embedded if path is None else ModelFiles(Path(path))
    files.check()
    # Made now: a pipeline that is loaded is ready for its first text.
    _ = files.session, files.tokenizer
    return Encoder(name, files)
