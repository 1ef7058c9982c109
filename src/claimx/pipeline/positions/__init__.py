"""claimx_positions: where each speaker stands, by lexicons and rules on the UD parse.

Act, polarity, certainty, stance, framing and target of every attribution on a
``Doc``, with the words that decided as evidence. The rules are those of the
annotation guidelines, sections 5 and 6; the words are in ``pipeline/lexicons``.
Without a parse, windows of words stand in for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.layers import Attribution, get_attributions, set_attributions
from claimx.pipeline.positions.act import decide_act
from claimx.pipeline.positions.certainty import decide_certainty
from claimx.pipeline.positions.forms import forms_of
from claimx.pipeline.positions.framing import decide_framing
from claimx.pipeline.positions.polarity import decide_polarity
from claimx.pipeline.positions.reading import read
from claimx.pipeline.positions.stance import decide_stance
from claimx.pipeline.positions.target import find_target
from claimx.pipeline.stateless import Stateless
from claimx.records import Position


class PositionReader(Stateless):
    """The component. It holds no state: the lexicons are read once for the process."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill the position of every attribution on ``doc``."""
        items = get_attributions(doc)
        if items:
            forms = [forms_of(token) for token in doc]
            for item in items:
                item.position = read_position(doc, item, forms)
            set_attributions(doc, items)
        return doc


def read_position(doc: Doc, item: Attribution, forms: Sequence[frozenset[str]]) -> Position:
    """Where the speaker of one attribution stands.

    Args:
        forms: the lexicon forms of every token of ``doc``.
    """
    reading = read(doc, item, forms)
    act, act_evidence = decide_act(reading)
    polarity, polarity_evidence = decide_polarity(reading)
    certainty, certainty_evidence = decide_certainty(reading, act, act_evidence)
    stance, stance_evidence = decide_stance(reading, act, polarity, act_evidence)
    framing, framing_evidence = decide_framing(reading)
    target, target_evidence = find_target(reading, act)
    return Position(
        act=act,
        polarity=polarity,
        certainty=certainty,
        stance=stance,
        framing=framing,
        target=target,
        evidence=(
            *act_evidence,
            *polarity_evidence,
            *certainty_evidence,
            *stance_evidence,
            *framing_evidence,
            *target_evidence,
        ),
    )


@Language.factory(
    "claimx_positions",
    assigns=["doc.spans"],
    requires=["doc.spans", "token.dep", "token.lemma", "token.tag"],
)
def create_positions(nlp: Language, name: str) -> PositionReader:  # noqa: ARG001
    """The factory ``claimx_positions``."""
    return PositionReader()
