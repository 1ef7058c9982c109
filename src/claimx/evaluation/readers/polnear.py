"""PolNeAR as it is published: ``text/NAME.txt`` and ``attributions/NAME_1a2b.ann``.

A text that several people annotated is there once, with the annotation that comes first by
name, as in the published figures.
"""

from __future__ import annotations

import re
from pathlib import Path

from claimx.errors import InputError
from claimx.evaluation.brat import read_brat
from claimx.evaluation.claims import from_brat
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.rows import read_text

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


def finds(path: Path) -> bool:
    return (path / "attributions").is_dir() and (path / "text").is_dir()


def read(path: Path, _: Path | None = None) -> list[GoldDocument]:
    """The texts, by name."""
    first: dict[str, Path] = {}
    for annotation in sorted((path / "attributions").glob("*.ann")):
        first.setdefault(_ANNOTATOR.sub("", annotation.stem), annotation)
    if not first:
        raise InputError("holds no *.ann", where=str(path / "attributions"))
    return [_document(path / "text" / f"{name}.txt", first[name]) for name in sorted(first)]


def _document(path: Path, annotation: Path) -> GoldDocument:
    text = read_text(path)
    claims = tuple(map(from_brat, read_brat(annotation, text)))
    return GoldDocument(path.stem, text, claims, spans="polnear")
