"""Whether a text is plainly not English; no more than a warning hangs on it."""

from __future__ import annotations

import re

from claimx.records import Document, Failure

# The commonest English function words that no large language of the Latin script shares as
# a common word of its own (so not "in", "was", "is", "of", "he", "me", "die"). In running
# English every fifth word or more is one of these.
_FUNCTION_WORDS = (
    "about after and are been but by could for from had has have his how if its it not "
    "said she should that the their them there they this to were what when which while who "
    "will with would you your "
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_SAMPLE = 20_000
_FEWEST_WORDS = 25
_SMALLEST_SHARE = 0.05
_FEWEST_LETTERS = 40
_WORD = re.compile(r"[^\W\d_]+")


def language_doubt(item: Document | Failure) -> str | None:
    """What to say of a document that is plainly not English, None of all others."""
    if isinstance(item, Document) and plainly_not_english(item.text):
        return f"{item.id}: does not look like English"
    return None


def plainly_not_english(text: str) -> bool:
    """True where the beginning of ``text`` is long enough to tell and is not English.

    A text in another script is known by its letters, one in the Latin script by the lack
    of English function words.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    letters = sum(map(len, words))
    if letters >= _FEWEST_LETTERS:
        foreign = sum(1 for word in words for letter in word if letter > "\u024f")
        if foreign > letters / 2:
            return True
    if len(words) < _FEWEST_WORDS:
        return False
    known = sum(word in FUNCTION_WORDS for word in words)
    return known / len(words) < _SMALLEST_SHARE
