"""A user's list of names that mean the same speaker, each speaker with an id of the user's choice.

TOML has a key a speaker, its names a string or a list; CSV has the columns ``id`` and ``name``,
a name a line. The first name of an id is the one that is shown.

.. code-block:: toml

    Q11523 = ["Yoshimasa Hayashi", "Hayashi Yoshimasa"]
    mofa-jp = "Ministry of Foreign Affairs"
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimx.errors import DecodingError, InputError
from claimx.text import decode

_COLUMNS = ("id", "name")
_MEND = "each name belongs to one id"


@dataclass(frozen=True, slots=True)
class Aliases:
    """Ids by :func:`name_key`, and the name that each id is shown by."""

    ids: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def id_of(self, name: str) -> str | None:
        """The id that a name stands for."""
        return self.ids.get(name_key(name))


def name_key(name: str) -> str:
    """What two spellings of a name share: case, white space, the kind of apostrophe don't count."""
    return " ".join(name.split()).casefold().replace("’", "'")


def read_aliases(path: Path) -> Aliases:
    """The names of a TOML or CSV file, told by its suffix.

    Raises:
        InputError: the file cannot be read, is neither, has no such columns, or gives a name
            to two ids; with the line or the key.
    """
    try:
        text = decode(path.read_bytes(), where=str(path))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except DecodingError as error:
        # It is no document that others could go on without.
        raise InputError(error.what, where=str(path), mend="save it as UTF-8") from None
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return _aliases(_toml_rows(text, str(path)))
    if suffix == ".csv":
        return _aliases(_csv_rows(text, str(path)))
    raise InputError(
        "is neither TOML nor CSV by its suffix", where=str(path), mend="name it *.toml or *.csv"
    )


def _toml_rows(text: str, where: str) -> Iterator[tuple[str, str, str]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"broken TOML: {error}", where=where) from None
    for key, value in table.items():
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise InputError(
                f"“{key}” is neither a name nor a list of names",
                where=where,
                mend=f'write {key} = ["Name", "Other name"]',
            )
        for name in names:
            yield f"{where}: {key}", key, name


def _csv_rows(text: str, where: str) -> Iterator[tuple[str, str, str]]:
    rows = csv.DictReader(text.splitlines())
    try:
        missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise InputError(
                f"has no column “{missing[0]}”", where=where, mend="its first line must be id,name"
            )
        for row in rows:
            yield f"{where}:{rows.line_num}", row["id"] or "", row["name"] or ""
    except csv.Error as error:
        # The rows' own number is that of the last whole one.
        line = rows.reader.line_num
        raise InputError(f"broken CSV: {error}", where=f"{where}:{line}") from None


def _aliases(rows: Iterable[tuple[str, str, str]]) -> Aliases:
    found = Aliases()
    for where, given, name in rows:
        speaker, key = given.strip(), name_key(name)
        if not speaker or not key:
            raise InputError("a line needs an id and a name", where=where)
        known = found.ids.setdefault(key, speaker)
        if known != speaker:
            raise InputError(f"“{name}” has the id {known} already", where=where, mend=_MEND)
        found.names.setdefault(speaker, " ".join(name.split()))
    return found
