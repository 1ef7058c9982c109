"""Reads what claimx wrote: JSON lines, a claim or a document a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.claims import Row, checked_prediction
from claimx.evaluation.rows import parse_lines, read_text
from claimx.text import decode
from claimx.text_files import document_name


def read_predictions(path: Path) -> Iterator[Row]:
    """The claims of ``claimx extract``'s output, one a line or (``--per document``) in lists.

    Raises:
        InputError: the file cannot be read.
        LineError: a line is no JSON object, no claim, or names no document.
        DecodingError: the file is not UTF-8.
    """
    return _claims(read_text(path), str(path))


def parse_predictions(data: bytes, name: str) -> Iterator[Row]:
    """The same for bytes that have been read, called ``name`` in errors."""
    return _claims(decode(data, where=name), name)


def claims_of(row: Row, where: str) -> list[Row]:
    """The claims of one line: itself, or its list.

    Raises:
        LineError: the line names no document, or holds no claims.
    """
    if not isinstance(row.get("doc"), str):
        raise LineError(
            "names no document in “doc”", where=where, mend="lines of `claimx extract` do"
        )
    claims = row.get("claims", [row])
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise LineError("“claims” is no list of claims", where=where)
    return claims


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Claims by the name of their document."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[document_name(str(row.get("doc")))].append(row)
    return dict(found)


def _claims(text: str, name: str) -> Iterator[Row]:
    for where, row in parse_lines(text, name):
        for claim in claims_of(row, where):
            checked_prediction(claim, where)
            yield claim
