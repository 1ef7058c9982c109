"""A claim as it is scored, and how it is read from gold, from brat and from an output line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claimx.errors import LineError
from claimx.evaluation.brat import BratAttribution
from claimx.evaluation.rows import Row
from claimx.evaluation.tokens import CharRange

__all__ = [
    "LABELLED",
    "Row",
    "ScoredClaim",
    "checked_gold",
    "checked_output",
    "checked_prediction",
    "count_bad_offsets",
    "from_brat",
    "from_gold",
    "from_prediction",
]

#: The fields with a closed set of values, in the order of the report.
LABELLED = ("form", "act", "polarity", "certainty", "stance", "framing", "kind")
_OF_POSITION = ("act", "polarity", "certainty", "stance", "framing")


@dataclass(frozen=True, slots=True)
class ScoredClaim:
    """A claim of the gold or of a prediction; None where it, or its gold, says nothing.

    Spans are code points, end exclusive; ``labels`` holds the values of :data:`LABELLED`.
    """

    speaker: CharRange | None
    cue: CharRange | None
    contents: tuple[CharRange, ...]
    target: CharRange | None = None
    name: str | None = None
    role: str | None = None
    labels: Mapping[str, str | None] = field(default_factory=dict)


def from_gold(row: Row) -> ScoredClaim:
    """The claim of a line of gold.

    Raises:
        KeyError: the line lacks its speaker, cue or content.
    """
    return ScoredClaim(
        speaker=_bounds(row["speaker"]),
        cue=_bounds(row["cue"]),
        contents=_all_bounds(row["content"]),
        target=_bounds(row.get("target")),
        name=row.get("name"),
        role=row.get("role"),
        labels={name: row.get(name) for name in LABELLED},
    )


def from_brat(item: BratAttribution) -> ScoredClaim:
    """The claim of a brat attribution, which knows spans only."""
    return ScoredClaim(item.source, item.cue, tuple(item.contents))


def from_prediction(row: Row) -> ScoredClaim:
    """The claim of an output line (schema ``claimx/1``); a key that is missing is as null."""
    speaker = row.get("speaker") or {}
    position = row.get("position") or {}
    content = row.get("content") or {}
    labels = {name: position.get(name) for name in _OF_POSITION}
    return ScoredClaim(
        speaker=_bounds(speaker),
        cue=_bounds(row.get("cue")),
        contents=_all_bounds(content.get("spans") or [content]),
        target=_bounds(position.get("target")),
        name=speaker.get("name"),
        role=speaker.get("role"),
        labels=labels | {"form": row.get("form"), "kind": speaker.get("kind")},
    )


def checked_gold(row: Row, text: str, where: str) -> ScoredClaim:
    """The claim of a line of gold that is checked against its text.

    Raises:
        LineError: it is no gold claim, or a span is not what stands at its offsets.
    """
    try:
        claim = from_gold(row)
    except KeyError as error:
        mend = "speaker, cue and content are needed; null where there is none"
        raise LineError(f"no gold claim: lacks “{error.args[0]}”", where=where, mend=mend) from None
    except (AttributeError, TypeError) as error:
        raise LineError(f"no gold claim: {error}", where=where) from None
    return _verbatim(claim, row, text, where)


def checked_prediction(row: Row, where: str) -> ScoredClaim:
    """The claim of an output line.

    Raises:
        LineError: a part of it is not of the schema's type.
    """
    try:
        return from_prediction(row)
    except (AttributeError, KeyError, TypeError) as error:
        mend = "`claimx schema` says what a line holds"
        raise LineError(f"no claim: {error!r}", where=where, mend=mend) from None


def checked_output(row: Row, text: str, where: str) -> ScoredClaim:
    """The claim of an output line that serves as gold, checked against its text.

    Raises:
        LineError: it is no claim, or a span is not what stands at its offsets.
    """
    return _verbatim(checked_prediction(row, where), row, text, where)


def _verbatim(claim: ScoredClaim, row: Row, text: str, where: str) -> ScoredClaim:
    bounds = (claim.speaker, claim.cue, claim.target, *claim.contents)
    outside = any(span and not 0 <= span[0] < span[1] <= len(text) for span in bounds)
    if outside or count_bad_offsets(row, text):
        raise LineError(
            "a span is not what stands in the text at its offsets",
            where=where,
            mend="offsets are code points, end exclusive; is it the text that was annotated?",
        )
    return claim


def count_bad_offsets(part: Any, text: str) -> int:
    """How many spans anywhere in an output line differ from the text that they point at.

    ``meta`` is the user's own and is left out.
    """
    if isinstance(part, Mapping):
        inner = sum(count_bad_offsets(part[key], text) for key in part if key != "meta")
        return inner + (_is_span(part) and not _is_verbatim(part, text))
    if isinstance(part, list):
        return sum(count_bad_offsets(item, text) for item in part)
    return 0


def _is_span(part: Row) -> bool:
    types = {"start": int, "end": int, "text": str}
    return "spans" not in part and all(isinstance(part.get(key), types[key]) for key in types)


def _is_verbatim(span: Row, text: str) -> bool:
    start, end = span["start"], span["end"]
    return bool(0 <= start <= end <= len(text) and text[start:end] == span["text"])


def _bounds(span: Row | None) -> CharRange | None:
    if span is None or span.get("start") is None:
        return None
    start, end = span["start"], span["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"offsets {start!r} and {end!r} are no whole numbers")
    return start, end


def _all_bounds(spans: list[Row]) -> tuple[CharRange, ...]:
    found = (_bounds(span) for span in spans)
    return tuple(bounds for bounds in found if bounds is not None)
