"""The article itself, with speakers, cues and contents coloured.

Where no colour can be seen (a pipe, a file, NO_COLOR) they stand in brackets instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TextIO

from rich.text import Text

from claimx.formats._console import console_for, failure_line, heading
from claimx.records import Claim, Failure, Result
from claimx.schema import Per
from claimx.text import visible


@dataclass(frozen=True, slots=True)
class _Look:
    name: str
    style: str
    opening: str
    closing: str


_CONTENT = _Look("content", "cyan", "{", "}")
_SPEAKER = _Look("speaker", "bold green", "[", "]")
_CUE = _Look("cue", "bold magenta", "<", ">")
_LOOKS = (_SPEAKER, _CUE, _CONTENT)


class ArticleWriter:
    """The text of each document, its claims marked in it, under a line that explains the marks."""

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        self._console = console_for(stream)
        self._many = many
        self._coloured = self._console.color_system is not None and not self._console.no_color
        self._explained = False

    def write(self, result: Result | Failure) -> None:
        if not self._explained:
            self._print(self._legend())
            self._explained = True
        if self._many or isinstance(result, Failure):
            self._print(heading(result.doc if isinstance(result, Failure) else result.document.id))
        self._print(failure_line(result) if isinstance(result, Failure) else self._article(result))
        self._stream.flush()

    def close(self) -> None:
        """Nothing stands at the end."""

    def _print(self, text: Text) -> None:
        # The terminal folds the lines; rich would take long over a text of megabytes.
        self._console.print(text, soft_wrap=True)

    def _legend(self) -> Text:
        if self._coloured:
            legend = Text(" ").join(Text(look.name, look.style) for look in _LOOKS)
        else:
            legend = Text(" ".join(look.opening + look.name + look.closing for look in _LOOKS))
        return legend.append("\n")

    def _article(self, result: Result) -> Text:
        text = result.document.text
        marks = sorted(_marks(result), key=lambda mark: (mark[0], -mark[1]))
        return _coloured(text, marks) if self._coloured else _bracketed(text, marks)


_Mark = tuple[int, int, _Look]


def _marks(result: Result) -> Iterator[_Mark]:
    for claim in result.claims:
        yield from _marks_of(claim)


def _marks_of(claim: Claim) -> Iterator[_Mark]:
    for span in claim.content.spans:
        yield span.start, span.end, _CONTENT
    if claim.speaker.start is not None and claim.speaker.end is not None:
        yield claim.speaker.start, claim.speaker.end, _SPEAKER
    if claim.cue is not None:
        yield claim.cue.start, claim.cue.end, _CUE


def _coloured(text: str, marks: list[_Mark]) -> Text:
    """Pieces between the edges of marks, each in the styles of the marks around it."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2])})
    article = Text()
    upcoming = 0
    around: list[_Mark] = []
    for left, right in pairwise(edges):
        around = [mark for mark in around if mark[1] > left]
        while upcoming < len(marks) and marks[upcoming][0] == left:
            around.append(marks[upcoming])
            upcoming += 1
        article.append(_shown(text[left:right]), " ".join(mark[2].style for mark in around))
    return article


def _bracketed(text: str, marks: list[_Mark]) -> Text:
    """Brackets at the edges of marks; at one place those that close come before new ones."""
    closing = sorted(
        ((end, -start, look.closing) for start, end, look in set(marks)), key=lambda it: it[:2]
    )
    opening = [(start, -end, look.opening) for start, end, look in dict.fromkeys(marks)]
    inserts = sorted(
        [(at, 0, order, sign) for order, (at, _, sign) in enumerate(closing)]
        + [(at, 1, order, sign) for order, (at, _, sign) in enumerate(opening)]
    )
    pieces, cursor = [], 0
    for at, _, _, sign in inserts:
        pieces += [text[cursor:at], sign]
        cursor = at
    return Text(_shown("".join([*pieces, text[cursor:]])))


def _shown(text: str) -> str:
    return visible(text.replace("\r\n", "\n"), keep="\n\t")
