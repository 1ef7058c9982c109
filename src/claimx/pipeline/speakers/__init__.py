"""Who it is: the component that gives every attribution its speaker.

Name, role, kind and the way the name was found, as ``gold/GUIDELINES.md`` defines
them: names are joined over the whole document, titles, acronyms and pronouns traced
to them, and where the text names nobody the name stays None.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.antecedents import Antecedents, take_shared
from claimx.pipeline.layers import get_attributions, set_attributions
from claimx.pipeline.model_files import ModelFiles, embedded
from claimx.pipeline.speakers.resolve import resolve
from claimx.pipeline.stateless import Stateless

__all__ = ["Speakers", "create_speakers", "resolve"]

FACTORY = "claimx_speakers"


class Speakers(Stateless):
    """Fills ``speaker`` of every attribution on a ``Doc``.

    Needs only the attributions; entities, tags, a parse and what attribution has kept of the
    encoder's layers, where the pipeline has set them, make it surer.
    """

    def __init__(self, name: str = FACTORY, files: ModelFiles = embedded) -> None:
        self.name = name
        self.files = files

    def __call__(self, doc: Doc) -> Doc:
        attributions = get_attributions(doc)
        shared = take_shared(doc)
        antecedents = Antecedents(shared, self.files) if shared else None
        if attributions:
            found = resolve(doc, attributions, antecedents)
            for item, speaker in zip(attributions, found, strict=True):
                item.speaker = speaker
            set_attributions(doc, attributions)
        return doc


@Language.factory(
    FACTORY,
    assigns=["doc.spans"],
    requires=["doc.spans", "doc.ents", "token.pos", "token.dep"],
    default_config={"path": None},
)
def create_speakers(nlp: Language, name: str, path: str | None) -> Speakers:  # noqa: ARG001 - spaCy hands it to every factory
    """The component ``claimx_speakers``; add it after ``claimx_attribution``.

    It reads the embedded model, or the one in the folder ``path``.
    """
    return Speakers(name, embedded if path is None else ModelFiles(Path(path)))
