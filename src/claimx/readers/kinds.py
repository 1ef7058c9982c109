"""What a file is, by its name."""

from __future__ import annotations

from claimx.packing import PACKINGS, without_packing
from claimx.readers.options import Format

SUFFIXES: dict[Format, tuple[str, ...]] = {
    "text": (".txt",),
    "jsonl": (".jsonl", ".ndjson", ".jsonlines"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "parquet": (".parquet",),
}


def format_by_name(name: str) -> Format:
    """What the suffix says, that of a packing left out; a text where it says nothing."""
    plain = without_packing(name).lower()
    for kind, suffixes in SUFFIXES.items():
        if plain.endswith(suffixes):
            return kind
    return "text"


def suffixes_of(kind: Format) -> tuple[str, ...]:
    """The ends that names of such files have, packed and not."""
    return tuple(suffix + packing for suffix in SUFFIXES[kind] for packing in ("", *PACKINGS))
