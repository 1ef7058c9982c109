"""Claims that were written in one format, to be written in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import DocumentError, InputError
from claimx.formats import FORMATS, format_of, read_results
from claimx.readers.streams import reading
from claimx.records import Document, Failure, Result
from claimx.text import decode
from claimx.text_files import find_text
from claimx.verbatim import refuse_other_text

#: The formats that can be read.
READABLE = tuple(name for name, item in FORMATS.items() if item.reader is not None)
_SHARDS = "part-*"


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a folder for brat, and its format."""

    path: Path
    format: str


def converted(
    path: Path, to: str, *, source: str | None = None, texts: Path | None = None
) -> Iterator[Result | Failure]:
    """What stands in ``path``, with all that the format ``to`` needs.

    Where that holds the texts, they are put beside the claims: from the input where it holds them;
    else they are found by their documents' ids, in ``texts``, or beside the input and from the
    current folder. A text that is not there, or is not the one that the claims are about, is a
    failure. Where ``texts`` is given, they are put beside the claims for any format.

    Args:
        path: see :func:`find_parts`.
        to: the format to write.
        source: the format to read; None goes by suffixes.
        texts: a folder of texts.

    Raises:
        InputError: there is nothing to read; told at once, before anything is read.
        MissingExtraError: a format, or a packing, needs a package that is not installed.
    """
    parts = find_parts(path, source)
    beside = path if path.is_dir() else path.parent
    folders = [*{beside: None, Path(): None}] if texts is None else [texts]
    return (item for part in parts for item in _read(part, to, folders, asked=texts is not None))


def find_parts(path: Path, name: str | None = None) -> list[Part]:
    """A file; a folder for brat; or the shards in a folder (``part-*``), in their order.

    Args:
        path: where they are.
        name: their format; None goes by their suffixes.

    Raises:
        InputError: there are none, or nothing says what a file holds.
    """
    if not path.is_dir():
        found = name or format_of(path)
        if found is None:
            raise InputError(
                "its suffix says nothing of its format", where=str(path), mend="name it with --from"
            )
        return [Part(path, found)]
    if name in (None, "brat") and _is_brat(path):
        return [Part(path, "brat")]
    shards = [Part(file, _format(file) or "") for file in sorted(path.glob(_SHARDS))]
    parts = [shard for shard in shards if shard.format in ({name} if name else READABLE)]
    if not parts:
        raise InputError(
            f"holds no claims{f' in the format {name}' if name else ''}",
            where=str(path),
            mend="a folder holds *.ann, or shards that are called part-*",
        )
    return parts


def _format(path: Path) -> str | None:
    if path.is_dir():
        return "brat" if _is_brat(path) else None
    return format_of(path)


def _is_brat(path: Path) -> bool:
    return next(path.glob("*.ann"), None) is not None


def _read(part: Part, to: str, folders: list[Path], *, asked: bool) -> Iterator[Result | Failure]:
    """One part; where its texts are needed, with them, and seen to be about them."""
    items = _items(part)
    if FORMATS[part.format].needs_text:
        return _each(items, _checked) if FORMATS[to].needs_text else items
    if FORMATS[to].needs_text or asked:
        return _each(items, lambda result: _checked(_with_text(result, folders)))
    return items


def _items(part: Part) -> Iterator[Result | Failure]:
    try:
        yield from read_results(part.format, part.path)
    except DocumentError as error:
        yield Failure(str(part.path), error.code, str(error))


def _each(
    items: Iterable[Result | Failure], change: Callable[[Result], Result]
) -> Iterator[Result | Failure]:
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        document = item.document
        try:
            yield change(item)
        except DocumentError as error:
            yield Failure(document.id, error.code, str(error), document.meta)


def _with_text(result: Result, folders: list[Path]) -> Result:
    document = result.document
    path = find_text(document.id, folders)
    if path is None:
        raise DocumentError(
            f"its text is not in {' or '.join(str(folder) for folder in folders)}",
            where=document.id,
            mend="name the folder of the texts with --texts",
        )
    with reading(str(path)):
        text = decode(path.read_bytes(), where=str(path))
    return Result(Document(text, document.id, document.meta), result.claims)


def _checked(result: Result) -> Result:
    refuse_other_text(result)
    return result
