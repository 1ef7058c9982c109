"""Who it is: the component that gives every attribution its speaker.

Name, role, kind and the way the name was found, as ``gold/GUIDELINES.md`` defines
them: names are joined over the whole document, titles, acronyms and pronouns traced
to them, and where the text names nobody the name stays None.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.layers import get_attributions, set_attributions
from claimx.pipeline.speakers.resolve import resolve
from claimx.pipeline.stateless import Stateless

__all__ = ["Speakers", "create_speakers", "resolve"]

FACTORY = "claimx_speakers"


class Speakers(Stateless):
    """Fills ``speaker`` of every attribution on a ``Doc``.

    Needs only the attributions; entities, tags and a parse, where the pipeline has
    set them, make it surer.
    """

    def __init__(self, name: str = FACTORY) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        attributions = get_attributions(doc)
        if attributions:
            for item, speaker in zip(attributions, resolve(doc, attributions), strict=True):
                item.speaker = speaker
            set_attributions(doc, attributions)
        return doc


@Language.factory(
    FACTORY,
    assigns=["doc.spans"],
    requires=["doc.spans", "doc.ents", "token.pos", "token.dep"],
)
def create_speakers(nlp: Language, name: str) -> Speakers:  # noqa: ARG001 - spaCy hands it to every factory  # noqa: ARG001 - spaCy hands it to every factory
    """The component ``claimx_speakers``; add it after ``claimx_attribution``."""
    return Speakers(name)
