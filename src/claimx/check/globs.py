"""Patterns of paths: ``*`` and ``?`` within a folder, ``**`` through any folders."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePath

_PART = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANS = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}


def matches(pattern: str, doc: str, folder: Path) -> bool:
    """Whether a document's id is a path that a pattern, seen from ``folder``, matches.

    An id that is no path below the folder is matched as it is.
    """
    whole = _compiled(pattern.removeprefix("./"))
    return any(whole.fullmatch(name) for name in (_posix(doc), _below(doc, folder)) if name)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts, at = [], 0
    for found in _PART.finditer(pattern):
        parts += [re.escape(pattern[at : found.start()]), _MEANS[found[0]]]
        at = found.end()
    return re.compile("".join(parts) + re.escape(pattern[at:]), re.DOTALL)


def _posix(doc: str) -> str:
    return PurePath(doc).as_posix().removeprefix("./")


def _below(doc: str, folder: Path) -> str | None:
    try:
        return (Path.cwd() / doc).relative_to(folder).as_posix()
    except ValueError:
        return None
