"""What a transcript holds beside the words that were said; offsets stay as they are."""

from __future__ import annotations

import re

from claimx.check.quotations.lists import DIRECTIONS, ROLES

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_SUBTITLE = re.compile(
    rf"^(?:\d+[ \t]*\r?\n)?{_TIME}[ \t]*-->[ \t]*{_TIME}.*$|\AWEBVTT.*$", re.MULTILINE
)
_BRACKETED = re.compile(
    rf"\[[^\[\]\n]{{0,80}}\]|\((?:{DIRECTIONS})\b[^()\n]{{0,60}}\)|\({_TIME}\)|\*\w+(?: \w+)?\*",
    re.IGNORECASE,
)
_AT_LINE = re.compile(
    rf"^[ \t]*(?:\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?|{_TIME}(?=[ \t]*$))", re.MULTILINE
)

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|President|Minister|Secretary|Senator|Judge)\.?"
_CAPITALS = r"[A-Z][A-Z.'’\-]*(?:[ \t]+[A-Z(][A-Z.,'’)\-]*){0,6}"
_NAME = r"[A-Z][\w.'’\-]*"
_AFTER = r"(?:[ \t]*\([^()\n]{0,40}\))?:(?=\s)"
_LABEL = re.compile(
    rf"""^[ \t>]*(?:
        (?:{_CAPITALS}){_AFTER}
      | (?:{_TITLE}(?:[ \t]+{_NAME}){{1,3}}){_AFTER}
      | (?:{_NAME}(?:[ \t]+{_NAME}){{1,3}}){_AFTER}
      | (?i:{ROLES})(?:{_AFTER}|(?<=\b[QA])\.(?=\s))
    )""",
    re.MULTILINE | re.VERBOSE,
)
# Where turns are not on lines of their own.
_LABEL_WITHIN = re.compile(rf"(?<=[.?!)\]—”\"])[ \t]+(?:>>[ \t]*)?{_CAPITALS}{_AFTER}")
_SHOUTED_LABEL = re.compile(
    rf"^[ \t]*(?:>>.*?:|(?i:{_TITLE}[ \t]+\S+|{ROLES}){_AFTER})", re.MULTILINE
)


def spoken(text: str) -> str:
    """``text`` with blanks for labels of speakers, stage directions and times.

    For a label there are line breaks, so that a sentence ends there.
    """
    text = _SUBTITLE.sub(_blank, text)
    if "[" in text or "(" in text or "*" in text:
        text = _BRACKETED.sub(_blank, text)
    text = _AT_LINE.sub(_blank, text)
    if text.isupper():  # capitals then tell no label
        return _SHOUTED_LABEL.sub(_turn, text)
    return _LABEL_WITHIN.sub(_turn, _LABEL.sub(_turn, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _turn(match: re.Match[str]) -> str:
    return "\n" * len(match[0])
