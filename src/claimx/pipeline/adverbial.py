"""Claims made by an adverb: *allegedly*, *reportedly*. Who says it, the text does not tell.

PolNeAR leaves most of them out. The cue is exact words, so it is found by them, and its
content is the clause that it hangs on, by the parse.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from claimx.pipeline.layers import Attribution, cue_tokens, innermost
from claimx.pipeline.lexicons import words
from claimx.pipeline.prepositional import clause_without
from claimx.pipeline.words import tokens_of

CONFIDENCE = 0.5


def add_adverbial(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` with those of adverbs added, nested where they stand."""
    if not doc.has_annotation("DEP"):
        return list(found)
    used, around, added = cue_tokens(found), innermost(found), []
    for token in tokens_of(doc, words("prepositional", "adverbs")):
        if token.dep_ != "advmod" or token.i in used:
            continue
        sides = clause_without(doc, range(token.i, token.i + 1))
        contents = [side for side in sides if side is not None]
        if contents:
            cue = (token.i, token.i + 1)
            added.append(Attribution(None, cue, contents, around.get(token.i), CONFIDENCE))
    return [*found, *added]
