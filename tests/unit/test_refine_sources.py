"""Whose a claim is, where syntax tells it better than the model."""

from __future__ import annotations

import pytest

from claimx.pipeline.refine import refine
from parsed import claim, parsed, refined, told

PASSIVE = (
    "The/DET/det>plan plan/NOUN/nsubj:pass>rejected was/AUX/aux:pass>rejected "
    "rejected=reject/VERB/ROOT "
)


def test_a_passive_subject_is_no_source_but_its_by_phrase_is() -> None:
    by_the_union = "by/ADP/case>union the/DET/det>union union/NOUN/obl:agent>rejected"
    assert refined(PASSIVE + by_the_union, "The plan", "rejected", "The plan") == [
        ("the union", "rejected", ["The plan"])
    ]
    on_monday = "on/ADP/case>Monday Monday/PROPN/obl>rejected"
    assert refined(PASSIVE + on_monday, "The plan", "rejected", "The plan") == [
        (None, "rejected", ["The plan"])
    ]


def test_an_active_subject_stays_the_source() -> None:
    text = (
        "Odu/PROPN/nsubj>rejected rejected=reject/VERB/ROOT plans/NOUN/obj>rejected "
        "by/ADP/case>Lee Lee/PROPN/nmod>plans"
    )
    assert refined(text, "Odu", "rejected", "plans by Lee") == [
        ("Odu", "rejected", ["plans by Lee"])
    ]


def test_it_is_no_source_of_a_passive() -> None:
    thought = (
        "It/PRON/expl>thought was/AUX/aux:pass>thought thought=think/VERB/ROOT "
        "the/DET/det>mill mill/NOUN/nsubj>shut shut/VERB/ccomp>thought"
    )
    assert refined(thought, "It", "thought", "the mill shut") == [
        (None, "thought", ["the mill shut"])
    ]
    said = (
        "It/PRON/nsubj>said said=say/VERB/ROOT the/DET/det>mill mill/NOUN/nsubj>shut "
        "shut/VERB/ccomp>said"
    )
    assert refined(said, "It", "said", "the mill shut") == [("It", "said", ["the mill shut"])]


RELATIVE = (
    "Lee/PROPN/nsubj>left ,/PUNCT/punct>friend a/DET/det>friend friend/NOUN/appos>Lee "
    "of/ADP/case>Odu Odu/PROPN/nmod>friend ,/PUNCT/punct>warned who/PRON/nsubj>warned "
    "warned=warn/VERB/acl:relcl>{} of/ADP/case>floods floods/NOUN/obl>warned "
    "left=leave/VERB/ROOT"
)


@pytest.mark.parametrize(
    ("antecedent", "source"),
    [
        pytest.param("Odu", "Odu", id="before-the-pronoun"),
        pytest.param("Lee", None, id="farther-off"),
    ],
)
def test_an_antecedent_is_the_source_only_right_before_the_pronoun(
    antecedent: str, source: str | None
) -> None:
    assert refined(RELATIVE.format(antecedent), None, "warned", "floods") == [
        (source, "warned", ["floods"])
    ]


def test_a_source_that_holds_the_antecedent_is_left_as_it_is() -> None:
    text = RELATIVE.format("Odu")
    assert refined(text, "Odu, who", "warned", "floods") == [("Odu, who", "warned", ["floods"])]


SHARED = (
    "{}/NOUN/{}>came came=come/VERB/ROOT and/CCONJ/cc>promised "
    "promised=promise/VERB/conj>came help/NOUN/obj>promised"
)


def test_a_verb_joined_to_another_shares_its_subject() -> None:
    text = SHARED.format("Crews", "nsubj")
    assert refined(text, None, "promised", "help") == [("Crews", "promised", ["help"])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SHARED.format("who", "nsubj"), id="relative"),
        pytest.param(SHARED.format("Crews", "nsubj:pass"), id="passive"),
        pytest.param(SHARED.format("Crews", "nsubj").replace("conj>", "advcl>"), id="not-joined"),
    ],
)
def test_other_subjects_are_not_shared(text: str) -> None:
    assert refined(text, None, "promised", "help") == [(None, "promised", ["help"])]


