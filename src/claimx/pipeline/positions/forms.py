"""The shapes under which a token may stand in a lexicon: its lemma, and guesses at it.

A tagger's lemma is used where there is one; guesses by suffix stand beside it, so
that the rules also work on an untagged ``Doc`` and survive a wrong lemma.
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from claimx.pipeline import lexicons

_VOWELS = frozenset("aeiou")
_CURLY = str.maketrans("’‘", "''")


def forms_of(token: Token) -> frozenset[str]:
    """Every form, in lower case, by which ``token`` may be looked up."""
    lemma = token.lemma_.lower().translate(_CURLY)
    return _guesses(token.lower_.translate(_CURLY)) | ({lemma} if lemma else frozenset())


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
        found.update(_stems(word) - _function_words())
    found.update(form[:-3] + "ize" for form in tuple(found) if form.endswith("ise"))
    return frozenset(found)


@cache
def _function_words() -> frozenset[str]:
    """What no inflected word is a form of, though it may look so (*noted*, *willing*)."""
    return lexicons.words("words", "negators") | lexicons.words("words", "modals")


def _stems(word: str) -> set[str]:
    if word.endswith(("ies", "ied")):
        return {word[:-3] + "y", word[:-1]}
    if word.endswith("es"):
        return {word[:-1], word[:-2]}
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return {word[:-1]}
    for suffix in ("ing", "ed"):
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 1:
            return {stem, stem + "e"} | _undoubled(stem)
    return set()


def _undoubled(stem: str) -> set[str]:
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    return {stem[:-1]} if doubled else set()
