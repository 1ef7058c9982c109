"""Supervision, with an engine that does what it is told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from claimx.batch.engine import Died
from claimx.batch.folder import Folder
from claimx.batch.records import Piece, ShardReport, ShardSpec
from claimx.batch.running import Running
from claimx.batch.supervise import supervise
from claimx.errors import EngineError
from claimx.job import Job
from claimx.readers import Source
from claimx.readers.survey import Mark
from claimx.tally import Tally

SIZE = 10


class Scripted:
    """One task at a time, each done by a function that says what comes of it."""

    slots = 2

    def __init__(self, outcome: Callable[[ShardSpec], ShardReport | Died]) -> None:
        self.seen: list[ShardSpec] = []
        self._outcome = outcome
        self._tasks: deque[ShardSpec] = deque()

    def submit(self, task: ShardSpec) -> None:
        self._tasks.append(task)
        assert len(self._tasks) <= self.slots

    def next(self, timeout: float | None = None) -> tuple[ShardSpec, ShardReport | Died]:
        assert timeout is not None
        task = self._tasks.popleft()
        self.seen.append(task)
        return task, self._outcome(task)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


def shards(folder: Path, count: int) -> list[ShardSpec]:
    target = Folder(folder)
    target.create()
    source = Source("a.jsonl")
    pieces = [(Piece(source, Mark(SIZE * number), SIZE),) for number in range(count)]
    return [ShardSpec(number, piece, Job(), target) for number, piece in enumerate(pieces)]


def report(spec: ShardSpec) -> ShardReport:
    return ShardReport(spec.number, Tally(documents=spec.documents), 1.0, 2.0)


def die_at(spec: ShardSpec, document: int) -> Died:
    """What a process leaves that is killed at a document."""
    Running(spec.folder.running(spec.number)).set(Tally(documents=document))
    return Died("signal 9")


def test_all_shards_are_done(tmp_path: Path) -> None:
    found = list(supervise(Scripted(report), shards(tmp_path, 5)))
    assert [item.shard for item in found] == [0, 1, 2, 3, 4]


def test_a_shard_whose_worker_died_is_done_again(tmp_path: Path) -> None:
    deaths = iter([True])

    def outcome(spec: ShardSpec) -> ShardReport | Died:
        return die_at(spec, 3) if spec.number == 1 and next(deaths, False) else report(spec)

    engine = Scripted(outcome)
    assert sorted(item.shard for item in supervise(engine, shards(tmp_path, 3))) == [0, 1, 2]
    assert [spec.number for spec in engine.seen] == [0, 1, 2, 1]
    assert all(not spec.set_aside for spec in engine.seen)


def test_documents_that_kill_twice_are_set_aside_one_after_the_other(tmp_path: Path) -> None:
    killers = [2, 7]

    def outcome(spec: ShardSpec) -> ShardReport | Died:
        first = next((killer for killer in killers if killer not in spec.set_aside), None)
        return report(spec) if first is None else die_at(spec, first)

    engine = Scripted(outcome)
    assert len(list(supervise(engine, shards(tmp_path, 1)))) == 1
    assert [set(spec.set_aside) for spec in engine.seen] == [set(), set(), {2}, {2}, {2, 7}]


def test_deaths_at_different_documents_are_nobodys_fault(tmp_path: Path) -> None:
    places = iter([1, 4, 6])

    def outcome(spec: ShardSpec) -> ShardReport | Died:
        place = next(places, None)
        return report(spec) if place is None else die_at(spec, place)

    engine = Scripted(outcome)
    list(supervise(engine, shards(tmp_path, 1)))
    assert all(not spec.set_aside for spec in engine.seen)


def test_workers_that_never_come_to_a_document_end_it(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="before they read a document"):
        list(supervise(Scripted(lambda _: Died("exit code 1")), shards(tmp_path, 1)))
