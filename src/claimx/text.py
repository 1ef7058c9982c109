"""Text as given: how bytes become it, where an offset stands in it, how it is shown."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import Literal, TypeAlias

from claimx.errors import DecodingError

Errors: TypeAlias = Literal["strict", "replace"]

BYTE_ORDER_MARK = "\ufeff"
REPLACEMENT = "\ufffd"

OPENING_MARKS = frozenset("“‘«‹„‚")
CLOSING_MARKS = frozenset("”’»›")
STRAIGHT_MARKS = frozenset("\"'`")
QUOTATION_MARKS = OPENING_MARKS | CLOSING_MARKS | STRAIGHT_MARKS

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a terminal acts on: C0, DEL, C1, the marks that turn the direction of writing, and
# lone surrogates, which no terminal's encoding can hold.
_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def decode(
    data: bytes, *, encoding: str = "utf-8", errors: Errors = "strict", where: str | None = None
) -> str:
    """Bytes as text: a byte-order mark is dropped, line ends and all else are kept.

    Args:
        data: the bytes of a whole document.
        encoding: a codec of Python's.
        errors: ``strict`` refuses bytes that are no text, ``replace`` puts U+FFFD for them.
        where: what to call the bytes in an error, a path for instance.

    Raises:
        DecodingError: with the place of the first bad byte, counted from 0, and its line.
    """
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError as error:
        bad = data[error.start : error.start + 1].hex()
        breaks = data.count(b"\n", 0, error.start)
        line = f", line {breaks + 1}" if breaks else ""
        raise DecodingError(
            f"not {encoding}: byte {error.start} (0x{bad}{line}): {error.reason}",
            where=where,
            mend="name its --encoding, or use --errors replace",
        ) from None
    return text.removeprefix(BYTE_ORDER_MARK)


def is_encoding(name: str) -> bool:
    """Whether Python knows ``name`` as an encoding of text."""
    try:
        return isinstance("".encode(codecs.lookup(name).name), bytes)
    except (LookupError, UnicodeError, ValueError):
        return False


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate; the offsets stay the same."""
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def visible(text: str, *, keep: str = "") -> str:
    """``text`` with what a terminal would act on made visible instead.

    C0 controls and DEL become their pictures (``␛``), all others their number (``<U+009B>``).
    Characters of ``keep`` are left as they are.
    """
    return _ACTIVE.sub(lambda match: _show(match[0], keep), text)


def one_line(text: str) -> str:
    """``text`` on one line, each run of white space a single space, made visible."""
    return visible(" ".join(text.split()))


def _show(character: str, keep: str) -> str:
    if character in keep:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


class Lines:
    """Where the lines of a text begin; ``\\n``, ``\\r\\n`` and a lone ``\\r`` end one."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
