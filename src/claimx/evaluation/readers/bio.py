"""BIO labels on tokens, as CofeNet publishes PolNeAR and RiQuA.

A line is ``{"tokens": [...], "labels": [...]}``, a few sentences in the order of the text;
``"id"``, where it is there, names the article, and lines that follow one another with one id
are one document. Without it each line is one. The text is rebuilt from the tokens.

Labels are ``O`` and ``B-`` or ``I-`` with ``source``, ``cue`` or ``content``. An ``I-`` that
goes on with nothing is no span, as in CofeNet's own scorer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimx.errors import LineError
from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.detokenize import detokenize
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.rows import Row, first_row, read_lines
from claimx.evaluation.tokens import CharRange
from claimx.text_files import document_name

ROLES = ("source", "cue", "content")
_LABELS = frozenset({"O", *(f"{tag}-{role}" for tag in "BI" for role in ROLES)})
_SUFFIXES = (".txt", ".jsonl", ".json")
_MEND = 'a line is {"tokens": ["He", "said", …], "labels": ["B-source", "B-cue", …]}'


@dataclass(slots=True)
class _Article:
    """The lines of one document."""

    name: str
    tokens: list[list[str]] = field(default_factory=list)
    labels: list[list[str]] = field(default_factory=list)


def finds(path: Path) -> bool:
    return next(_files(path), None) is not None


def read(path: Path, _: Path | None = None) -> list[GoldDocument]:
    """The documents, in the order of their lines."""
    return [_document(article) for file in _files(path) for article in _articles(file)]


def _files(path: Path) -> Iterator[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        row = first_row(file) if file.suffix in _SUFFIXES or file == path else None
        if row is not None and "tokens" in row and "labels" in row:
            yield file


def _articles(path: Path) -> Iterator[_Article]:
    last, article = None, None
    names: set[str] = set()
    for number, (where, row) in enumerate(read_lines(path), start=1):
        tokens, labels = _checked(row, where)
        key = row.get("id")
        if article is None or key is None or key != last:
            if article is not None:
                yield article
            article = _Article(_name(path, key, number, names))
        article.tokens.append(tokens)
        article.labels.append(labels)
        last = key
    if article is not None:
        yield article


def _name(path: Path, key: object, number: int, names: set[str]) -> str:
    """The article's id; the file's name with the number of the line where there is none."""
    name = f"{path.stem}#{number}" if key is None else document_name(str(key)).removesuffix(".ann")
    if name in names:
        # An article that others stand between comes as two.
        name = f"{name}#{number}"
    names.add(name)
    return name


def _checked(row: Row, where: str) -> tuple[list[str], list[str]]:
    tokens, labels = row.get("tokens"), row.get("labels")
    for name, found in (("tokens", tokens), ("labels", labels)):
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise LineError(f"“{name}” is no list of strings", where=where, mend=_MEND)
    assert isinstance(tokens, list)
    assert isinstance(labels, list)
    if len(tokens) != len(labels):
        raise LineError(f"{len(tokens)} tokens but {len(labels)} labels", where=where, mend=_MEND)
    unknown = next((label for label in labels if label not in _LABELS), None)
    if unknown is not None:
        known = "O, or B- or I- with source, cue or content"
        raise LineError(f"“{unknown}” is no label", where=where, mend=f"labels are {known}")
    return tokens, labels


def _document(article: _Article) -> GoldDocument:
    text, ranges = "", []
    claims: list[ScoredClaim] = []
    for tokens, labels in zip(article.tokens, article.labels, strict=True):
        line, places = detokenize(tokens)
        shift = len(text)
        moved = [(start + shift, end + shift) for start, end in places]
        claims += _claims(labels, moved)
        ranges += moved
        text += f"{line}\n"
    return GoldDocument(
        article.name, text, tuple(claims), spans="polnear", published_tokens=tuple(ranges)
    )


def _claims(labels: Sequence[str], places: Sequence[CharRange]) -> Iterable[ScoredClaim]:
    """A claim a span: nothing says which belong together."""
    for role, start, end in label_spans(labels):
        span = (places[start][0], places[end - 1][1])
        yield ScoredClaim(
            speaker=span if role == "source" else None,
            cue=span if role == "cue" else None,
            contents=(span,) if role == "content" else (),
        )


def label_spans(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Role, first token and end of each span."""
    role, start = "", 0
    for index, label in enumerate([*labels, "O"]):
        if label == f"I-{role}":
            continue
        if role:
            yield role, start, index
        role, start = (label[2:], index) if label.startswith("B-") else ("", index)
