"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from claimx.records import TextSpan

Level: TypeAlias = Literal["suggestion", "warning", "error"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where.

    Attributes:
        code: of the rule, such as ``CX201``.
        name: of the rule, such as ``quote-without-speaker``.
        level: how bad it is, as configured.
        doc: the id of the document; empty where it is about all of them.
        message: what is wrong, one sentence without a full stop.
        span: the words in question, None where it is about the whole document.
        line, column: where the span begins, counted from 1; 1, 1 where there is none.
        hint: how to mend it.
        claim: the id of the claim, where it is about one.
    """

    code: str
    name: str
    level: Level
    doc: str
    message: str
    span: TextSpan | None = None
    line: int = 1
    column: int = 1
    hint: str = ""
    claim: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The finding as one JSON line."""
        return {
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "doc": self.doc,
            "message": self.message,
            "span": self.span.to_dict() if self.span else None,
            "line": self.line,
            "column": self.column,
            "hint": self.hint,
            "claim": self.claim,
        }


def at_least(level: Level, least: Level) -> bool:
    """Whether ``level`` is as bad as ``least``, or worse."""
    return LEVELS.index(level) >= LEVELS.index(least)
