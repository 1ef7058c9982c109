"""Quotation marks that do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.check.rule import Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.subject import Subject
from claimx.pipeline.quote_marks import Family, Mark, Role, scan_marks
from claimx.pipeline.quote_pairs import paragraphs
from claimx.records import TextSpan

_STRAIGHT = "straight"
_CURLY = "curly"
_KINDS = {'"': _STRAIGHT, "“": _CURLY, "”": _CURLY, "„": _CURLY}
_SAYS = {
    Role.OPEN: "nothing closes this quotation mark",
    Role.CLOSE: "nothing opens this quotation mark",
    Role.EITHER: "this quotation mark has no partner",
}


def _unbalanced(subject: Subject, _: Settings) -> Iterator[Hit]:
    """Single marks are left out: most of them are apostrophes."""
    text, doc = subject.text, subject.document.id
    quotes = subject.quotes
    closing = {quote.inner_end for quote in quotes if quote.closed}
    opening = {quote.start for quote in quotes}
    going_on = {quote.start for quote in quotes if quote.closed or quote.continues}
    for mark in _marks(text):
        span = _with_word(text, mark)
        if mark.start in opening:
            if mark.start not in going_on:
                yield Hit(doc, _SAYS[Role.OPEN], span)
        elif mark.start not in closing and not mark.weak and not _is_empty(text, mark):
            yield Hit(doc, _SAYS[mark.role], span)


def _marks(text: str) -> Iterator[Mark]:
    for start, end in paragraphs(text):
        for mark in scan_marks(text, start, end):
            if mark.family in (Family.DOUBLE, Family.GUILLEMET):
                yield mark


def _with_word(text: str, mark: Mark) -> TextSpan:
    """A mark with the word that it stands at: by itself one is as good as any other."""
    start, end = mark.start, mark.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return TextSpan.of(text, start, end)


def _is_empty(text: str, mark: Mark) -> bool:
    """Whether a mark is of an empty pair, in which there is no quote."""
    around = text[max(mark.start - 1, 0) : mark.start], text[mark.end : mark.end + 1]
    return any(other in _KINDS for other in around)


def _mixed(subject: Subject, _: Settings) -> Iterator[Hit]:
    text = subject.text
    found: dict[str, Mark] = {}
    for mark in _marks(text):
        kind = _KINDS.get(mark.glyph)
        if kind is not None and not mark.weak:  # inches are no quotation marks
            found.setdefault(kind, mark)
    if len(found) > 1:
        later = max(found, key=lambda kind: found[kind].start)
        mark = found[later]
        other = _STRAIGHT if later == _CURLY else _CURLY
        yield Hit(
            subject.document.id,
            f"a {later} quotation mark in a text that has {other} ones",
            TextSpan.of(text, mark.start, mark.end),
        )


UNBALANCED = Rule(
    code="CX106",
    name="unbalanced-quotation-marks",
    level="warning",
    message="A quotation mark has no partner",
    hint="add the mark that is missing, or take this one away",
    explanation=page("CX106"),
    each=_unbalanced,
    needs_text=True,
)
MIXED = Rule(
    code="CX107",
    name="mixed-quotation-marks",
    level="suggestion",
    message="A text has both straight and curly quotation marks",
    hint="write all of them in one way; mixed ones tell of pieces put together",
    explanation=page("CX107"),
    each=_mixed,
    needs_text=True,
)
