"""Pairs of quotation marks, over paragraphs, however broken.

Quotes are found in the characters, not the tokens, since a tokenizer may cut marks
anywhere. Each paragraph is read by itself, with a stack of open marks, in time that
grows with its length. An opening mark that nothing closes ends at the paragraph's end,
or where the same mark opens anew; a closing mark that nothing opened is ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from claimx.pipeline.quote_marks import Family, Mark, Role, scan_marks

# An apostrophe after s ends a quote that a straight mark began only if it is as near as
# the end of a scare quote ('heroes' welcomed); farther off, both are apostrophes.
_WEAK_REACH = 80
# Lines of a text broken by hand or by mail programs are no longer than this.
_WRAP_LIMIT = 120

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ONE_BREAK = frozenset(["\n", "\r\n", "\r"])
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch; offsets are code points, ends exclusive.

    Attributes:
        start: offset of the opening mark.
        end: offset after the closing mark.
        inner_start: offset of the first character after the opening mark.
        inner_end: offset of the closing mark; where there is none, the same as ``end``.
        depth: how many quotes it stands in; 0 for one that stands in none.
        closed: whether a mark closes it.
        continues: whether its paragraph ends with it open, and the next one opens it again.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool


def find_quotes(text: str) -> list[Quote]:
    """The quotes of a text, in order of their start, the outer before the inner.

    A quote over several paragraphs is one ``Quote`` a paragraph. Empty quotes are left out.
    """
    found: list[Quote] = []
    unclosed: list[_Open] = []
    limit = 0
    for start, end in paragraphs(text):
        marks = scan_marks(text, start, end)
        reopened = _reopen(unclosed, marks, start)
        found += _unclosed_quotes(unclosed, reopened, limit)
        pairing = _Pairing(text, end)
        pairing.read(marks)
        found += pairing.quotes
        unclosed, limit = pairing.stack, end
    found += _unclosed_quotes(unclosed, set(), limit)
    return list(_with_depth(found))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of the paragraphs, without the white space around them.

    A line is a paragraph, except in a text whose lines are wrapped: there a blank line,
    or a line that had room for the next one's first word, ends it.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    width = _wrap_width(text, lines)
    start: int | None = None
    for line, after in zip_longest(lines, lines[1:]):
        start = line[0] if start is None else start
        if after is None or not _runs_on(text, line, after, width):
            yield _strip(text, start, line[1])
            start = None


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width that the lines were wrapped to; 0 where each is a whole paragraph."""
    width = max((end - start for start, end in lines), default=0)
    if width > _WRAP_LIMIT:
        return 0
    ends = [line for line, after in pairwise(lines) if text[line[1] : after[0]] in _ONE_BREAK]
    cut = sum(not _SENTENCE_END.search(text[start:end]) for start, end in ends)
    return width if cut * 2 > len(ends) else 0


