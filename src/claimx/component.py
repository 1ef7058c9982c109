"""``nlp.add_pipe("claimx")``: claims for anybody's English pipeline, and nothing else.

The embedded pipeline runs on a private ``Doc`` of the same words, so the user's own
tags, parse and entities are neither needed nor touched.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from claimx.convert import register_extension, to_result
from claimx.pipeline import layers
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.stateless import Stateless
from claimx.records import Document


class Claimx(Stateless):
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


@Language.factory("claimx", assigns=["doc.spans", "doc._.claimx"])
def create_claimx(nlp: Language, name: str) -> Claimx:  # noqa: ARG001
    """Claims on top of another pipeline.

    Raises:
        ModelError: a file of the embedded model is missing.
    """
    register_extension()
    return Claimx(name)
