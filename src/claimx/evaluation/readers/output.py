"""Lines of ``claimx extract`` as gold: corrected by hand, or of an earlier version.

They name their texts in ``doc`` and do not hold them. A text is looked for, as
:func:`claimx.text_files.find_text` does, in the folder that is given, else beside the lines and
from the current folder. A document without claims has a line with
``--per document`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.claims import ScoredClaim, checked_output
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.predictions import claims_of
from claimx.evaluation.rows import first_row, read_lines, read_text
from claimx.text_files import document_name, find_text

_SUFFIXES = (".jsonl", ".json", ".ndjson")


def finds(path: Path) -> bool:
    return next(_files(path), None) is not None


def read(path: Path, texts: Path | None = None) -> list[GoldDocument]:
    """The documents that the lines name, in the order of their first lines."""
    found: dict[Path, tuple[str, list[ScoredClaim]]] = {}
    for file in _files(path):
        for where, row in read_lines(file):
            claims = claims_of(row, where)
            if row.get("error"):
                raise LineError(
                    f"“{row['doc']}” failed, so nothing is known of it",
                    where=where,
                    mend="leave the line out",
                )
            place = _find_text(row["doc"], file.parent, texts, where)
            if place not in found:
                found[place] = (read_text(place), [])
            text, known = found[place]
            known += [checked_output(claim, text, where) for claim in claims]
    return [
        GoldDocument(document_name(str(place)), text, tuple(claims))
        for place, (text, claims) in found.items()
    ]


def _files(path: Path) -> Iterator[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        row = first_row(file) if file.suffix in _SUFFIXES or file == path else None
        if row is not None and "doc" in row:
            yield file


def _find_text(doc: str, beside: Path, texts: Path | None, where: str) -> Path:
    folders = [texts] if texts is not None else [beside, Path()]
    found = find_text(doc, folders)
    if found is None:
        raise LineError(
            f"its text “{doc}” is not in {' or '.join(str(folder) for folder in folders)}",
            where=where,
            mend="name the folder of the texts with --text-dir",
        )
    return found.resolve()
