"""Which passages of a source a quotation is made of: pairs of words, in the order of both.

Stretches that are the same are found over the index, chained for the least that was left out or
changed, and what lies between two of them is compared word by word.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from heapq import nlargest
from itertools import pairwise
from typing import TypeAlias

from claimx.check.quotations.quote import Quote
from claimx.check.quotations.source import Source
from claimx.check.quotations.words import Words

Pair: TypeAlias = tuple[int, int]
#: First word of the quotation, first word of the source, number of words.
Block: TypeAlias = tuple[int, int, int]

# Stretches that are chained, of each quotation; the heaviest count.
_BLOCKS = 24
# A single word begins a passage only where the source has it no more often than this.
_RARE = 3
# What a word that was left out, put in or changed costs, in content words, and what it costs at
# most to go on elsewhere: less than a passage of three words that say something.
_STEP, _JUMP = 0.3, 2.5
# A marked omission costs little; a far one a little more.
_MARKED, _FAR_MARKED = 0.2, 1.0
#: So near do scraps of a quotation, under three words, stand: anything can be found further off.
NEAR = 50
SCRAP = 3
# Between two places that are otherwise the same the nearer one counts, and the one that looks it.
_DISTANCE, _LOOKS = 1e-6, 1e-3
# Around what was changed, the source is looked at for this many more words.
_MARGIN = 3


def passages(quote: Quote, source: Source) -> list[Pair]:
    """The words of a quotation with those of the source that they are, by their index."""
    blocks = nlargest(
        _BLOCKS + len(quote.words) // 3,
        _blocks(quote, source),
        key=lambda block: (_weight(quote, block), -block[1]),
    )
    return _filled(quote, source, _best_chain(quote, source, sorted(blocks)))


def bracket_room(bracket: str) -> int:
    """How many words of the source a bracket may stand for."""
    return max(6, 2 * len(bracket.split()) + 2) if bracket else 0


def _weight(quote: Quote, block: Block) -> float:
    return quote.weights[block[0] + block[2]] - quote.weights[block[0]]


def _blocks(quote: Quote, source: Source) -> list[Block]:
    """All stretches that are the same and go no further."""
    found: list[Block] = []
    runs: dict[int, int] = {}  # last word of a stretch in the source: number of its words
    for index, key in enumerate([*quote.words.keys, ""]):
        cut = index in quote.elided  # a stretch ends there, even if the source goes on
        longer = {
            place: (0 if cut else runs.pop(place - 1, 0)) + 1
            for place in source.places.get(key, ())
        }
        for place, length in runs.items():
            block = (index - length, place - length + 1, length)
            if length > 1 or _is_rare(quote, source, index - 1):
                found.append(block)
        runs = longer
    return found


def _is_rare(quote: Quote, source: Source, index: int) -> bool:
    return quote.content[index] and len(source.places[quote.words.keys[index]]) <= _RARE


def _best_chain(quote: Quote, source: Source, blocks: list[Block]) -> list[Pair]:
    scores: list[float] = []
    steps: list[tuple[int, int]] = []  # block before, words that both have
    for index, block in enumerate(blocks):
        own = _weight(quote, block) + _LOOKS * _looks(quote.words, source.words, block)
        best, step = own, (-1, 0)
        for before in range(index):
            if blocks[before][1] >= block[1] or scores[before] + own <= best:
                continue
            joined = _join(quote, blocks[before], block)
            if joined and scores[before] + own - joined[0] > best:
                best, step = scores[before] + own - joined[0], (before, joined[1])
        scores.append(best)
        steps.append(step)
    pairs: list[Pair] = []
    index = max(range(len(blocks)), key=scores.__getitem__, default=-1)
    while index >= 0:
        first, place, length = blocks[index]
        index, overlap = steps[index]
        pairs += [(first + k, place + k) for k in reversed(range(overlap, length))]
    return pairs[::-1]


def _looks(own: Words, other: Words, block: Block) -> int:
    first, place, length = block
    return sum(own.exact(first + k) == other.exact(place + k) for k in range(length))


def _join(quote: Quote, before: Block, block: Block) -> tuple[float, int] | None:
    """The cost of going on from one block to another, and the words that both have."""
    end, stop = before[0] + before[2], before[1] + before[2]
    overlap = max(end - block[0], stop - block[1], 0)
    if overlap >= block[2] or block[0] <= before[0] or block[1] <= before[1]:
        return None
    first, place = block[0] + overlap, block[1] + overlap
    shared = quote.weights[first] - quote.weights[block[0]] + _DISTANCE * (place - stop)
    return shared + _gap_cost(quote, end, first, place - stop), overlap


def _gap_cost(quote: Quote, end: int, first: int, skipped: int) -> float:
    if quote.elided and quote.marked(end, first):
        return _MARKED if skipped <= NEAR else _FAR_MARKED
    missing = abs(skipped - (first - end))
    if quote.brackets and skipped <= bracket_room(quote.bracket(end, first)):
        return _MARKED
    return min(_STEP * missing, _JUMP)


def _filled(quote: Quote, source: Source, chain: list[Pair]) -> list[Pair]:
    """The pairs with those between and around them."""
    if not chain:
        return []
    filled: list[Pair] = []
    left = (-1, -1)
    for pair in [*chain, (len(quote.words), len(source.words))]:
        if pair[0] - left[0] > 1 and pair[1] - left[1] > 1:
            filled += _between(quote, source, left, pair)
        if pair[0] < len(quote.words):
            filled.append(pair)
        left = pair
    return filled


def _between(quote: Quote, source: Source, left: Pair, right: Pair) -> list[Pair]:
    """Pairs of the words between two pairs, piece by piece as ellipses cut them."""
    first, last = left[0] + 1, right[0]
    cuts = sorted({first, last, *(i for i in quote.elided if first <= i <= last)})
    low, high = left[1] + 1, right[1]
    found: list[Pair] = []
    for start, end in pairwise(cuts):
        at_left = left[0] >= 0 and start == first and start not in quote.elided
        at_right = right[0] < len(quote.words) and end == last and end not in quote.elided
        if at_left or at_right or len(cuts) == 2:
            pairs = _near(quote, source, (start, end), (low, high), (at_left, at_right))
        else:
            pairs = _whole(quote, source, (start, end), (low, high), left[0] >= 0 or bool(found))
        found += pairs
        low = found[-1][1] + 1 if found else low
    return found


def _near(
    quote: Quote, source: Source, part: Pair, room: Pair, at: tuple[bool, bool]
) -> list[Pair]:
    """Pairs of a part with the words of the source that stand beside its neighbours."""
    low, high = room
    reach = part[1] - part[0] + _MARGIN
    if not any(at):  # a piece at an end of the quotation, after or before an ellipsis
        whole = _whole(quote, source, part, room, part[0] > 0)
        if whole or part[0] in quote.elided or part[1] in quote.elided:
            return whole
        at = (part[0] > 0, part[1] < len(quote.words))
    places = set(range(low, min(low + reach, high))) if at[0] else set()
    places |= set(range(max(high - reach, low), high)) if at[1] else set()
    order = sorted(places)
    own, other = quote.words.keys[slice(*part)], [source.words.keys[k] for k in order]
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    return [
        (part[0] + block.a + k, order[block.b + k])
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
    ]


def _whole(quote: Quote, source: Source, part: Pair, room: Pair, after: bool) -> list[Pair]:
    """Pairs of a piece between ellipses that stands as it is in this room of the source."""
    low, high = room
    if part[1] - part[0] < SCRAP:
        low, high = (low, min(high, low + NEAR)) if after else (max(low, high - NEAR), high)
    keys = quote.words.keys[slice(*part)]
    found = list(source.find(keys, low, high))
    if not found:
        return []
    place = found[0] if after else found[-1]
    return [(part[0] + k, place + k) for k in range(len(keys))]
