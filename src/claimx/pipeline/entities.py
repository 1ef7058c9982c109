"""Entities from their scores, the same name the same kind throughout a document.

A name keeps its kind within a text (one sense per discourse: Gale, Church and Yarowsky 1992;
for entities: Krishnan and Manning 2006). So all mentions of a name vote on its kind, and a
mention that the scores alone would just not find is taken where others are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from claimx.pipeline.decode import bio_spans
from claimx.pipeline.entity_bounds import mend_bounds
from claimx.pipeline.features import BoolArray
from claimx.pipeline.known_names import Form, form_of, with_known_names
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.model_files import FloatArray

#: Chance, of each of its words, to be in an entity from which on one more mention is taken.
#: On Universal NER's dev set all from 0.01 to 0.1 do as well.
LEAST = 0.05
PERSON = "PER"


def entity_spans(
    words: Sequence[str], scores: FloatArray, labels: Sequence[str], starts: BoolArray
) -> list[tuple[int, int, str]]:
    """The entities ``(start, end, kind)`` of a document, in order; ends are exclusive.

    Args:
        words: the document's words.
        scores: log probabilities (words, labels).
        labels: O, then B and I of each kind in turn.
        starts: shape (words,), true where a word begins a sentence, which no entity goes over.
    """
    kinds = [label[2:] for label in labels[1::2]]
    scores = with_known_names(words, scores, labels)
    mentions: dict[Form, list[TokenRange]] = defaultdict(list)
    for start, end, _ in mend_bounds(words, bio_spans(scores, labels, starts), starts):
        mentions[form_of(words[start:end])].append((start, end))
    _add_mentions(mentions, words, scores, starts)
    votes = {form: _votes(scores, spans) for form, spans in mentions.items()}
    _share_full_names(votes, kinds.index(PERSON))
    return sorted(
        (start, end, kinds[int(votes[form].argmax())])
        for form, spans in mentions.items()
        for start, end in spans
    )


def _add_mentions(
    mentions: dict[Form, list[TokenRange]],
    words: Sequence[str],
    scores: FloatArray,
    starts: BoolArray,
) -> None:
    """Add to ``mentions`` the same words, in the same case, wherever they may be an entity."""
    likely = 1 - np.exp(scores[:, 0]) > LEAST
    for spans in mentions.values():
        for start, end in spans:
            likely[start:end] = False  # taken
    places: dict[str, list[int]] = defaultdict(list)
    for place in np.flatnonzero(likely).tolist():
        places[words[place]].append(place)
    for form, spans in sorted(mentions.items(), key=lambda item: -len(item[0])):
        for known in {tuple(words[start:end]) for start, end in spans}:
            for start in places.get(known[0], ()):
                end = start + len(form)
                whole = likely[start:end].all() and not starts[start + 1 : end].any()
                if whole and tuple(words[start:end]) == known:
                    spans.append((start, end))
                    likely[start:end] = False


def _votes(scores: FloatArray, spans: Sequence[TokenRange]) -> FloatArray:
    """Summed log chances of each kind, of shape (kinds,), over the mentions of a name."""
    total = np.zeros(scores.shape[1] // 2, dtype=np.float32)
    for start, end in spans:
        part = scores[start:end]
        total += np.logaddexp(part[:, 1::2], part[:, 2::2]).mean(0)
    return total


def _share_full_names(votes: dict[Form, FloatArray], person: int) -> None:
    """Let a person's full name speak for the first name too, and decide for the last."""
    full = [(form, vote) for form, vote in votes.items() if len(form) > 1]
    for form, vote in full:
        if vote.argmax() == person:
            first, last = (form[0],), (form[-1],)
            if first in votes:
                votes[first] = votes[first] + vote
            if last in votes:
                votes[last] = vote
