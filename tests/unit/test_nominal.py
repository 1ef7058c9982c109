"""Claims of nouns: criticism that was drawn, conclusions that somebody came to."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.nominal import CONFIDENCE, add_nominal
from parsed import Told, claim, parsed, told

FROM = "from/ADP/case>farmers farmers/NOUN/nmod>{0}"
FOR = "for/ADP/case>price its/PRON/nmod:poss>price price/NOUN/nmod>{0}"
DREW = "the/DET/det>plan plan/NOUN/nsubj>{0} {0}={1}/VERB/ROOT {2}"


def added(marked: str, *items: Attribution) -> list[Told]:
    doc = parsed(marked)
    return [told(doc, item) for item in add_nominal(doc, items)]


def drew(*after: str, verb: str = "drew", lemma: str = "draw", noun: str = "criticism") -> str:
    object_ = f"{noun}/NOUN/obj>{verb}"
    return " ".join([DREW.format(verb, lemma, object_), *after]).format(noun)


def test_who_criticises_stands_after_from() -> None:
    assert added(drew(FROM)) == [("farmers", "criticism", ["the plan"])]


def test_what_is_criticised_stands_after_for() -> None:
    expected = [(None, "criticism for", ["its price"])]
    assert added(drew(FOR)) == expected
    assert added(drew(FOR, FROM)) == [("farmers", "criticism for", ["its price"])]


def test_what_is_praised_may_be_an_act() -> None:
    act = "for/SCONJ/mark>lifting lifting/VERB/acl>praise prices/NOUN/obj>lifting"
    assert added(drew(act, noun="praise")) == [(None, "praise for", ["lifting prices"])]


def test_praise_for_one_thing_and_criticism_for_another() -> None:
    act = "for/SCONJ/mark>lifting lifting/VERB/acl>praise prices/NOUN/obj>lifting"
    other = (
        "and/CCONJ/cc>criticism criticism/NOUN/conj>lifting for/ADP/case>delays "
        "delays/NOUN/nmod>criticism"
    )
    assert added(drew(act, other, noun="praise")) == [
        (None, "praise for", ["lifting prices"]),
        (None, "criticism for", ["delays"]),
    ]


def test_an_adjective_belongs_to_the_cue() -> None:
    text = DREW.format("met", "meet", "with/ADP/case>comments angry/ADJ/amod>comments")
    expected = [("farmers", "angry comments", ["the plan"])]
    assert added(f"{text} comments/NOUN/obl>met {FROM.format('comments')}") == expected


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(drew(), id="nobodys-about-nothing"),
        pytest.param(drew(FROM, verb="wrote", lemma="write"), id="no-verb-of-receiving"),
        pytest.param(drew(FROM, noun="water"), id="no-noun-of-judging"),
    ],
)
def test_other_verbs_and_nouns_are_none(marked: str) -> None:
    assert added(marked) == []


def test_the_receiver_is_not_who_criticises() -> None:
    doc = parsed(drew(FOR))
    wrong = claim(doc, "the plan", "drew criticism for", "its price")
    assert [told(doc, item) for item in add_nominal(doc, [wrong])] == [
        (None, "criticism for", ["its price"])
    ]


def test_what_the_model_found_already_stays() -> None:
    doc = parsed(drew(FROM))
    known = claim(doc, "farmers", "criticism", "the plan")
    assert add_nominal(doc, [known]) == [known]


CLAUSE = "that/SCONJ/mark>works it/PRON/nsubj>works works/VERB/{0}>{1}"


def concluded(label: str = "acl", head: str = "conclusion") -> str:
    verb = "Odu/PROPN/nsubj>came came=come/VERB/ROOT to/ADP/case>conclusion"
    noun = "the/DET/det>conclusion conclusion/NOUN/obl>came"
    return f"{verb} {noun} {CLAUSE.format(label, head)}"


@pytest.mark.parametrize(("label", "head"), [("acl", "conclusion"), ("advcl", "came")])
def test_the_verbs_subject_thinks_what_the_nouns_clause_says(label: str, head: str) -> None:
    expected = [("Odu", "came to the conclusion", ["that it works"])]
    assert added(concluded(label, head)) == expected


def test_the_subject_may_stand_before_another_verb() -> None:
    text = concluded().replace("came=come/VERB/ROOT", "left=leave/VERB/ROOT and/CCONJ/cc>came {}")
    text = text.replace("nsubj>came", "nsubj>left").format("came=come/VERB/conj>left")
    assert added(text) == [("Odu", "came to the conclusion", ["that it works"])]


def test_whose_belief_it_is() -> None:
    text = f"Odu/PROPN/nmod:poss>belief ’s/PART/case>Odu belief/NOUN/ROOT {CLAUSE}"
    assert added(text.format("acl", "belief")) == [("Odu", "belief", ["that it works"])]


def test_fears_that_are_nobodys() -> None:
    text = "there/PRON/expl>were were=be/VERB/ROOT fears=fear/NOUN/nsubj>were "
    clause = "it/PRON/nsubj>breaks breaks/VERB/acl>fears"
    assert added(text + clause) == [(None, "fears", ["it breaks"])]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "there/PRON/expl>is is=be/VERB/ROOT no/DET/det>doubt doubt/NOUN/nsubj>is "
            + CLAUSE.format("acl", "doubt"),
            id="no-doubt",
        ),
        pytest.param(concluded("acl:relcl"), id="relative-clause"),
        pytest.param(concluded().replace("that/SCONJ", "when/SCONJ"), id="another-mark"),
        pytest.param(concluded().replace("came=come", "sang=sing"), id="no-light-verb"),
        pytest.param("It/PRON/nsubj>helps helps/VERB/ROOT", id="no-noun"),
    ],
)
def test_what_is_no_thought_of_somebodys(marked: str) -> None:
    assert added(marked.replace(">came", ">sang") if "sang" in marked else marked) == []


def test_a_thought_within_a_content_is_nested() -> None:
    doc = parsed(
        f"Ama/PROPN/nsubj>says says=say/VERB/ROOT {concluded()}".replace("ROOT to", "X to")
    )
    outer = Attribution((0, 1), (1, 2), [(2, len(doc))])
    first, inner = add_nominal(doc, [outer])
    assert first is outer
    assert (inner.within, inner.confidence) == (0, CONFIDENCE)


def test_a_thought_that_reaches_into_another_claim_is_left() -> None:
    doc = parsed(concluded())
    other = claim(doc, None, None, "it works")
    assert add_nominal(doc, [other]) == [other]


def test_nothing_is_found_without_a_parse() -> None:
    doc = spacy.blank("en")("Odu came to the conclusion that it works.")
    assert add_nominal(doc, []) == []
