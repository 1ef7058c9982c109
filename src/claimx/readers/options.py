"""How inputs are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from claimx.text import Errors

Format: TypeAlias = Literal["text", "jsonl", "csv", "tsv", "parquet"]
InputFormat: TypeAlias = Literal["auto", "text", "jsonl", "csv", "tsv", "parquet"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        input_format: ``auto`` goes by the suffix; on standard input it takes JSON lines only
            where the first line is an object that has the text field, and else a text.
        text_field: the field of a JSON line, or the column of a table, that holds the text.
        id_field: the field or column that holds its id, where it has one.
        encoding: a codec of Python's.
        errors: ``strict`` refuses a text with undecodable bytes, ``replace`` mends it.
        doc_id: the id of the only document, in place of its path.
    """

    input_format: InputFormat = "auto"
    text_field: str = "text"
    id_field: str = "id"
    encoding: str = "utf-8"
    errors: Errors = "strict"
    doc_id: str | None = None
