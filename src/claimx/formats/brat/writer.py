"""Writes a folder for brat."""

from __future__ import annotations

import hashlib
import re
from itertools import chain, count
from pathlib import Path
from typing import Any

from claimx.formats.brat.events import ATTRIBUTES, ROLES, standoff_lines
from claimx.formats.jsonl import dump_line
from claimx.records import Document, Failure, Result
from claimx.schema import Per
from claimx.text import without_surrogates
from claimx.text_files import document_name
from claimx.verbatim import refuse_other_text

#: The list of documents, and what brat takes types and values from.
INDEX, CONFIGURATION = "_documents.jsonl", "annotation.conf"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 100


class BratWriter:
    """Two files a document, in an empty folder. Documents that failed are left out."""

    def __init__(self, folder: Path, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._folder = folder
        (folder / CONFIGURATION).write_text(_configuration(), encoding="utf-8", newline="\n")

    def write(self, result: Result | Failure) -> None:
        """Write the files of a document.

        Raises:
            DocumentError: its claims are not about its text.
        """
        if isinstance(result, Failure):
            return
        refuse_other_text(result)
        name = self._free_name(result.document.id)
        text = without_surrogates(result.document.text)
        lines = "".join(f"{line}\n" for line in standoff_lines(result, text))
        (self._folder / f"{name}.txt").write_bytes(text.encode())
        (self._folder / f"{name}.ann").write_bytes(lines.encode())
        with (self._folder / INDEX).open("a", encoding="utf-8", newline="\n") as index:
            index.write(dump_line(_entry(name, result.document)) + "\n")

    def close(self) -> None:
        """Nothing stands at the end."""

    def _free_name(self, doc: str) -> str:
        """A longer name where another document has it, which need not tell capitals apart."""
        name = file_name(doc)
        longer = f"{name}-{_digest(doc)}"
        names = chain((name, longer), (f"{longer}-{number}" for number in count(2)))
        return next(name for name in names if not (self._folder / f"{name}.txt").exists())


def file_name(doc: str) -> str:
    """The name of a document's files, by its id: the last part of a path, without its suffix.

    Where that holds what the name of a file had better not, or is long, some of the id's digest
    makes up for what is left out.
    """
    name = document_name(doc)
    safe = _UNSAFE.sub("_", name)[:_LONGEST].strip("._-")
    return safe if safe and safe == name else f"{safe or 'document'}-{_digest(doc)}"


def _digest(doc: str) -> str:
    return hashlib.sha256(doc.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _configuration() -> str:
    sections = {
        "entities": ROLES,
        "relations": (),
        "events": ("Attribution\tSource?:Source, Cue?:Cue, Content+:Content, Target?:Target",),
        "attributes": tuple(
            f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}" for name, values in ATTRIBUTES.items()
        ),
    }
    return "\n".join("\n".join((f"[{name}]", *lines, "")) for name, lines in sections.items())


def _entry(name: str, document: Document) -> dict[str, Any]:
    """What the two files do not hold. UTF-8 cannot hold a lone surrogate: its text has U+FFFD."""
    pairs = enumerate(zip(document.text, without_surrogates(document.text), strict=True))
    surrogates = {str(at): sign for at, (sign, held) in pairs if sign != held}
    entry = {"name": name, "id": document.id, "meta": dict(document.meta)}
    return {**entry, "surrogates": surrogates} if surrogates else entry
