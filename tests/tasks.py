"""Tasks of a line, and what is done before them, for processes that have to find them by name."""

from __future__ import annotations

import os
import signal
import time

from claimx.errors import InputError


def nothing() -> None:
    """A setup."""


def refuse() -> None:
    raise InputError("there is no model", where="here", mend="get one")


def stop() -> None:
    os._exit(7)


def double(task: int) -> int:
    if task < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * task


def fail(task: int) -> int:
    raise InputError(f"{task} is bad", where="task", mend="give another")


def stumble(task: int) -> int:
    raise ZeroDivisionError(task)


def pid(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()
