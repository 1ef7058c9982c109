"""Documents that are there twice."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from claimx.check.rule import Context, Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.rules.shingles import Sketches, sketch_of
from claimx.check.subject import Subject


class _Ids:
    def __init__(self, _: Settings, __: Context) -> None:
        self._seen: set[str] = set()

    def add(self, subject: Subject) -> Iterator[Hit]:
        doc = subject.document.id
        if doc in self._seen:
            yield Hit(doc, f"another document has the id “{doc}” too")
        self._seen.add(doc)

    def finish(self) -> Iterator[Hit]:
        return iter(())


class _Texts:
    """Of each text only a hash is kept; white space and case make no other text."""

    def __init__(self, _: Settings, __: Context) -> None:
        self._first: dict[bytes, str] = {}

    def add(self, subject: Subject) -> Iterator[Hit]:
        words = subject.text.casefold().split()
        if not words:
            return
        key = _key(words)
        doc = subject.document.id
        first = self._first.setdefault(key, doc)
        if first is not doc:
            yield Hit(doc, f"has the same text as “{first}”")

    def finish(self) -> Iterator[Hit]:
        return iter(())


def _key(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _NearTexts:
    def __init__(self, settings: Settings, _: Context) -> None:
        self._least = settings["similarity"]
        self._min_words = settings["min_words"]
        self._known = Sketches(self._least)
        self._keys: list[bytes] = []

    def add(self, subject: Subject) -> Iterator[Hit]:
        words = subject.text.casefold().split()
        if len(words) < self._min_words:
            return
        doc = subject.document.id
        found = self._known.add(doc, sketch_of(words))
        self._keys.append(_key(words))
        # What is the same in every word is told by another rule.
        if found is not None and self._keys[found.number] != self._keys[-1]:
            percent = min(round(100 * found.similarity), 99)
            yield Hit(doc, f"is nearly the text of “{found.name}” (about {percent} % alike)")

    def finish(self) -> Iterator[Hit]:
        return iter(())


DUPLICATE_ID = Rule(
    code="CX103",
    name="duplicate-id",
    level="error",
    message="Two documents have one id",
    hint="give each its own id; claims of both go by it",
    explanation=page("CX103"),
    across=_Ids,
)
DUPLICATE_TEXT = Rule(
    code="CX104",
    name="duplicate-text",
    level="warning",
    message="Two documents have the same text",
    hint="keep one of them",
    explanation=page("CX104"),
    across=_Texts,
    needs_text=True,
)
NEAR_DUPLICATE = Rule(
    code="CX105",
    name="near-duplicate-text",
    level="suggestion",
    message="Two documents have nearly the same text",
    hint="keep the later version, or raise the setting “similarity”",
    explanation=page("CX105"),
    across=_NearTexts,
    settings=(("similarity", 0.8), ("min_words", 30)),
    needs_text=True,
)
