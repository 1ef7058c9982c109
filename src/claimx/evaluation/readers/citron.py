"""The annotation format of BBC Citron: ``NAME.json`` with a text and its quotes.

Described in docs/data_format.md of https://github.com/bbc/citron: a quote has a cue,
and lists of sources and contents, each a span of characters. As with brat's discontinuous
spans, the first source counts; of coreference nothing is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimx.errors import LineError
from claimx.evaluation.claims import ScoredClaim, checked_gold
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.rows import read_text

_MEND = 'a document is {"text": …, "quotes": [{"cue": …, "sources": […], "contents": […]}]}'


def finds(path: Path) -> bool:
    """Whether ``path`` is a JSON file, or a folder with one, that has quotes."""
    return any(_has_quotes(file) for file in _files(path))


def read(path: Path, _: Path | None = None) -> list[GoldDocument]:
    """The documents, by path; folders are searched to the bottom, as Citron does."""
    return [_document(file) for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob("*.json"))
    elif path.suffix == ".json":
        yield path


def _has_quotes(path: Path) -> bool:
    # The whole need not be sound: what is broken is said when it is read.
    try:
        return '"quotes"' in path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return False


def _document(path: Path) -> GoldDocument:
    content = read_text(path)
    try:
        found = json.loads(content)
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}"
        raise LineError(f"broken JSON: {error.msg}", where=where, mend=_MEND) from None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise LineError("no Citron document: lacks “text”", where=str(path), mend=_MEND)
    quotes = found.get("quotes")
    if not isinstance(quotes, list):
        raise LineError("no Citron document: lacks “quotes”", where=str(path), mend=_MEND)
    lines = _quote_lines(content, len(quotes))
    claims = tuple(
        _claim(quote, found["text"], f"{path}:{line}, quote {number}")
        for number, (quote, line) in enumerate(zip(quotes, lines, strict=True), start=1)
    )
    return GoldDocument(path.stem, found["text"], claims, spans="polnear")


def _claim(quote: Any, text: str, where: str) -> ScoredClaim:
    if not isinstance(quote, Mapping):
        raise LineError("no quote: no JSON object", where=where, mend=_MEND)
    sources = quote.get("sources") or [None]
    contents = quote.get("contents")
    if not isinstance(sources, list) or not isinstance(contents, list):
        raise LineError("no quote: sources and contents are lists", where=where, mend=_MEND)
    row = {"speaker": sources[0], "cue": quote.get("cue"), "content": contents}
    return checked_gold(row, text, where)


def _quote_lines(content: str, count: int) -> list[int]:
    """The line at which each quote begins, as near as its first ``contents`` tells."""
    lines, start = [], content.find('"quotes"')
    for _ in range(count):
        start = content.find('"contents"', start + 1) if start >= 0 else start
        lines.append(content.count("\n", 0, max(start, 0)) + 1)
    return lines
