"""Reads a folder of gold: ``NAME.txt`` with ``NAME.jsonl`` (our own) or ``NAME.ann`` (brat)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from claimx.errors import InputError, LineError
from claimx.evaluation.brat import read_brat
from claimx.evaluation.claims import Row, ScoredClaim, from_brat, from_gold
from claimx.text import decode

_SUFFIX = re.compile(r"\.(txt|jsonl?)$")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its claims; ``name`` is what :func:`document_name` makes of its id."""

    name: str
    text: str
    claims: tuple[ScoredClaim, ...]


def read_gold(folder: Path) -> list[GoldDocument]:
    """The documents of ``folder``, by name; a text without gold beside it is left out.

    Raises:
        InputError: the folder holds no gold.
        DecodingError: a text is not UTF-8.
        LineError: a line of gold is broken.
    """
    documents = []
    for path in sorted(folder.glob("*.txt")):
        claims = _claims_beside(path)
        if claims is not None:
            text = decode(path.read_bytes(), where=str(path))
            documents.append(GoldDocument(path.stem, text, claims))
    if not documents:
        raise InputError(
            "holds no gold", where=str(folder), mend="NAME.txt beside NAME.jsonl or NAME.ann"
        )
    return documents


def document_name(doc: str) -> str:
    """The name of a document by its id: the last part of a path, without its suffix."""
    return _SUFFIX.sub("", PurePath(doc).name)


def read_lines(path: Path) -> Iterator[tuple[str, Row]]:
    """The objects of a file of JSON lines, each with its place; blank lines are passed over.

    Raises:
        LineError: a line is no JSON object.
        DecodingError: the file is not UTF-8.
    """
    lines = decode(path.read_bytes(), where=str(path)).split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise LineError(f"broken JSON: {error}", where=where) from None
        if not isinstance(row, dict):
            raise LineError("no JSON object", where=where)
        yield where, row


def _claims_beside(path: Path) -> tuple[ScoredClaim, ...] | None:
    ours, brat = path.with_suffix(".jsonl"), path.with_suffix(".ann")
    if ours.exists():
        return tuple(_gold_claim(row, where) for where, row in read_lines(ours))
    return tuple(map(from_brat, read_brat(brat))) if brat.exists() else None


def _gold_claim(row: Row, where: str) -> ScoredClaim:
    try:
        return from_gold(row)
    except (AttributeError, KeyError, TypeError) as error:
        raise LineError(f"no gold claim: {error!r}", where=where) from None
