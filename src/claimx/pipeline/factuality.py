"""claimx_factuality: how far a text commits itself to each verb's being so, from -3 to 3.

Not in the pipeline by default: it goes on from the shared layers with upper ones of its own.
Put before ``claimx_attribution`` it fills ``token._.factuality`` of every verb, and the component
of positions reads a negation from it where no rule knows the verb of a complement (*was
discouraged from signing*).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from claimx.errors import ModelError
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.factuality_features import features
from claimx.pipeline.features import IntArray
from claimx.pipeline.layers import SCORES
from claimx.pipeline.model_files import FloatArray, ModelFiles, embedded
from claimx.pipeline.stateless import Stateless
from claimx.pipeline.words import model_words

#: The scale of the scores, as of UDS-IH2: -3 is certainly not so, 3 certainly so.
SCALE = 3.0
FACTUALITY = "claimx_factuality"


class Factuality(Stateless):
    """Scores the verbs of a ``Doc``; needs its parse and the encoder's scores."""

    def __init__(self, name: str, files: ModelFiles) -> None:
        self.name = name
        self.files = files
        self._numbers = {name: number for number, name in enumerate(files.factuality_names)}

    def __call__(self, doc: Doc) -> Doc:
        words = model_words(doc)
        verbs = [place for place, i in enumerate(words.index.tolist()) if doc[i].pos_ == "VERB"]
        found = np.full(len(doc), np.nan, dtype=np.float32)
        windows: list[WindowScores] = doc.user_data.get(SCORES, [])
        if verbs and windows:
            tokens = [doc[i] for i in words.index[verbs].tolist()]
            found[words.index[verbs]] = self.scores(windows, np.array(verbs), tokens)
        doc.user_data[FACTUALITY] = found.tolist()
        return doc

    def scores(
        self, windows: list[WindowScores], places: IntArray, tokens: list[Token]
    ) -> FloatArray:
        """Scores (tokens,) of predicates.

        Args:
            windows: the encoder's scores.
            places: the number of each token among the model's words.
            tokens: the predicates, of a parsed ``Doc``.
        """
        found = np.zeros(len(tokens), dtype=np.float32)
        for window in windows:
            first, end = window["core"]
            own = np.flatnonzero((places >= first) & (places < end))
            if own.size:
                hidden = self._hidden(window)[places[own] - window["start"]]
                found[own] = self._score(hidden, [tokens[i] for i in own.tolist()])
        return found

    def _hidden(self, window: WindowScores) -> FloatArray:
        inputs = {"shared": window["shared"].astype(np.float32), "firsts": window["firsts"]}
        (hidden,) = self.files.factuality.run(["hidden"], inputs)
        array: FloatArray = hidden
        return array

    def _score(self, hidden: FloatArray, tokens: list[Token]) -> FloatArray:
        tables = self.files.factuality_tables
        known = np.stack([self._known(token, tables["embedding"]) for token in tokens])
        layer = np.maximum(hidden + known @ tables["features"], 0)
        odds = layer @ tables["weight"] + tables["bias"]
        scores: FloatArray = (SCALE * np.tanh(odds / 2)).astype(np.float32)
        return scores

    def _known(self, token: Token, embedding: FloatArray) -> FloatArray:
        numbers = [n for name in features(token) if (n := self._numbers.get(name)) is not None]
        total: FloatArray = embedding[numbers].sum(0)
        return total


def factuality_of(token: Token) -> float | None:
    """The score of a verb, where ``claimx_factuality`` has read its text."""
    scores: list[float] = token.doc.user_data.get(FACTUALITY, [])
    value = scores[token.i] if scores else float("nan")
    return None if np.isnan(value) else value


if not Token.has_extension("factuality"):
    Token.set_extension("factuality", getter=factuality_of)


@Language.factory(
    "claimx_factuality",
    assigns=["token._.factuality"],
    requires=["doc.tensor", "token.dep"],
    default_config={"path": None},
)
def create_factuality(nlp: Language, name: str, path: str | None) -> Factuality:  # noqa: ARG001
    """The component of the embedded model, or of the one in the folder ``path``.

    Raises:
        ModelError: a file of the model is missing.
    """
    files = embedded if path is None else ModelFiles(Path(path))
    files.check()
    if not (files.folder / "factuality.onnx").is_file():
        raise ModelError(
            "the model has no factuality.onnx",
            where=str(files.folder),
            mend="build it with claimx train --only factuality",
        )
    return Factuality(name, files)
