"""Positions of claims in short sentences, with the reasons for them.

The spans of a claim are named by their words, each of which stands in the text once.
"""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Doc

from claimx.pipeline.positions import read_position
from claimx.pipeline.positions.forms import forms_of
from claimx.records import Position
from parsed import NLP, claim, parsed

#: The rules that decided a field, each with the words that it saw.
Reasons: TypeAlias = list[tuple[str, str]]

SAID = "Lee/PROPN/nsubj>said said=say/VERB.VBD/ROOT"


def said(content: str, cue: str = "said", source: str = "Lee") -> Position:
    """The position of *Lee said …*, from its words alone."""
    return position_in(NLP(f"{source} {cue} {content} ."), source, cue, content)


def said_parsed(marked: str) -> Position:
    """The position of *Lee said …*, whose content is parsed as ``parsed.py`` tells."""
    doc = parsed(f"{SAID} {marked}")
    return position_in(doc, "Lee", "said", doc[2:].text)


def position_in(doc: Doc, source: str | None, cue: str | None, *contents: str) -> Position:
    item = claim(doc, source, cue, *contents)
    return read_position(doc, item, [forms_of(token) for token in doc])


def reasons(position: Position, field: str) -> Reasons:
    return [(item.rule, item.text) for item in position.evidence if item.field == field]
