"""Each rule of refinement where it fires, and where it must not."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.refine import keep, noun_phrase, refine
from parsed import claim, parsed, told

Told = tuple[str | None, str | None, list[str]]


def refined(marked: str, source: str | None, cue: str, *contents: str) -> list[Told]:
    """What is left of one attribution."""
    doc = parsed(marked)
    return [told(doc, item) for item in refine(doc, [claim(doc, source, cue, *contents)])]


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


def test_a_content_that_is_only_which_gets_its_antecedent() -> None:
    text = (
        "the/DET/det>charges charges/NOUN/ROOT ,/PUNCT/punct>denied which/PRON/obj>denied "
        "Odu/PROPN/nsubj>denied denied=deny/VERB/acl:relcl>charges"
    )
    assert refined(text, "Odu", "denied", "which") == [("Odu", "denied", ["the charges"])]
    assert refined(text, "Odu", "denied", "the charges, which") == [
        ("Odu", "denied", ["the charges, which"])
    ]


def test_a_content_that_is_only_the_demonstrative_stays() -> None:
    text = (
        "the/DET/det>woman woman/NOUN/nsubj>left who/PRON/nsubj>said "
        "said=say/VERB/acl:relcl>woman that/PRON/obj>said left=leave/VERB/ROOT"
    )
    assert refined(text, "who", "said", "that") == [("who", "said", ["that"])]


def test_a_content_cut_off_after_an_article_gets_the_phrase_that_it_opens() -> None:
    text = (
        "Odu/PROPN/nsubj>praised praised=praise/VERB/ROOT work/NOUN/obj>praised "
        "by/ADP/case>crew the/DET/det>crew crew/NOUN/nmod>work yesterday/NOUN/obl>praised"
    )
    for cut in ("work by", "work by the"):
        assert refined(text, "Odu", "praised", cut) == [("Odu", "praised", ["work by the crew"])]
    assert refined(text, "Odu", "praised", "work") == [("Odu", "praised", ["work"])]
    # What it grows into is no fragment of its own any more.
    both = refined(text, "Odu", "praised", "work by", "crew yesterday")
    assert both == [("Odu", "praised", ["work by the crew yesterday"])]


def test_a_content_of_function_words_is_no_claim() -> None:
    text = "Odu/PROPN/nsubj>looked looked=look/VERB/ROOT at/ADP/case>it it/PRON/obl>looked"
    assert refined(text, "Odu", "looked", "at it") == [("Odu", "looked", ["at it"])]
    cut_off = text.replace("it/PRON/obl>looked", "./PUNCT/punct>looked").replace(">it", ">looked")
    assert refined(cut_off, "Odu", "looked", "at.") == []


def about_names(verb: str, cue: str, *before: str, determiner: str = "any") -> list[Told]:
    """*Police … any names*, with a verb and what stands before it."""
    word = verb.partition("=")[0]
    text = " ".join(["Police/NOUN/nsubj>{0}", *before, f"{verb}/VERB/ROOT"]).format(word)
    names = f"{determiner}/DET/det>names names/NOUN/obj>{word}"
    return refined(f"{text} {names}", "Police", cue, f"{determiner} names")


NOT = ("have/AUX/aux>{0}", "not/PART/advmod>{0}")


def test_negated_disclosure_is_no_claim() -> None:
    assert about_names("released=release", "have not released", *NOT) == []
    # The cue may leave the negation out.
    assert about_names("released=release", "released", *NOT) == []
    assert about_names("released=release", "released", determiner="no") == []


def test_disclosure_and_other_negated_verbs_are_claims() -> None:
    assert about_names("released=release", "have released", NOT[0])
    assert about_names("released=release", "released", determiner="the")
    assert about_names("believed=believe", "have not believed", *NOT)


def test_to_decline_to_disclose_is_a_claim() -> None:
    text = (
        "Police/NOUN/nsubj>declined declined=decline/VERB/ROOT to/PART/mark>release "
        "release/VERB/xcomp>declined any/DET/det>names names/NOUN/obj>release"
    )
    assert refined(text, "Police", "declined", "to release any names") == [
        ("Police", "declined", ["to release any names"])
    ]
    # The cue may take the infinitive in.
    assert len(refined(text, "Police", "declined to release", "any names")) == 1


def test_negated_disclosure_with_a_clause_of_the_sources_own_is_a_claim() -> None:
    text = (
        "Police/NOUN/nsubj>confirmed never/ADV/advmod>confirmed confirmed=confirm/VERB/ROOT "
        "Odu/PROPN/nsubj>left left=leave/VERB/ccomp>confirmed"
    )
    assert len(refined(text, "Police", "never confirmed", "Odu left")) == 1


THINK = "I/PRON/nsubj>think think/VERB/ROOT it/PRON/nsubj>works works=work/VERB/ccomp>think"


def test_first_person_narration_is_no_claim_and_within_a_quote_it_is() -> None:
    assert refined(THINK, "I", "think", "it works") == []
    quoted = f"“/PUNCT/punct>think {THINK} ./PUNCT/punct>think ”/PUNCT/punct>think"
    assert refined(quoted, "I", "think", "it works") == [("I", "think", ["it works"])]


def test_first_person_within_a_claim_is_no_narration() -> None:
    text = "Odu/PROPN/nsubj>says says=say/VERB/ROOT " + THINK.replace("ROOT", "ccomp>says")
    doc = parsed(text)
    outer = claim(doc, "Odu", "says", "I think it works")
    inner = claim(doc, "I", "think", "it works", within=0)
    assert len(refine(doc, [outer, inner])) == 2
    inner.within = None
    assert refine(doc, [outer, inner]) == [outer]


def test_without_a_parse_nothing_is_changed() -> None:
    doc = spacy.blank("en")("I think it works")
    found = [Attribution((0, 1), (1, 2), [(2, 4)])]
    assert refine(doc, found) == found


def test_claims_that_are_kept_are_numbered_anew() -> None:
    found = [
        Attribution(None, None, [(0, 9)]),
        Attribution(None, None, [(1, 9)], within=0),
        Attribution(None, None, [(2, 9)], within=1),
        Attribution(None, None, [(10, 12)]),
        Attribution(None, None, [(11, 12)], within=3),
    ]
    assert [item.within for item in keep(found, {1})] == [None, 0, None, 2]
    assert [item.contents[0][0] for item in found] == [0, 1, 2, 10, 11]


def test_claims_around_which_all_is_dropped_are_nested_in_none() -> None:
    found = [
        Attribution(None, None, [(0, 9)]),
        Attribution(None, None, [(1, 9)], within=0),
        Attribution(None, None, [(2, 9)], within=1),
    ]
    (kept,) = keep(found, {0, 1})
    assert (kept.contents, kept.within) == ([(2, 9)], None)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        pytest.param(
            "the/DET/det>mayor mayor/NOUN/ROOT of/ADP/case>Odu Odu/PROPN/nmod>mayor",
            "the mayor of Odu",
            id="complement",
        ),
        pytest.param(
            "mayor/NOUN/ROOT ,/PUNCT/punct>Odu Odu/PROPN/appos>mayor ,/PUNCT/punct>mayor",
            "mayor",
            id="apposition",
        ),
        pytest.param(
            "mayor/NOUN/ROOT ,/PUNCT/punct>mayor Odu/PROPN/appos>mayor",
            "mayor",
            id="apposition-comma-elsewhere",
        ),
        pytest.param("mayor/NOUN/ROOT Odu/PROPN/appos>mayor", "mayor Odu", id="close-apposition"),
        pytest.param(
            "people/NOUN/ROOT familiar/ADJ/acl>people with/ADP/case>it it/PRON/obl>familiar",
            "people familiar with it",
            id="close-modifier",
        ),
        pytest.param(
            "people/NOUN/ROOT ,/PUNCT/punct>speaking speaking/VERB/acl>people",
            "people",
            id="participle-after-a-comma",
        ),
        pytest.param(
            "people/NOUN/ROOT who/PRON/nsubj>know know/VERB/acl:relcl>people",
            "people",
            id="relative-clause",
        ),
        pytest.param(
            "by/ADP/case>mayor the/DET/det>mayor mayor/NOUN/ROOT 's/PART.POS/case>mayor",
            "the mayor",
            id="case",
        ),
    ],
)
def test_a_noun_phrase_keeps_what_is_close(marked: str, words: str) -> None:
    doc = parsed(marked)
    (head,) = (token for token in doc if token.dep_ == "ROOT")
    assert doc[slice(*noun_phrase(head))].text == words


def test_a_source_is_no_fragment_of_its_own_content() -> None:
    text = (
        "Oslo/PROPN/nsubj>act which/PRON/nsubj>warned warned=warn/VERB/acl:relcl>Oslo "
        "of/ADP/case>floods floods/NOUN/obl>warned may/AUX/aux>act act/VERB/ROOT"
    )
    both = refined(text, "Oslo", "warned", "which", "of floods")
    assert both == [("Oslo", "warned", ["of floods"])]
    relative = refined(text, "which", "warned", "Oslo", "of floods")
    assert relative[0][2] == ["of floods"]
    # Where there is nothing else, it stays.
    assert refined(text, "Oslo", "warned", "which") == [("Oslo", "warned", ["Oslo"])]


@pytest.mark.parametrize("source", [None, "A"])
def test_a_warning_from_somebody_is_theirs(source: str | None) -> None:
    text = (
        "A/DET/det>warning warning/NOUN/nsubj>came from/ADP/case>crews crews/NOUN/nmod>warning "
        "that/SCONJ/mark>fail dams/NOUN/nsubj>fail fail/VERB/acl>warning came=come/VERB/ROOT"
    )
    assert refined(text, source, "warning", "dams fail") == [("crews", "warning", ["dams fail"])]
