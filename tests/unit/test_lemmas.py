from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.pipeline.lemmas import (
    apply_rule,
    known_verb,
    suffix_rule,
)


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("said", "say", "l2+y"),
        ("Said", "say", "l2+y"),
        ("mill", "mill", "l0+"),
        ("mills", "mill", "l1+"),
        ("denied", "deny", "l3+y"),
        ("children", "child", "l3+"),
        ("went", "go", "l4+go"),
        ("Obama", "Obama", "k0+"),
        ("Greens", "Green", "k1+"),
        ("’s", "be", "l2+be"),
    ],
)
def test_a_rule_changes_the_end_of_a_form(form: str, lemma: str, rule: str) -> None:
    assert suffix_rule(form, lemma) == rule
    assert apply_rule(form, rule) == lemma


def test_a_rule_serves_other_forms() -> None:
    assert apply_rule("REPLIED", suffix_rule("denied", "deny")) == "reply"
    assert apply_rule("Odu", suffix_rule("Obama", "Obama")) == "Odu"


def test_a_rule_that_does_not_fit_leaves_the_form() -> None:
    assert apply_rule("a", "l3+y") == "a"
    assert apply_rule("Ox", "l2+") == "ox"


def test_a_lemma_may_hold_a_plus_sign() -> None:
    assert apply_rule("plus", suffix_rule("plus", "+")) == "+"


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_rule_gives_back_the_lemma_that_it_was_made_of(form: str, lemma: str) -> None:
    assert apply_rule(form, suffix_rule(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "better"),
    [
        ("downplayed", "downplaye", "downplay"),
        ("overstated", "overstat", "overstate"),
        ("slammed", "slamm", "slam"),
        ("Denouncing", "denounc", "denounce"),
        ("mocked", "mocke", "mock"),
        ("played", "play", "play"),
        ("blorged", "blorge", "blorge"),
    ],
)
def test_an_unseen_verb_is_or_ends_as_a_known_one(form: str, lemma: str, better: str) -> None:
    known = frozenset({"play", "state", "slam", "denounce", "mock"})
    assert known_verb(form, lemma, known) == better
