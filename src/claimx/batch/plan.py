"""Which documents belong to which shard: the same plan for the same inputs, whoever makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimx.batch.records import Piece
from claimx.readers import ReadOptions, Source
from claimx.readers.survey import Mark, survey

#: At most so many documents a shard, of which all are lost when its process dies.
MOST = 500
#: At least so many: a shard of less is not worth its files.
LEAST = 10
#: Smaller corpora are cut into about so many shards, so that there is work for every process.
SHARDS = 32


@dataclass(frozen=True, slots=True)
class Input:
    """A source as it was when it was planned.

    ``size`` in bytes and ``modified`` in nanoseconds since 1970 are None where nobody can know;
    ``marks`` are the places in it at which a shard begins, but for its own begin.
    """

    name: str
    size: int | None
    modified: int | None
    documents: int
    marks: tuple[Mark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        row = {"name": self.name, "size": self.size, "modified": self.modified}
        marks = [[mark.documents, mark.line, mark.offset] for mark in self.marks]
        return {**row, "documents": self.documents, "marks": marks}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Input:
        marks = tuple(Mark(*mark) for mark in row["marks"])
        return cls(row["name"], row["size"], row["modified"], row["documents"], marks)


@dataclass(frozen=True, slots=True)
class Plan:
    """All inputs in order, cut into shards of ``shard_size`` documents; the last may have fewer."""

    inputs: tuple[Input, ...]
    shard_size: int

    @property
    def documents(self) -> int:
        return sum(item.documents for item in self.inputs)

    @property
    def shards(self) -> int:
        return -(-self.documents // self.shard_size)

    def size_of(self, shard: int) -> int:
        """How many documents a shard has."""
        return min(self.shard_size, self.documents - shard * self.shard_size)

    def pieces(self, sources: Sequence[Source]) -> Iterator[tuple[Piece, ...]]:
        """What each shard reads, shard by shard; ``sources`` are those of the inputs."""
        shard: list[Piece] = []
        room = self.shard_size
        for source, item in zip(sources, self.inputs, strict=True):
            marks = {mark.documents: mark for mark in item.marks} | {0: Mark(0)}
            place = 0
            while place < item.documents:
                taken = min(room, item.documents - place)
                shard.append(Piece(source, marks[place], taken))
                place += taken
                room -= taken
                if room == 0:
                    yield tuple(shard)
                    shard, room = [], self.shard_size
        if shard:
            yield tuple(shard)


def make_plan(
    sources: Sequence[Source], options: ReadOptions, *, shard_size: int | None = None
) -> Plan:
    """Look through the inputs and cut them.

    Args:
        sources: what there is to read.
        options: how.
        shard_size: documents a shard; None goes by how many there are.

    Raises:
        InputError: standard input is among them, which cannot be read twice.
    """
    if shard_size is None:
        # Without marks this is cheap but for tables, and the marks depend on it.
        total = sum(survey(source, options, first=0, every=0).documents for source in sources)
        shard_size = min(MOST, max(LEAST, -(-total // SHARDS)))
    inputs: list[Input] = []
    documents = 0
    for source in sources:
        first = -documents % shard_size
        found = survey(source, options, first=first, every=shard_size)
        size, modified = state_of(source)
        inputs.append(Input(source.name, size, modified, found.documents, found.marks))
        documents += found.documents
    return Plan(tuple(inputs), shard_size)


def state_of(source: Source) -> tuple[int | None, int | None]:
    """Size and time of a source, by which one sees whether it has changed."""
    if source.path is None:
        return None, None
    state = source.path.stat()
    return state.st_size, state.st_mtime_ns
