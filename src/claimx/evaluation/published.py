"""Published results, each with its source; the figures stand in ``published.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Published:
    """Exact F1 of a system on published tokens, in per cent, and where it was published."""

    system: str
    set: str
    source: float
    cue: float
    content: float
    reference: str

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@cache
def published() -> tuple[Published, ...]:
    """All results, the best first."""
    text = files("claimx.evaluation").joinpath("published.toml").read_text(encoding="utf-8")
    return tuple(Published(**row) for row in tomllib.loads(text)["result"])
