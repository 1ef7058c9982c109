"""What an engine is: it places tasks and replaces workers that died, and knows no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, Self, TypeVar, cast

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")
_Outcome = TypeVar("_Outcome", covariant=True)


@dataclass(frozen=True, slots=True)
class Died:
    """The worker of a task was killed, or crashed; ``how`` says what is known of it."""

    how: str


class Engine(Protocol[Task, _Outcome]):
    """Tasks in, outcomes out, in whatever order they are done."""

    @property
    def slots(self) -> int:
        """How many tasks are worth having with it at a time."""

    def submit(self, task: Task) -> None:
        """Have a task done by whichever worker is free."""

    def next(self, timeout: float | None = None) -> tuple[Task, _Outcome | Died] | None:
        """A task that is over, None where none is within ``timeout`` seconds.

        Raises:
            ClaimxError, OSError: what the task itself raised.
            EngineError: no worker can be had.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


#: Modules with a function ``create(call, setup, jobs=, scheduler=)``; nobody else imports them.
ENGINES = {"local": "claimx.batch.local", "dask": "claimx.batch.dask"}


def create_engine(
    name: str,
    call: Callable[[Task], Outcome],
    setup: Callable[[], Any],
    *,
    jobs: int,
    scheduler: str | None = None,
) -> Engine[Task, Outcome]:
    """An engine of :data:`ENGINES`.

    Args:
        name: which.
        call: what is done with a task, known by its module and name.
        setup: what a worker does before its first task.
        jobs: how many workers, where the engine starts them.
        scheduler: the address of one that runs already.

    Raises:
        MissingExtraError: its package is not installed.
        EngineError: it cannot be reached.
    """
    create = import_module(ENGINES[name]).create
    return cast("Engine[Task, Outcome]", create(call, setup, jobs=jobs, scheduler=scheduler))
