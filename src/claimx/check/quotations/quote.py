"""A quotation as it is printed: its words, and the marks of what was left out or put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from claimx.check.quotations.lists import DIRECTIONS
from claimx.check.quotations.words import Words, is_content

_DOTS = r"(?:…|\.(?:\s?\.){2,})"
_ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}\.?")
# Letters in brackets within a word: [T]he, want[s].
_WITHIN_WORD = re.compile(r"\[([^\W\d_]+)\](?=[^\W\d_])|(?<=[^\W\d_])\[([^\W\d_]+)\]")
_BRACKET = re.compile(
    rf"\[[^\[\]]*\](?:['’]s\b)?|\((?:{DIRECTIONS})\b[^()]{{0,60}}\)", re.IGNORECASE
)

# A word that says nothing by itself is worth this much of one that does.
FUNCTION_WEIGHT = 0.4


@dataclass(frozen=True)
class Quote:
    """A quotation.

    Attributes:
        words: the words outside brackets.
        elided: words before which an ellipsis stands, without the first: what stands before
            a quotation is left out of every one.
        brackets: what stands in brackets, by the word that follows.
        completed: words with letters in brackets, with the letters outside.
    """

    words: Words
    elided: frozenset[int]
    brackets: dict[int, str]
    completed: dict[int, str]

    @classmethod
    def of(cls, text: str) -> Quote:
        text, inner = _completed(text)
        dots = [match.start() for match in _ELLIPSIS.finditer(text)]
        text = _ELLIPSIS.sub(_blank, text)
        found = [(match.start(), match[0]) for match in _BRACKET.finditer(text)]
        words = Words(_BRACKET.sub(_blank, text))
        brackets: dict[int, str] = {}
        for start, bracket in found:
            index = bisect_left(words.starts, start)
            brackets[index] = f"{brackets[index]} {bracket}" if index in brackets else bracket
        elided = {bisect_left(words.starts, start) for start in dots} - {0, len(words)}
        completed = {
            index: inner[start] for index, start in enumerate(words.starts) if start in inner
        }
        return cls(words, frozenset(elided), brackets, completed)

    @cached_property
    def content(self) -> list[bool]:
        """Whether each word says something by itself."""
        return [is_content(key) for key in self.words.keys]

    @cached_property
    def weights(self) -> list[float]:
        """The weight of all words before each, and of all."""
        sums = [0.0]
        for says in self.content:
            sums.append(sums[-1] + (1.0 if says else FUNCTION_WEIGHT))
        return sums

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Words that should stand side by side in the source."""
        keys = self.words.keys
        marked = self.elided | self.brackets.keys()
        found = {f"{keys[i - 1]} {keys[i]}" for i in range(1, len(keys)) if i not in marked}
        return frozenset(found)

    def marked(self, first: int, last: int) -> bool:
        """Whether an ellipsis stands before one of the words ``first`` to ``last`` (inclusive)."""
        return any(first <= index <= last for index in self.elided)

    def bracket(self, first: int, last: int) -> str:
        """What stands in brackets before the words ``first`` to ``last`` (inclusive)."""
        return " ".join(
            text for index, text in sorted(self.brackets.items()) if first <= index <= last
        )


def _completed(text: str) -> tuple[str, dict[int, str]]:
    """The text without brackets within words; where such words begin, with their other letters."""
    inner: dict[int, str] = {}
    while match := _WITHIN_WORD.search(text):
        start, end = match.span()
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        whole = text[start : match.start()] + (match[1] or match[2]) + text[match.end() : end]
        inner[start] = text[start : match.start()] or text[match.end() : end]
        text = text[:start] + whole + text[end:]
    return text, inner


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
