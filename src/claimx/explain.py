"""Why a claim has the position it has, in words for a reader."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.records import Claim, Evidence, Result
from claimx.text import Lines, one_line


def explain(result: Result) -> Iterator[str]:
    """A line for each claim, and one for each evidence of its position: field, value, rule, words.

    A field without a line has its default, or follows from the act.
    """
    lines = Lines(result.document.text)
    for claim in result:
        yield f"{claim.id}: {_headline(claim)}"
        for item in claim.position.evidence:
            yield f"  {_reason(claim, item, lines)}"


def _headline(claim: Claim) -> str:
    position = claim.position
    values = (position.act, position.polarity, position.certainty, position.stance)
    return ", ".join([*values, position.framing])


def _reason(claim: Claim, item: Evidence, lines: Lines) -> str:
    line, column = lines.place(item.start)
    value = getattr(claim.position, item.field)
    shown = value if isinstance(value, str) else ""
    label = f"{item.field} {shown}".strip()
    return f"{label}: {item.rule} “{one_line(item.text)}” {line}:{column}"
