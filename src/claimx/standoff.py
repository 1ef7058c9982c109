"""Lines of brat standoff: what stands where, and which of it belongs together.

``T`` lines name stretches of the text, ``E`` lines join them, ``A`` lines give what is joined its
values, ``#`` lines are notes; others are passed over. Offsets are code points, end exclusive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from claimx.errors import LineError

Bounds: TypeAlias = tuple[int, int]

_TEXT_BOUND = re.compile(r"T\d+$")
_EVENT = re.compile(r"E\d+$")
_ATTRIBUTE = re.compile(r"[AM]\d+$")
_NOTE = re.compile(r"#\d+$")
_NUMBER = re.compile(r"\d+$")
# Whatever ends a line to some program that reads lines: a span has to be cut there.
_LINE = re.compile("[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Event:
    """What belongs together.

    Attributes:
        key: its name in the file, ``E1``.
        where: the line at which it stands.
        roles: the fragments of each role, a number at the end of the role left out.
    """

    key: str
    where: str
    roles: dict[str, list[Bounds]]


@dataclass(frozen=True, slots=True)
class Standoff:
    """An annotated text.

    Attributes:
        events: in the order of the file.
        attributes: values by name, of each event.
        notes: of each event.
    """

    events: list[Event] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, str] = field(default_factory=dict)


def parse_standoff(lines: str, name: str, text: str | None = None) -> Standoff:
    """What an ``.ann`` file holds.

    Args:
        lines: the content of the file.
        name: what to call it in errors.
        text: what was annotated; given, the spans are checked against it.

    Raises:
        LineError: a span has no bounds, or is not what stands at them.
    """
    found = Standoff()
    spans: dict[str, list[Bounds]] = {}
    events: list[tuple[str, str, str]] = []
    for number, line in enumerate(lines.split("\n"), start=1):
        key, _, rest = line.rstrip("\r").partition("\t")
        where = f"{name}:{number}"
        if _TEXT_BOUND.match(key):
            spans[key] = _text_bound(rest, where, text)
        elif _EVENT.match(key):
            events.append((key, where, rest))
        elif _ATTRIBUTE.match(key):
            attribute, target, value = [*rest.split(" ", 2), "", ""][:3]
            found.attributes[target][attribute] = value
        elif _NOTE.match(key):
            place, _, note = rest.partition("\t")
            found.notes[place.partition(" ")[2]] = note
    # A file may name its spans after what joins them.
    found.events.extend(Event(key, where, _roles(rest, spans)) for key, where, rest in events)
    return found


def text_bound(label: str, spans: Sequence[Bounds], text: str) -> str:
    """``Content 12 20;25 31``, a tab, and the words: a ``T`` line without its name.

    A span is cut at the ends of lines, which is how brat has it.
    """
    pieces = [piece for span in spans for piece in in_lines(text, span)]
    places = ";".join(f"{start} {end}" for start, end in pieces)
    words = " ".join(text[start:end] for start, end in pieces)
    return f"{label} {places}\t{' '.join(words.splitlines())}"


def in_lines(text: str, span: Bounds) -> list[Bounds]:
    """The parts of ``span`` on each line of ``text``; itself where nothing is on any."""
    return [found.span() for found in _LINE.finditer(text, *span)] or [span]


def _text_bound(rest: str, where: str, text: str | None) -> list[Bounds]:
    bounds, _, words = rest.partition("\t")
    spans = _fragments(bounds, where)
    if text is not None:
        _refuse_other_words(spans, words, text, where)
    return spans


def _fragments(bounds: str, where: str) -> list[Bounds]:
    """The ranges of ``Content 12 20;25 31``."""
    _, _, ranges = bounds.partition(" ")
    try:
        pairs = [tuple(map(int, piece.split())) for piece in ranges.split(";")]
        return [(start, end) for start, end in pairs]
    except ValueError:
        raise LineError(
            f"“{bounds}” is no label with offsets", where=where, mend="such as: Source 12 20"
        ) from None


def _refuse_other_words(spans: list[Bounds], words: str, text: str, where: str) -> None:
    found = " ".join(text[start:end] for start, end in spans)
    # Line breaks stand as spaces in the file.
    if found.split() != words.split():
        raise LineError(
            f"“{words}” is not what stands in the text at its offsets",
            where=where,
            mend="offsets are code points, end exclusive; is it the text that was annotated?",
        )


def _roles(event: str, spans: dict[str, list[Bounds]]) -> dict[str, list[Bounds]]:
    """The fragments of each role of ``Attribution:T1 Source:T2 Content:T3 Content2:T4``."""
    roles: defaultdict[str, list[Bounds]] = defaultdict(list)
    for argument in event.split():
        role, _, key = argument.partition(":")
        roles[_NUMBER.sub("", role)] += spans.get(key, [])
    return roles
