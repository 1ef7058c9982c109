"""JSON lines: a claim a line, or a document a line; ``claimx schema`` is their schema."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TextIO

import orjson

from claimx.records import Failure, Result
from claimx.schema import Per

# JSON escapes C0 itself; these go raw into a file, but never to a terminal.
_ACTIVE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class JsonLinesWriter:
    """One line a claim or a document; ``per="document"`` writes failures too."""

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        self._per = per
        self._terminal = stream.isatty()

    def write(self, result: Result | Failure) -> None:
        if self._per == "document":
            self._write_row(result.to_dict())
        elif isinstance(result, Result):
            for claim in result.claims:
                self._write_row(claim.to_dict())
        self._stream.flush()

    def _write_row(self, row: Mapping[str, Any]) -> None:
        line = dump_line(row)
        self._stream.write((shown_on_terminal(line) if self._terminal else line) + "\n")


def dump_line(row: Mapping[str, Any]) -> str:
    """``row`` as one line of JSON that UTF-8 can hold."""
    try:
        return orjson.dumps(row).decode()
    except orjson.JSONEncodeError:
        # A lone surrogate, or an integer of more than 64 bits: both are fine JSON, escaped.
        return json.dumps(row, separators=(",", ":"))


def shown_on_terminal(line: str) -> str:
    """``line`` with what a terminal would act on escaped, as JSON can."""
    return _ACTIVE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