PARTICIPLE = (
    "Claiming=claim/VERB.{}/{}>left victory/NOUN/obj>Claiming ,/PUNCT/punct>left "
    "{}/NOUN/nsubj>left left=leave/VERB/ROOT"
)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        pytest.param(PARTICIPLE.format("VBG", "advcl", "crews"), "Claiming", id="participle"),
        pytest.param(
            "crews/NOUN/nsubj>able are/AUX/cop>able able/ADJ/ROOT to/PART/mark>leave "
            "leave/VERB.VB/xcomp>able and/CCONJ/cc>claim claim/VERB.VB/conj>leave "
            "victory/NOUN/obj>claim",
            "claim",
            id="joined-infinitive",
        ),
        pytest.param(
            "crews/NOUN/nsubj>left left=leave/VERB/ROOT while/SCONJ/mark>claiming "
            "claiming=claim/VERB.VBG/advcl>left victory/NOUN/obj>claiming",
            "claiming",
            id="while",
        ),
    ],
)
def test_a_clause_without_a_subject_has_that_of_the_clause_it_hangs_on(text: str, cue: str) -> None:
    assert refined(text, None, cue, "victory") == [("crews", cue, ["victory"])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PARTICIPLE.format("VBN", "advcl", "crews"), id="passive"),
        pytest.param(PARTICIPLE.format("VBG", "parataxis", "crews"), id="apart"),
        pytest.param(PARTICIPLE.format("VBG", "advcl", "who"), id="relative"),
    ],
)
def test_other_clauses_have_nobodys_subject(text: str) -> None:
    assert refined(text, None, "Claiming", "victory") == [(None, "Claiming", ["victory"])]


def test_a_subject_is_cut_as_another_claim_has_cut_it() -> None:
    doc = parsed(
        "Crews/NOUN/nsubj>said abroad/ADV/advmod>Crews ,/PUNCT/punct>tired tired/ADJ/amod>Crews "
        "said=say/VERB/ROOT no/INTJ/obj>said ,/PUNCT/punct>blaming "
        "blaming=blame/VERB.VBG/advcl>said nobody/PRON/obj>blaming"
    )
    given = [claim(doc, "Crews", "said", "no"), claim(doc, None, "blaming", "nobody")]
    sources = [told(doc, item)[0] for item in refine(doc, given)]
    assert sources == ["Crews", "Crews"]


def test_a_nested_claim_without_a_source_takes_its_subject() -> None:
    doc = parsed(
        "Odu/PROPN/nsubj>said said=say/VERB/ROOT the/DET/det>union union/NOUN/nsubj>opposed "
        "opposed=oppose/VERB/ccomp>said cuts/NOUN/obj>opposed"
    )
    outer = claim(doc, "Odu", "said", "the union opposed cuts")
    for within, source in ((0, "the union"), (None, None)):
        found = refine(doc, [outer, claim(doc, None, "opposed", "cuts", within=within)])
        assert told(doc, found[1]) == (source, "opposed", ["cuts"])


DEMAND = (
    "the/DET/det>union union/NOUN/nmod:poss>demand 's/PART.POS/case>union demand/NOUN/{} "
    "for/ADP/case>pay more/ADJ/amod>pay pay/NOUN/nmod>demand"
)


def test_a_cue_that_is_only_the_possessive_mark_moves_to_its_noun() -> None:
    assert refined(DEMAND.format("ROOT"), "the union", "'s", "demand for more pay") == [
        ("the union", "demand", ["for more pay"])
    ]


def test_a_possessor_is_the_source_of_a_noun_of_saying() -> None:
    assert refined(DEMAND.format("ROOT"), None, "demand", "more pay") == [
        ("the union", "demand", ["more pay"])
    ]


def test_the_by_phrase_is_the_source_of_a_noun_of_saying_and_another_phrase_is_not() -> None:
    text = (
        "a/DET/det>statement statement/NOUN/ROOT {0}/ADP/case>navy the/DET/det>navy "
        "navy/NOUN/nmod>statement that/SCONJ/mark>sank it/PRON/nsubj>sank "
        "sank=sink/VERB/acl>statement"
    )
    by, on = (
        refined(text.format(word), None, "statement", "that it sank") for word in ("by", "on")
    )
    assert by == [("the navy", "statement", ["that it sank"])]
    assert on == [(None, "statement", ["that it sank"])]


def test_a_noun_of_saying_has_no_more_than_the_clause_that_hangs_on_it() -> None:
    text = (
        "Odu/PROPN/nmod:poss>claim 's/PART.POS/case>Odu claim/NOUN/nsubj>drew "
        "that/SCONJ/mark>sank it/PRON/nsubj>sank sank=sink/VERB/acl>claim drew=draw/VERB/{} "
        "laughs/NOUN/obj>drew"
    ).format("ROOT")
    assert refined(text, "Odu", "claim", "that it sank drew laughs") == [
        ("Odu", "claim", ["that it sank"])
    ]
    verb = text.replace("claim/NOUN", "claim/VERB")
    assert refined(verb, "Odu", "claim", "that it sank drew laughs") == [
        ("Odu", "claim", ["that it sank drew laughs"])
    ]


@pytest.mark.parametrize("source", [None, "A"])
def test_a_warning_from_somebody_is_theirs(source: str | None) -> None:
    text = (
        "A/DET/det>warning warning/NOUN/nsubj>came from/ADP/case>crews crews/NOUN/nmod>warning "
        "that/SCONJ/mark>fail dams/NOUN/nsubj>fail fail/VERB/acl>warning came=come/VERB/ROOT"
    )
    assert refined(text, source, "warning", "dams fail") == [("crews", "warning", ["dams fail"])]
