"""Where claimx's results sit on a spaCy ``Doc``: the only module that knows.

A ``Span`` kept in an extension breaks ``Doc.to_bytes``, and two spans with the
same bounds share one ``Span._``. So spans go into span groups, each with the
number of its claim as ``id_``, and all that is not a span into the ``attrs`` of
the group of contents, as plain dicts, which survive serialisation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from spacy.tokens import Doc, Span, SpanGroup

from claimx.records import Claim, Position, Speaker

SOURCES = "claimx_sources"
CUES = "claimx_cues"
CONTENTS = "claimx_contents"
QUOTES = "claimx_quotes"
SCORES = "claimx_scores"

TokenRange: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """One claim while the pipeline works on it.

    Ranges are token indexes, end exclusive, as the model cut them: a content may
    begin with *that* and hold its quotation marks and final stop (PolNeAR's way).
    ``within`` is the index, in the list of attributions, of the one in whose content
    this one is nested. ``speaker`` and ``position`` are filled by their components.
    """

    source: TokenRange | None
    cue: TokenRange | None
    contents: list[TokenRange]
    within: int | None = None
    confidence: float = 1.0
    speaker: Speaker | None = None
    position: Position | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def cue_tokens(found: Iterable[Attribution]) -> set[int]:
    """The tokens that are in a cue."""
    return {index for item in found if item.cue for index in range(*item.cue)}


def innermost(found: Iterable[Attribution]) -> dict[int, int]:
    """For each token in a content, the number of the claim whose it is.

    Of contents within one another the innermost comes last, and counts.
    """
    return {
        index: number
        for number, item in enumerate(found)
        for span in item.contents
        for index in range(*span)
    }


def set_attributions(doc: Doc, attributions: Iterable[Attribution]) -> None:
    """Write attributions onto ``doc``, in place of those that were there."""
    groups: dict[str, list[Span]] = {SOURCES: [], CUES: [], CONTENTS: []}
    rows = []
    for number, item in enumerate(attributions):
        ranges = [(CONTENTS, bounds) for bounds in item.contents]
        ranges += [(SOURCES, item.source)] if item.source is not None else []
        ranges += [(CUES, item.cue)] if item.cue is not None else []
        for key, (start, end) in ranges:
            label = key.removeprefix("claimx_")[:-1].upper()
            groups[key].append(Span(doc, start, end, label=label, span_id=str(number)))
        rows.append(
            {
                "source": item.source,
                "cue": item.cue,
                "contents": item.contents,
                "within": item.within,
                "confidence": item.confidence,
                "speaker": item.speaker.to_dict() if item.speaker else None,
                "position": item.position.to_dict() if item.position else None,
                "extra": item.extra,
            }
        )
    for key, spans in groups.items():
        attrs = {"attributions": rows} if key == CONTENTS else {}
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=spans)


def get_attributions(doc: Doc) -> list[Attribution]:
    """The attributions that :func:`set_attributions` wrote, or an empty list."""
    if CONTENTS not in doc.spans:
        return []
    return [
        Attribution(
            source=_range(row["source"]),
            cue=_range(row["cue"]),
            contents=[(start, end) for start, end in row["contents"]],
            within=row["within"],
            confidence=row["confidence"],
            speaker=Speaker.from_dict(row["speaker"]) if row["speaker"] else None,
            position=Position.from_dict(row["position"]) if row["position"] else None,
            extra=row["extra"],
        )
        for row in doc.spans[CONTENTS].attrs["attributions"]
    ]


def copy_layers(source: Doc, target: Doc) -> None:
    """Copy claimx's span groups from one ``Doc`` onto another of the same tokens."""
    for key in (SOURCES, CUES, CONTENTS, QUOTES):
        if key in source.spans:
            group = source.spans[key]
            spans = [
                Span(target, span.start, span.end, label=span.label_, span_id=span.id_)
                for span in group
            ]
            target.spans[key] = SpanGroup(target, name=key, attrs=group.attrs, spans=spans)


def set_claims(doc: Doc, claims: Iterable[Claim]) -> None:
    """Keep finished claims on a ``Doc`` whose own tags and sentences are not claimx's."""
    group = doc.spans[CONTENTS]
    group.attrs = {**group.attrs, "claims": [claim.to_dict() for claim in claims]}


def get_claims(doc: Doc) -> list[Claim] | None:
    """The claims that :func:`set_claims` kept; None where claimx's own pipeline ran."""
    if CONTENTS not in doc.spans or "claims" not in doc.spans[CONTENTS].attrs:
        return None
    return [Claim.from_dict(row) for row in doc.spans[CONTENTS].attrs["claims"]]


def _range(value: Any) -> TokenRange | None:
    return (value[0], value[1]) if value is not None else None
