"""JSON lines: a document a line, the text in one field, all else kept beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from claimx.errors import DocumentError, LineError
from claimx.readers.options import ReadOptions
from claimx.records import Document, Failure
from claimx.text import decode

JSON_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
_PACKED = frozenset({".gz", ".bz2", ".xz"})


def is_json_lines_name(name: str) -> bool:
    """Whether a path's suffix, that of a packing left out, is one of JSON lines."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return bool(suffixes) and suffixes[-1] in JSON_LINES_SUFFIXES


def first_line_is_document(line: bytes, options: ReadOptions) -> bool:
    """Whether ``line`` is a JSON object that has the text field."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return options.text_field in parse_line(line, options)
    except DocumentError:
        return False


def read_json_lines(
    name: str, stream: Iterable[bytes], options: ReadOptions
) -> Iterator[Document | Failure]:
    """A document for each line that is not blank; a broken line is a failure named by its place.

    A document without an id is called by the file and its line, as is a failure.
    """
    for number, line in enumerate(_lines(stream, options), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            yield _document(where, line, options)
        except DocumentError as error:
            yield Failure(where, error.code, str(error))


def _lines(stream: Iterable[bytes], options: ReadOptions) -> Iterator[bytes]:
    """The stream's lines; in an encoding with wider newlines than a byte they must be found."""
    if "\n".encode(options.encoding) == b"\n":
        yield from stream
        return
    whole = decode(b"".join(stream), encoding=options.encoding, errors=options.errors)
    for line in whole.split("\n"):
        # UTF-16 and UTF-32 put a mark before each line here, and take it off again.
        yield line.encode(options.encoding) if line.strip() else b""


def _document(where: str, line: bytes, options: ReadOptions) -> Document:
    row = parse_line(line, options, where)
    text = row.pop(options.text_field, None)
    if not isinstance(text, str):
        kind = "no" if text is None else "no string in"
        raise LineError(
            f"{kind} field “{options.text_field}”", where=where, mend="name it with --text-field"
        )
    return Document(text, _id(row, where, options), row)


def _id(row: dict[str, Any], where: str, options: ReadOptions) -> str:
    value = row.pop(options.id_field, None)
    if value is None:
        return where
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise LineError(f"field “{options.id_field}” is no string or number", where=where)
    return str(value)


def parse_line(line: bytes, options: ReadOptions, where: str | None = None) -> dict[str, Any]:
    """The object on a line, which is called ``where`` in errors.

    Raises:
        DecodingError: the line is no text in the encoding of the options.
        LineError: it is no JSON object.
    """
    try:
        return _parse(decode(line, encoding=options.encoding, errors=options.errors))
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
