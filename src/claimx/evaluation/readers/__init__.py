"""Gold is read here, one module a format, chosen by what is found.

A format is a module with two functions: ``finds(path)`` looks whether a file or a folder is
of it, and ``read(path, texts)`` reads it. ``texts`` is a folder of texts for formats that do
not hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import InputError
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.readers import beside, bio, citron, output, polnear

__all__ = ["FORMATS", "GoldFormat", "read_gold"]


@dataclass(frozen=True, slots=True)
class GoldFormat:
    """How one format is told and read; ``looks`` says so to a user."""

    looks: str
    finds: Callable[[Path], bool]
    read: Callable[[Path, Path | None], list[GoldDocument]]


#: In the order in which they are tried.
FORMATS: dict[str, GoldFormat] = {
    "polnear": GoldFormat("text/ beside attributions/ (PolNeAR)", polnear.finds, polnear.read),
    "bio": GoldFormat('{"tokens": […], "labels": […]} lines', bio.finds, bio.read),
    "citron": GoldFormat('NAME.json with "text" and "quotes" (Citron)', citron.finds, citron.read),
    "beside": GoldFormat("NAME.txt beside NAME.jsonl or NAME.ann", beside.finds, beside.read),
    "output": GoldFormat("lines of `claimx extract`", output.finds, output.read),
}


def read_gold(path: Path, *, texts: Path | None = None) -> list[GoldDocument]:
    """The documents of a file or a folder of gold, in the order of their names or lines.

    Args:
        path: gold in one of :data:`FORMATS`.
        texts: a folder of the texts, for lines of claimx whose texts are not beside them.

    Raises:
        InputError: nothing there is gold, a file cannot be read, or two documents have one name.
        DecodingError: a file is not UTF-8.
        LineError: a line, or a document, is broken; it names the place.
    """
    for form in FORMATS.values():
        if form.finds(path):
            documents = form.read(path, texts)
            _refuse_namesakes(documents, path)
            return documents
    known = "; or ".join(form.looks for form in FORMATS.values())
    raise InputError("holds no gold", where=str(path), mend=f"gold is {known}")


def _refuse_namesakes(documents: list[GoldDocument], path: Path) -> None:
    names: set[str] = set()
    for document in documents:
        if document.name in names:
            raise InputError(
                f"holds two documents that are called “{document.name}”",
                where=str(path),
                mend="the last part of a path, without its suffix, has to tell them apart",
            )
        names.add(document.name)
