"""Lemmas as classes: how to turn a form into its lemma by changing its end.

After the edit scripts of Chrupała et al. (2008), kept to suffixes, which is
nearly all that English needs; an irregular form is one long suffix.
"""

from __future__ import annotations

from functools import lru_cache


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


def with_known_ending(lemma: str, known: frozenset[str]) -> str:
    """A verb's lemma with or without its last *e*, by the longest known lemma that it ends in.

    A rule for an unseen form may be wrong in that letter: *downplaye* ends in no known
    verb, *downplay* in *play*.
    """
    if lemma in known:
        return lemma
    others = [lemma, lemma[:-1] if lemma.endswith("e") else lemma + "e"]
    return max(others, key=lambda other: _longest_ending(other, known))


def _longest_ending(lemma: str, known: frozenset[str]) -> int:
    return next((len(lemma) - i for i in range(len(lemma) - 2) if lemma[i:] in known), 0)
