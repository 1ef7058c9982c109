"""How results are written: one module a format, found by its name.

A format is a class that takes a text stream and writes results to it one by one, so that
nothing is held back; the registry knows it by module and name, so that none is imported
before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, TextIO, cast

from claimx.records import Failure, Result
from claimx.schema import Per

__all__ = ["FORMATS", "Writer", "create_writer"]


class Writer(Protocol):
    """Writes results, one after the other, as they come."""

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:
        """``many`` says that more than one document is to come, so that each gets a heading."""

    def write(self, result: Result | Failure) -> None:
        """Write one document's claims, or that it failed, and hold nothing back."""


FORMATS: dict[str, str] = {
    "jsonl": "claimx.formats.jsonl:JsonLinesWriter",
    "table": "claimx.formats.table:TableWriter",
    "text": "claimx.formats.article:ArticleWriter",
}


def create_writer(name: str, stream: TextIO, *, per: Per = "claim", many: bool = False) -> Writer:
    """The writer of a format of :data:`FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    module, _, attribute = FORMATS[name].partition(":")
    writer = cast("type[Writer]", getattr(import_module(module), attribute))
    return writer(stream, per=per, many=many)
