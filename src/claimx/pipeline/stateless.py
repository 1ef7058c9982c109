"""What all components share: they are made from their config, so nothing is left to save."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self


class Stateless:
    """spaCy's methods of serialisation, for a component that its config describes whole.

    Weights are those of the installed package, or in the folder that the config names.
    """

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Self:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: str | Path, **_: Any) -> Self:
        return self
