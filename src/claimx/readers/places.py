"""Places in a source between its documents, to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Mark:
    """A place before a document of a source.

    Attributes:
        documents: how many documents, failures among them, there are before it.
        line: how many lines there are before it, in formats of lines.
        offset: the byte to go on from, where the source can be sought; else 0.
    """

    documents: int
    line: int = 0
    offset: int = 0


START = Mark(0)


class Place(NamedTuple):
    """How far into a stream something is, as a :class:`Mark` says it."""

    line: int = 0
    offset: int = 0


Stretch: TypeAlias = tuple[Place, Place]
"""Where one document begins, and where it ends."""
