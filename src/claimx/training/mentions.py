"""Names in GUM: from its mentions, nested and of every kind, to flat entities as UNER's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claimx.training.examples import ENTITY_LABELS, IGNORED, bio
from claimx.training.titles import TITLES

#: GUM's types in ours (Zeldes 2017, https://gucorpling.org/gum/); all others are no entity.
TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
#: Words without a capital that a name may have inside.
_SMALL = frozenset({"of", "the", "for", "and", "&", "-", "’s", "'s", "de", "la", "von", "van"})
_BRACKETS = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``start:end`` (end exclusive) that speak of something of the type ``kind``.

    ``linked`` says that the annotators found an article of Wikipedia for it.
    """

    start: int
    end: int
    kind: str
    linked: bool


def mention_entities(tokens: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.int64]:
    """Entity labels of shape (words,) for the words of a GUM document.

    A mention of capitalised words, but for its determiner and titles, with a proper noun is
    an entity, the longest where they are nested; and one with small words inside
    (*University of California*) where it has an article. A proper noun in other mentions of
    people, places and organisations is left out of the loss: the bounds of its name are not
    known.
    """
    proper = np.array([token["upos"] == "PROPN" for token in tokens], dtype=bool)
    labels = np.zeros(len(tokens), dtype=np.int64)
    taken = np.zeros(len(tokens), dtype=bool)
    spans: list[tuple[int, int, str]] = []
    found = sorted(read_mentions(tokens), key=lambda item: item.start - item.end)
    for mention in found:
        if mention.kind not in TYPES:
            continue
        start, end = _name(mention, tokens, proper)
        if taken[start:end].any():
            continue
        if start < end:
            spans.append((start, end, TYPES[mention.kind]))
            taken[start:end] = True
        else:
            labels[mention.start : mention.end][proper[mention.start : mention.end]] = IGNORED
    named = bio(spans, len(tokens), ENTITY_LABELS)
    return np.where(named > 0, named, labels)


def read_mentions(tokens: Sequence[Mapping[str, Any]]) -> Iterator[Mention]:
    """The mentions in the ``Entity=`` brackets of a document's words, inner ones first."""
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    for place, token in enumerate(tokens):
        for match in _BRACKETS.finditer((token["misc"] or {}).get("Entity") or ""):
            if match["open"]:
                fields = match["open"].split("-", 7)
                if match["single"]:
                    yield _mention(place, place + 1, fields)
                else:
                    opened.setdefault(fields[0], []).append((place, fields))
            elif opened.get(match["close"]):
                start, fields = opened[match["close"]].pop()
                yield _mention(start, place + 1, fields)


def _mention(start: int, end: int, fields: list[str]) -> Mention:
    """From the fields ``group-type-status-salience-centering-minspan-link[-identity]``."""
    return Mention(start, end, fields[1], len(fields) == 8)


def _name(
    mention: Mention, tokens: Sequence[Mapping[str, Any]], proper: npt.NDArray[np.bool_]
) -> tuple[int, int]:
    """The words of a mention that are its name; none where that cannot be told."""
    start, end = mention.start, mention.end
    while start < end and (
        tokens[start]["upos"] == "DET" or tokens[start]["form"].lower().rstrip(".") in TITLES
    ):
        start += 1
    while start < end and tokens[end - 1]["upos"] in ("PART", "PUNCT"):
        end -= 1
    capital = np.array([token["form"][:1].isupper() for token in tokens[start:end]], dtype=bool)
    small = [token["form"] in _SMALL for token in tokens[start:end]]
    if not proper[start:end].any() or not (capital[0] and capital[-1]):
        return end, end
    whole = capital.all() or (mention.linked and (capital | small).all())
    return (start, end) if whole else (end, end)
