"""JSON lines as they are read here: each object with its place, so that errors can name it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from claimx.errors import InputError, LineError
from claimx.text import decode

Row: TypeAlias = Mapping[str, Any]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None


def read_text(path: Path) -> str:
    """A file of UTF-8 as text, line ends kept.

    Raises:
        InputError: it cannot be read.
        DecodingError: it is not UTF-8.
    """
    return decode(read_bytes(path), where=str(path))


def read_lines(path: Path) -> Iterator[tuple[str, Row]]:
    """The objects of a file of JSON lines, each with its place; blank lines are passed over.

    Raises:
        InputError: the file cannot be read.
        LineError: a line is no JSON object.
        DecodingError: the file is not UTF-8.
    """
    return parse_lines(read_text(path), str(path))


def parse_lines(text: str, name: str) -> Iterator[tuple[str, Row]]:
    """The same for text that has been read, called ``name`` in errors."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise LineError(
                f"broken JSON: {error}", where=where, mend="each line is one JSON object"
            ) from None
        if not isinstance(row, dict):
            raise LineError("no JSON object", where=where, mend="each line is one JSON object")
        yield where, row


def first_row(path: Path) -> Row | None:
    """The first object of a file, if that is what the file begins with; to tell formats apart."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            line = next((line for line in lines if line.strip()), "")
        row = json.loads(line)
    except (OSError, ValueError):
        return None
    return row if isinstance(row, dict) else None
