"""What there is to read, told before work begins."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import InputError
from claimx.readers.json_lines import JSON_LINES_SUFFIXES
from claimx.readers.options import InputFormat

STDIN = "-"
_TEXT_SUFFIXES = (".txt",)
_MANY_MISSING = 5


@dataclass(frozen=True, slots=True)
class Source:
    """One input: its name as given, and its path, which standard input has not."""

    name: str
    path: Path | None


def find_sources(paths: Sequence[str], *, input_format: InputFormat = "auto") -> list[Source]:
    """Inputs in the order given; a folder's ``*.txt`` (``*.jsonl``, where JSON lines are asked
    for) recursively and sorted.

    Raises:
        InputError: a path is missing or unreadable, standard input is named twice, or a folder
            holds no texts.
    """
    _refuse_missing(paths)
    if sum(path == STDIN for path in paths) > 1:
        raise InputError("standard input is named more than once", where=STDIN)
    suffixes = JSON_LINES_SUFFIXES if input_format == "jsonl" else _TEXT_SUFFIXES
    return [source for path in paths for source in _expand(path, suffixes)]


def _refuse_missing(paths: Sequence[str]) -> None:
    missing = [path for path in paths if path != STDIN and not _exists(path)]
    if missing:
        shown = ", ".join(missing[:_MANY_MISSING])
        more = f" and {len(missing) - _MANY_MISSING} more" if len(missing) > _MANY_MISSING else ""
        raise InputError("no such file or folder", where=shown + more)


def _exists(path: str) -> bool:
    # A name with a NUL in it is a ValueError to some calls, and no file to any.
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _expand(name: str, suffixes: tuple[str, ...]) -> Iterator[Source]:
    if name == STDIN:
        yield Source(STDIN, None)
        return
    path = Path(name)
    if not path.is_dir():
        _refuse_unreadable(name)
        yield Source(name, path)
        return
    found = sorted(_files_below(name, suffixes), key=lambda file: Path(file).parts)
    if not found:
        kinds = ", ".join(f"*{suffix}" for suffix in suffixes)
        raise InputError(f"folder holds no {kinds}", where=name)
    for file in found:
        _refuse_unreadable(file)
        yield Source(file, Path(file))


def _files_below(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for base, _, files in os.walk(folder, onerror=_refuse_folder):
        for file in files:
            if file.lower().endswith(suffixes):
                yield os.path.join(base, file)  # noqa: PTH118 - keeps a leading "./" as given


def _refuse_folder(error: OSError) -> None:
    raise InputError(f"cannot be read: {error.strerror}", where=str(error.filename))


def _refuse_unreadable(name: str) -> None:
    if not os.access(name, os.R_OK):
        raise InputError("cannot be read: permission denied", where=name)
