"""Where everything stands in an output folder.

``part-00042.jsonl.gz`` are the results, ``failures.jsonl`` the documents that gave none, and
``_claimx/`` what is known of the run: its manifest, a file for each shard that is done, and one for
each that is under way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimx.output import PART, written_beside

OWN = "_claimx"


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder; ``suffix`` is that of its parts."""

    path: Path
    suffix: str = ""
    width: int = 5

    @property
    def manifest(self) -> Path:
        return self.path / OWN / "manifest.json"

    @property
    def failures(self) -> Path:
        """The documents of all shards that gave no result."""
        return self.path / "failures.jsonl"

    def name(self, shard: int) -> str:
        return f"part-{shard:0{self.width}}"

    def part(self, shard: int) -> Path:
        """The results of a shard."""
        return self.path / (self.name(shard) + self.suffix)

    def failed(self, shard: int) -> Path:
        """The documents of a shard that gave no result."""
        return self.path / OWN / "failures" / f"{self.name(shard)}.jsonl"

    def done(self, shard: int) -> Path:
        """What there is to say of a shard that is done; written last."""
        return self.path / OWN / "done" / f"{self.name(shard)}.json"

    def running(self, shard: int) -> Path:
        """How far a shard is that is under way."""
        return self.path / OWN / "running" / self.name(shard)

    def create(self) -> None:
        """Make the folders that are not there."""
        for part in ("done", "running", "failures"):
            (self.path / OWN / part).mkdir(parents=True, exist_ok=True)

    def remove_leftovers(self, shard: int) -> None:
        """Remove what a process that was killed has left of a shard."""
        for place in (self.part(shard), self.failed(shard), self.done(shard)):
            for path in place.parent.glob(f".{place.name}.*{PART}"):
                _remove(path)
        self.running(shard).unlink(missing_ok=True)


def write_json(path: Path, row: Any) -> None:
    """``row`` as a file that is there whole or not at all."""
    with written_beside(path) as stream:
        stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def read_json(path: Path) -> Any:
    return json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))


def files_of(folder: Path) -> Iterator[Path]:
    """The files in a folder, those that are being written left out."""
    with suppress(FileNotFoundError):
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
