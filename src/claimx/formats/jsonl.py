"""JSON lines: a claim a line, or a document a line; ``claimx schema`` is their schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import orjson

from claimx.formats._files import opened
from claimx.readers.claims import read_claims
from claimx.readers.options import ReadOptions
from claimx.records import Failure, Result
from claimx.schema import Per

# JSON escapes C0 itself; these go raw into a file, but never to a terminal.
_ACTIVE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class JsonLinesWriter:
    """One line a claim or a document; ``per="document"`` writes failures too."""

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        self._per = per

    def write(self, result: Result | Failure) -> None:
        if self._per == "document":
            write_line(result.to_dict(), self._stream)
        elif isinstance(result, Result):
            for claim in result.claims:
                write_line(claim.to_dict(), self._stream)
        self._stream.flush()

    def close(self) -> None:
        """Nothing stands at the end."""


def read_jsonl(path: Path) -> Iterator[Result | Failure]:
    """The results of a file of lines, of claims or of documents, without their texts.

    The claims of a document are those of lines that follow one another. A broken line is a
    failure in its place.

    Raises:
        DocumentError: the file cannot be read or unpacked.
        MissingExtraError: the package to unpack it with is not installed.
    """
    with opened(path) as lines:
        yield from read_claims(str(path), lines, ReadOptions())


def write_line(row: Mapping[str, Any], stream: TextIO) -> None:
    """Write ``row`` as one line; to a terminal nothing that it would act on."""
    line = dump_line(row)
    stream.write((shown_on_terminal(line) if stream.isatty() else line) + "\n")


def failure_line(failure: Failure) -> bytes:
    """The line of a document that gave no result, for a file of such."""
    return dump_line(failure.to_dict()).encode("utf-8") + b"\n"


def dump_line(row: Mapping[str, Any] | Sequence[Any]) -> str:
    """``row`` as one line of JSON that UTF-8 can hold."""
    try:
        return orjson.dumps(row).decode()
    except orjson.JSONEncodeError:
        # A lone surrogate, or an integer of more than 64 bits: both are fine JSON, escaped.
        return json.dumps(row, separators=(",", ":"))


def shown_on_terminal(line: str) -> str:
    """``line`` with what a terminal would act on escaped, as JSON can."""
    return _ACTIVE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
