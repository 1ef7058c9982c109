"""Looks a quotation up in what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from claimx.check.quotations.alignment import KIND_OF, KINDS, Alignment, Change, kind_of
from claimx.check.quotations.chain import Pair, passages
from claimx.check.quotations.compare import Comparison, compare
from claimx.check.quotations.quote import FUNCTION_WEIGHT, Quote
from claimx.check.quotations.source import Source
from claimx.check.quotations.words import is_content
from claimx.records import TextSpan

# Places of the same words that are compared for how they look.
_PLACES = 50
# Sources that are aligned, of those that have the most in common with a quotation: so many, and
# none with less than this share of its pairs of words.
_SOURCES, _SHARE = 4, 0.25
# And those that have as much as the last of them, up to so many in all.
_EQUALS = 16
# A source with less than this share of what the first has is not looked at either.
_OF_FIRST = 0.6
# With fewer of its words in one source, a quotation is not even altered.
_PAIRED = 0.5
# Of all words, and of those that say something, so many are the same in a quotation that was
# altered. With less, half of the sentence is somebody else's: it is another one.
_ALTERED = 0.6
# So many words that say something, unless a single word was changed: with less, any talk of the
# subject has them somewhere.
_WORDS = 3
# Or so many side by side, two of which say something.
_RUN = 5
# With a single word changed, this many content words, or words, are enough.
_FEW_CONTENT, _FEW = 2, 4
# A quotation is told from its passage with so much of both the same.
_SIMILAR = 0.5

_NOTHING = Alignment("not_found", None, (), (), frozenset(), 0.0)
_EMPTY = Alignment("verbatim", None, (), (), frozenset(), 1.0)


def align(quote: str, sources: Sequence[Source]) -> Alignment:
    """Where one of the sources holds a quotation, and what is different.

    All of it has to stand in one source. Punctuation at both ends is the article's, but for an
    added question or exclamation mark. A quotation without a word is in every source: it is
    ``verbatim`` with no source.

    Args:
        quote: the words between the quotation marks.
        sources: what was said; of equals the first counts.
    """
    parsed = Quote.of(quote)
    if not parsed.words:
        return _EMPTY
    ranked = _ranked(parsed, sources)
    best = _NOTHING
    for found in _exact(parsed, [source for share, source in ranked if share == 1]):
        best = _better(best, found)
        if best.kind == "verbatim":
            return best
    if best.kind == "not_found":
        least = max(_OF_FIRST * ranked[0][0], ranked[:_SOURCES][-1][0]) if ranked else 1.0
        for share, source in ranked[:_EQUALS]:
            if share < least or best.kind not in ("altered", "not_found"):
                break
            best = _better(best, _closest(parsed, source))
    return best


def _ranked(quote: Quote, sources: Sequence[Source]) -> list[tuple[float, Source]]:
    """Sources with the share of the quotation's pairs of words that they hold, most first."""
    pairs = quote.pairs
    ranked = []
    for source in sources:
        if pairs:
            share = len(pairs & source.pairs) / len(pairs)
        else:
            share = sum(key in source.places for key in quote.words.keys) / len(quote.words)
        if share >= _SHARE:
            ranked.append((share, source))
    return sorted(ranked, key=lambda item: -item[0])


def _exact(quote: Quote, sources: Sequence[Source]) -> Iterator[Alignment]:
    """Places where the words stand side by side; only quotations without an omission have them."""
    if quote.elided:
        return
    keys = quote.words.keys
    for source in sources:
        for place in islice(source.find(keys), _PLACES):
            pairs = [(index, place + index) for index in range(len(keys))]
            yield _alignment(compare(quote, source, pairs))


def _closest(quote: Quote, source: Source) -> Alignment:
    pairs = passages(quote, source)
    if len(pairs) < _PAIRED * len(quote.words) or not pairs:
        return _NOTHING
    comparison = compare(quote, source, pairs)
    result = _alignment(comparison)
    if result.kind != "altered":
        return result
    moved = _reordered(quote, source)
    if moved:
        changes: frozenset[Change] = frozenset(
            {"reordered", *(change for change in result.changes if KIND_OF[change] != "altered")}
        )
        return replace(result, spans=_spans(source, moved), changes=changes)
    if _is_altered(comparison, pairs, result.similarity):
        return result
    return Alignment("not_found", None, (), (), frozenset(), result.similarity)


def _alignment(comparison: Comparison) -> Alignment:
    changes = frozenset(comparison.changes)
    similarity = _similarity(comparison)
    return Alignment(
        kind_of(changes),
        comparison.source.name,
        _spans(comparison.source, comparison.passages),
        tuple(comparison.difference),
        changes,
        similarity,
    )


def _spans(source: Source, found: Sequence[Pair]) -> tuple[TextSpan, ...]:
    words = source.words
    return tuple(
        TextSpan.of(source.text, words.starts[first], words.ends[last]) for first, last in found
    )


def _similarity(comparison: Comparison) -> float:
    """Words that are the same, of both, by weight."""
    if not any(KIND_OF[change] == "altered" for change in comparison.changes):
        return 1.0
    total = comparison.quote.weights[-1]
    source = comparison.source.words
    missed = sum(
        1.0 if is_content(source.keys[index]) else FUNCTION_WEIGHT for index in comparison.skipped
    )
    same = total - comparison.lost
    return round(2 * same / (same + missed + total), 4)


def _is_altered(comparison: Comparison, pairs: Sequence[Pair], similarity: float) -> bool:
    """Whether so much is the same that the quotation is this passage and no other."""
    quote = comparison.quote
    content = sum(quote.content)
    same = sum(quote.content[index] for index, _ in pairs)
    if comparison.edits == [1]:
        return same >= _FEW_CONTENT or len(pairs) >= _FEW
    if len(pairs) < _ALTERED * len(quote.words) or same < _ALTERED * content:
        return False
    return similarity >= _SIMILAR and (same >= _WORDS or _has_run(quote, pairs))


def _has_run(quote: Quote, pairs: Sequence[Pair]) -> bool:
    """Whether words enough stand side by side in both."""
    for index in range(len(pairs) - _RUN + 1):
        (first, place), last = pairs[index], pairs[index + _RUN - 1]
        whole = last == (first + _RUN - 1, place + _RUN - 1)
        if whole and sum(quote.content[first : last[0] + 1]) >= _FEW_CONTENT:
            return True
    return False


def _reordered(quote: Quote, source: Source) -> list[Pair]:
    """Where the sentences of a quotation stand, if all do but in another order."""
    words = quote.words
    cuts = {0, len(words), *quote.elided, *filter(words.opens, range(1, len(words)))}
    order = sorted(cuts)
    places: list[Pair] = []
    for first, last in pairwise(order):
        place = next(source.find(words.keys[first:last]), None) if last - first >= _WORDS else None
        if place is None:
            return []
        places.append((place, place + last - first - 1))
    return places if len(places) > 1 and places != sorted(places) else []


def _better(one: Alignment, other: Alignment) -> Alignment:
    """The better of two, the first of equals."""

    def rank(found: Alignment) -> tuple[int, int, float]:
        return KINDS.index(found.kind), len(found.changes), -found.similarity

    return min(one, other, key=rank)
