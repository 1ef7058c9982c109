"""Mistakes as text to read: by document, each with its sentence and its spans marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.comparison import Comparison
from claimx.evaluation.excerpts import excerpt
from claimx.evaluation.mistakes import KINDS, Mistake, marked_spans, mistakes
from claimx.text import Lines, one_line


def mistakes_text(comparisons: Iterable[Comparison]) -> Iterator[str]:
    """The lines of a file: what the marks mean, then each document that has a mistake."""
    yield "Speakers are marked [s:…], cues [c:…], contents [x:…]."
    yield from (f"{kind}: {meaning}" for kind, meaning in KINDS.items())
    for comparison in comparisons:
        found = mistakes(comparison)
        if found:
            yield ""
            yield from _document(comparison, found)


def _document(comparison: Comparison, found: list[Mistake]) -> Iterator[str]:
    counts = Counter(mistake.kind for mistake in found)
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    yield f"# {one_line(comparison.document.name)}: {summary}"
    text = comparison.document.text
    lines = Lines(text)
    for mistake in found:
        line, column = lines.place(mistake.start())
        yield ""
        yield f"{line}:{column} {mistake.kind}"
        spans = mistake.spans()
        for side, claims in (("gold", mistake.gold), ("ours", mistake.ours)):
            if claims or mistake.kind == "other spans":
                yield f"  {side}  {excerpt(text, spans, _marks(claims))}"


def _marks(claims: Iterable[ScoredClaim]) -> list[tuple[str, tuple[int, int]]]:
    # Claims of one speaker mark their spans once.
    return list(dict.fromkeys(mark for claim in claims for mark in marked_spans(claim)))
