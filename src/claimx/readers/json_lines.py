"""JSON lines: a document a line, the text in one field, all else kept beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from claimx.errors import DocumentError, LineError
from claimx.readers.options import ReadOptions
from claimx.readers.places import START, Mark, Place, Stretch
from claimx.records import Document, Failure
from claimx.text import decode


def first_line_is_document(line: bytes, options: ReadOptions) -> bool:
    """Whether ``line`` is a JSON object that has the text field."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return options.text_field in parse_line(line, options)
    except DocumentError:
        return False


def read_json_lines(
    name: str, stream: Iterable[bytes], options: ReadOptions, mark: Mark = START
) -> Iterator[Document | Failure]:
    """A document for each line that is not blank; a broken line is a failure named by its place.

    A document without an id is called by the file and its line, as is a failure.

    Args:
        name: what the source is called.
        stream: its lines, from the offset of ``mark`` on.
        options: how to read them.
        mark: where to begin.

    Raises:
        DecodingError: the whole is no text, in an encoding in which lines cannot be told apart.
    """
    lines = _lines(name, stream, options)
    if not mark.offset:
        lines = islice(lines, mark.line, None)
    for number, line in enumerate(lines, start=mark.line + 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            yield _document(where, line, options)
        except DocumentError as error:
            yield Failure(where, error.code, str(error))


def json_line_places(
    name: str, stream: Iterable[bytes], options: ReadOptions, *, sought: bool
) -> Iterator[Stretch]:
    """Where each document that :func:`read_json_lines` gives stands; none is looked into.

    Args:
        name: what the source is called.
        stream: its lines.
        options: how they would be read.
        sought: whether the stream can be sought, so that offsets are worth having.

    Raises:
        DecodingError: as in reading.
    """
    sought = sought and _has_narrow_lines(options)
    before = Place()
    for number, line in enumerate(_lines(name, stream, options), start=1):
        after = Place(number, before.offset + len(line) if sought else 0)
        if line.strip():
            yield before, after
        before = after


def _has_narrow_lines(options: ReadOptions) -> bool:
    return "\n".encode(options.encoding) == b"\n"


def _lines(name: str, stream: Iterable[bytes], options: ReadOptions) -> Iterator[bytes | str]:
    """The stream's lines; in an encoding with wider newlines than a byte they must be found."""
    if _has_narrow_lines(options):
        return iter(stream)
    data = b"".join(stream)
    whole = decode(data, encoding=options.encoding, errors=options.errors, where=name)
    return iter(whole.split("\n"))


def _document(where: str, line: bytes | str, options: ReadOptions) -> Document:
    row = parse_line(line, options, where)
    text = row.pop(options.text_field, None)
    if not isinstance(text, str):
        kind = "no" if text is None else "no string in"
        raise LineError(
            f"{kind} field “{options.text_field}”", where=where, mend="name it with --text-field"
        )
    return Document(text, pop_id(row, where, options), row)


def pop_id(row: dict[str, Any], where: str, options: ReadOptions) -> str:
    """The id that ``row`` has, which is taken out of it; where it has none, its place.

    Raises:
        LineError: it is no string or number.
    """
    value = row.pop(options.id_field, None)
    if value is None:
        return where
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise LineError(f"field “{options.id_field}” is no string or number", where=where)
    return str(value)


def parse_line(line: bytes | str, options: ReadOptions, where: str | None = None) -> dict[str, Any]:
    """The object on a line, which is called ``where`` in errors.

    Raises:
        DecodingError: the line is no text in the encoding of the options.
        LineError: it is no JSON object.
    """
    try:
        if isinstance(line, bytes):
            line = decode(line, encoding=options.encoding, errors=options.errors)
        return _parse(line)
    except DocumentError as error:
        error.where = where
        raise


def _parse(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise LineError(f"broken JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"broken JSON: {error}") from None
    if not isinstance(row, dict):
        raise LineError("no JSON object")
    return row


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits} is too large a number")
    return number
