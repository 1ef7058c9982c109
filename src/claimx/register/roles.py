"""Whether two roles can be the same person's, as far as their words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claimx.pipeline.lexicons import load

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_ROLES = load("roles")
_PREPOSITIONS = frozenset(_ROLES["function_words"]["prepositions"])
_EMPTY = (
    _PREPOSITIONS
    | frozenset(
        word for key in ("determiners", "possessives") for word in _ROLES["function_words"][key]
    )
    | frozenset(["s", "and", "former", "then", "current", "acting", "new", "outgoing", "incoming"])
)
_EXPANSIONS: dict[str, str] = _ROLES["expansions"]


def compatible(one: str, other: str) -> bool:
    """Whether one role says no more than the other, or both are the same office of the same field.

    “Foreign Minister” goes with “Japan's Foreign Minister”, and “senator from Ohio” with “Ohio
    senator”, but not “finance minister” with “foreign minister”.
    """
    mine, theirs = _content(one), _content(other)
    if mine <= theirs or theirs <= mine:
        return True
    head = _head(one)
    if head != _head(other):
        return False
    return bool((mine & theirs) - {head})


def groups(roles: Iterable[str]) -> list[set[str]]:
    """Roles in groups that are compatible with one another, whatever the order of ``roles``.

    The fullest come first. One that fits several groups (“minister”, beside two of them) joins
    none: it does not say which is meant.
    """
    found: list[set[str]] = []
    for role in sorted(set(roles), key=lambda role: (-len(_content(role)), role)):
        same = [group for group in found if any(_content(role) == _content(o) for o in group)]
        fitting = same or [group for group in found if any(compatible(role, o) for o in group)]
        if len(fitting) == 1:
            fitting[0].add(role)
        else:
            found.append({role})
    return found


@cache
def _words(role: str) -> tuple[str, ...]:
    words = (match[0].casefold() for match in _WORD.finditer(role))
    return tuple(_EXPANSIONS.get(word, word) for word in words)


@cache
def _content(role: str) -> frozenset[str]:
    return frozenset(_words(role)) - _EMPTY


def _head(role: str) -> str:
    """The last word before the first preposition."""
    head = ""
    for word in _words(role):
        if word in _PREPOSITIONS and head:
            break
        head = word
    return head
