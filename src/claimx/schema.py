"""The JSON Schema (2020-12) of what claimx writes.

Within ``claimx/1`` keys may be added, so other keys are allowed; every key named here is
always there. Offsets are code points into the text as decoded, end exclusive.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from claimx import records
from claimx.records import SCHEMA

__all__ = ["SCHEMA", "Line", "Per", "line_schema"]

Per: TypeAlias = Literal["claim", "document"]
#: What a line of any command may be: of ``extract``, of ``speakers``, or of ``positions``.
Line: TypeAlias = Literal["claim", "document", "speaker", "position"]
JsonSchema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_STRING: JsonSchema = {"type": "string"}
_OFFSET: JsonSchema = {"type": "integer", "minimum": 0}
_COUNT: JsonSchema = {"type": "integer", "minimum": 1}
_META: JsonSchema = {"type": "object", "description": "whatever came with the document"}


def line_schema(per: Line = "claim") -> JsonSchema:
    """The schema of one line of JSON Lines.

    It is that of a claim, of a document with its claims, of a speaker with all of theirs, or of a
    claim with the earlier ones that it contrasts with.
    """
    title = {"$schema": _DIALECT, "title": f"{SCHEMA}: one line a {per}"}
    if per == "speaker":
        return {**title, **_registered_speaker()}
    body = {"claim": _claim, "document": _document, "position": _position}[per]()
    return {**title, **body, "$defs": _defs()}


def _registered_speaker() -> JsonSchema:
    return _object(
        schema={"const": SCHEMA},
        id={**_or_null(_STRING), "description": "of the file of aliases"},
        name=_or_null(_STRING),
        kind=_one_of(records.KINDS),
        roles={"type": "array", "items": _STRING},
        aliases={"type": "array", "items": _STRING, "description": "other words for them"},
        doc={"type": "string", "description": "the first document in which they speak"},
        documents=_COUNT,
        claims=_COUNT,
        acts=_counts(records.ACTS),
        stances=_counts(records.STANCES),
    )


def _position() -> JsonSchema:
    claim = _claim()
    span = {"$ref": "#/$defs/span"}
    contrast = _object(
        field={"enum": ["stance", "polarity"]},
        value=_STRING,
        other=_STRING,
        doc={"type": "string", "description": "of the earlier claim"},
        id={"type": "string", "description": "of the earlier claim"},
        span=span,
        other_span=span,
    )
    contrasts = {"type": "array", "items": contrast}
    return _object(**claim["properties"], contrasts=contrasts)


def _document() -> JsonSchema:
    error = _object(code=_STRING, message=_STRING)
    return _object(
        schema={"const": SCHEMA},
        doc=_STRING,
        claims={"type": "array", "items": {"$ref": "#/$defs/claim"}},
        error=_nullable(error),
        meta=_META,
    )


def _claim() -> JsonSchema:
    return _object(
        schema={"const": SCHEMA},
        doc={"type": "string", "description": "path as given, or the document's id"},
        id={"type": "string", "description": "the document and the claim's number in it"},
        speaker={"$ref": "#/$defs/speaker"},
        cue=_nullable(_span(lemma=_STRING)),
        content=_object(
            text={"type": "string", "description": "the spans joined by ' … '"},
            spans={"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/span"}},
        ),
        quotes={"type": "array", "items": {"$ref": "#/$defs/span"}},
        form=_one_of(records.FORMS),
        position={"$ref": "#/$defs/position"},
        sentence=_object(start=_OFFSET, end=_OFFSET),
        within={"type": ["string", "null"], "description": "id of the claim it is nested in"},
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        meta=_META,
    )


def _defs() -> JsonSchema:
    return {
        "span": _span(),
        "speaker": _object(
            text=_or_null(_STRING),
            start=_or_null(_OFFSET),
            end=_or_null(_OFFSET),
            name=_or_null(_STRING),
            role=_or_null(_STRING),
            kind=_one_of(records.KINDS),
            via={"enum": [*records.VIAS, None]},
            evidence=_nullable({"$ref": "#/$defs/span"}),
            confidence=_or_null({"type": "number", "minimum": 0, "maximum": 1}),
        ),
        "position": _object(
            act=_one_of(records.ACTS),
            polarity=_one_of(records.POLARITIES),
            certainty=_one_of(records.CERTAINTIES),
            stance=_one_of(records.STANCES),
            framing=_one_of(records.FRAMINGS),
            target=_nullable({"$ref": "#/$defs/span"}),
            evidence={"type": "array", "items": _span(before={"field": _STRING, "rule": _STRING})},
        ),
        "claim": _claim(),
    }


def _object(**properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _counts(values: tuple[str, ...]) -> JsonSchema:
    """How many claims have each value; those without a claim are left out."""
    return {"type": "object", "properties": dict.fromkeys(values, _COUNT)}


def _span(*, before: dict[str, JsonSchema] | None = None, **after: JsonSchema) -> JsonSchema:
    return _object(**(before or {}), text=_STRING, start=_OFFSET, end=_OFFSET, **after)


def _one_of(values: tuple[str, ...]) -> JsonSchema:
    return {"enum": list(values)}


def _or_null(schema: JsonSchema) -> JsonSchema:
    return {**schema, "type": [schema["type"], "null"]}


def _nullable(schema: JsonSchema) -> JsonSchema:
    return {"anyOf": [schema, {"type": "null"}]}
