"""Lexicons: data only, one TOML file each, with the source of its list in it.

Read once, by :func:`load` through ``importlib.resources``, and cached for the
life of the process. Own writing; what each was checked against stands in its
``source`` line.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: The lexicons of cues, each of groups that give their phrases one reading.
CUE_LEXICONS = ("cues_future", "cues_react", "cues_say")


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon in ``name``.toml. Treat it as read-only: every caller gets the same object.

    Raises:
        FileNotFoundError: there is no such lexicon.
        tomllib.TOMLDecodeError: the file is not TOML.
    """
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list ``key`` of a lexicon as a set, in lower case.

    Raises:
        KeyError: the lexicon has no such list.
    """
    return frozenset(word.lower() for word in load(name)[key])


@cache
def names(name: str, *parts: str) -> tuple[str, ...]:
    """The names in some ``parts`` of a lexicon, or in all of them, as they are written.

    Raises:
        KeyError: the lexicon has no such part.
    """
    lexicon = load(name)
    tables = [lexicon[part] for part in parts] if parts else lexicon.values()
    return tuple(item for table in tables for item in table.get("names", ()))
