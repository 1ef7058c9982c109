"""A report with something of everything."""

from __future__ import annotations

import io
from typing import Any

from claimx.check.findings import Finding, Level
from claimx.check.outputs import Report
from claimx.check.rule import Rule
from claimx.records import TextSpan
from claimx.text import Lines

TEXT = (
    "The office opens in May.\r\n"
    "\t“It is | a [bold] step: 100% ours,” the paper of record reported, as “others\n"
    "had” said before that.\n"
)
TEXTS = {"news/a b.txt": TEXT}

SPEAKERLESS = Rule(
    code="CX201",
    name="quote-without-speaker",
    level="warning",
    message="A direct quote has no speaker",
    hint="say who said it",
    explanation="# Quote without a speaker\n\nWhose words are these?",
)
EMPTY = Rule(
    code="CX102",
    name="empty-document",
    level="error",
    message="A document holds no words",
    hint="",
    explanation="# Empty document",
)
GATE = Rule(
    code="CX303",
    name="score-under-gate",
    level="suggestion",
    message="A score is under its gate",
    hint="look at the mistakes",
    explanation="# Score",
)
RULES = (EMPTY, SPEAKERLESS, GATE)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def finding(
    rule: Rule = SPEAKERLESS,
    doc: str = "news/a b.txt",
    message: str = "nobody said this",
    *,
    words: str | None = None,
    text: str = TEXT,
    level: Level | None = None,
    hint: str | None = None,
) -> Finding:
    """A finding about ``words``, which stand in ``text``."""
    line, column, span = 1, 1, None
    if words is not None:
        start = text.index(words)
        span = TextSpan.of(text, start, start + len(words))
        line, column = Lines(text).place(start)
    return Finding(
        code=rule.code,
        name=rule.name,
        level=level or rule.level,
        doc=doc,
        message=message,
        span=span,
        line=line,
        column=column,
        hint=rule.hint if hint is None else hint,
        claim=f"{doc}#1" if span else None,
    )


def report(*findings: Finding, **given: Any) -> Report:
    """These findings, of two documents."""
    values: dict[str, Any] = {
        "findings": findings,
        "rules": RULES,
        "documents": ("news/a b.txt", "clean.txt"),
        "text_of": TEXTS.get,
        "fingerprint": lambda item: f"{item.code}-hash",
    }
    return Report(**{**values, **given})


#: One in a line, one over two lines, one of a whole document, one whose line nobody knows, one
#: about all; what a format has to escape stands in names and messages.
ALL = (
    finding(words="It is | a [bold] step: 100% ours,"),
    finding(words="others\nhad", message="“others | had” is\nnobody’s: 50%", hint=""),
    finding(EMPTY, "odd,na:me%.txt", "holds no words"),
    Finding(
        code="CX201",
        name="quote-without-speaker",
        level="error",
        doc="lines.jsonl:3",
        message="nobody said this",
        span=TextSpan("No text <here>", 40, 54),
    ),
    finding(GATE, "", "f1 is 0.61, under 0.7"),
)
KNOWN = (finding(words="the paper of record", message="a known one"),)


def whole(**given: Any) -> Report:
    """All of these, beside a known one."""
    documents = ("news/a b.txt", "clean.txt", "odd,na:me%.txt", "lines.jsonl:3")
    return report(*ALL, documents=documents, baselined=KNOWN, **given)
