"""The rules, one module a subject; :data:`RULES` has them by their codes.

A rule is a :class:`claimx.check.rule.Rule` with a page of its own in ``pages/``; what words it
looks for stands in ``lists.toml``. A code is never given to another rule.
"""

from __future__ import annotations

from claimx.check.rule import Rule
from claimx.check.rules import (
    basic,
    duplicates,
    endings,
    gates,
    marks,
    quotations,
    regression,
    shared_words,
    speakers,
    wording,
)

__all__ = ["RULES"]

#: In the order of their codes.
RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        basic.UNDECODABLE,
        basic.EMPTY,
        duplicates.DUPLICATE_ID,
        duplicates.DUPLICATE_TEXT,
        duplicates.NEAR_DUPLICATE,
        marks.UNBALANCED,
        marks.MIXED,
        endings.TRUNCATED,
        endings.BOILERPLATE,
        speakers.WITHOUT_SPEAKER,
        speakers.PRONOUN,
        speakers.ANONYMOUS,
        speakers.ONE_SOURCE,
        wording.LOADED,
        wording.NOT_VERBATIM,
        shared_words.SHARED_WORDS,
        quotations.QUOTATION,
        regression.MISSING,
        regression.NEW,
        gates.GATE,
        gates.DRIFT,
    )
}
