"""Text from tokens of the Penn Treebank's style, and where each token stands in it.

What a tokenizer cut is put together again by where white space usually stands; escapes
(``-LRB-``, two backticks) are the marks that they stand for, since the pipeline knows those.
Every token keeps a place of its own, so spans of tokens map to the text and back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimx.evaluation.tokens import CharRange

_MARKS = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}”’…']+|n['’]t|['’](?:s|m|d|re|ve|ll|em)", re.IGNORECASE)
_NO_SPACE_AFTER = re.compile(r"[(\[{“‘$£€#]+")


def detokenize(tokens: Sequence[str]) -> tuple[str, list[CharRange]]:
    """One line of text, and the characters of each token, end exclusive."""
    text, places = "", []
    space, straight_open = False, False
    for token in tokens:
        word = _MARKS.get(token, token.strip())
        closes = word == '"' and straight_open
        if space and word and not closes and not _NO_SPACE_BEFORE.fullmatch(word):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        if word == '"':
            straight_open = not straight_open
        opens = word == '"' and not closes
        if word:
            space = not opens and not _NO_SPACE_AFTER.fullmatch(word)
    return text, places
