"""Names that are known beforehand make the entity scores a little surer of their kind.

A gazetteer beside a learned tagger (Ratinov and Roth 2009, *Design challenges and
misconceptions in named entity recognition*). Of well-known names there are few in the
training texts, and no news among those; so what a name is has to come from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from claimx.pipeline.decode import log_softmax
from claimx.pipeline.lexicons import names
from claimx.pipeline.model_files import FloatArray

Form: TypeAlias = tuple[str, ...]
Names: TypeAlias = dict[str, list[tuple[Form, str, str]]]

#: The kind of the names in each lexicon.
LEXICONS = {
    "organisations": "ORG",
    "places": "LOC",
    "gazetteer": "LOC",
    "given_names": "PER",
}
#: Added to the log chance of a known name's kind. On Universal NER's dev set 1 to 2 do
#: about as well.
TRUST = 1.0


def words_of(name: str) -> list[str]:
    """A name of a lexicon in words, as the tokenizer parts them."""
    return name.replace("'", " '").replace("-", " - ").split()


def form_of(words: Iterable[str]) -> Form:
    """Words in lower case, by which names are compared."""
    return tuple(word.lower() for word in words)


def with_known_names(words: Sequence[str], scores: FloatArray, labels: Sequence[str]) -> FloatArray:
    """``scores`` with the longest known names, from left to right, made more likely.

    A name counts only where its first word has a capital, or has none in the list (*al-Qaeda*);
    one in capitals (*WHO*) only where that is in capitals.

    Args:
        words: the document's words.
        scores: log probabilities (words, labels); they are left as they are.
        labels: O, then B and I of each kind in turn.

    Returns:
        Log probabilities of the same shape.
    """
    known, found = _known_names(), scores.copy()
    lower, place = form_of(words), 0
    while place < len(words):
        count, kind = _longest(known, words, lower, place)
        if kind:
            begin = labels.index(f"B-{kind}")
            found[place, begin : begin + 2] += TRUST  # or it goes on: New | York
            found[place + 1 : place + count, begin + 1] += TRUST
        place += count
    return log_softmax(found)


def _longest(known: Names, words: Sequence[str], lower: Form, place: int) -> tuple[int, str]:
    """The number of words of the longest name that begins at ``place``, and its kind."""
    for form, written, kind in known.get(lower[place], ()):
        if lower[place : place + len(form)] == form and _looks_like(words[place], written):
            return len(form), kind
    return 1, ""


def _looks_like(word: str, written: str) -> bool:
    return word == written or (word != word.lower() and not written.isupper())


@cache
def _known_names() -> Names:
    """By first word: each name in lower case, its first word as written, and its kind."""
    known: Names = defaultdict(list)
    for lexicon, kind in LEXICONS.items():
        for name in names(lexicon):
            words = words_of(name)
            form = form_of(words)
            known[form[0]].append((form, words[0], kind))
    for alike in known.values():
        alike.sort(key=lambda item: -len(item[0]))
    return dict(known)
