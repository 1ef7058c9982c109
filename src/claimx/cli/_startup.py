"""A command that begins and ends fast: for one article both are longer than the work itself."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load_pipeline(model: str | None) -> Language:
    """The pipeline, as :func:`claimx.load` gives it; graphs are read while spaCy is imported.

    Raises:
        ModelError: there is no such pipeline.
    """
    graphs = Thread(target=_read_graphs, daemon=True)
    with _no_collection():
        if model is None:
            graphs.start()
        from claimx.pipeline.load import load

        return load(model)


def _read_graphs() -> None:
    # What is missing is told by whoever needs it.
    with suppress(Exception):
        from claimx.pipeline.model_files import embedded

        _ = embedded.session, embedded.antecedents, embedded.tokenizer


@contextmanager
def _no_collection() -> Iterator[None]:
    """Modules and lexicons stay as long as the process: nothing of them is garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def leave(code: int) -> None:
    """End the process without taking apart what is in it, which for spaCy takes a while.

    As mypy does. Everything has been written and closed by then.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)
