"""Documents with claims, made by hand: the words say where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from claimx.check.config import Config
from claimx.check.findings import Finding
from claimx.check.rule import Context
from claimx.check.run import check
from claimx.check.subject import Subject
from claimx.records import (
    Claim,
    Content,
    Cue,
    Document,
    Form,
    Framing,
    Position,
    Result,
    Speaker,
    TextSpan,
)


def span(text: str, words: str) -> TextSpan:
    """The first place of some words in a text."""
    start = text.index(words)
    return TextSpan.of(text, start, start + len(words))


def claim(
    text: str,
    words: str,
    *,
    speaker: str | None = None,
    name: str | None = None,
    cue: str | None = None,
    form: Form = "indirect",
    framing: Framing = "neutral",
    within: str | None = None,
) -> Claim:
    """A claim in a text; a direct one is all quoted."""
    content = span(text, words)
    said = span(text, cue) if cue else None
    who = span(text, speaker) if speaker else None
    return Claim(
        doc="a.txt",
        id="a.txt#1",
        speaker=Speaker(who.text, who.start, who.end, name=name) if who else Speaker(name=name),
        cue=Cue(said.text, said.start, said.end, said.text) if said else None,
        content=Content((content,)),
        quotes=(content,) if form == "direct" else (),
        form=form,
        position=Position(framing=framing),
        sentence=(0, len(text)),
        within=within,
        confidence=0.9,
    )


def subject(text: str, *claims: Claim, doc: str = "a.txt", has_text: bool = True) -> Subject:
    """A document with claims, numbered."""
    own = (replace(item, doc=doc, id=f"{doc}#{n}") for n, item in enumerate(claims, start=1))
    return Subject(Result(Document(text if has_text else "", doc), tuple(own)), has_text=has_text)


def found(
    code: str, *subjects: Subject, context: Context | None = None, **settings: Any
) -> list[Finding]:
    """What one rule finds."""
    config = Config(select=(code,), rules={code: settings})
    return list(check(subjects, config, context))


def words(findings: list[Finding]) -> list[str]:
    """What the findings point at."""
    return [finding.span.text if finding.span else "" for finding in findings]
