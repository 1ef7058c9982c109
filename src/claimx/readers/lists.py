"""A list of paths in a file, a path a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from claimx.errors import InputError

_STDIN = "-"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Listed:
    """A path of a list, and its place in it."""

    path: str
    where: str


def read_list(name: str, *, null: bool = False, stdin: BinaryIO | None = None) -> list[Listed]:
    """The paths in a list, those that are blank left out.

    Args:
        name: the file of the list, ``-`` for standard input.
        null: each path ends with a NUL, as ``find -print0`` writes them, not with its line.
        stdin: what stands for standard input; None is the process's own.

    Raises:
        InputError: the list cannot be read or holds no path, or it is standard input and holds
            standard input.
    """
    found = list(_listed(name, _bytes_of(name, stdin), b"\0" if null else b"\n"))
    if not found:
        raise InputError("list holds no path", where=name)
    for item in found:
        if item.path == name == _STDIN:
            raise InputError("standard input is the list, and cannot be in it", where=item.where)
    return found


def _bytes_of(name: str, stdin: BinaryIO | None) -> bytes:
    try:
        return _standard_input(stdin).read() if name == _STDIN else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=name) from error


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    # Python has none where the process was started with it closed.
    if stdin is None and sys.stdin is None:
        raise InputError("standard input is closed", where=_STDIN)
    return stdin or sys.stdin.buffer


def _listed(name: str, data: bytes, end: bytes) -> Iterator[Listed]:
    for number, item in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(end), start=1):
        path = item.removesuffix(b"\r") if end == b"\n" else item
        if path.strip():
            yield Listed(os.fsdecode(path), f"{name}:{number}")
