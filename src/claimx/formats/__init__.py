"""How results are written, and read back: one module a format, found by its name.

A format is a class that is given a stream, or an empty folder, and writes results to it one by
one, so that nothing is held back; and, where its lines hold all that a result has, a function that
reads them back. The registry knows both by module and name, so that none is imported before it is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal, Protocol, TextIO, TypeAlias, cast

from claimx.packing import without_packing
from claimx.records import Failure, Result
from claimx.schema import Per

__all__ = ["FORMATS", "Format", "Target", "Writer", "create_writer", "format_of", "read_results"]

Target: TypeAlias = TextIO | BinaryIO | Path


class Writer(Protocol):
    """Writes results, one after the other, as they come."""

    def write(self, result: Result | Failure) -> None:
        """Write one document's claims, or that it failed, and hold nothing back."""

    def close(self) -> None:
        """Write what stands at the end; the stream itself stays open."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        writer: ``module:class``; called with its target, ``per=`` and ``many=``, which says that
            more than one document is to come.
        target: what a writer is given: a stream of text or of bytes, or an empty folder.
        suffix: of its files; empty where it is not meant to be kept.
        reader: ``module:function`` from the path to results and failures, None where there is none.
        needs_text: whether it holds the texts themselves.
    """

    writer: str
    target: Literal["text", "binary", "folder"] = "text"
    suffix: str = ""
    reader: str | None = None
    needs_text: bool = False


FORMATS: dict[str, Format] = {
    "jsonl": Format(
        "claimx.formats.jsonl:JsonLinesWriter",
        suffix=".jsonl",
        reader="claimx.formats.jsonl:read_jsonl",
    ),
    "table": Format("claimx.formats.table:TableWriter", needs_text=True),
    "text": Format("claimx.formats.article:ArticleWriter", needs_text=True),
    "csv": Format(
        "claimx.formats.csv:CsvWriter", suffix=".csv", reader="claimx.formats.csv:read_csv"
    ),
    "parquet": Format(
        "claimx.formats.parquet:ParquetWriter",
        target="binary",
        suffix=".parquet",
        reader="claimx.formats.parquet:read_parquet",
    ),
    "brat": Format(
        "claimx.formats.brat:BratWriter",
        target="folder",
        reader="claimx.formats.brat:read_brat",
        needs_text=True,
    ),
    "docbin": Format(
        "claimx.formats.docbin:DocBinWriter",
        target="binary",
        suffix=".spacy",
        reader="claimx.formats.docbin:read_docbin",
        needs_text=True,
    ),
    "webanno": Format(
        "claimx.formats.webanno:WebAnnotationWriter",
        suffix=".jsonld",
        reader="claimx.formats.webanno:read_webanno",
    ),
}


def format_of(path: str | Path) -> str | None:
    """The format that a file's suffix names, less that of a packing; None where it names none."""
    suffix = PurePath(without_packing(str(path))).suffix.lower()
    return next((name for name, item in FORMATS.items() if suffix and item.suffix == suffix), None)


def create_writer(name: str, target: Target, *, per: Per = "claim", many: bool = False) -> Writer:
    """The writer of a format of :data:`FORMATS`.

    Args:
        name: of the format.
        target: what :attr:`Format.target` says, empty.
        per: one line a claim, or one a document, where the format knows both.
        many: whether more than one document is to come, so that each gets a heading.

    Raises:
        KeyError: there is no such format.
        MissingExtraError: it needs a package that is not installed.
    """
    return cast("Writer", _named(FORMATS[name].writer)(target, per=per, many=many))


def read_results(name: str, path: Path) -> Iterator[Result | Failure]:
    """What a writer of a format wrote to ``path``, a file (packed as its suffix says) or a folder.

    Broken parts are failures in their places. Texts are empty where the format does not hold them.

    Raises:
        KeyError: there is no such format, or it cannot be read back.
        DocumentError: the file as a whole cannot be read.
        MissingExtraError: it needs a package that is not installed.
    """
    reader = FORMATS[name].reader
    if reader is None:
        raise KeyError(name)
    return cast("Iterator[Result | Failure]", _named(reader)(path))


def _named(place: str) -> Callable[..., Any]:
    module, _, attribute = place.partition(":")
    return cast("Callable[..., Any]", getattr(import_module(module), attribute))
