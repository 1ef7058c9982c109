"""Reads what claimx wrote: JSON lines, a claim or a document a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.claims import Row
from claimx.evaluation.gold import document_name, read_lines


def read_predictions(path: Path) -> Iterator[Row]:
    """The claims of ``claimx extract``'s output, one a line or (``--per document``) in lists.

    Raises:
        LineError: a line is no JSON object or names no document.
        DecodingError: the file is not UTF-8.
    """
    for where, row in read_lines(path):
        if "doc" not in row:
            raise LineError("names no document in “doc”", where=where)
        if "claims" in row:
            yield from row["claims"]
        else:
            yield row


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Claims by the name of their document."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[document_name(str(row.get("doc")))].append(row)
    return dict(found)
