"""Texts that claims name and do not hold: found in files, by the ids of their documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

_SUFFIX = re.compile(r"\.(txt|jsonl?)$")


def document_name(doc: str) -> str:
    """The name of a document by its id: the last part of a path, without its suffix."""
    return _SUFFIX.sub("", PurePath(doc).name)


def find_text(doc: str, folders: Iterable[Path]) -> Path | None:
    """The file of a document's text, None where there is none.

    In each folder it is looked for under its whole path, its last part, and that with ``.txt``.
    """
    names = (doc, PurePath(doc).name, f"{document_name(doc)}.txt")
    places = (folder / name for folder in folders for name in names if name)
    return next((place for place in places if _is_file(place)), None)


def _is_file(path: Path) -> bool:
    # A name that no file system can hold is an error to some calls, and no file.
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
