"""What a position is about, and to whom it goes: the words, and the rule that found them."""

from __future__ import annotations

import pytest

from parsed import parsed
from positioned import position_in, reasons, said


def check_target(content: str, cue: str, rule: str, words: str, source: str = "Lee") -> None:
    position = said(content, cue, source)
    assert position.target is not None
    assert position.target.text == words
    assert reasons(position, "target")[0] == (f"content.{rule}", words)


@pytest.mark.parametrize(
    ("cue", "content", "rule", "words"),
    [
        ("promised", "to plant a tree", "infinitive", "plant a tree"),
        ("wants", "a guard to leave", "whole", "a guard to leave"),
        ("expects", "a guard to leave", "subject", "a guard"),
        ("shouted", "“Leave the town”", "whole", "Leave the town"),
        ("denied", "taking the money", "object", "the money"),
        ("would not say", "why the mill shut", "question", "why the mill shut"),
        ("said", "we will plant a tree", "predicate", "plant a tree"),
        ("said", "the mill was shut", "subject", "the mill"),
        ("said", "we saw the fox", "object", "the fox"),
        ("said", "there is fog", "whole", "there is fog"),
        # What negates a subject is no part of it.
        ("said", "None of the crew was ill", "subject", "the crew"),
        ("said", "No names were read", "subject", "names"),
        ("said", "Nothing in the safe was lost", "subject", "the safe"),
        ("said", "Nothing was lost", "subject", "Nothing"),
        ("said", "All of the crew were ill", "subject", "All of the crew"),
        # A noun phrase goes up to a clause, to *as*, and to a quotation.
        ("welcomed", "the plan", "noun", "the plan"),
        ("welcomed", "the plan that is out", "noun", "the plan"),
        ("hailed", "the plan as the best it has had", "noun", "the plan"),
        ("called", "the toll “a shame”", "noun", "the toll"),
        ("backed", "his tenants' calls", "noun", "his tenants' calls"),
    ],
)
def test_what_a_position_is_about(cue: str, content: str, rule: str, words: str) -> None:
    check_target(content, cue, rule, words)


def test_a_claim_without_words_is_about_nothing() -> None:
    position = said("…")
    assert position.target is None
    assert reasons(position, "target") == []


VERB = "Lee/PROPN/nsubj>{0} {0}/VERB.VBD/ROOT the/DET/det>{1} {1}/NOUN/obj>{0}"
FOR_SAVING = "for/SCONJ/mark>saving saving/VERB.VBG/advcl>{} it/PRON/obj>saving"
FOR_PARKS = "for/ADP/case>parks parks/NOUN/nmod>{}"
THAT_HE_LEFT = "that/SCONJ/mark>left he/PRON/nsubj>left left/VERB.VBD/acl>{}"
THAT_LEFT = "that/PRON/nsubj>left left/VERB.VBD/acl:relcl>{}"


@pytest.mark.parametrize(
    ("verb", "noun", "after", "target"),
    [
        pytest.param("praise", "crew", FOR_SAVING.format("praise"), "the crew", id="for-a-deed"),
        pytest.param("praise", "plan", FOR_PARKS.format("plan"), "the plan for parks", id="a-part"),
        pytest.param(
            "reject", "claim", THAT_HE_LEFT.format("claim"), "the claim that he left", id="says"
        ),
        pytest.param("reject", "claim", THAT_LEFT.format("claim"), "the claim", id="relative"),
        pytest.param("reject", "plan", THAT_HE_LEFT.format("plan"), "the plan", id="says-nothing"),
    ],
)
def test_what_somebody_is_judged_for_is_no_target_and_what_a_charge_says_is(
    verb: str, noun: str, after: str, target: str
) -> None:
    doc = parsed(f"{VERB.format(verb, noun)} {after}")
    position = position_in(doc, "Lee", verb, doc[2:].text)
    assert reasons(position, "target") == [("content.noun", target)]


def test_who_is_judged_stands_beside_the_cue() -> None:
    doc = parsed(f"{VERB.format('praise', 'crew')} {FOR_SAVING.format('praise')}")
    position = position_in(doc, "Lee", "praise", "saving it")
    assert reasons(position, "target") == [("content.party", "the crew")]


BUILT = "she/PRON/nsubj>built built/VERB.VBD/ccomp>{0} {1}a/DET/det>barn barn/NOUN/{2}>built"


@pytest.mark.parametrize(
    ("cue", "preposition", "label", "target"),
    [
        pytest.param("says", "", "obj", "a barn", id="one's-object"),
        pytest.param("says", "in/ADP/case>barn ", "obl", "she", id="where-one-built"),
        pytest.param("denies", "in/ADP/case>barn ", "obl", "a barn", id="where-one-did-not"),
    ],
)
def test_of_ones_own_deeds_the_object_is_the_target(
    cue: str, preposition: str, label: str, target: str
) -> None:
    says = f"She/PRON/nsubj>{cue} {cue}/VERB.VBZ/ROOT "
    doc = parsed(says + BUILT.format(cue, preposition, label))
    position = position_in(doc, "She", cue, doc[2:].text)
    assert [words for _, words in reasons(position, "target")] == [target]


TO_LEAVE = "to/PART/mark>leave leave/VERB.VB/xcomp>{}"
OF_FLOODS = "of/ADP/case>floods floods/NOUN/obl>{}"
TOLD = "crews/NOUN/nsubj:pass>told were/AUX/aux:pass>told told=tell/VERB.VBN/ROOT"


@pytest.mark.parametrize(
    ("marked", "spans", "addressee"),
    [
        pytest.param(
            f"{VERB.format('told', 'crew')} {TO_LEAVE.format('told')}",
            ("Lee", "told", "to leave"),
            ["the crew"],
            id="told-to-do",
        ),
        pytest.param(
            f"{TOLD} {TO_LEAVE.format('told')}",
            (None, "were told", "to leave"),
            ["crews"],
            id="were-told",
        ),
        pytest.param(
            f"{VERB.format('warned', 'crew')} {OF_FLOODS.format('warned')}",
            ("Lee", "warned", "floods"),
            ["the crew"],
            id="warned-of",
        ),
        pytest.param(
            f"{VERB.format('told', 'crew')} it/PRON/nsubj>works works/VERB.VBZ/ccomp>told",
            ("Lee", "told", "it works"),
            [],
            id="told-that",
        ),
        pytest.param(VERB.format("praise", "crew"), ("Lee", "praise", "the crew"), [], id="target"),
    ],
)
def test_to_whom_a_position_goes(
    marked: str, spans: tuple[str | None, str, str], addressee: list[str]
) -> None:
    found = reasons(position_in(parsed(marked), *spans), "target")
    assert [words for rule, words in found if rule == "addressee"] == addressee


@pytest.mark.parametrize(
    ("content", "addressee"),
    [("the crew must leave", ["the crew"]), ("we must leave", []), ("the crew has left", [])],
)
def test_who_must_do_something_is_addressed(content: str, addressee: list[str]) -> None:
    found = reasons(said(content), "target")
    assert [words for rule, words in found if rule == "addressee"] == addressee
