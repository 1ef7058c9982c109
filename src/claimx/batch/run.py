"""A run into an output folder: begun, gone on with, or a share of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from claimx.batch.engine import create_engine
from claimx.batch.folder import OWN, Folder, files_of, read_json
from claimx.batch.manifest import (
    Manifest,
    read_manifest,
    refuse_another,
    refuse_changed,
    write_manifest,
)
from claimx.batch.plan import Plan, make_plan
from claimx.batch.records import ShardReport, ShardSpec
from claimx.batch.running import read_state
from claimx.batch.shard import load_pipeline, run_shard
from claimx.batch.supervise import supervise
from claimx.errors import OutputError
from claimx.job import Job
from claimx.output import written_beside
from claimx.readers import Source
from claimx.tally import Tally


@dataclass(frozen=True, slots=True)
class Share:
    """One of ``of`` equal shares of all shards; ``number`` is counted from 1."""

    number: int = 1
    of: int = 1

    def holds(self, shard: int) -> bool:
        return shard % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        sources: what there is to read.
        job: what is done with it.
        folder: where to, an absolute path or not.
        suffix: of the parts, with that of their packing.
        shard_size: documents a shard, None to go by how many there are.
        share: which of the shards are done here.
        resume: go on with what is there already.
        force: begin anew, whatever is there.
        engine, jobs, scheduler: see :func:`claimx.batch.engine.create_engine`.
    """

    sources: Sequence[Source]
    job: Job
    folder: Path
    suffix: str = ".jsonl.gz"
    shard_size: int | None = None
    share: Share = field(default_factory=Share)
    resume: bool = False
    force: bool = False
    engine: str = "local"
    jobs: int = 1
    scheduler: str | None = None


class Run:
    """A run that has been looked at and can begin.

    Raises:
        OutputError: the folder holds another run, or this one and nobody asked to go on.
        InputError: standard input is among the inputs.
        ModelError: there is no such pipeline.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self._manifest = _begin(request)
        self.plan = plan = self._manifest.plan
        self.folder = folder_of(request.folder, request.suffix, plan)
        # What was done before, with what is done now.
        self.tally = Tally()
        for shard in range(plan.shards):
            if request.share.holds(shard) and (report := read_report(self.folder, shard)):
                self.tally += report.tally
        self.documents = sum(map(plan.size_of, filter(request.share.holds, range(plan.shards))))
        self._under_way: set[int] = set()

    def shards(self, *, tick: Callable[[Tally], None] = lambda _: None) -> Iterator[ShardReport]:
        """Do what is missing; a report for each shard, in the order in which they are done.

        ``tick`` is told what has been counted, twice a second or more often.

        Raises:
            ClaimxError, OSError: what a shard raised; the others stay as they are.
            InputError: an input has changed meanwhile.
        """
        request = self.request
        missing = [spec for spec in self._specs() if read_report(self.folder, spec.number) is None]
        if missing:
            setup = partial(load_pipeline, request.job.model)
            engine = create_engine(
                request.engine, run_shard, setup, jobs=request.jobs, scheduler=request.scheduler
            )
            with engine:
                begun = self._noted(missing)
                for report in supervise(engine, begun, tick=lambda: tick(self._now())):
                    self._under_way.discard(report.shard)
                    self.tally += report.tally
                    yield report
        if self.tally.documents != self.documents:
            raise OutputError(
                f"holds {self.tally.documents} documents of {self.documents}",
                where=str(request.folder),
                mend="please report it, this must not happen",
            )
        refuse_changed(self._manifest, request.sources)
        self._gather_failures()

    def _specs(self) -> Iterator[ShardSpec]:
        pieces = self.plan.pieces(self.request.sources)
        for number, shard in enumerate(pieces):
            if self.request.share.holds(number):
                yield ShardSpec(number, shard, self.request.job, self.folder)

    def _noted(self, specs: Sequence[ShardSpec]) -> Iterator[ShardSpec]:
        for spec in specs:
            self._under_way.add(spec.number)
            yield spec

    def _now(self) -> Tally:
        """All that has been counted, with the shards that are under way."""
        tally = self.tally
        for shard in self._under_way:
            state = read_state(self.folder.running(shard))
            tally += state.tally if state else Tally()
        return tally

    def _gather_failures(self) -> None:
        """Put the failures of all shards together, once all are done, whoever did them."""
        shards = range(self.plan.shards)
        if any(not self.folder.done(shard).exists() for shard in shards):
            return
        with written_beside(self.folder.failures) as stream:
            for shard in shards:
                stream.write(self.folder.failed(shard).read_bytes())


def _begin(request: Request) -> Manifest:
    """The manifest that is there, or that of a new plan, written."""
    folder = folder_of(request.folder, request.suffix)
    # What cannot be run is known before anything is removed for it.
    fresh = _planned(request) if request.force else None
    known = _known(request, folder)
    if known is None:
        manifest = fresh or _planned(request)
        folder.create()
        # Several shares may begin at the same time: the first to write it is the one that counts.
        with suppress(FileExistsError):
            write_manifest(folder.manifest, manifest)
            return manifest
        known = read_manifest(folder.manifest)
        assert known is not None
    refuse_another(
        known,
        request.job,
        request.suffix,
        request.sources,
        shard_size=request.shard_size,
        where=folder.path,
    )
    folder.create()
    return known


def _planned(request: Request) -> Manifest:
    plan = make_plan(request.sources, request.job.reading, shard_size=request.shard_size)
    return Manifest.of(request.job, request.suffix, plan)


def _known(request: Request, folder: Folder) -> Manifest | None:
    if request.force and request.share.of == 1:
        _clear(folder.path)
    known = read_manifest(folder.manifest)
    if known is None:
        _refuse_other_files(folder.path)
    elif not request.resume and request.share.of == 1:
        raise OutputError(
            "holds a run already",
            where=str(folder.path),
            mend="--resume goes on with it, --force begins anew",
        )
    return known


def _refuse_other_files(path: Path) -> None:
    foreign = next((file for file in files_of(path) if file.name != OWN), None)
    if foreign is not None:
        raise OutputError(
            f"is not empty, there is {foreign.name}", where=str(path), mend="name a new folder"
        )


def _clear(path: Path) -> None:
    """Remove a run, and nothing else."""
    if not (path / OWN).is_dir():
        return
    for file in path.glob("part-*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    (path / "failures.jsonl").unlink(missing_ok=True)
    shutil.rmtree(path / OWN)


def folder_of(path: Path, suffix: str, plan: Plan | None = None) -> Folder:
    """The places in an output folder, whose parts have numbers as wide as the plan needs."""
    width = 5 if plan is None else max(5, len(str(max(plan.shards - 1, 0))))
    return Folder(path, suffix, width)


def read_report(folder: Folder, shard: int) -> ShardReport | None:
    """What there is to say of a shard, None where it is not done."""
    try:
        if not folder.part(shard).exists():
            return None
        return ShardReport.from_dict(read_json(folder.done(shard)))
    except FileNotFoundError:
        return None
