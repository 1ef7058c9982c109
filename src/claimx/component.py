"""``nlp.add_pipe("claimx")``: claims for anybody's English pipeline, and nothing else.

The embedded pipeline runs on a private ``Doc`` of the same words, so the user's own
tags, parse and entities are neither needed nor touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from spacy.language import Language
from spacy.tokens import Doc

from claimx.convert import register_extension, to_result
from claimx.pipeline import layers
from claimx.pipeline.load import embedded_pipeline
from claimx.records import Document


class Claimx:
    """Fills ``doc.spans["claimx_…"]`` and ``doc._.claimx``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nlp = embedded_pipeline()

    def __call__(self, doc: Doc) -> Doc:
        # Nothing of the private Doc outlives the zone, so its vocabulary does not grow.
        with self.nlp.memory_zone():
            private = Doc(
                self.nlp.vocab,
                words=[token.text for token in doc],
                spaces=[bool(token.whitespace_) for token in doc],
            )
            for _, component in self.nlp.pipeline:
                private = component(private)
            layers.copy_layers(private, doc)
            layers.set_claims(doc, to_result(private, Document(private.text, "")).claims)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the weights are those of the installed package."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Self:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing: the weights are those of the installed package."""

    def from_disk(self, _path: str | Path, **_: Any) -> Self:
        return self


@Language.factory("claimx", assigns=["doc.spans", "doc._.claimx"])
def create_claimx(nlp: Language, name: str) -> Claimx:  # noqa: ARG001
    """Claims on top of another pipeline.

    Raises:
        ModelError: a file of the embedded model is missing.
    """
    register_extension()
    return Claimx(name)
