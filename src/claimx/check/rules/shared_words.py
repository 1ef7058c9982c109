"""The same words in two mouths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from claimx.check.rule import Context, Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.subject import Subject

_WORD = re.compile(r"\w+")
_HONORIFICS = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "the"])


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: str
    doc: str


class _Quotes:
    """Of each long quote that has a named speaker a hash is kept, with the first who said it."""

    def __init__(self, settings: Settings, _: Context) -> None:
        self._min_words = settings["min_words"]
        self._first: dict[bytes, _Said] = {}

    def add(self, subject: Subject) -> Iterator[Hit]:
        doc = subject.document.id
        for claim in subject.result:
            name = claim.speaker.name
            if name is None:
                continue
            for quote in claim.quotes:
                words = _WORD.findall(quote.text.casefold())
                if len(words) < self._min_words:
                    continue
                first = self._first.setdefault(_key(words), _Said(name, doc))
                if not _may_be_one(name, first.speaker):
                    where = "" if first.doc == doc else f" in “{first.doc}”"
                    message = f"“{name}” has words here that “{first.speaker}” has{where}"
                    yield Hit(doc, message, quote, claim.id)

    def finish(self) -> Iterator[Hit]:
        return iter(())


def _key(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names may be one person's: all words of one in the other, or a last name."""
    ours, theirs = _name_words(name), _name_words(other)
    shorter, longer = sorted((ours, theirs), key=len)
    return set(shorter) <= set(longer)


def _name_words(name: str) -> list[str]:
    words = _WORD.findall(name.casefold())
    return [word for word in words if word not in _HONORIFICS] or words


SHARED_WORDS = Rule(
    code="CX207",
    name="same-words-two-speakers",
    level="warning",
    message="The same words are attributed to two speakers",
    hint="find out who said them",
    explanation=page("CX207"),
    across=_Quotes,
    settings=(("min_words", 8),),
)
