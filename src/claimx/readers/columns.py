"""Columns of a table: what they are called, and what there is where the text is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from claimx.errors import DocumentError

_SHOWN = 12


def column_names(header: Sequence[str]) -> list[str]:
    """The columns' names, less the space around them.

    A column without a name, or with one that was there before, is called by its number, so that
    nothing in it is lost.
    """
    names: list[str] = []
    for number, given in enumerate(header, start=1):
        name = given.strip()
        names.append(name if name and name not in names else f"column {number}")
    return names


def refuse_missing_column(wanted: str, names: Sequence[str], where: str) -> None:
    """See that there is a column of the text.

    Raises:
        DocumentError: there is none, with those that there are, those that are nearly called
            so first.
    """
    if wanted in names:
        return
    found = list(_nearest_first(wanted, names))
    shown = ", ".join(f"“{name}”" for name in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise DocumentError(
        f"no column “{wanted}”, but {shown}{more}", where=where, mend="name it with --text-field"
    )


def _nearest_first(wanted: str, names: Sequence[str]) -> Iterator[str]:
    by_key = {name.casefold(): name for name in reversed(names)}
    near = [by_key[key] for key in get_close_matches(wanted.casefold(), by_key)]
    yield from near
    yield from (name for name in names if name not in near)
