"""Which claim of one set is which of another, about the same document.

Offsets shift where a text changed, so it is the words that count: the same content in the same
place first, then the same words, then at least half of the words shared, the most alike before all
others and, of equals, those with the same cue.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from claimx.records import Claim

Pair: TypeAlias = tuple[Claim, Claim]
_Numbered: TypeAlias = tuple[str, int]

_WORD = re.compile(r"\w+")
_LEAST_SHARED = 0.5


def paired(
    old: Sequence[Claim], new: Sequence[Claim]
) -> tuple[list[Pair], list[Claim], list[Claim]]:
    """Pairs of claims of one document, and what is left of the old ones and of the new ones."""
    pairs: list[Pair] = []
    left, right = list(old), list(new)
    keys: tuple[Callable[[Claim], Hashable], ...] = (
        lambda claim: (claim.content.spans, _cue(claim), claim.speaker.text),
        lambda claim: (claim.content.spans, _cue(claim)),
        lambda claim: claim.content.spans,
        lambda claim: (_words(claim), _cue(claim), claim.speaker.text),
        lambda claim: (_words(claim), _cue(claim)),
        _words,
    )
    for key in keys:
        found, left, right = _equal(left, right, key)
        pairs += found
    found, left, right = _alike(left, right)
    return pairs + found, left, right


def _equal(
    old: list[Claim], new: list[Claim], key: Callable[[Claim], Hashable]
) -> tuple[list[Pair], list[Claim], list[Claim]]:
    """Pairs of the same key, in their order."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, claim in enumerate(new):
        waiting[key(claim)].append(index)
    pairs, left, taken = [], [], set()
    for claim in old:
        places = waiting.get(key(claim))
        if places:
            index = places.popleft()
            taken.add(index)
            pairs.append((claim, new[index]))
        else:
            left.append(claim)
    return pairs, left, [claim for index, claim in enumerate(new) if index not in taken]


def _alike(old: list[Claim], new: list[Claim]) -> tuple[list[Pair], list[Claim], list[Claim]]:
    """Pairs that share at least half of their words, the most alike first."""
    before = [_numbered(_words(claim)) for claim in old]
    after = [_numbered(_words(claim)) for claim in new]
    ranked = []
    for i, j, shared in _shared(before, after):
        share = 2 * shared / (len(before[i]) + len(after[j]))
        if share >= _LEAST_SHARED:
            ranked.append((-share, _cue(old[i]) != _cue(new[j]), abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    found = [(old[i], new[j]) for i, j in sorted(pairs.items())]
    return (
        found,
        [claim for i, claim in enumerate(old) if i not in pairs],
        [claim for j, claim in enumerate(new) if j not in taken],
    )


def _numbered(words: Sequence[str]) -> list[_Numbered]:
    """Each word with how often it stood before, so that a repeated one counts again."""
    seen: Counter[str] = Counter()
    found = []
    for word in words:
        found.append((word, seen[word]))
        seen[word] += 1
    return found


def _shared(
    old: list[list[_Numbered]], new: list[list[_Numbered]]
) -> Iterator[tuple[int, int, int]]:
    """The places of two that share words, and how many; an index spares the many that do not."""
    index: defaultdict[_Numbered, list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        for word in words:
            index[word].append(j)
    for i, words in enumerate(old):
        shared = Counter(chain.from_iterable(index.get(word, ()) for word in words))
        for j, count in shared.items():
            yield i, j, count


def _words(claim: Claim) -> tuple[str, ...]:
    """The words of the content; where there are none, what it is instead."""
    text = claim.content.text.casefold()
    return tuple(_WORD.findall(text)) or (text,)


def _cue(claim: Claim) -> str | None:
    return folded(claim.cue.text if claim.cue else None)


def folded(text: str | None) -> str | None:
    """``text`` with single spaces: one that was only wrapped anew says the same."""
    return None if text is None else " ".join(text.split())
