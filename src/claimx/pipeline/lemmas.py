"""Lemmas as classes: how to turn a form into its lemma by changing its end.

After the edit scripts of Chrupała et al. (2008), kept to suffixes, which is
nearly all that English needs; an irregular form is one long suffix.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiou")


def suffix_rule(form: str, lemma: str) -> str:
    """The rule that turns ``form`` into ``lemma``: ``l2+y`` cuts two and adds *y*.

    The first letter says whether the form is lowered first (``l``) or kept (``k``).
    """
    lowered = lemma == lemma.lower()
    base = form.lower() if lowered else form
    shared = 0
    for ours, theirs in zip(base, lemma, strict=False):
        if ours != theirs:
            break
        shared += 1
    return f"{'l' if lowered else 'k'}{len(base) - shared}+{lemma[shared:]}"


@lru_cache(maxsize=65536)
def apply_rule(form: str, rule: str) -> str:
    """The lemma that ``rule`` makes of ``form``; a rule longer than the form leaves it."""
    base = form.lower() if rule[0] == "l" else form
    cut, _, suffix = rule[1:].partition("+")
    kept = len(base) - int(cut)
    if kept < 0 or not base[:kept] + suffix:
        return base
    return base[:kept] + suffix


def known_verb(form: str, lemma: str, known: frozenset[str]) -> str:
    """The lemma of a verb's form: as it is where it is known, or a known one near it.

    A rule for an unseen form may be wrong in its last letters: *slamm* is *slam*, as the form
    *slammed* has it; *downplaye* ends in no known verb, *downplay* in *play*.
    """
    if lemma in known:
        return lemma
    if found := stems(form.lower()) & known:
        return max(sorted(found), key=len)
    others = [lemma, lemma[:-1] if lemma.endswith("e") else lemma + "e"]
    return max(others, key=lambda other: _longest_ending(other, known))


def _longest_ending(lemma: str, known: frozenset[str]) -> int:
    return next((len(lemma) - i for i in range(len(lemma) - 2) if lemma[i:] in known), 0)


def stems(word: str) -> set[str]:
    """What ``word``, in lower case, may be a regular form of."""
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
