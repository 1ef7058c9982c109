"""Files of claims, opened to be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from claimx.packing import unpacked
from claimx.readers.streams import reading


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked as its suffix says, a line at a time where lines are asked for.

    Raises:
        DocumentError: it cannot be read or unpacked.
        MissingExtraError: the package to unpack it with is not installed.
    """
    with reading(str(path)), path.open("rb") as file:
        # An unpacker need not know lines.
        yield io.BufferedReader(cast("io.RawIOBase", unpacked(file, path.name)))
