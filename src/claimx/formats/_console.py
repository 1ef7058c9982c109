"""The rich console that the formats for readers write through.

News text is full of ``[brackets]`` and ``:colons:``, so nothing that comes from a text is
ever markup: it goes in as ``Text`` cells, its control characters shown, not sent.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

from claimx.records import Failure
from claimx.text import one_line


def console_for(stream: TextIO) -> Console:
    """A console on ``stream``, as wide as its terminal; 80 columns, or COLUMNS, elsewhere."""
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def heading(doc: str) -> Text:
    """A document's name, above its claims."""
    return Text(one_line(doc), style="bold")


def failure_line(failure: Failure) -> Text:
    """A failed document, in its place."""
    return Text(f"failed: {one_line(failure.message)}", style="red")
