"""Tables of a TOML file, read so that every mistake is told with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn

from claimx.errors import InputError

_KINDS = {
    bool: "true or false",
    int: "a whole number, 0 or more",
    float: "a number, 0 or more",
    str: "a string",
    tuple: "a list of strings",
    dict: "a table",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where it stands: ``file``, and ``name``, the dotted keys that lead to it."""

    values: Mapping[str, Any]
    file: str
    name: str = ""

    def refuse_unknown(self, known: Collection[str], what: str = "key") -> None:
        """See that there are no keys but those that are known.

        Raises:
            InputError: there is one; it names the nearest of the known.
        """
        for key in self.values:
            if key not in known:
                self.refuse(key, f"there is no {what} “{key}”", nearest(key, known))

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, seen to be of a kind; lists come as tuples of strings.

        Raises:
            InputError: it is of another kind.
        """
        if key not in self.values:
            return default
        value = self.values[key]
        if kind is tuple and isinstance(value, list) and all(isinstance(i, str) for i in value):
            return tuple(value)
        if kind in (int, float) and _is_number(value, whole=kind is int):
            return kind(value)
        if kind in (bool, str, dict) and isinstance(value, kind):
            return value
        return self.refuse(key, f"is not {_KINDS[kind]}")

    def choice(self, key: str, values: Collection[str], default: Any = None) -> Any:
        """The value of a key, one of some words.

        Raises:
            InputError: it is none of them.
        """
        value = self.values.get(key, default)
        if value != default and value not in values:
            self.refuse(key, f"is not one of {', '.join(values)}", nearest(str(value), values))
        return value

    def table(self, key: str) -> Table:
        """The table of a key; empty where there is none.

        Raises:
            InputError: it is no table.
        """
        return Table(self.get(key, dict, {}), self.file, self.path(key))

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of a list, ``[[key]]``.

        Raises:
            InputError: it is no list of tables.
        """
        rows = self.values.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(key, "is no list of tables", f"write [[{self.path(key)}]]")
        for number, row in enumerate(rows, start=1):
            yield Table(row, self.file, f"{self.path(key)}[{number}]")

    def path(self, key: str) -> str:
        """A key with those that lead to it."""
        return f"{self.name}.{key}" if self.name else key

    def refuse(self, key: str, what: str, mend: str | None = None) -> NoReturn:
        """Say what is wrong with a key.

        Raises:
            InputError: always.
        """
        raise InputError(f"{self.path(key)}: {what}", where=self.file, mend=mend)


def nearest(word: str, known: Collection[str]) -> str:
    """The mend for a word that is not known: the one that is nearest to it, or all."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean “{close[0]}”?" if close else f"there is {', '.join(known)}"


def _is_number(value: Any, *, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # NaN is not 0 or more.
    return value >= 0 and (isinstance(value, int) or not whole)
