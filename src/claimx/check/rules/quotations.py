"""Quotations against what was said."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.check.findings import Level
from claimx.check.quotations import Alignment, Kind, align, quotes_of
from claimx.check.rule import Context, Hit, Rule, Settings
from claimx.check.rules.lists import page, phrases
from claimx.check.subject import Subject
from claimx.records import Claim

# What is less bad than a quotation that was not said so; the others are as the rule is set.
_LEVELS: dict[Kind, Level] = {
    "cosmetic": "suggestion",
    "ellipsis": "suggestion",
    "insertion": "suggestion",
    "joined": "warning",
}
_MESSAGES: dict[Kind, str] = {
    "cosmetic": "differs from “{source}” in {changes}: {shown}",
    "ellipsis": "leaves words of “{source}” out, and says so: {shown}",
    "insertion": "has words in brackets that “{source}” does not have: {shown}",
    "joined": "joins what stands apart in “{source}”: {shown}",
    "altered": "is not what “{source}” has: {shown}",
    "not_found": "is in none of the sources",
}


class _Quotations:
    def __init__(self, settings: Settings, context: Context) -> None:
        self._sources = context.sources
        self._min_words = settings["min_words"]
        speakers = settings["speakers"]
        self._speakers = phrases(speakers) if speakers else None

    def add(self, subject: Subject) -> Iterator[Hit]:
        if self._sources is None:
            return
        # A quote within a claim that is told in another stands in both.
        told: set[tuple[int, int]] = set()
        for claim, quote in quotes_of(subject.result):
            bounds = quote.start, quote.end
            if bounds in told or len(quote.text.split()) < self._min_words:
                continue
            if not self._is_asked(claim):
                continue
            told.add(bounds)
            found = align(quote.text, self._sources)
            if found.kind != "verbatim":
                level = _LEVELS.get(found.kind)
                yield Hit(subject.document.id, _message(found), quote, claim.id, level)

    def finish(self) -> Iterator[Hit]:
        return iter(())

    def _is_asked(self, claim: Claim) -> bool:
        words = [word for word in (claim.speaker.name, claim.speaker.text) if word]
        if self._speakers is None:
            return bool(words)
        return any(self._speakers.search(word) for word in words)


def _message(found: Alignment) -> str:
    changes = ", ".join(sorted(found.changes))
    return _MESSAGES[found.kind].format(source=found.source, changes=changes, shown=found.show())


QUOTATION = Rule(
    code="CX208",
    name="quotation-not-in-source",
    level="error",
    message="A quotation is not what its source has",
    hint="quote the source word for word, or take the quotation marks away",
    explanation=page("CX208"),
    across=_Quotations,
    settings=(("min_words", 3), ("speakers", ())),
)
