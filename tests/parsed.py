"""Parses written inline: ``The/DET/det>mill mill/NOUN/nsubj>shut shut/VERB/ROOT``.

A word has its part of speech, or a fine tag too (``'s/PART.POS``), its label, and its head:
of the words with that text the nearest. A lemma other than the word in small letters is given
as ``shut=close``. ``¶`` is an empty line. Spans are named by their words in the text.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import spacy
from spacy.tokens import Doc

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.quotes import QuoteFinder
from claimx.pipeline.refine import refine

#: Source, cue and contents of an attribution in words.
Told: TypeAlias = tuple[str | None, str | None, list[str]]

NLP = spacy.blank("en")
BREAK = "¶"
#: Words written without a space before them, and without one after them.
_CLOSING = re.compile(r"[.,:;?!”\n]|n't|'s|’s")
_OPENING = re.compile(r"[“\n]+")


def parsed(marked: str) -> Doc:
    """The ``Doc`` of a marked text, with its parse and its quotes."""
    rows = [_row(cell) for cell in marked.split()]
    words = [row[0] for row in rows]
    doc = Doc(
        NLP.vocab,
        words=words,
        spaces=[
            not _OPENING.fullmatch(one) and not _CLOSING.match(two) for one, two in _pairs(words)
        ],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        heads=[_head(words, place, row[5]) for place, row in enumerate(rows)],
    )
    return QuoteFinder()(doc)


def claim(
    doc: Doc, source: str | None, cue: str | None, *contents: str, within: int | None = None
) -> Attribution:
    """The attribution whose spans are these words, each of which stands in ``doc`` once."""
    return Attribution(
        source=span(doc, source) if source else None,
        cue=span(doc, cue) if cue else None,
        contents=[span(doc, content) for content in contents],
        within=within,
    )


def span(doc: Doc, words: str) -> TokenRange:
    """The tokens of ``words``, which stand in ``doc`` once."""
    start = r"(?<!\w)" if words[0].isalnum() else ""
    (match,) = re.finditer(rf"{start}{re.escape(words)}(?!\w)", doc.text)
    found = doc.char_span(*match.span())
    assert found is not None, words
    return found.start, found.end


def told(doc: Doc, item: Attribution) -> Told:
    """Source, cue and contents of an attribution in words."""
    return (
        doc[slice(*item.source)].text if item.source else None,
        doc[slice(*item.cue)].text if item.cue else None,
        [doc[slice(*bounds)].text for bounds in item.contents],
    )


def refined(marked: str, source: str | None, cue: str, *contents: str) -> list[Told]:
    """What refinement leaves of one attribution."""
    doc = parsed(marked)
    return [told(doc, item) for item in refine(doc, [claim(doc, source, cue, *contents)])]


def _row(cell: str) -> tuple[str, str, str, str, str, str]:
    """Word, lemma, part of speech, tag, label and head."""
    if cell == BREAK:
        return "\n\n", "\n\n", "SPACE", "_SP", "dep", ""
    word, pos, arc = cell.split("/")
    word, _, lemma = word.partition("=")
    pos, _, tag = pos.partition(".")
    dep, _, head = arc.partition(">")
    return word, lemma or word.lower(), pos, tag, dep, head


def _head(words: list[str], place: int, head: str) -> int:
    if words[place] == "\n\n":
        return place - 1
    if not head:
        return place
    places = [other for other, word in enumerate(words) if word == head and other != place]
    return min(places, key=lambda other: abs(other - place))


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words, [*words[1:], "\n"], strict=True))
