"""What a document's windows say of each cue, and the roles of words read again with that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimx.pipeline.decode import bio_spans
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.links import link_scores
from claimx.pipeline.model_files import FloatArray, ModelFiles

_NEVER = np.float32(-1e4)
#: Least chance in a mixture, so that one view alone can rule nothing out.
_FLOOR = 0.03


@dataclass(frozen=True, slots=True)
class CueView:
    """One cue and what its window, from word ``start`` on, says of it.

    ``chances`` of shape (words, link labels) are probabilities; ``cuts`` the spans that
    follow from them alone.
    """

    cue: TokenRange
    start: int
    chances: FloatArray
    source: FloatArray
    content: FloatArray
    cuts: list[tuple[int, int, str]]

    def mean(self, scores: FloatArray, span: TokenRange) -> float:
        """The mean of ``scores`` over ``span``; words outside of the window count as 0."""
        if span[1] <= self.start or span[0] >= self.start + len(scores):
            return 0.0
        first, last = max(span[0] - self.start, 0), span[1] - self.start
        return float(scores[first:last].sum()) / (span[1] - span[0])


def cue_views(
    windows: Sequence[WindowScores], cues: Sequence[TokenRange], files: ModelFiles
) -> list[CueView]:
    """The links of each cue (in the order of the text), from the window whose core it is in."""
    labels = files.labels["link"]
    found = []
    for window in windows:
        start, end = window["start"], window["start"] + len(window["sent"])
        first, last = (bisect_left(cues, (edge, 0)) for edge in window["core"])
        own = [(cue[0], min(cue[1], end)) for cue in cues[first:last]]
        if not own:
            continue
        for cue, scores in zip(own, link_scores(window, own, files.tables), strict=True):
            chances = np.exp(scores)
            cuts = bio_spans(scores, labels)
            found.append(
                CueView(
                    cue=cue,
                    start=start,
                    chances=chances,
                    source=chances[:, 1] + chances[:, 2],
                    content=chances[:, 3] + chances[:, 4],
                    cuts=[(a + start, b + start, name) for a, b, name in cuts],
                )
            )
    return found


def mixed_roles(
    roles: FloatArray, views: Sequence[CueView], files: ModelFiles, weight: float
) -> FloatArray:
    """Scores (words, role labels) of sources and contents with what the links say of them.

    Roles and links are learnt as two questions, so they err apart; their product, the links
    at ``weight``, cuts better than either. Words of the views' cues stay cues.
    """
    role_labels, link_labels = files.labels["role"], files.labels["link"]
    said = np.zeros((len(roles), len(link_labels)), dtype=np.float32)
    asked = np.zeros(len(roles), dtype=bool)
    for view in views:
        part = slice(view.start, view.start + len(view.chances))
        said[part] = np.maximum(said[part], view.chances)
        asked[part] = True
    said[:, 0] = 1 - said[:, 1:].sum(1)
    column = [link_labels.index(name) if name in link_labels else 0 for name in role_labels]
    mixed = roles.copy()
    mixed[asked] += weight * np.log(np.maximum(said, _FLOOR))[:, column][asked]
    begin = role_labels.index("B-CUE")
    for view in views:
        mixed[slice(*view.cue)] = _NEVER
        mixed[view.cue[0], begin] = 0
        mixed[view.cue[0] + 1 : view.cue[1], begin + 1] = 0
    return mixed
