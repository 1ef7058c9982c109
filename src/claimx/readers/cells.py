"""Cells of a Parquet file, as text and as JSON has them."""

from __future__ import annotations

import math
from base64 import b64encode
from datetime import timedelta
from typing import Any

from claimx.errors import DecodingError, LineError
from claimx.text import Errors, decode


def is_text(kind: Any) -> bool:
    """Whether a type of Arrow's is one of texts."""
    return str(kind) in ("string", "large_string")


def text_in(cell: Any, where: str, errors: Errors) -> str:
    """The text in a cell that is not null; nobody has seen yet whether it is UTF-8.

    Raises:
        DecodingError: it is not.
    """
    value = getattr(cell, "value", cell)  # of a category
    try:
        return decode(value.as_buffer().to_pybytes(), errors=errors, where=where)
    except DecodingError as error:
        error.mend = "use --errors replace"
        raise


def value_in(cell: Any, column: str, where: str, errors: Errors) -> Any:
    """What is in a cell of any kind, with nothing in it that is not JSON.

    Dates and times become text as ISO 8601 has it, durations seconds, decimals and what else
    there is their text, bytes base64, and what is no finite number None.

    Raises:
        DecodingError: it is a text that is no UTF-8.
        LineError: Python has nothing for it.
    """
    if cell.is_valid and is_text(cell.type):
        return text_in(cell, where, errors)
    try:
        return _plain(cell.as_py())
    except Exception as error:
        # Times finer or later than Python's, for instance, which Arrow can write all the same.
        return _written(cell, column, where, error)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, timedelta):
        return value.total_seconds()
    isoformat = getattr(value, "isoformat", None)
    return str(value) if isoformat is None else isoformat()


def _written(cell: Any, column: str, where: str, error: Exception) -> str:
    try:
        return str(cell.cast("string").as_py()).replace(" ", "T", 1)
    except Exception:
        reason = " ".join(str(error).split())
        raise LineError(f"column “{column}” cannot be read: {reason}", where=where) from None
