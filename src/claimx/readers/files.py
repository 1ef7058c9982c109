"""Files of this machine, found by a folder or a pattern."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from glob import glob
from pathlib import Path

from claimx.errors import InputError

_PATTERN = re.compile(r"[*?]|\[.+\]")


def exists(name: str) -> bool:
    """Whether there is such a file or folder."""
    # A name with a NUL in it is a ValueError to some calls, and no file to any.
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def is_pattern(name: str) -> bool:
    """Whether ``name`` has ``*``, ``?`` or a class such as ``[ab]`` in it."""
    return _PATTERN.search(name) is not None


def matches(pattern: str) -> list[str]:
    """The paths that a pattern matches, sorted.

    ``**`` reaches through any folders, and then only files count: all that is in a folder would
    be found a second time with the folder itself.
    """
    try:
        found = glob(pattern, recursive=True)  # noqa: PTH207 - keeps a leading "./" as given
    except (OSError, ValueError):
        return []
    # Of "missing/**" it says that "missing/" is there.
    found = [name for name in found if os.path.lexists(name)]
    if "**" in pattern:
        found = [name for name in found if not Path(name).is_dir()]
    return sorted(found, key=_parts)


def files_below(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """The files in a folder, and in those in it, that have one of the suffixes, sorted.

    Raises:
        InputError: a folder cannot be read.
    """
    return sorted(_walk(folder, suffixes), key=_parts)


def _walk(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for base, _, files in os.walk(folder, onerror=_refuse_folder):
        for file in files:
            if file.lower().endswith(suffixes):
                yield os.path.join(base, file)  # noqa: PTH118 - keeps a leading "./" as given


def _refuse_folder(error: OSError) -> None:
    raise InputError(f"cannot be read: {error.strerror}", where=str(error.filename))


def _parts(name: str) -> tuple[str, ...]:
    return Path(name).parts
