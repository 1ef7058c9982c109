"""Where the words of a ``Doc`` stand: sentences, paragraphs, quotation marks, headlines.

Everything is computed once, in one pass, and holds with or without a parse: a
``Doc`` that has sentence starts is read by them, any other by its punctuation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TypeAlias

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import QUOTES
from claimx.pipeline.words import model_words

#: A range of words, end exclusive.
Place: TypeAlias = tuple[int, int]

_STOPS = frozenset(".?!…")
_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")
# A title may leave its short words small; "said" tells a sentence full of names from it.
_LONG_WORD = 4
_HEADLINE_WORDS = 4
_LONGEST_COMPOUND = 6
_HEADLINE_SHARE = 0.9


class Layout:
    """The words of ``doc`` with what the rules ask of their places.

    White space is left out, so every index here is that of a word, not of a token;
    :meth:`words` and :meth:`bounds` lead over.

    Attributes:
        doc: the ``Doc``.
        tokens: the tokens that are words or marks.
        text: the words as written; ``lower``: in lower case.
        word: whether it is a word, not a mark.
        sentence, paragraph: the number of the sentence and of the paragraph of each.
        initial: whether it is the first word of its sentence.
        quoted: whether it stands between quotation marks.
        headline: whether it stands in a paragraph in title case.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._raw: str = doc.text
        found = model_words(doc)
        self.index: list[int] = found.index.tolist()
        self.tokens: list[Token] = [doc[i] for i in self.index]
        self.text: list[str] = found.words
        self.lower: list[str] = [text.lower() for text in self.text]
        self.word: list[bool] = [text[0].isalnum() for text in self.text]
        self.tagged: bool = doc.has_annotation("POS")
        self.parsed: bool = doc.has_annotation("DEP")
        self.pos: list[str] = [token.pos_ for token in self.tokens] if self.tagged else []
        self.breaks: list[bool] = found.breaks.tolist()
        self.paragraph: list[int] = list(accumulate(self.breaks))
        self.headline = self._headlines()
        self.sentence, self.initial = self._sentences()
        self.quoted = self._quoted()

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words within a range of tokens."""
        return bisect_left(self.index, start), bisect_left(self.index, end)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """The code points at which a range of words begins and ends in the text."""
        last = self.tokens[end - 1]
        return self.tokens[start].idx, last.idx + len(last)

    def slice(self, start: int, end: int) -> str:
        """A range of words as the text has it."""
        first, last = self.bounds(start, end)
        return self._raw[first:last]

    def touches(self, index: int) -> bool:
        """Whether nothing stands between a word and the one after it."""
        if index + 1 >= len(self):
            return False
        token = self.tokens[index]
        return bool(token.idx + len(token) == self.tokens[index + 1].idx)

    def __len__(self) -> int:
        return len(self.text)

    def compound(self, index: int) -> str:
        """The word that ends at a token, in lower case, with what a hyphen joins to it."""
        word = self.lower[index]
        first = self.compound_start(index)
        while index > first:
            index -= 2
            word = f"{self.lower[index]}-{word}"
        return word

    def compound_start(self, index: int) -> int:
        """The first token of the hyphenated word that ends at ``index``."""
        # A row of dashes is no word: four parts are enough.
        least = max(2, index - _LONGEST_COMPOUND)
        while index >= least and self.text[index - 1] == "-" and self.joined(index - 1):
            index -= 2
        return index

    def joined(self, index: int) -> bool:
        """Whether a token touches the one before it and the one after it."""
        return index > 0 and self.touches(index - 1) and self.touches(index)

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[index][0].isupper()

    def possessive(self, index: int) -> bool:
        """Whether the token at ``index`` is the mark of a genitive."""
        if not 0 <= index < len(self):
            return False
        text = self.lower[index]
        if text in {"'s", "’s"}:
            return True
        # A bare apostrophe is a genitive where it touches a plural before it.
        return (
            text in {"'", "’"}
            and index > 0
            and self.lower[index - 1].endswith("s")
            and self.touches(index - 1)
            and not self.touches(index)
        )

    def _sentences(self) -> tuple[list[int], list[bool]]:
        has_starts = self.doc.has_annotation("SENT_START")
        numbers: list[int] = []
        initial: list[bool] = []
        number, fresh, ended = 0, True, False
        for index, token in enumerate(self.tokens):
            # A closing mark after the stop still belongs to the sentence.
            opens = self.word[index] or self.text[index] in _OPENING or self._opens(index)
            starts = bool(token.is_sent_start) if has_starts else ended and opens
            starts = starts or (index > 0 and self.headline[index] != self.headline[index - 1])
            if index and (starts or self.breaks[index]):
                number, fresh, ended = number + 1, True, False
            numbers.append(number)
            first = fresh and self.word[index]
            initial.append(first)
            fresh = fresh and not first
            ended = ended or self.text[index] in _STOPS
        return numbers, initial

    def _quoted(self) -> list[bool]:
        flags = [False] * len(self)
        if QUOTES in self.doc.spans:
            for span in self.doc.spans[QUOTES]:
                start, end = self.words(span.start, span.end)
                flags[start:end] = [True] * (end - start)
            return flags
        depth, paragraph = False, 0
        for index, text in enumerate(self.text):
            if self.paragraph[index] != paragraph:
                depth, paragraph = False, self.paragraph[index]
            if text in _OPENING or (text in {"‘", "'"} and self._opens(index)):
                depth = True
            elif text in _CLOSING:
                depth = False
            elif text == '"':
                depth = not depth
            elif text in {"’", "'"} and not self.possessive(index):
                depth = False
            flags[index] = depth
        return flags

    def _opens(self, index: int) -> bool:
        if self.text[index] not in {'"', "'", "‘"}:
            return False
        return self.touches(index) and (index == 0 or not self.touches(index - 1))

    def _headlines(self) -> list[bool]:
        flags = [False] * len(self)
        for start, end in self._paragraphs():
            long = [i for i in range(start, end) if len(self.text[i]) >= _LONG_WORD]
            words = [i for i in long if self.text[i].isalpha()]
            capitals = sum(map(self.capital, words))
            if capitals >= max(_HEADLINE_WORDS, _HEADLINE_SHARE * len(words)):
                flags[start:end] = [True] * (end - start)
        return flags

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        starts = [index for index, breaks in enumerate(self.breaks) if breaks]
        yield from pairwise([*starts, len(self)])
