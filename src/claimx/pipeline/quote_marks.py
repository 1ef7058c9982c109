"""Which characters of a paragraph may be quotation marks, and which way each one faces.

A mark is judged by its glyph and by the characters on either side of the cluster of
marks it stands in, as the Unicode Standard describes them (chapter 6.2, "Quotation
Marks" and "Apostrophes"). Apostrophes, feet and inches are left out where the context
decides; where it does not, the mark is *weak* and the pairing decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a mark can do."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class Family(Enum):
    """Marks that close one another: ``“It is vital,"`` is a quote, however untidy."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    SINGLE_GUILLEMET = "single guillemet"


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible quotation mark.

    Attributes:
        start: offset of its first character, in code points.
        end: offset after its last character.
        glyph: the characters themselves.
        family: the marks it pairs with.
        role: whether it opens, closes, or does what is needed.
        sure: an opening mark that counts even where nothing closes it.
        weak: a closing mark that may as well be a possessive, a foot or an inch.
    """

    start: int
    end: int
    glyph: str
    family: Family
    role: Role
    sure: bool = False
    weak: bool = False


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "``", "''", "‘‘", "’’"], Family.DOUBLE),
    **dict.fromkeys(["'", "‘", "’", "‚", "‛", "`"], Family.SINGLE),
    **dict.fromkeys(["«", "»"], Family.GUILLEMET),
    **dict.fromkeys(["‹", "›"], Family.SINGLE_GUILLEMET),
}
OPENING_GLYPHS = frozenset(["“", "„", "‟", "``", "‘‘", "‘", "‚", "‛", "«", "‹"])
CLOSING_GLYPHS = frozenset(["”", "’’", "»", "›"])

# What may stand before an opening mark, and after a closing one, besides space.
BEFORE_OPENING = frozenset("([{<—–‒―-‐‑/=|*_")
AFTER_CLOSING = frozenset(".,;:!?…)]}>—–‒―-‐‑/|*_")

# Word lists of our own.
# fmt: off
# After an apostrophe that a tokenizer has cut off, or that follows a full stop (the U.S.'s):
CLITICS = frozenset([
    "s", "t", "d", "m", "re", "ve", "ll",
])
# Words that have lost their first letters, whatever stands before them:
ELIDED = frozenset([
    "em", "tis", "twas", "twere", "twill", "twould", "til", "n", "nuff", "tude",
])
# The same, but ordinary words too: elided only in the flow of a sentence (just 'cause …).
MAYBE_ELIDED = frozenset([
    "im", "er", "ello", "cause", "cos", "coz", "round", "bout", "cross", "neath",
    "gainst", "fore", "cept", "hood",
])
# Words that do not follow a possessive, so that s' before them closes a quote.
NOT_AFTER_POSSESSIVE = frozenset([
    "a", "an", "the", "this", "these", "those", "his", "her", "its", "their", "our", "my",
    "your", "he", "she", "it", "they", "we", "i", "you", "and", "or", "but", "nor", "so",
    "yet", "if", "as", "than", "then", "because", "while", "when", "where", "who",
    "which", "that", "to", "of", "in", "on", "at", "by", "for", "from", "with", "without",
    "into", "over", "under", "about", "after", "before", "during", "is", "are", "was",
    "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "not",
    "will", "would", "can", "could", "may", "might", "shall", "should", "must", "said",
    "says", "say", "told", "tells", "added", "wrote", "writes", "asked", "asks",
])
# fmt: on

_MARK = re.compile("``|''|‘‘|’’|[\"'“”„‟‘’‚‛«»‹›`]")
_WORD = re.compile(r"[^\W_]+")
_NEXT_WORD = re.compile(r"\s+([^\W_]+)")
_DECADE = re.compile(r"\d0s$")
_YEAR = re.compile(r"\d\d$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mark stands: its bounds, and the characters around its cluster."""

    text: str
    start: int
    end: int
    left: str
    right: str

    @property
    def may_open(self) -> bool:
        return not self.left or self.left.isspace() or self.left in BEFORE_OPENING

    @property
    def may_close(self) -> bool:
        return not self.right or self.right.isspace() or self.right in AFTER_CLOSING

    @property
    def inside_word(self) -> bool:
        return self.left.isalnum() and self.right.isalnum()

    @property
    def in_flow(self) -> bool:
        """Whether a word goes straight before, with nothing but space between."""
        before = self.text[max(self.start - 2, 0) : self.start]
        return len(before) == 2 and before[0].isalpha() and before[1].isspace()


