"""What quotations are looked up in: transcripts and statements, in files and folders."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.check.quotations import Source
from claimx.errors import InputError
from claimx.readers import ReadOptions, find_sources, read
from claimx.records import Failure


def read_sources(paths: Sequence[str], options: ReadOptions | None = None) -> list[Source]:
    """The texts of paths, as :func:`claimx.readers.find_sources` finds them.

    Raises:
        InputError: a path is missing, or a text cannot be read: nothing could be said of
            quotations from it.
        MissingExtraError: something can only be read with a package that is not installed.
    """
    options = options or ReadOptions()
    found = []
    for item in read(find_sources(paths), options):
        if isinstance(item, Failure):
            raise InputError(item.message)
        found.append(Source(item.id, item.text))
    return found
