"""Lines of text out of bytes, in which what is no text is marked, not refused with all else."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO

from claimx.errors import DecodingError
from claimx.readers.options import ReadOptions
from claimx.text import BYTE_ORDER_MARK

_MARKED = "claimx.marked"
_FIRST = 0xDC00
_MARKS = re.compile("[\udc00-\udcff]")


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Puts a lone surrogate for each byte that is no text; no encoding has those in a text."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(_FIRST + byte) for byte in bad), error.end


codecs.register_error(_MARKED, _mark)


def first_bad_byte(text: str) -> int | None:
    """The first byte in ``text`` that was no text, None where all was."""
    found = _MARKS.search(text)
    return ord(found[0]) - _FIRST if found else None


@contextmanager
def decoded_lines(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Iterator[str]]:
    """The lines of ``stream`` with their ends as they are: ``\\n``, ``\\r\\n`` or ``\\r``.

    A byte-order mark is dropped. What is no text is replaced or, where the options are strict,
    marked for :func:`first_bad_byte`. The stream stays open.

    Raises:
        DecodingError: the encoding cannot begin as the stream does.
    """
    errors = _MARKED if options.errors == "strict" else options.errors
    text = io.TextIOWrapper(stream, encoding=options.encoding, errors=errors, newline="")
    try:
        yield _without_order_mark(text)
    except UnicodeError as error:
        raise DecodingError(
            f"not {options.encoding}: {error}", where=name, mend="name its --encoding"
        ) from None
    finally:
        # Not to be closed with the wrapper: it may be standard input.
        text.detach()


def _without_order_mark(text: io.TextIOWrapper) -> Iterator[str]:
    first = text.readline().removeprefix(BYTE_ORDER_MARK)
    # Not with "yield from", which would close the wrapper, and the stream, with the iterator.
    return chain([first] if first else [], text)