def scan_marks(text: str, start: int, end: int) -> list[Mark]:
    """The possible quotation marks of one paragraph, in order.

    Args:
        text: the whole document.
        start: offset of the paragraph's first character, in code points.
        end: offset after its last character.
    """
    return [mark for place in _places(text, start, end) if (mark := _judge(place))]


def _places(text: str, start: int, end: int) -> Iterator[_Place]:
    cluster: list[re.Match[str]] = []
    for match in _MARK.finditer(text, start, end):
        if cluster and cluster[-1].end() != match.start():
            yield from _cluster_places(text, start, end, cluster)
            cluster = []
        cluster.append(match)
    if cluster:
        yield from _cluster_places(text, start, end, cluster)


def _cluster_places(
    text: str, start: int, end: int, cluster: list[re.Match[str]]
) -> Iterator[_Place]:
    first, last = cluster[0].start(), cluster[-1].end()
    left = text[first - 1] if first > start else ""
    right = text[last] if last < end else ""
    return (_Place(text, match.start(), match.end(), left, right) for match in cluster)


def _judge(place: _Place) -> Mark | None:
    glyph = place.text[place.start : place.end]
    if glyph == '"':
        return _straight_double(place, glyph)
    if glyph == "''":
        return None if place.inside_word else _straight_double(place, glyph)
    if glyph == "'":
        return _straight_single(place, glyph)
    if glyph == "’":
        return _closing_single(place, glyph)
    if glyph == "`":
        return _mark(place, glyph, Role.OPEN if place.right.isalnum() else Role.CLOSE)
    if glyph in CLOSING_GLYPHS:
        # At a paragraph's start, or after a space and before a letter, it is turned wrong.
        turned = not place.left or (place.may_open and not place.may_close)
        return _mark(place, glyph, Role.EITHER if turned else Role.CLOSE)
    return _opening(place, glyph)


def _mark(place: _Place, glyph: str, role: Role, *, sure: bool = False, weak: bool = False) -> Mark:
    return Mark(place.start, place.end, glyph, FAMILIES[glyph], role, sure, weak)


def _opening(place: _Place, glyph: str) -> Mark | None:
    if FAMILIES[glyph] is Family.SINGLE and (place.inside_word or _is_elision(place)):
        return None
    turned = place.may_close and not place.may_open
    return _mark(place, glyph, Role.CLOSE if turned else Role.OPEN, sure=not turned)


def _straight_double(place: _Place, glyph: str) -> Mark:
    if place.left.isdigit() and glyph == '"':
        return _mark(place, glyph, Role.CLOSE, weak=True)
    if place.may_open == place.may_close:
        return _mark(place, glyph, Role.EITHER)
    role = Role.OPEN if place.may_open else Role.CLOSE
    return _mark(place, glyph, role, sure=place.may_open)


def _straight_single(place: _Place, glyph: str) -> Mark | None:
    if not place.may_open:
        return _closing_single(place, glyph)
    if place.may_close:
        return _mark(place, glyph, Role.EITHER, weak=_is_possessive(place))
    if _is_elision(place):
        return None
    # Where nothing closes it, only the place of a quote tells it from an apostrophe.
    before = place.text[max(place.start - 2, 0) : place.start].rstrip()
    sure = (not place.left or before[-1:] in (",", ":")) and place.right.isupper()
    return _mark(place, glyph, Role.OPEN, sure=sure)


def _closing_single(place: _Place, glyph: str) -> Mark | None:
    if place.inside_word or (place.may_open and not place.may_close):
        return None
    if not place.may_close and _next_letters(place) in CLITICS:
        return None
    feet = glyph == "'" and place.left.isdigit()
    return _mark(place, glyph, Role.CLOSE, weak=feet or _is_possessive(place))


def _next_letters(place: _Place) -> str:
    match = _WORD.match(place.text, place.end)
    return match.group() if match else ""


def _is_elision(place: _Place) -> bool:
    """Whether a leading mark is an apostrophe: 'em, 'tis, the '90s, summer of '69."""
    word = _next_letters(place)
    lower = word.lower()
    if lower in ELIDED or word in CLITICS or _DECADE.match(lower):
        return True
    return place.in_flow and (word in MAYBE_ELIDED or bool(_YEAR.match(word)))


def _is_possessive(place: _Place) -> bool:
    """Whether a closing mark may be that of *the ministers' plan* or *nothin' to lose*."""
    following = _NEXT_WORD.match(place.text, place.end)
    if not following:
        return False
    before = place.text[max(place.start - 3, 0) : place.start].rstrip().lower()
    if before.endswith(("s", "z", "x")):
        return following[1].lower() not in NOT_AFTER_POSSESSIVE
    return len(before) == 3 and before.endswith("in") and before.isalpha()
