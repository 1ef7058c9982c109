"""Edges of spans: from the model's cut to the guidelines' (GUIDELINES, section 2).

The model keeps *that*, quotation marks and the final stop within a content, as PolNeAR
does; a reader wants the words alone. All offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from claimx.text import CLOSING_MARKS, OPENING_MARKS, QUOTATION_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Doc

Bounds: TypeAlias = tuple[int, int]

# Layers of marks and punctuation that are peeled off an edge; text that has more is no text.
_ROUNDS = 8
_EDGE_PUNCTUATION = frozenset(",.;:–—")
_COMPLEMENTIZER = re.compile(r"that\b(?!\s*[’'])\s*,?\s*(?=\S)", re.IGNORECASE)
_PAIRS = {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“”", "‚": "‘’"}


def trim_content(doc: Doc, text: str, first: int, last: int) -> Bounds | None:
    """Character bounds of the words of a content fragment given in tokens of ``doc``.

    Leaves out a leading *that*, outer quotation marks, and commas, stops, colons and dashes
    at the edges; a stop that belongs to an abbreviation stays. None where no word is left.
    """
    if first >= last:
        return None
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    whole_word_end = _abbreviation_end(doc, first, last)
    for _ in range(_ROUNDS):
        before = (start, end)
        start, end = _strip_spaces(text, start, end)
        start, end = _strip_punctuation(text, start, end, whole_word_end)
        start, end = _strip_marks(text, start, end)
        match = _COMPLEMENTIZER.match(text, start, end)
        if match and _is_complementizer(doc, start):
            start = match.end()
        if (start, end) == before:
            break
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def trim_edges(text: str, start: int, end: int, *, also: str = "") -> Bounds | None:
    """``start``, ``end`` without white space, and characters of ``also``, at the edges."""
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return (start, end) if start < end else None


def marks_off(text: str, start: int, end: int) -> Bounds | None:
    """Bounds of a quoted stretch without the quotation marks around it."""
    while start < end and (text[start] in QUOTATION_MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in QUOTATION_MARKS or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def _abbreviation_end(doc: Doc, first: int, last: int) -> int:
    """End of the last word, which keeps a stop of its own ("U.S."); what follows may go."""
    for index in range(last - 1, first - 1, -1):
        token = doc[index]
        if any(map(str.isalnum, token.text)):
            return int(token.idx + len(token))
    return -1


def _is_complementizer(doc: Doc, start: int) -> bool:
    """Whether the *that* at ``start`` only joins; a demonstrative is part of the content.

    Where nothing is tagged every leading *that* is taken to join, which it mostly does.
    """
    span = doc.char_span(start, start + 4)
    if span is None:
        return False
    token = span[0]
    if token.pos_:
        return bool(token.pos_ not in {"PRON", "DET"} or token.dep_ in {"mark", "ref"})
    return True


def _strip_spaces(text: str, start: int, end: int) -> Bounds:
    return trim_edges(text, start, end) or (start, start)


def _strip_punctuation(text: str, start: int, end: int, word_end: int) -> Bounds:
    while start < end and text[start] in _EDGE_PUNCTUATION:
        start += 1
    while end > start and end != word_end and text[end - 1] in _EDGE_PUNCTUATION:
        end -= 1
    return start, end


def _strip_marks(text: str, start: int, end: int) -> Bounds:
    """Without the marks that enclose the whole, or whose partners stand outside of it."""
    if end - start < 1:
        return start, end
    first, last = text[start], text[end - 1]
    if end - start > 1 and _opens(first) and _closes(last) and _enclose(text, start, end):
        return start + 1, end - 1
    if _opens(first) and not _has_closing(text, start, end):
        return start + 1, end
    if _closes(last) and not _has_opening(text, start, end):
        return start, end - 1
    return start, end


def _opens(mark: str) -> bool:
    return mark in OPENING_MARKS or mark in "\"'`"


def _closes(mark: str) -> bool:
    return mark in CLOSING_MARKS or mark in "\"'"


def _partners(mark: str) -> str:
    return _PAIRS.get(mark, "'" if mark == "`" else mark)


def _enclose(text: str, start: int, end: int) -> bool:
    """Whether the first and the last mark are partners, and no pair ends and begins between."""
    partners = _partners(text[start])
    if text[end - 1] not in partners:
        return False
    depth = 0
    same = text[start] in partners
    for offset in range(start, end):
        if same:
            depth += _is_mark(text, offset) and text[offset] == text[start]
            continue
        depth += text[offset] == text[start]
        depth -= text[offset] in partners and _is_mark(text, offset)
        if depth == 0 and offset < end - 1:
            return False
    return depth == 2 if same else True


def _has_closing(text: str, start: int, end: int) -> bool:
    partners = _partners(text[start])
    return any(
        text[offset] in partners and _is_mark(text, offset) for offset in range(start + 1, end)
    )


def _has_opening(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    return any(
        last in _partners(text[offset]) and _is_mark(text, offset)
        for offset in range(start, end - 1)
        if text[offset] in QUOTATION_MARKS
    )


def _is_mark(text: str, offset: int) -> bool:
    """A quotation mark and no apostrophe: none that stands between two letters."""
    if text[offset] not in "'’‘":
        return True
    before = text[offset - 1] if offset else " "
    after = text[offset + 1] if offset + 1 < len(text) else " "
    return not (before.isalnum() and after.isalnum())
