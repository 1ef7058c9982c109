"""Names what is different between a quotation and the words of a source that it is paired with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claimx.check.quotations.alignment import KIND_OF, Change, Difference
from claimx.check.quotations.chain import SCRAP, Pair, bracket_room
from claimx.check.quotations.gaps import (
    Gap,
    is_clause_edge,
    is_repetition,
    punctuation_changed,
    word_change,
)
from claimx.check.quotations.quote import Quote
from claimx.check.quotations.source import Source

# Where the source has so many more words than were put in for them, another passage begins.
_FAR = 8


@dataclass
class Comparison:
    """What a quotation and a source have in common, and what not.

    Attributes:
        difference: word by word.
        changes: all changes.
        passages: first and last word of the source, inclusive, of each passage.
        edits: words added, dropped or changed without a mark, at each place.
        lost: the weight of the quotation's words that the source has not.
        same_from: the first word of the last stretch that is the same.
        skipped: words of the source, by their index, that the quotation should have.
    """

    quote: Quote
    source: Source
    difference: list[Difference] = field(default_factory=list)
    changes: set[Change] = field(default_factory=set)
    passages: list[Pair] = field(default_factory=list)
    edits: list[int] = field(default_factory=list)
    lost: float = 0.0
    same_from: int = 0
    skipped: list[int] = field(default_factory=list)

    def note(self, op: Change, own: tuple[int, int], other: tuple[int, int]) -> None:
        """A stretch of the quotation, and of the source, that is not the same."""
        quoted = tuple(self.quote.words.slice(*own).split())
        said = tuple(self.source.words.slice(*other).split())
        self.changes.add(op)
        self.difference.append(Difference(op, quoted, said))
        if KIND_OF[op] == "altered":
            self.edits.append(max(own[1] - own[0], other[1] - other[0]))
            self.lost += self.quote.weights[own[1]] - self.quote.weights[own[0]]
            self.skipped += range(*other)

    def same(self, own: int) -> None:
        """A word of the quotation that is the same."""
        begun = bool(self.difference) and self.difference[-1].op == "same"
        if begun:
            self.difference.pop()
        else:
            self.same_from = own
        words = tuple(self.quote.words.slice(self.same_from, own + 1).split())
        self.difference.append(Difference("same", words, words))


def compare(quote: Quote, source: Source, pairs: Sequence[Pair]) -> Comparison:
    """What is different, given which words are the same (at least one pair)."""
    result = Comparison(quote, source)
    _before(result, pairs[0])
    _word(result, *pairs[0])
    start = pairs[0][1]
    solid = _solid(source, pairs)
    for left, right in pairwise(pairs):
        if _step(result, left, right, solid):
            result.passages.append((start, left[1]))
            start = right[1]
        _word(result, *right)
    result.passages.append((start, pairs[-1][1]))
    _after(result, pairs[-1])
    return result


def _solid(source: Source, pairs: Sequence[Pair]) -> set[Pair]:
    """Pairs that stand in a passage which is enough to be joined to another.

    That is three words side by side in both, or a whole sentence of the source.
    """
    found: set[Pair] = set()
    run: list[Pair] = []
    for pair in [*pairs, (-1, -1)]:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            whole = source.words.opens(run[0][1]) and source.words.opens(run[-1][1] + 1)
            if len(run) >= SCRAP or whole:
                found |= set(run)
            run = []
        run.append(pair)
    return found


def _word(result: Comparison, own: int, other: int) -> None:
    change = word_change(result.quote.words.exact(own), result.source.words.exact(other))
    if change is None:
        result.same(own)
    else:
        result.note(change, (own, own + 1), (other, other + 1))


def _step(result: Comparison, left: Pair, right: Pair, solid: set[Pair]) -> bool:
    """Notes what is between two pairs; whether another passage begins with the second."""
    gap = Gap(result.quote, result.source, left, right)
    if not gap.added and not gap.missed:
        _adjacent(result, gap)
        return False
    if gap.added:
        return _rewritten(result, gap)
    own, other = (right[0], right[0]), (left[1] + 1, right[1])
    if gap.elided:
        result.note("ellipsis", own, other)
        return True
    if gap.bracket and gap.missed <= bracket_room(gap.bracket):
        _insert(result, gap.bracket, other)
        return False
    if is_repetition(result.source.words, left[1], right[1]):
        result.note("cleaned", own, other)
        return False
    if {left, right} <= solid and is_clause_edge(result.source.words, left[1], right[1]):
        result.note("joined", own, other)
        return True
    result.note("dropped", own, other)
    return False


def _adjacent(result: Comparison, gap: Gap) -> None:
    """Two words that stand side by side in both: what stands between them."""
    if gap.bracket:
        if gap.bracket not in " ".join(gap.source_text.split()):
            _insert(result, gap.bracket, (0, 0))
        return
    own, other = gap.quote_hesitations, gap.source_hesitations
    if own != other:
        words = tuple(other), tuple(own)
        name: Change = "cleaned" if len(own) < len(other) else "added"
        result.changes.add(name)
        result.difference.append(Difference(name, words[1], words[0]))
        if name == "added":
            result.edits.append(1)
    elif punctuation_changed(gap):
        result.changes.add("punctuation")


def _rewritten(result: Comparison, gap: Gap) -> bool:
    """Words of the quotation that the source does not have there."""
    own = (gap.left[0] + 1, gap.right[0])
    other = (gap.left[1] + 1, gap.right[1])
    if gap.elided and gap.missed > gap.added:
        _rewritten_beside_ellipsis(result, own, other)
        return True
    change = gap.rewriting() if gap.missed else "added"
    if change != "insertion" and gap.bracket:
        _insert(result, gap.bracket, (0, 0))
    far = gap.missed > 2 * gap.added + _FAR
    result.note(change, own, other)
    return far


def _rewritten_beside_ellipsis(
    result: Comparison, own: tuple[int, int], other: tuple[int, int]
) -> None:
    """Other words before or after a mark of omission: as many of the source, the rest left out."""
    added = own[1] - own[0]
    if own[0] in result.quote.elided:
        result.note("ellipsis", (0, 0), (other[0], other[1] - added))
        result.note("changed", own, (other[1] - added, other[1]))
    else:
        result.note("changed", own, (other[0], other[0] + added))
        result.note("ellipsis", (0, 0), (other[0] + added, other[1]))


def _insert(result: Comparison, bracket: str, other: tuple[int, int]) -> None:
    said = tuple(result.source.words.slice(*other).split())
    result.changes.add("insertion")
    result.difference.append(Difference("insertion", tuple(bracket.split()), said))


def _before(result: Comparison, pair: Pair) -> None:
    """What the quotation has before the first word that is paired."""
    quote, source = result.quote, result.source
    bracket = quote.bracket(0, pair[0])
    if bracket and not _source_has(source, pair[1], bracket):
        _insert(result, bracket, (0, 0))
    if pair[0]:
        # As many words of the source, but none of another sentence.
        start = pair[1]
        while start > max(0, pair[1] - pair[0]) and not source.words.opens(start):
            start -= 1
        _end(result, (0, pair[0]), (start, pair[1]))


def _after(result: Comparison, pair: Pair) -> None:
    """What the quotation has after the last word that is paired."""
    quote, source = result.quote, result.source
    rest = len(quote.words) - pair[0] - 1
    stop = pair[1] + 1
    if rest:
        while stop <= pair[1] + rest and not source.words.opens(stop):
            stop += 1
        _end(result, (pair[0] + 1, len(quote.words)), (pair[1] + 1, stop))
    bracket = quote.bracket(pair[0] + 1, len(quote.words))
    if bracket and not _source_has(source, pair[1] + 1, bracket):
        _insert(result, bracket, (0, 0))
    end = quote.words.between(len(quote.words))
    said = source.words.between(stop)
    if not rest and any(mark in end and mark not in said for mark in "?!"):
        result.changes.add("punctuation")


def _source_has(source: Source, index: int, bracket: str) -> bool:
    words = source.words
    start = words.ends[index - 1] if index else 0
    end = words.starts[index] if index < len(words) else len(source.text)
    return bracket in " ".join(source.text[start:end].split())


def _end(result: Comparison, own: tuple[int, int], other: tuple[int, int]) -> None:
    gap = Gap(result.quote, result.source, (own[0] - 1, other[0] - 1), (own[1], other[1]))
    result.note(gap.rewriting() if gap.missed else "added", own, other)
