"""Whether two claims are about the same thing, as far as their words tell."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.contrasts.words import Phrase, read_phrase
from claimx.records import Claim

_SHARED = 0.5


def fullest(phrase: Phrase, others: Iterable[Phrase]) -> Phrase:
    """The fullest words that a document has for a thing: *the tunnel* is *the harbour tunnel*.

    ``phrase`` itself, where two of ``others`` say more and not the same (*the city's plan*,
    *the owner's plan*).
    """
    fuller = [o for o in others if o.head & phrase.head and phrase.shares(o) == len(phrase.words)]
    best = max(fuller, key=lambda other: len(other.words), default=phrase)
    one = all(other.shares(best) == len(other.words) for other in fuller)
    return best if one else phrase


def same_thing(one: Phrase, other: Phrase, *, one_document: bool) -> bool:
    """Whether two phrases have one head and share at least half of their words.

    One word alone is trusted within a document only, unless it is a name: *the plan* of one
    text is not that of another.
    """
    if not one.head & other.head:
        return False
    shared = one.shares(other)
    smaller, larger = sorted((len(one.words), len(other.words)))
    if shared < smaller and shared < _SHARED * (smaller + larger - shared):
        return False
    return shared > 1 or one_document or bool(one.names & other.names)


def same_content(one: Claim, other: Claim) -> bool:
    """Whether two claims about the same thing say the same of it, be it so or not so.

    Beside the target most words of the shorter content must stand in the other one.
    """
    mine, theirs = _beside_target(one), _beside_target(other)
    if not mine or not theirs:
        return not mine and not theirs
    if _numbers(mine) != _numbers(theirs):
        return False
    shared = sum(any(word & w for w in theirs) for word in mine)
    return shared > _SHARED * min(len(mine), len(theirs))


def _numbers(words: Iterable[frozenset[str]]) -> set[str]:
    return {form for word in words for form in word if form.isdigit()}


def _beside_target(claim: Claim) -> list[frozenset[str]]:
    content = read_phrase(claim.content.text)
    target = read_phrase(claim.position.target.text) if claim.position.target else None
    if content is None:
        return []
    known = target.words if target else ()
    return [word for word in content.words if not any(word & other for other in known)]
