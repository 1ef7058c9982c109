"""What differs between two sets of claims about the same corpus: of two models, or two editions.

Claims are paired within a document by :mod:`claimx.pairing`, so that a content that was cut
otherwise, or that stands elsewhere, is no claim gone and another new.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal, TypeAlias

from claimx.pairing import folded, paired
from claimx.records import SCHEMA, Claim, Failure, Result
from claimx.schema import JsonSchema, line_schema

Value: TypeAlias = str | float | None
#: What a difference is about: a claim, or a document that is only in one of the two.
Kind: TypeAlias = Literal["gone", "new", "changed", "document-gone", "document-new"]

#: The fields that are compared, in the order in which their changes are told; ``speaker`` is the
#: words that stand for them.
FIELDS: dict[str, Callable[[Claim], Value]] = {
    "speaker": lambda claim: folded(claim.speaker.text),
    "name": lambda claim: folded(claim.speaker.name),
    "role": lambda claim: folded(claim.speaker.role),
    "kind": lambda claim: claim.speaker.kind,
    "cue": lambda claim: folded(claim.cue.text if claim.cue else None),
    "content": lambda claim: folded(claim.content.text),
    "form": lambda claim: claim.form,
    "act": lambda claim: claim.position.act,
    "polarity": lambda claim: claim.position.polarity,
    "certainty": lambda claim: claim.position.certainty,
    "stance": lambda claim: claim.position.stance,
    "framing": lambda claim: claim.position.framing,
    "target": lambda claim: folded(claim.position.target.text if claim.position.target else None),
    "confidence": lambda claim: claim.confidence,
}
CONFIDENCE = "confidence"
#: All but the confidence, which differs between any two models.
USUAL_FIELDS = tuple(name for name in FIELDS if name != CONFIDENCE)

# Confidences that are less apart than this are the same: their last digits differ by processor.
_LEAST_APART = 0.01


@dataclass(frozen=True, slots=True)
class Change:
    """A field whose value is another one."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        doc: the document.
        kind: what it is.
        old: the claim that is gone or has changed, else None.
        new: the claim that is new or is what the old one has become, else None.
        changes: its fields that changed, in the order of :data:`FIELDS`.
        claims: how many claims it is about: more than one, or none, of a whole document.
    """

    doc: str
    kind: Kind
    old: Claim | None = None
    new: Claim | None = None
    changes: tuple[Change, ...] = ()
    claims: int = 1

    def to_dict(self) -> dict[str, Any]:
        """The difference as one JSON line, whose schema is :func:`diff_schema`."""
        return {
            "schema": SCHEMA,
            "doc": self.doc,
            "difference": self.kind,
            "claims": self.claims,
            "changes": {item.field: {"old": item.old, "new": item.new} for item in self.changes},
            "old": self.old.to_dict() if self.old else None,
            "new": self.new.to_dict() if self.new else None,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document in both: what differs, in the order of the text, and how many claims do not."""

    doc: str
    differences: tuple[Difference, ...]
    same: int = 0


def compare(
    old: Iterable[Result | Failure],
    new: Iterable[Result | Failure],
    fields: Collection[str] = USUAL_FIELDS,
) -> Iterator[Comparison | Failure]:
    """Compare two sets of results document by document, by their ids.

    Both are read in step, and of either only those documents are held whose counterpart has not
    come yet: none where both are in the same order, at most all of one where they are not.
    Documents that are in one only come last. A document that failed in one is compared with
    nothing; what failed is given as it comes.

    Args:
        old: the results of before.
        new: those of now.
        fields: the names of the fields to compare; claims that are gone or new are told anyway.

    Raises:
        KeyError: there is no such field.
    """
    asked = {name: FIELDS[name] for name in FIELDS if name in fields}
    if unknown := set(fields) - set(FIELDS):
        raise KeyError(*sorted(unknown))
    return _compared(old, new, asked)


