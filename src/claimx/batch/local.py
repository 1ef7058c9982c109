"""The engine of one machine: processes of its own, each with one pipeline and one thread for it.

Not those of ``nlp.pipe(n_process=…)``, which hang when one is killed and lose documents without a
word, nor a pool of ``concurrent.futures``, which breaks as a whole.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, Self

from claimx.batch.engine import Died, Outcome, Task
from claimx.errors import ClaimxError, EngineError

# Forked processes would share locks and threads of the parent that nobody holds any more.
_PROCESSES = multiprocessing.get_context("spawn")
#: So many workers in a row may die before they are ready.
_PATIENCE = 5
_GOODBYE = 5.0
#: What the libraries that numpy may be built on read when they are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker has done its setup."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a task, or the setup, raised."""

    error: Exception


class _Worker(Generic[Task]):
    """One process; ``task`` is what it was given, ``ready`` that its setup is done."""

    def __init__(self, call: Callable[[Task], Any], setup: Callable[[], Any]) -> None:
        self.connection, theirs = _PROCESSES.Pipe()
        self.process: SpawnProcess = _PROCESSES.Process(
            target=_serve, args=(theirs, call, setup), daemon=True
        )
        with _one_thread_each():
            self.process.start()
        # With our copy closed, the end of the process is the end of the pipe.
        theirs.close()
        self.task: deque[Task] = deque(maxlen=1)
        self.ready = False

    def give(self, task: Task) -> None:
        self.task.append(task)
        try:
            self.connection.send(task)
        except (BrokenPipeError, ConnectionResetError):
            # It is dead; that is seen when its pipe is read.
            return

    def end(self) -> str:
        """Kill it, and say how it ended."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


class LocalEngine(Generic[Task, Outcome]):
    """``jobs`` processes; each that dies is replaced."""

    def __init__(
        self, call: Callable[[Task], Outcome], setup: Callable[[], Any], *, jobs: int
    ) -> None:
        self.slots = jobs
        self._call, self._setup = call, setup
        self._workers: list[_Worker[Task]] = []
        self._waiting: deque[Task] = deque()
        self._unready = 0

    def __enter__(self) -> Self:
        self._workers = [self._new_worker() for _ in range(self.slots)]
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            if kind is None:
                worker.process.join(_GOODBYE)
            worker.end()

    def submit(self, task: Task) -> None:
        self._waiting.append(task)
        self._distribute()

    def next(self, timeout: float | None = None) -> tuple[Task, Outcome | Died] | None:
        while True:
            by_connection = {worker.connection: worker for worker in self._workers}
            heard = wait(list(by_connection), timeout)
            if not heard:
                return None
            found = self._heard(by_connection[heard[0]])  # type: ignore[index]
            self._distribute()
            if found is not None:
                return found

    def _heard(self, worker: _Worker[Task]) -> tuple[Task, Outcome | Died] | None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            return self._replace(worker)
        if isinstance(message, _Raised):
            raise message.error
        if isinstance(message, _Ready):
            worker.ready = True
            self._unready = 0
            return None
        return worker.task.pop(), message

    def _replace(self, worker: _Worker[Task]) -> tuple[Task, Died] | None:
        how = worker.end()
        if not worker.ready:
            self._unready += 1
        if self._unready > _PATIENCE:
            raise EngineError(f"processes die before they begin ({how})")
        self._workers[self._workers.index(worker)] = self._new_worker()
        return (worker.task.pop(), Died(how)) if worker.task else None

    def _new_worker(self) -> _Worker[Task]:
        return _Worker(self._call, self._setup)

    def _distribute(self) -> None:
        for worker in self._workers:
            # A worker that is not ready gets nothing, so what it dies of is no task's fault.
            if self._waiting and worker.ready and not worker.task:
                worker.give(self._waiting.popleft())


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that are started meanwhile leave numpy one thread, unless the user says otherwise.

    With one for every core in each of them, two processes are hardly faster than one.
    """
    ours = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(ours, "1"))
    try:
        yield
    finally:
        for name in ours:
            del os.environ[name]


def create(
    call: Callable[[Task], Outcome],
    setup: Callable[[], Any],
    *,
    jobs: int,
    scheduler: str | None = None,
) -> LocalEngine[Task, Outcome]:
    """The engine, as :func:`claimx.batch.engine.create_engine` makes one; there is no scheduler.

    Raises:
        EngineError: one was named.
    """
    if scheduler is not None:
        raise EngineError("the local engine has no scheduler", mend="use --engine dask")
    return LocalEngine(call, setup, jobs=jobs)


def _serve(connection: Connection, call: Callable[[Any], Any], setup: Callable[[], Any]) -> None:
    """What a worker does: tasks, one after the other, until the pipe is closed."""
    # Ctrl-C goes to every process of a terminal; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        connection.send(_tried(lambda: [setup(), _Ready()][-1]))
        while True:
            task = connection.recv()
            connection.send(_tried(lambda task=task: call(task)))  # type: ignore[misc]
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _tried(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except (ClaimxError, OSError) as error:
        return _Raised(error)
    except Exception as error:
        # Only its words are sure to cross.
        if os.environ.get("CLAIMX_TRACEBACK"):
            traceback.print_exc()
        return _Raised(RuntimeError(f"{type(error).__name__}: {error}"))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
