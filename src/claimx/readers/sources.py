"""What there is to read, told before work begins."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from claimx.errors import InputError
from claimx.packing import need_packing
from claimx.readers.files import exists, files_below, is_pattern, matches
from claimx.readers.kinds import SUFFIXES, format_by_name, suffixes_of
from claimx.readers.lists import Listed
from claimx.readers.options import Format, InputFormat
from claimx.readers.parquet import need_parquet
from claimx.readers.remote import is_remote, need_transport, without_query

STDIN = "-"
_MANY_MISSING = 5

Where: TypeAlias = Literal["file", "stdin", "remote"]


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Attributes:
        name: its path or URL as given, ``-`` for standard input.
        where: what the name is.
    """

    name: str
    where: Where = "file"

    @property
    def path(self) -> Path | None:
        """Where it is on this machine, None where it is no file of it."""
        return Path(self.name) if self.where == "file" else None

    @property
    def file_name(self) -> str:
        """What says by its suffixes what the source is: the name, less the query of a URL."""
        return without_query(self.name) if self.where == "remote" else self.name


def format_of(source: Source, input_format: InputFormat) -> Format | None:
    """What a source holds, by what was asked for or else by its name.

    None where only standard input itself can tell.
    """
    if input_format != "auto":
        return input_format
    return None if source.where == "stdin" else format_by_name(source.file_name)


def find_sources(
    paths: Sequence[str], *, input_format: InputFormat = "auto", listed: Sequence[Listed] = ()
) -> list[Source]:
    """Inputs in the order given, those of a list last.

    A folder is searched, and all below it, for ``*.txt``, or for what ``input_format`` asks for,
    packed or not, sorted. A path that is not there and has ``*``, ``?`` or ``[`` in it is a
    pattern, ``**`` any folders; those of a list are taken as they are.

    Args:
        paths: files, folders, patterns, URLs, or ``-`` for standard input.
        input_format: what they are.
        listed: what :func:`claimx.readers.lists.read_list` found.

    Raises:
        InputError: a path is missing or unreadable, standard input is named twice, a folder
            holds no texts, or a pattern matches nothing.
        MissingExtraError: something can only be read with a package that is not installed.
    """
    _refuse_missing(paths, listed)
    names = [name for path in paths for name in _matched(path)]
    names += [item.path for item in listed]
    if names.count(STDIN) > 1:
        raise InputError("standard input is named more than once", where=STDIN)
    kind = "text" if input_format == "auto" else input_format
    sources = [source for name in names for source in _expand(name, kind)]
    for source in sources:
        _refuse_missing_extras(source, input_format)
    return sources


def _refuse_missing(paths: Sequence[str], listed: Sequence[Listed]) -> None:
    missing = [path for path in paths if not (_is_there(path) or is_pattern(path))]
    missing += [f"{item.where}: {item.path}" for item in listed if not _is_there(item.path)]
    if missing:
        shown = ", ".join(missing[:_MANY_MISSING])
        more = f" and {len(missing) - _MANY_MISSING} more" if len(missing) > _MANY_MISSING else ""
        raise InputError("no such file or folder", where=shown + more)


def _is_there(name: str) -> bool:
    """Whether there is such a path; of a URL that is only seen when it is read."""
    return name == STDIN or is_remote(name) or exists(name)


def _matched(name: str) -> list[str]:
    if _is_there(name):
        return [name]
    found = matches(name)
    if not found:
        raise InputError("matches no file or folder", where=name)
    return found


def _expand(name: str, kind: Format) -> Iterator[Source]:
    if name == STDIN:
        yield Source(STDIN, "stdin")
    elif is_remote(name):
        yield Source(name, "remote")
    elif Path(name).is_dir():
        yield from _in_folder(name, kind)
    else:
        _refuse_unreadable(name)
        yield Source(name)


def _in_folder(name: str, kind: Format) -> Iterator[Source]:
    found = files_below(name, suffixes_of(kind))
    if not found:
        raise InputError(
            f"folder holds no {', '.join(f'*{suffix}' for suffix in SUFFIXES[kind])}",
            where=name,
            mend="--input-format has others looked for",
        )
    for file in found:
        _refuse_unreadable(file)
        yield Source(file)


def _refuse_unreadable(name: str) -> None:
    if not os.access(name, os.R_OK):
        reason = "permission denied" if exists(name) else "it is a link that leads nowhere"
        raise InputError(f"cannot be read: {reason}", where=name)


def _refuse_missing_extras(source: Source, input_format: InputFormat) -> None:
    need_packing(source.file_name)
    if source.where == "remote":
        need_transport(source.name)
    if format_of(source, input_format) == "parquet":
        need_parquet()
