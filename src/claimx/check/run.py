"""The check itself: documents in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimx.check.config import Active, Config
from claimx.check.findings import LEVELS, Finding
from claimx.check.rule import Context, Hit, Watch
from claimx.check.subject import Subject
from claimx.records import TextSpan

_NOWHERE = (1, 1)


def check(
    subjects: Iterable[Subject], config: Config | None = None, context: Context | None = None
) -> Iterator[Finding]:
    """What is wrong, document by document, and in each in the order of its text.

    Findings come as documents do: nothing but what rules over several documents need is kept.
    What is about all documents comes last, without an id.

    Args:
        subjects: documents with their claims. Of one that failed, only rules about failures say
            something.
        config: which rules there are, and how they are set; None is the default.
        context: what the documents are compared with.
    """
    config = config or Config()
    context = context or Context()
    general = config.active()
    watches = {
        code: active.rule.across(active.settings, context)
        for code, active in config.anywhere().items()
        if active.rule.across is not None
    }
    for subject in subjects:
        yield from _in_order(_of_one(subject, config.active(subject.document.id), watches))
    for code, watch in watches.items():
        if code in general:
            for hit in watch.finish():
                yield _finding(hit, general[code], _NOWHERE)


def _of_one(
    subject: Subject, active: dict[str, Active], watches: dict[str, Watch]
) -> Iterator[Finding]:
    for code, item in active.items():
        if not item.rule.looks_at(subject):
            continue
        if item.rule.each is not None:
            hits: Iterable[Hit] = item.rule.each(subject, item.settings)
        elif subject.failure is None:
            hits = watches[code].add(subject)
        else:
            continue
        for hit in hits:
            yield _finding(hit, item, _place(subject, hit.span))


def _place(subject: Subject, span: TextSpan | None) -> tuple[int, int]:
    """Line and column; a span from elsewhere may lie outside of the text."""
    if span is None or not 0 <= span.start <= len(subject.text):
        return _NOWHERE
    return subject.lines.place(span.start)


def _finding(hit: Hit, active: Active, place: tuple[int, int]) -> Finding:
    rule = active.rule
    line, column = place
    return Finding(
        code=rule.code,
        name=rule.name,
        level=active.level if hit.level is None else min(hit.level, active.level, key=LEVELS.index),
        doc=hit.doc,
        message=hit.message,
        span=hit.span,
        line=line,
        column=column,
        hint=rule.hint if hit.hint is None else hit.hint,
        claim=hit.claim,
    )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda item: (item.span.start if item.span else -1, item.code))