def _runs_on(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether a line ends only because the next one's first word had no room on it."""
    if not width or text[line[1] : after[0]] not in _ONE_BREAK:
        return False
    word = text[after[0] : after[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    end = _strip_end(text, end)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _strip_end(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


@dataclass(slots=True)
class _Open:
    """A mark that waits to be closed, and where, if ever, the same one opened inside it."""

    mark: Mark
    again: int | None = None


@dataclass(slots=True)
class _Pairing:
    """The marks of one paragraph, paired; ``stack`` is what its end leaves open."""

    text: str
    end: int
    quotes: list[Quote] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    _open: Counter[Family] = field(default_factory=Counter)
    _closers: Counter[Family] = field(default_factory=Counter)

    def read(self, marks: list[Mark]) -> None:
        """Pair all the marks of the paragraph."""
        self._closers.update(mark.family for mark in marks if mark.role is not Role.OPEN)
        for mark, ahead in zip(marks, _next_roles(marks), strict=True):
            if mark.role is Role.OPEN:
                self._push(mark)
                continue
            self._closers[mark.family] -= 1
            if self._open[mark.family]:
                self._close(mark, ahead)
            elif mark.role is Role.EITHER:
                self._push(mark)
            elif mark.glyph == "''":
                self._close_two_singles(mark)
        self._end_reopened()

    def _push(self, mark: Mark) -> None:
        if self.stack:
            top = self.stack[-1]
            if top.again is None and top.mark.glyph == mark.glyph and mark.sure:
                top.again = mark.start
        self.stack.append(_Open(mark))
        self._open[mark.family] += 1

    def _close(self, mark: Mark, ahead: Role | None) -> None:
        top = self.stack[-1].mark
        crossing = top.family is not mark.family
        if mark.weak and (ahead is Role.CLOSE or _out_of_reach(top, mark)):
            return
        if crossing and mark.family is Family.SINGLE and self._closers[top.family] > 0:
            # Within another quote that is still to be closed it is an apostrophe.
            return
        limit = _strip_end(self.text, mark.start) if crossing else mark.start
        while (opened := self._pop()).mark.family is not mark.family:
            self._end_unclosed(opened, limit)
        if mark.glyph != "`" and opened.mark.end < mark.start:
            self.quotes.append(_quote(opened.mark, mark.start, mark.end, closed=True))

    def _close_two_singles(self, mark: Mark) -> None:
        """``''`` where no double quote is open: the end of one single quote, or of two."""
        middle = mark.start + 1
        halves = ((mark.start, middle), (middle, mark.end))
        for start, end in halves:
            if self._open[Family.SINGLE]:
                self._close(Mark(start, end, "'", Family.SINGLE, Role.CLOSE), None)

    def _pop(self) -> _Open:
        opened = self.stack.pop()
        self._open[opened.mark.family] -= 1
        return opened

    def _end_unclosed(self, opened: _Open, limit: int) -> None:
        """End a quote at ``limit``, or where the same mark opened anew: it wasn't inside."""
        if opened.again is not None:
            limit = _strip_end(self.text, opened.again)
        self.quotes += _unclosed_quotes([opened], set(), limit)

    def _end_reopened(self) -> None:
        for opened in self.stack:
            if opened.again is not None:
                self._end_unclosed(opened, self.end)
        self.stack = [opened for opened in self.stack if opened.again is None]


def _out_of_reach(opened: Mark, mark: Mark) -> bool:
    return opened.glyph in ("'", "`") and mark.start - opened.end > _WEAK_REACH


def _next_roles(marks: list[Mark]) -> list[Role | None]:
    """For each mark, what the next certain one of its family does.

    For single marks, what comes after the end of the double quote they stand in is no
    guide, and what stands in a double quote between is skipped.
    """
    roles: list[Role | None] = []
    ahead: dict[Family, Role | None] = {}
    outside: list[Role | None] = []
    for mark in reversed(marks):
        roles.append(ahead.get(mark.family))
        if mark.weak or mark.role is Role.EITHER:
            continue
        ahead[mark.family] = mark.role
        if mark.family is not Family.SINGLE:
            if mark.role is Role.CLOSE:
                outside.append(ahead.get(Family.SINGLE))
                ahead[Family.SINGLE] = None
            else:
                ahead[Family.SINGLE] = outside.pop() if outside else None
    return roles[::-1]


def _reopen(unclosed: list[_Open], marks: list[Mark], start: int) -> set[int]:
    """Match a paragraph's first marks with those left open; the matched become sure.

    Returns the indexes of the open ones that go on.
    """
    matched: set[int] = set()
    place, candidate = start, 0
    for index, mark in enumerate(marks):
        if mark.start != place or mark.role is Role.CLOSE:
            break
        while candidate < len(unclosed) and unclosed[candidate].mark.family is not mark.family:
            candidate += 1
        if candidate == len(unclosed):
            break
        matched.add(candidate)
        candidate += 1
        marks[index] = replace(mark, role=Role.OPEN, sure=True)
        place = mark.end
    return matched


def _unclosed_quotes(unclosed: Iterable[_Open], reopened: set[int], limit: int) -> Iterator[Quote]:
    for index, item in enumerate(unclosed):
        if (item.mark.sure or index in reopened) and item.mark.end < limit:
            yield _quote(item.mark, limit, limit, closed=False, continues=index in reopened)


def _quote(mark: Mark, inner_end: int, end: int, *, closed: bool, continues: bool = False) -> Quote:
    return Quote(mark.start, end, mark.end, inner_end, 0, closed, continues)


def _with_depth(quotes: list[Quote]) -> Iterator[Quote]:
    around: list[int] = []
    for quote in sorted(quotes, key=lambda item: (item.start, -item.end)):
        while around and around[-1] <= quote.start:
            around.pop()
        yield replace(quote, depth=len(around))
        around.append(quote.end)
