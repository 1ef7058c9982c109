"""How a text ends: cut off, or with what stood below it on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimx.check.rule import Hit, Rule, Settings
from claimx.check.rules.lists import load, page
from claimx.check.subject import Subject
from claimx.records import TextSpan

# What may follow the last full stop: marks that close, and signs such as those of an end.
_ENDED = re.compile(r"[.!?:;]\W*$|[”’»\")\]]\W*$")
_NUMBER = r"\d[\d,.]*"


def _truncated(subject: Subject, settings: Settings) -> Iterator[Hit]:
    text = subject.text
    end = len(text.rstrip())
    cut = _cut_off(tuple(settings["endings"])).search(text, 0, end)
    if cut is not None:
        yield _hit(subject, f"the text ends with “{cut[1]}”", cut.start(1), end)
        return
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    last = text[start:end]
    # A short last line is a heading, a name or a date, and needs no full stop.
    if len(last.split()) >= settings["min_words"] and not _ENDED.search(last):
        word = end - len(last.split()[-1])
        yield _hit(subject, "the text ends within a sentence", word, end)


def _boilerplate(subject: Subject, settings: Settings) -> Iterator[Hit]:
    """The first line of boilerplate in the last part of the text; one finding is enough."""
    text = subject.text
    lines = [match.span() for match in re.finditer(r"\S[^\r\n]*", text)]
    pattern = _beginnings(tuple(settings["phrases"]))
    for start, end in lines[1:][-settings["lines"] :]:
        found = pattern.match(text, start, end)
        if found is not None:
            yield _hit(subject, f"below the text stands “{found[0]}”", start, found.end())
            return


def _hit(subject: Subject, message: str, start: int, end: int) -> Hit:
    return Hit(subject.document.id, message, TextSpan.of(subject.text, start, end))


@cache
def _cut_off(more: tuple[str, ...]) -> re.Pattern[str]:
    endings = sorted((*load("lists")["cut_off"], *more), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(_ending, endings))})$", re.IGNORECASE)


def _ending(words: str) -> str:
    whole = r"(?<!\w)" if words[0].isalnum() else ""
    return whole + re.escape(words).replace(r"\#", _NUMBER)


@cache
def _beginnings(more: tuple[str, ...]) -> re.Pattern[str]:
    phrases = sorted((*load("lists")["boilerplate"], *more), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


TRUNCATED = Rule(
    code="CX108",
    name="truncated-text",
    level="warning",
    message="A text ends before its end",
    hint="fetch the whole text",
    explanation=page("CX108"),
    each=_truncated,
    settings=(("endings", ()), ("min_words", 6)),
    needs_text=True,
)
BOILERPLATE = Rule(
    code="CX109",
    name="boilerplate-tail",
    level="warning",
    message="Below a text stands what belongs to its page",
    hint="cut the text where the article ends",
    explanation=page("CX109"),
    each=_boilerplate,
    settings=(("phrases", ()), ("lines", 12)),
    needs_text=True,
)
