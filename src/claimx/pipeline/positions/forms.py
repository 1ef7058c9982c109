"""The shapes under which a token may stand in a lexicon: its lemma, and guesses at it.

A tagger's lemma is used where there is one; guesses by suffix stand beside it, so
that the rules also work on an untagged ``Doc`` and survive a wrong lemma.
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from claimx.pipeline import lexicons
from claimx.pipeline.lemmas import stems

_CURLY = str.maketrans("’‘", "''")


def forms_of(token: Token) -> frozenset[str]:
    """Every form, in lower case, by which ``token`` may be looked up."""
    lemma = token.lemma_.lower().translate(_CURLY)
    found = _guesses(token.lower_.translate(_CURLY)) | ({lemma} if lemma else frozenset())
    if token.tag_ == "RB" and token.head.tag_ == "VBN" and lemma.endswith("ly"):
        return found | _adjectives(lemma)
    return found


@lru_cache(maxsize=5_000)
def _adjectives(adverb: str) -> frozenset[str]:
    """What an adverb of manner is made of: *superbly kept* is superb."""
    stem = adverb.removesuffix("ly")
    found = {stem, stem + "le"} | ({stem[:-1] + "y"} if stem.endswith("i") else set())
    return frozenset(found - lexicons.words("words", "no_judging_adverbs"))


@lru_cache(maxsize=50_000)
def _guesses(word: str) -> frozenset[str]:
    found = {word}
    data = lexicons.load("words")
    irregular = data["irregular"].get(word) or data["irregular_nouns"].get(word)
    if irregular:
        found.add(irregular)
    elif word.isdigit() and len(word) == 4 and word.startswith("20"):
        found.add("20xx")
    elif len(word) > 3 and word.isascii():
        found.update(stems(word) - _function_words())
    found.update(form[:-3] + "ize" for form in tuple(found) if form.endswith("ise"))
    return frozenset(found)


@cache
def _function_words() -> frozenset[str]:
    """What no inflected word is a form of, though it may look so (*noted*, *willing*)."""
    return lexicons.words("words", "negators") | lexicons.words("words", "modals")
