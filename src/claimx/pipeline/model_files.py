"""The files of the embedded model, and one session of each graph a process."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from claimx.errors import ModelError

FloatArray: TypeAlias = npt.NDArray[np.float32]

EMBEDDED = Path(__file__).parents[1] / "model"
FILES = (
    "encoder.onnx",
    "antecedents.onnx",
    "tables.npz",
    "antecedents.npz",
    "labels.json",
    "tokenizer.json",
)


@dataclass(frozen=True)
class ModelFiles:
    """The model in a folder: each part is read when it is first asked for."""

    folder: Path

    def check(self) -> ModelFiles:
        """Itself, once it is sure that every file is there.

        Raises:
            ModelError: one is missing.
        """
        for name in FILES:
            if not (self.folder / name).is_file():
                raise ModelError(
                    f"the model has no {name}",
                    where=str(self.folder),
                    mend="install claimx anew, or build the model with claimx train",
                )
        return self

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The graph of the encoder with its heads."""
        return self._session("encoder.onnx")

    @cached_property
    def antecedents(self) -> onnxruntime.InferenceSession:
        """The graph that goes on from the shared layers for what pronouns mean."""
        return self._session("antecedents.onnx")

    @cached_property
    def factuality(self) -> onnxruntime.InferenceSession:
        """The graph that goes on from the shared layers for what is so."""
        return self._session("factuality.onnx")

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        """A graph. ``CLAIMX_THREADS`` sets its threads; one is the fastest a core."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("CLAIMX_THREADS", "1"))
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / name), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """The alphabet of each head."""
        labels: dict[str, list[str]] = json.loads(
            (self.folder / "labels.json").read_text(encoding="utf8")
        )
        return labels

    @cached_property
    def lemmas(self) -> dict[str, dict[str, str]]:
        """Lemmas of known forms, in lower case, by part of speech; empty where none are kept."""
        path = self.folder / "lemmas.json"
        if not path.is_file():
            return {}
        lemmas: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf8"))
        return lemmas

    @cached_property
    def tables(self) -> dict[str, FloatArray]:
        """The weights of the scores that are computed outside of the graph."""
        return self._arrays("tables.npz")

    @cached_property
    def antecedent_tables(self) -> dict[str, FloatArray]:
        """The same for the scores of antecedents."""
        return self._arrays("antecedents.npz")

    @cached_property
    def factuality_tables(self) -> dict[str, FloatArray]:
        """The same for the scores of factuality."""
        return self._arrays("factuality.npz")

    @cached_property
    def factuality_names(self) -> list[str]:
        """The features of the parse that the scores of factuality know, by number."""
        text = (self.folder / "factuality.txt").read_text(encoding="utf8")
        return text.removesuffix("\n").split("\n")

    def _arrays(self, name: str) -> dict[str, FloatArray]:
        with np.load(self.folder / name) as arrays:
            return {key: arrays[key].astype(np.float32) for key in arrays.files}

    @cached_property
    def meta(self) -> dict[str, Any]:
        meta: dict[str, Any] = json.loads((self.folder / "meta.json").read_text(encoding="utf8"))
        return meta


embedded = ModelFiles(EMBEDDED)
