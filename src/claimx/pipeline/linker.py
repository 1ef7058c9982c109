"""Two views of a document joined to claims: the roles of words, and the links of each cue.

The *roles* are one labelling of all words, as PolNeAR's annotators left it; their spans
are cut best, but nothing says whose they are. The *links* are asked anew for every cue
(what is its source, what its content), as in semantic role labelling; they say whose a
span is, and may overlap. So the cues of the roles are asked for their links, sources and
contents are cut by both, and a cue takes the spans that its links point at, and its own cut
where there is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimx.pipeline.confidence import Chances, confidence
from claimx.pipeline.decode import bio_spans
from claimx.pipeline.encoder import WindowScores, core_scores
from claimx.pipeline.layers import Attribution, TokenRange, cue_tokens
from claimx.pipeline.model_files import FloatArray, ModelFiles
from claimx.pipeline.views import CueView, cue_views, mixed_roles


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Above which a score counts; chosen on PolNeAR dev and the Wikinews dev articles."""

    #: Mean probability that the words of a content are a cue's.
    content: float = 0.3
    #: The same for each but the surest of several fragments.
    fragment: float = 0.45
    #: Mean probability that the words of a source are a cue's.
    source: float = 0.4
    #: Confidence below which a claim is not kept. F1 is best where what is left out is right
    #: less often than half of F1; on PolNeAR dev linked F1 is best around it.
    confidence: float = 0.32
    #: What the links count for when sources and contents are cut, the roles being 1.
    links: float = 0.5
    #: Log odds that a word within a content is the cue of a nested claim.
    nested: float = 1.0
    #: Share of a cue's own cut of a content that other cues may have taken already.
    taken: float = 0.5


def spans_by_name(scores: FloatArray, labels: Sequence[str]) -> dict[str, list[TokenRange]]:
    """The best spans of every role, in the order of the text."""
    spans: dict[str, list[TokenRange]] = {label[2:]: [] for label in labels[1::2]}
    for start, end, name in bio_spans(scores, labels):
        spans[name].append((start, end))
    return spans


class Linker:
    """Finds the attributions of one document in its windows' scores; all ranges are in words."""

    def __init__(
        self, windows: Sequence[WindowScores], files: ModelFiles, thresholds: Thresholds
    ) -> None:
        self.windows = windows
        self.files = files
        self.thresholds = thresholds
        roles = core_scores(windows, "role")
        cues = spans_by_name(roles, files.labels["role"])["CUE"]
        self.views = cue_views(windows, cues, files)
        mixed = mixed_roles(roles, self.views, files, thresholds.links)
        self.spans = spans_by_name(mixed, files.labels["role"])
        cue = [i for i, label in enumerate(files.labels["role"]) if label.endswith("-CUE")]
        self.cues = np.exp(roles[:, cue]).sum(1)
        self.nested_odds = core_scores(windows, "predicate")
        self.nested_cues = 1 / (1 + np.exp(-self.nested_odds))

    def attributions(self) -> list[Attribution]:
        """The claims of the document, outer ones first, then those nested in them."""
        contents = self._share()
        outer = [
            self._claim(view, spans)
            for view, spans in zip(self.views, contents, strict=True)
            if spans
        ]
        return outer + self._nested(outer)

    def _share(self) -> list[list[TokenRange]]:
        """The contents of each cue: each span of the roles to the cue that claims most of it,
        and a cue's own cuts where the roles have no content."""
        views = self.views
        contents: list[list[TokenRange]] = [[] for _ in views]
        taken = np.zeros(sum(w["core"][1] - w["core"][0] for w in self.windows) + 1, dtype=bool)
        starts = [view.start for view in views]
        reach = max((len(view.content) for view in views), default=0)
        for span in self.spans["CONTENT"]:
            near = range(bisect_left(starts, span[0] - reach), bisect_right(starts, span[1]))
            chances = [views[number].mean(views[number].content, span) for number in near]
            best = int(np.argmax(chances)) if chances else -1
            if best >= 0 and chances[best] >= self.thresholds.content:
                contents[near[best]].append(span)
                taken[slice(*span)] = True
        for view, spans in zip(views, contents, strict=True):
            if not spans:
                own = [(start, end) for start, end, name in view.cuts if name == "CONTENT"]
                free = self.thresholds.taken
                spans += [cut for cut in own if taken[slice(*cut)].mean() < free]
        return [self._sure(view, spans) for view, spans in zip(views, contents, strict=True)]

    def _sure(self, view: CueView, spans: list[TokenRange]) -> list[TokenRange]:
        """The fragments of a content in order: the surest, and those that are sure enough."""
        chances = [view.mean(view.content, span) for span in spans]
        least = min(max(chances, default=0.0), self.thresholds.fragment)
        return sorted(span for span, c in zip(spans, chances, strict=True) if c >= least)

    def _claim(
        self,
        view: CueView,
        contents: list[TokenRange],
        within: int | None = None,
        inside: TokenRange | None = None,
    ) -> Attribution:
        source, chance = self._source(view, inside)
        nested = within is not None
        chances = Chances(
            cue=float((self.nested_cues if nested else self.cues)[slice(*view.cue)].mean()),
            source=chance,
            content=float(np.mean([view.mean(view.content, span) for span in contents])),
            has_source=source is not None,
        )
        return Attribution(
            source=source,
            cue=view.cue,
            contents=contents,
            within=within,
            confidence=confidence(chances, self.files.tables.get("confidence")),
            extra={"chances": chances.features().tolist()},
        )

    def _source(self, view: CueView, inside: TokenRange | None) -> tuple[TokenRange | None, float]:
        """The source of a cue, and the chance that it is the right one.

        A nested claim's stands ``inside`` the content around it, where the roles have none.
        """
        own = [(start, end) for start, end, name in view.cuts if name == "SOURCE"]
        if inside is not None:
            choices = [[span for span in own if inside[0] <= span[0] and span[1] <= inside[1]]]
        else:
            known = self.spans["SOURCE"]
            first = bisect_left(known, (view.start, 0))
            last = bisect_left(known, (view.start + len(view.source), 0))
            choices = [known[first:last], own]
        for spans in choices:
            chances = [view.mean(view.source, span) for span in spans]
            best = int(np.argmax(chances)) if chances else -1
            if best >= 0 and chances[best] >= self.thresholds.source:
                return spans[best], chances[best]
        return None, 1.0 - float(view.source.max(initial=0.0))

    def _nested(self, outer: Sequence[Attribution]) -> list[Attribution]:
        """Claims reported within a content: the content read again for cues of its own."""
        used = cue_tokens(outer)
        places: dict[int, tuple[int, TokenRange]] = {}
        for number, item in enumerate(outer):
            for span in item.contents:
                for word in range(*span):
                    if self.nested_odds[word] > self.thresholds.nested and word not in used:
                        places[word] = (number, span)
        found = []
        nested = [(word, word + 1) for word in sorted(places)]
        for view in cue_views(self.windows, nested, self.files):
            number, (first, last) = places[view.cue[0]]
            contents = [
                (max(start, first), min(end, last))
                for start, end, name in view.cuts
                if name == "CONTENT" and start < last and end > first
            ]
            if contents:
                found.append(self._claim(view, contents, number, (first, last)))
        return found
