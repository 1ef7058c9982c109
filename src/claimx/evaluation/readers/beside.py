"""Texts with their gold beside them: ``NAME.txt`` with ``NAME.jsonl`` or ``NAME.ann``.

``NAME.jsonl`` holds our gold, a claim a line as in the annotation guidelines, or lines that
``claimx extract`` wrote about this text (corrected by hand, say); ``NAME.ann`` is brat
standoff with PolNeAR's roles. A text with neither is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.brat import read_brat
from claimx.evaluation.claims import ScoredClaim, checked_gold, checked_output, from_brat
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.predictions import claims_of
from claimx.evaluation.rows import Row, read_lines, read_text
from claimx.text_files import document_name

_OURS, _BRAT = ".jsonl", ".ann"


def finds(path: Path) -> bool:
    """Whether ``path`` is a text, its gold, or a folder of such; the other half is there too."""
    return next(_texts(path), None) is not None


def read(path: Path, _: Path | None = None) -> list[GoldDocument]:
    """The texts that have gold, by name."""
    return [_document(text) for text in _texts(path)]


def _texts(path: Path) -> Iterator[Path]:
    if path.is_dir():
        texts = sorted(path.glob("*.txt"))
    elif path.suffix in (".txt", _OURS, _BRAT):
        texts = [path.with_suffix(".txt")]
    else:
        texts = []
    for text in texts:
        if text.is_file() and _gold_of(text) is not None:
            yield text


def _gold_of(text: Path) -> Path | None:
    found = (text.with_suffix(suffix) for suffix in (_OURS, _BRAT))
    return next((path for path in found if path.is_file()), None)


def _document(path: Path) -> GoldDocument:
    text, gold = read_text(path), _gold_of(path)
    assert gold is not None
    if gold.suffix == _BRAT:
        claims = tuple(map(from_brat, read_brat(gold, text)))
        return GoldDocument(path.stem, text, claims, spans="polnear")
    ours = (_claims(row, text, where, path.stem) for where, row in read_lines(gold))
    return GoldDocument(path.stem, text, tuple(claim for line in ours for claim in line))


def _claims(row: Row, text: str, where: str, name: str) -> list[ScoredClaim]:
    """The claims of a line: one of our gold, or those of a line of output."""
    if "doc" not in row:
        return [checked_gold(row, text, where)]
    found = claims_of(row, where)
    if document_name(row["doc"]) != name:
        raise LineError(
            f"is about “{row['doc']}”, not about {name}.txt",
            where=where,
            mend="a file beside a text holds the claims of that text alone",
        )
    return [checked_output(claim, text, where) for claim in found]
