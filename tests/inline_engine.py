"""An engine without processes, for tests of what is around one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, Self

from claimx.batch.engine import Outcome, Task


class InlineEngine(Generic[Task, Outcome]):
    """Each task is done in this process when its outcome is asked for."""

    slots = 2

    def __init__(self, call: Callable[[Task], Outcome]) -> None:
        self._call = call
        self._tasks: deque[Task] = deque()

    def submit(self, task: Task) -> None:
        self._tasks.append(task)

    def next(self, timeout: float | None = None) -> tuple[Task, Outcome]:  # noqa: ARG002
        task = self._tasks.popleft()
        return task, self._call(task)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tasks.clear()


def create(
    call: Callable[[Task], Outcome],
    setup: Callable[[], Any],
    *,
    jobs: int,  # noqa: ARG001
    scheduler: str | None = None,  # noqa: ARG001
) -> InlineEngine[Task, Outcome]:
    """As :func:`claimx.batch.engine.create_engine` makes one."""
    setup()
    return InlineEngine(call)
