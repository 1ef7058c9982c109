"""The engine of a cluster: Dask places tasks and restarts workers. Nothing else imports Dask.

Output folder and inputs have to be where every worker finds them under the same names.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, Generic, Self

from claimx.batch.engine import Died, Outcome, Task
from claimx.errors import EngineError
from claimx.extras import need

#: A worker has its next task at hand while it does one.
_TASKS_A_THREAD = 2


class DaskEngine(Generic[Task, Outcome]):
    """Tasks on the workers of a scheduler, or of a cluster on this machine."""

    def __init__(
        self, call: Callable[[Task], Outcome], *, jobs: int, scheduler: str | None
    ) -> None:
        self._distributed = need("distributed", "dask", "the Dask engine")
        self._call = call
        self._jobs = jobs
        self._scheduler = scheduler
        self._tasks: dict[Any, Task] = {}
        self._over: SimpleQueue[Any] = SimpleQueue()

    @property
    def slots(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads) * _TASKS_A_THREAD

    def __enter__(self) -> Self:
        self._cluster = None if self._scheduler else self._local_cluster()
        try:
            self._client = self._distributed.Client(self._scheduler or self._cluster)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no scheduler can be reached: {error}",
                where=self._scheduler,
                mend="is it running, and of the same version of distributed?",
            ) from error
        return self

    def _local_cluster(self) -> Any:
        # What a document kills is seen here, not tried again and again over there.
        dask = need("dask", "dask", "the Dask engine")
        dask.config.set({"distributed.scheduler.allowed-failures": 0})
        return self._distributed.LocalCluster(
            n_workers=self._jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs="CRITICAL",
        )

    def __exit__(self, *_: object) -> None:
        for future in list(self._tasks):
            future.cancel()
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def submit(self, task: Task) -> None:
        # Not pure: a shard that is placed again is no result that is known already.
        future = self._client.submit(self._call, task, pure=False)
        self._tasks[future] = task
        future.add_done_callback(self._over.put)

    def next(self, timeout: float | None = None) -> tuple[Task, Outcome | Died] | None:
        try:
            future = self._over.get(timeout=timeout)
        except Empty:
            return None
        task = self._tasks.pop(future)
        if future.status == "finished":
            return task, future.result()
        if future.status == "error":
            error = future.exception()
            if isinstance(error, self._distributed.KilledWorker):
                return task, Died(f"worker {error.last_worker.address}")
            raise error
        raise EngineError("the scheduler went away", where=self._scheduler)


def create(
    call: Callable[[Task], Outcome],
    setup: Callable[[], Any],  # noqa: ARG001 - tasks do it where it was not done
    *,
    jobs: int,
    scheduler: str | None = None,
) -> DaskEngine[Task, Outcome]:
    """The engine, as :func:`claimx.batch.engine.create_engine` makes one.

    Raises:
        MissingExtraError: distributed is not installed.
    """
    return DaskEngine(call, jobs=jobs, scheduler=scheduler)
