"""The local engine, with real processes and tasks of a line."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

import pytest

from claimx.batch.engine import Died
from claimx.batch.local import LocalEngine, create
from claimx.errors import EngineError, InputError
from tasks import double, fail, nothing, pid, refuse, stop, stumble


def outcomes(engine: LocalEngine[int, int], *tasks: int) -> list[tuple[int, Any]]:
    for task in tasks:
        engine.submit(task)
    return [found for _ in tasks if (found := engine.next()) is not None]


def test_every_task_is_done() -> None:
    with LocalEngine[int, int](double, nothing, jobs=2) as engine:
        assert sorted(outcomes(engine, *range(9))) == [(task, 2 * task) for task in range(9)]


def test_a_worker_that_is_killed_is_replaced_and_its_task_comes_back() -> None:
    with LocalEngine[int, int](double, nothing, jobs=2) as engine:
        found = dict(outcomes(engine, 1, -1, 2, -2, 3))
    assert {task: found[task] for task in (1, 2, 3)} == {1: 2, 2: 4, 3: 6}
    assert found[-1] == found[-2] == Died("signal 9")


def test_waiting_has_an_end() -> None:
    with LocalEngine[float, int](pid, nothing, jobs=1) as engine:
        engine.submit(0.0)
        assert engine.next() is not None
        engine.submit(30.0)
        assert engine.next(0.01) is None


def test_what_a_task_raises_is_raised_here_whole() -> None:
    with (
        LocalEngine[int, int](fail, nothing, jobs=1) as engine,
        pytest.raises(InputError) as caught,
    ):
        outcomes(engine, 3)
    assert str(caught.value) == "task: 3 is bad (give another)"


def test_any_other_error_is_told_in_words() -> None:
    with (
        LocalEngine[int, int](stumble, nothing, jobs=1) as engine,
        pytest.raises(RuntimeError, match="ZeroDivisionError: 3"),
    ):
        outcomes(engine, 3)


def test_a_setup_that_fails_is_told() -> None:
    with (
        LocalEngine[int, int](double, refuse, jobs=2) as engine,
        pytest.raises(InputError, match="there is no model"),
    ):
        outcomes(engine, 1)


def test_processes_that_die_before_they_begin_end_it() -> None:
    with (
        LocalEngine[int, int](double, stop, jobs=1) as engine,
        pytest.raises(EngineError, match=r"before they begin \(exit code 7\)"),
    ):
        outcomes(engine, 1)


def test_no_process_is_left() -> None:
    with LocalEngine[float, int](pid, nothing, jobs=1) as engine:
        engine.submit(0.0)
        found = engine.next()
        assert found is not None
        worker = found[1]
        engine.submit(60.0)
    assert isinstance(worker, int)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_it_has_no_scheduler() -> None:
    with pytest.raises(EngineError, match="--engine dask"):
        create(double, partial(nothing), jobs=1, scheduler="tcp://localhost:1")
