from __future__ import annotations

from claimx.check.quotations import quotes_of
from claimx.records import Claim, Content, Document, Position, Result, Speaker, TextSpan

TEXT = "He said the plan was “mad” “and cruel” and “…”."


def claim(number: int, *quotes: str) -> Claim:
    spans = tuple(TextSpan.of(TEXT, TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes)
    return Claim(
        doc="a",
        id=f"a#{number}",
        speaker=Speaker(),
        cue=None,
        content=Content(spans),
        quotes=spans,
        form="mixed",
        position=Position(),
        sentence=(0, len(TEXT)),
        within=None,
        confidence=1.0,
    )


def test_adjacent_stretches_are_quotations_of_their_own() -> None:
    result = Result(Document(TEXT, "a"), (claim(1, "mad", "and cruel", "…"), claim(2)))
    found = [(item.id, span.text) for item, span in quotes_of(result)]
    assert found == [("a#1", "mad"), ("a#1", "and cruel")]
