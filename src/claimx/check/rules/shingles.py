"""Texts that are nearly the same, found in time that grows with their number, not its square.

A text's *shingles* are all its runs of some words. The share of shingles that two texts have in
common is estimated by MinHash (Broder 1997) with one hash function: shingles fall into bins by
their hashes, and of each bin the least hash is kept; two texts agree in so many bins as their
shingles agree. An empty bin takes what the next one has (Shrivastava and Li 2014). Sketches are
looked up by bands of bins: texts that have a whole band in common are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

Sketch: TypeAlias = tuple[int, ...]

_WORDS = 4
# With 32 bands of 4, texts that are 80 % alike share one with a chance of 99.999 %, were bins
# as good as functions of their own; short texts fill fewer.
_BANDS = 32
_ROWS = 4
_BINS = _BANDS * _ROWS
# Spreads the sums over all of their bits (Knuth); texts that are alike have sums that are.
_SPREAD = 0x9E3779B97F4A7C15
_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Near:
    """A text that came before, its number, and about how much it is alike, from 0 to 1."""

    name: str
    number: int
    similarity: float


def sketch_of(words: Sequence[str]) -> Sketch:
    """The sketch of a text of at least one word."""
    data = [word.encode("utf-8", "surrogatepass") for word in words]
    least: dict[int, int] = {}
    for at in range(max(len(data) - _WORDS + 1, 1)):
        value = (crc32(b" ".join(data[at : at + _WORDS])) * _SPREAD & _BITS) >> 20
        number = value % _BINS
        if value < least.get(number, _BITS):
            least[number] = value
    return _filled(least)


def _filled(least: dict[int, int]) -> Sketch:
    """All bins; an empty one has what the next that is not has, and how far off that is."""
    found = [0] * _BINS
    # Twice around, so that the last bins can take from the first.
    value, away = 0, 0
    for number in range(2 * _BINS - 1, -1, -1):
        own = least.get(number % _BINS)
        value, away = (value, away + 1) if own is None else (own, 0)
        found[number % _BINS] = value + (away << 48)
    return tuple(found)


class Sketches:
    """The sketches of all texts so far."""

    def __init__(self, least: float) -> None:
        """``least`` is how much two texts must be alike, from 0 to 1."""
        self._least = least
        self._by_band: dict[tuple[int, Sketch], int] = {}
        self._known: list[tuple[str, Sketch]] = []

    def add(self, name: str, sketch: Sketch) -> Near | None:
        """Keep a text; the one before it that is most alike, None where none is enough."""
        bands = [(band, sketch[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)]
        near = self._nearest(sketch, {self._by_band[b] for b in bands if b in self._by_band})
        # One text for each band is enough, so that a heap of copies costs no more than one.
        for band in bands:
            self._by_band.setdefault(band, len(self._known))
        self._known.append((name, sketch))
        return near

    def _nearest(self, sketch: Sketch, numbers: Iterable[int]) -> Near | None:
        best: Near | None = None
        for number in sorted(numbers):
            name, other = self._known[number]
            share = sum(a == b for a, b in zip(sketch, other, strict=True)) / len(sketch)
            if share >= self._least and (best is None or share > best.similarity):
                best = Near(name, number, share)
        return best