def diff_schema() -> JsonSchema:
    """The JSON Schema (2020-12) of one line of ``claimx diff``."""
    claim = line_schema("claim")
    head = {"$schema": claim.pop("$schema"), "title": f"{SCHEMA}: one line a difference"}
    defs = {**claim.pop("$defs"), "claim": {key: claim[key] for key in claim if key != "title"}}
    value = {"type": ["string", "number", "null"]}
    claim_or_null = {"anyOf": [{"$ref": "#/$defs/claim"}, {"type": "null"}]}
    change = {
        "type": "object",
        "properties": {"old": value, "new": value},
        "required": ["old", "new"],
    }
    properties = {
        "schema": {"const": SCHEMA},
        "doc": {"type": "string"},
        "difference": {"enum": ["gone", "new", "changed", "document-gone", "document-new"]},
        "claims": {"type": "integer", "minimum": 0},
        "changes": {
            "type": "object",
            "propertyNames": {"enum": list(FIELDS)},
            "additionalProperties": change,
        },
        "old": claim_or_null,
        "new": claim_or_null,
    }
    body = {"type": "object", "properties": properties, "required": list(properties)}
    return {**head, **body, "$defs": defs}


_Fields: TypeAlias = dict[str, Callable[[Claim], Value]]


class _Waiting:
    """Documents of one side whose counterpart has not come, those of one id in their order."""

    def __init__(self) -> None:
        self._items: dict[str, deque[Result | Failure]] = {}

    def add(self, item: Result | Failure) -> None:
        self._items.setdefault(_id(item), deque()).append(item)

    def take(self, doc: str) -> Result | Failure | None:
        items = self._items.get(doc)
        if items is None:
            return None
        item = items.popleft()
        if not items:
            del self._items[doc]
        return item

    def results(self) -> Iterator[Result]:
        for items in self._items.values():
            yield from (item for item in items if isinstance(item, Result))


def _compared(
    old: Iterable[Result | Failure], new: Iterable[Result | Failure], fields: _Fields
) -> Iterator[Comparison | Failure]:
    gone, fresh = _Waiting(), _Waiting()
    for before, after in zip_longest(old, new):
        yield from (item for item in (before, after) if isinstance(item, Failure))
        if before is not None:
            fresh_one = fresh.take(_id(before))
            if fresh_one is None:
                gone.add(before)
            else:
                yield from _both(before, fresh_one, fields)
        if after is not None:
            gone_one = gone.take(_id(after))
            if gone_one is None:
                fresh.add(after)
            else:
                yield from _both(gone_one, after, fields)
    for result in gone.results():
        yield _alone(result, "document-gone")
    for result in fresh.results():
        yield _alone(result, "document-new")


def _id(item: Result | Failure) -> str:
    return item.doc if isinstance(item, Failure) else item.document.id


def _both(old: Result | Failure, new: Result | Failure, fields: _Fields) -> Iterator[Comparison]:
    if isinstance(old, Result) and isinstance(new, Result):
        yield _document(old.document.id, old.claims, new.claims, fields)


def _alone(result: Result, kind: Kind) -> Comparison:
    doc = result.document.id
    return Comparison(doc, (Difference(doc, kind, claims=len(result)),))


def _document(doc: str, old: Sequence[Claim], new: Sequence[Claim], fields: _Fields) -> Comparison:
    pairs, gone, fresh = paired(old, new)
    found: list[tuple[int, Difference]] = []
    for before, after in pairs:
        changes = _changes(before, after, fields)
        if changes:
            place = after.content.spans[0].start
            found.append((place, Difference(doc, "changed", before, after, changes)))
    same = len(pairs) - len(found)
    found += [(item.content.spans[0].start, Difference(doc, "gone", old=item)) for item in gone]
    found += [(item.content.spans[0].start, Difference(doc, "new", new=item)) for item in fresh]
    found.sort(key=lambda item: item[0])
    return Comparison(doc, tuple(difference for _, difference in found), same)


def _changes(old: Claim, new: Claim, fields: _Fields) -> tuple[Change, ...]:
    values = ((name, value_of(old), value_of(new)) for name, value_of in fields.items())
    return tuple(Change(*item) for item in values if _differ(item[1], item[2]))


def _differ(old: Value, new: Value) -> bool:
    if isinstance(old, int | float) and isinstance(new, int | float):
        return round(abs(old - new), 6) >= _LEAST_APART
    return old != new
