"""How far a run is, whoever does it and wherever."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.batch.folder import Folder
from claimx.batch.manifest import read_manifest
from claimx.batch.records import ShardReport
from claimx.batch.run import folder_of, read_report
from claimx.batch.running import read_state
from claimx.errors import InputError
from claimx.tally import Tally

#: A shard whose document has been under way for longer, in seconds, is taken for dead.
_DEAD = 300.0


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is.

    Attributes:
        documents, shards: of the whole run.
        done: what has been counted in shards that are done, and in those under way.
        shards_done, shards_running: how many shards.
        documents_a_second: of all processes that are at work; None where none is.
        seconds_left: at that pace; None where nobody can know.
    """

    documents: int
    shards: int
    done: Tally
    shards_done: int
    shards_running: int
    documents_a_second: float | None
    seconds_left: float | None

    @property
    def missing(self) -> int:
        """Documents that are not done."""
        return self.documents - self.done.documents

    def to_dict(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "done": self.done.documents,
            "failed": self.done.failures,
            "missing": self.missing,
            "claims": self.done.claims,
            "words": self.done.words,
            "shards": {
                "all": self.shards,
                "done": self.shards_done,
                "running": self.shards_running,
            },
            "documents_a_second": self.documents_a_second,
            "seconds_left": self.seconds_left,
        }


def read_status(path: Path) -> Status:
    """The state of the run in an output folder.

    Raises:
        InputError: there is none in it.
    """
    manifest = read_manifest(folder_of(path, "").manifest)
    if manifest is None:
        raise InputError("holds no run", where=str(path), mend="name the folder given to --output")
    plan = manifest.plan
    folder = folder_of(path, manifest.parts, plan)
    reports = [read_report(folder, shard) for shard in range(plan.shards)]
    done = [report for report in reports if report]
    open_shards = [shard for shard, report in enumerate(reports) if report is None]
    running = _running(folder, open_shards)
    tally = sum([report.tally for report in done] + running, Tally())
    pace = _pace(done, len(running))
    left = plan.documents - tally.documents
    return Status(
        documents=plan.documents,
        shards=plan.shards,
        done=tally,
        shards_done=len(done),
        shards_running=len(running),
        documents_a_second=pace,
        seconds_left=left / pace if pace else 0.0 if not left else None,
    )


def _running(folder: Folder, shards: list[int]) -> list[Tally]:
    states = (read_state(folder.running(shard)) for shard in shards)
    return [state.tally for state in states if state and state.age < _DEAD]


def _pace(done: list[ShardReport], processes: int) -> float | None:
    """Documents a second of so many processes, by the shards that are done."""
    seconds = sum(report.seconds for report in done)
    if not processes or not seconds:
        return None
    return processes * sum(report.tally.documents for report in done) / seconds
