"""What crosses processes and machines: what a shard is, and what there is to say of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from claimx.batch.folder import Folder
from claimx.job import Job
from claimx.readers import Source
from claimx.readers.survey import Mark
from claimx.tally import Tally


@dataclass(frozen=True, slots=True)
class Piece:
    """So many documents of a source, from a place in it."""

    source: Source
    mark: Mark
    documents: int


@dataclass(frozen=True, slots=True)
class ShardSpec:
    """One shard to be done: which documents, how, and where to.

    ``set_aside`` are the documents, by their number in the shard, that are not to be read again
    since they have killed the process that read them.
    """

    number: int
    pieces: tuple[Piece, ...]
    job: Job
    folder: Folder
    set_aside: frozenset[int] = frozenset()

    @property
    def documents(self) -> int:
        return sum(piece.documents for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What there is to say of a shard that is done; ``finished`` is in seconds since 1970.

    ``said`` are warnings and errors for who watches the run, which are not kept.
    """

    shard: int
    tally: Tally
    seconds: float
    finished: float
    said: tuple[tuple[str, str], ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        return {
            "shard": self.shard,
            **asdict(self.tally),
            "seconds": round(self.seconds, 3),
            "finished": round(self.finished, 3),
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> ShardReport:
        names = (item.name for item in fields(Tally))
        tally = Tally(**{name: row[name] for name in names})
        return cls(row["shard"], tally, row["seconds"], row["finished"])
