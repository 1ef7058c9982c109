"""Reads a folder for brat, as people have left it."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from claimx.errors import DocumentError, LineError
from claimx.formats.brat.events import claim_from
from claimx.formats.brat.writer import INDEX
from claimx.readers.json_lines import parse_line
from claimx.readers.options import ReadOptions
from claimx.readers.streams import reading
from claimx.records import Claim, Document, Failure, Result
from claimx.standoff import Event, Standoff, parse_standoff
from claimx.text import BYTE_ORDER_MARK, decode


def read_brat(path: Path) -> Iterator[Result | Failure]:
    """The results of a folder, with their texts: in the order in which they were written, then
    those that came after, by name.

    Spans and attributes are what they have been changed to. An event without a note of ours is a
    claim of which nothing else is known. A broken event is a failure, and so is a text that is not
    the one that was annotated.

    Raises:
        DocumentError: the folder holds no ``*.ann``, or its list of documents is broken.
    """
    files = {file.stem: file for file in sorted(path.glob("*.ann"))}
    if not files:
        raise DocumentError("holds no *.ann", where=str(path))
    entries = _entries(path / INDEX)
    known = [name for name in entries if name in files]
    for name in [*known, *(name for name in files if name not in entries)]:
        try:
            yield from _document(files[name], entries.get(name, {}))
        except DocumentError as error:
            yield Failure(str(files[name]), error.code, str(error))


def _entries(path: Path) -> dict[str, dict[str, Any]]:
    """What the list of documents says of each, by the name of its files."""
    if not path.is_file():
        return {}
    lines = enumerate(_bytes(path).split(b"\n"), start=1)
    rows = [parse_line(line, ReadOptions(), f"{path}:{number}") for number, line in lines if line]
    return {str(row.get("name")): row for row in rows}


def _document(path: Path, entry: dict[str, Any]) -> Iterator[Result | Failure]:
    text = _text(path.with_suffix(".txt"))
    found = parse_standoff(decode(_bytes(path), where=str(path)), str(path), text)
    document = _known(entry, text, path)
    new = _new_ids(document.id, found)
    claims: list[Claim] = []
    for event in found.events:
        if not event.roles.get("Content"):
            continue
        try:
            note = _note(found.notes.get(event.key, ""), event)
            values = found.attributes.get(event.key, {})
            claims.append(claim_from(event, values, note, document, new))
        except DocumentError as error:
            yield Failure(event.where, error.code, str(error), document.meta)
    yield Result(document, tuple(claims))


def _known(entry: dict[str, Any], text: str, path: Path) -> Document:
    """The document, with what the list of documents says of it."""
    try:
        signs = list(text)
        for at, sign in entry.get("surrogates", {}).items():
            signs[int(at)] = sign
        doc = entry.get("id", f"{path.stem}.txt")
        return Document("".join(signs), doc, dict(entry.get("meta", {})))
    except (AttributeError, IndexError, TypeError, ValueError):
        raise LineError(f"what {INDEX} says of it is broken", where=str(path)) from None


def _new_ids(doc: str, found: Standoff) -> Iterator[str]:
    """Ids for claims that somebody has put there: those that no note has."""
    notes = "\n".join(found.notes.values())
    ids = (f"{doc}#{number}" for number in count(1))
    return (name for name in ids if json.dumps(name, ensure_ascii=False) not in notes)


def _note(note: str, event: Event) -> dict[str, Any]:
    """The JSON in a note, whatever somebody has written before or after it."""
    start = note.find("{")
    if start < 0:
        return {}
    try:
        found: dict[str, Any] = json.JSONDecoder().raw_decode(note, start)[0]
    except ValueError as error:
        raise LineError(
            f"has a note with broken JSON: {error}",
            where=event.where,
            mend="take the JSON out of it, and only what stands in the text is read",
        ) from None
    return found


def _text(path: Path) -> str:
    """The text as brat counts it: a byte-order mark is a character."""
    data = _bytes(path)
    mark = BYTE_ORDER_MARK if data.startswith(BOM_UTF8) else ""
    return mark + decode(data, where=str(path))


def _bytes(path: Path) -> bytes:
    with reading(str(path)):
        return path.read_bytes()
