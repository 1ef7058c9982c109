"""A claim as one row of columns, and back: what CSV and Parquet share.

A scalar has a column of its own; a list or an object is one string of JSON. Offsets are code
points, end exclusive. ``content_text``, ``content_start`` and ``content_end`` are there to be
looked at: a claim is read back from ``content_spans``.

UTF-8 cannot hold a lone surrogate, and CSV cannot tell an empty string from none. Where a value has
the one or is the other, ``exact`` holds it as JSON, by its column; in the column itself each
surrogate is U+FFFD, so that offsets stay what they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from claimx.errors import DocumentError, LineError
from claimx.formats.jsonl import dump_line
from claimx.readers.claims import alone, claim_of
from claimx.records import Claim, Failure, Result
from claimx.text import without_surrogates

Type: TypeAlias = Literal["string", "integer", "number", "json"]
Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its heading.
        type: of its values; ``json`` is a string that holds a list or an object.
        path: where the value stands in :meth:`Claim.to_dict`; empty where it is not read back.
        nullable: whether there may be none.
    """

    name: str
    type: Type
    path: str = ""
    nullable: bool = False


def _span(name: str, path: str) -> tuple[Column, ...]:
    """The three columns of a span that need not be there."""
    return (
        Column(f"{name}_text", "string", f"{path}.text", nullable=True),
        Column(f"{name}_start", "integer", f"{path}.start", nullable=True),
        Column(f"{name}_end", "integer", f"{path}.end", nullable=True),
    )


EXACT = "exact"
#: The columns, in their order: the only place that knows names and types.
COLUMNS: tuple[Column, ...] = (
    Column("doc", "string", "doc"),
    Column("id", "string", "id"),
    *_span("speaker", "speaker"),
    Column("speaker_name", "string", "speaker.name", nullable=True),
    Column("speaker_role", "string", "speaker.role", nullable=True),
    Column("speaker_kind", "string", "speaker.kind"),
    Column("speaker_via", "string", "speaker.via", nullable=True),
    *_span("speaker_evidence", "speaker.evidence"),
    Column("speaker_confidence", "number", "speaker.confidence", nullable=True),
    *_span("cue", "cue"),
    Column("cue_lemma", "string", "cue.lemma", nullable=True),
    Column("content_text", "string"),
    Column("content_start", "integer"),
    Column("content_end", "integer"),
    Column("form", "string", "form"),
    Column("act", "string", "position.act"),
    Column("polarity", "string", "position.polarity"),
    Column("certainty", "string", "position.certainty"),
    Column("stance", "string", "position.stance"),
    Column("framing", "string", "position.framing"),
    *_span("target", "position.target"),
    Column("sentence_start", "integer", "sentence.start"),
    Column("sentence_end", "integer", "sentence.end"),
    Column("within", "string", "within", nullable=True),
    Column("confidence", "number", "confidence"),
    Column("content_spans", "json", "content.spans"),
    Column("quotes", "json", "quotes"),
    Column("evidence", "json", "position.evidence"),
    Column("meta", "json", "meta"),
    Column(EXACT, "json", nullable=True),
)
_READ = tuple(column for column in COLUMNS if column.path)
#: The parts of a claim that need not be there as a whole.
_OPTIONAL = ("cue", "speaker.evidence", "position.target")


def to_flat(claim: Claim) -> dict[str, Cell]:
    """The cells of a claim by column, each of its column's type or None, in the columns' order."""
    row, spans = claim.to_dict(), claim.content.spans
    cells: dict[str, Any] = {column.name: _at(row, column.path) for column in COLUMNS}
    cells["content_text"] = claim.content.text
    cells["content_start"], cells["content_end"] = spans[0].start, spans[-1].end
    exact = {column.name: cells[column.name] for column in _READ if _is_lost(column, cells)}
    cells |= {column.name: _held(column, cells[column.name]) for column in COLUMNS}
    return {**cells, EXACT: dump_line(exact) if exact else None}


def from_flat(row: Mapping[str, Cell], where: str) -> Claim:
    """The claim of a row, called ``where`` in errors; other columns are passed over.

    A number may stand as a string, nothing as an empty string or as not-a-number, and a whole
    number with a zero fraction: what programs for tables make of them.

    Raises:
        LineError: a column is missing, or a value is not sound.
    """
    try:
        cells = {column.name: _cell(column, row[column.name]) for column in _READ}
        exact = row.get(EXACT)
        cells |= {} if _is_nothing(exact) else json.loads(str(exact))
    except (KeyError, TypeError, ValueError) as error:
        what = f"has no column {error}" if isinstance(error, KeyError) else f"is no claim: {error}"
        raise LineError(what, where=where) from None
    return claim_of(_nested(cells), where)


def refuse_missing(names: Iterable[str], where: str) -> None:
    """See that all columns are among the ``names`` of a file called ``where``.

    Raises:
        DocumentError: one is not.
    """
    known = set(names)
    missing = [column.name for column in _READ if column.name not in known]
    if missing:
        raise DocumentError(
            f"lacks the columns {', '.join(missing)}",
            where=where,
            mend="claimx convert writes all that are needed",
        )


def row_result(row: Mapping[str, Cell], where: str) -> Result | Failure:
    """The claim of a row as a result of its own, or that it is broken."""
    try:
        return alone(from_flat(row, where))
    except DocumentError as error:
        return Failure(where, error.code, str(error))


def _at(row: Mapping[str, Any], path: str) -> Any:
    """What stands at a dotted path; None where an object on the way is None."""
    found: Any = row if path else None
    for key in filter(None, path.split(".")):
        found = None if found is None else found[key]
    return found


def _is_lost(column: Column, cells: Mapping[str, Any]) -> bool:
    """Whether a string would not come back from its column."""
    value = cells[column.name]
    if column.type != "string" or value is None:
        return False
    return value != without_surrogates(value) or (not value and column.nullable)


def _held(column: Column, value: Any) -> Cell:
    """What a column holds of a value."""
    if column.type == "json":
        return dump_line(value)
    return without_surrogates(value) if isinstance(value, str) else value


def _cell(column: Column, cell: Cell) -> Any:
    try:
        return _value(column, cell)
    except ValueError as error:
        raise ValueError(f"{column.name}: {error}") from None


def _value(column: Column, cell: Cell) -> Any:
    if column.nullable and _is_nothing(cell):
        return None
    if column.type == "string":
        return cell
    if _is_nothing(cell):
        raise ValueError("is empty")
    if column.type == "json":
        return json.loads(str(cell))
    number = float(cell or 0)
    if not math.isfinite(number):
        raise ValueError(f"is {number}")
    return _whole(number) if column.type == "integer" else number


def _is_nothing(cell: Cell) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell))


def _whole(number: float) -> int:
    if not number.is_integer():
        raise ValueError(f"is no whole number: {number}")
    return int(number)


def _nested(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells as :meth:`Claim.to_dict` has them."""
    row: dict[str, Any] = {}
    for column in _READ:
        _put(row, column.path, cells[column.name])
    for path in _OPTIONAL:
        if all(value is None for value in _at(row, path).values()):
            _put(row, path, None)
    return row


def _put(row: dict[str, Any], path: str, value: Any) -> None:
    *parents, key = path.split(".")
    for parent in parents:
        row = row.setdefault(parent, {})
    row[key] = value
