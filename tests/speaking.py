"""Short texts with their speakers marked ``[[like this]]``, and who the component says they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.pipeline.speakers import Speakers
from claimx.records import Speaker

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
NLP = spacy.blank("en")


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where the marked stretches stand in it."""
    text, places, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        places.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        last = match.end()
    return text + marked[last:], places


def token_range(doc: Doc, place: tuple[int, int]) -> tuple[int, int]:
    span = doc.char_span(*place, alignment_mode="expand")
    assert span is not None
    return span.start, span.end


def speakers_of(marked: str, ents: Sequence[tuple[str, str]] = ()) -> list[Speaker]:
    """The speakers of a text whose sources are marked; ``ents`` are (words, label)."""
    text, places = unmarked(marked)
    doc = NLP(text)
    found = [
        doc.char_span(match.start(), match.end(), label=label)
        for words, label in ents
        for match in re.finditer(re.escape(words), text)
    ]
    doc.ents = [span for span in found if span is not None]
    items = [
        Attribution((start, end), (end, end + 1), [(end, min(end + 2, len(doc)))])
        for start, end in (token_range(doc, place) for place in places)
    ]
    layers.set_attributions(doc, items)
    speakers = [item.speaker for item in layers.get_attributions(Speakers()(doc))]
    assert all(speaker is not None for speaker in speakers)
    for speaker in speakers:
        assert speaker is not None
        if speaker.start is not None:
            assert text[speaker.start : speaker.end] == speaker.text
        assert speaker.role is None or speaker.role in text
    return [speaker for speaker in speakers if speaker is not None]


def last(marked: str, ents: Sequence[tuple[str, str]] = ()) -> Speaker:
    """The speaker of the last source in a text."""
    return speakers_of(marked, ents)[-1]


def resolved(doc: Doc, items: list[Attribution]) -> list[Speaker]:
    """The speakers of attributions made by hand."""
    layers.set_attributions(doc, items)
    found = [item.speaker for item in layers.get_attributions(Speakers()(doc))]
    return [speaker for speaker in found if speaker is not None]
