"""Each rule of refinement where it fires, and where it must not."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.refine import keep, noun_phrase, refine
from parsed import Told, claim, parsed, refined


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


@pytest.mark.parametrize(
    ("verb", "left"),
    [
        pytest.param("called=call", [], id="its-name"),
        pytest.param("feared=fear", [("a town", "feared", ["Elm"])], id="another-verb"),
    ],
)
def test_what_a_thing_is_called_is_no_claim(verb: str, left: list[Told]) -> None:
    word = verb.partition("=")[0]
    text = f"a/DET/det>town town/NOUN/ROOT {verb}/VERB.VBN/acl>town Elm/PROPN/xcomp>{word}"
    assert refined(text, "a town", word, "Elm") == left


def test_what_somebody_calls_a_thing_is_one() -> None:
    text = (
        "a/DET/det>town town/NOUN/ROOT called=call/VERB.VBN/acl>town Elm/PROPN/xcomp>called "
        "by/ADP/case>Odu Odu/PROPN/obl:agent>called"
    )
    assert refined(text, "Odu", "called", "Elm") == [("Odu", "called", ["Elm"])]


def test_what_somebody_was_denied_is_no_claim() -> None:
    text = "they/PRON/nsubj>denied were=be/AUX/aux>denied denied=deny/VERB.VBN/ROOT {}"
    assert refined(text.format("visas/NOUN/obj>denied"), "they", "denied", "visas") == []


FELT = (
    "{0}/PROPN/nsubj:pass>{1} was=be/AUX/aux:pass>{1} {1}={2}/VERB.VBN/ROOT {3} "
    "it/PRON/nsubj>works works=work/VERB/ccomp>{1}"
)


@pytest.mark.parametrize("model", ["Odu", None])
@pytest.mark.parametrize(
    ("verb", "lemma", "source"),
    [
        pytest.param("convinced", "convince", "Odu", id="thought"),
        pytest.param("dismayed", "dismay", "Odu", id="felt"),
        pytest.param("told", "tell", None, id="told"),
        pytest.param("reported", "report", None, id="reported"),
    ],
)
def test_who_feels_something_is_no_passive_subject(
    verb: str, lemma: str, source: str | None, model: str | None
) -> None:
    text = FELT.format("Odu", verb, lemma, "")
    assert refined(text, model, f"was {verb}", "it works") == [
        (source, f"was {verb}", ["it works"])
    ]


def test_who_is_convinced_is_the_source_not_who_convinces() -> None:
    text = FELT.format("Odu", "convinced", "convince", "by/ADP/case>Lee Lee/PROPN/obl>convinced")
    assert refined(text, "Odu", "was convinced", "it works")[0][0] == "Odu"


def test_it_feels_nothing() -> None:
    text = FELT.format("It", "determined", "determine", "")
    assert refined(text, "It", "was determined", "it works")[0][0] is None


FORCED = (
    "Odu/PROPN/nsubj:pass>{0} was=be/AUX/aux:pass>{0} {0}={1}/VERB.VBN/ROOT to/PART/mark>admit "
    "admit/VERB.VB/xcomp>{0} it/PRON/nsubj>works works=work/VERB/ccomp>admit"
)


@pytest.mark.parametrize(
    ("form", "source"),
    [
        pytest.param(("forced", "force"), "Odu", id="forced-to-admit"),
        pytest.param(("compelled", "compel"), "Odu", id="compelled-to-admit"),
        pytest.param(("seen", "see"), None, id="seen-to-admit"),
    ],
)
def test_who_is_forced_to_admit_something_admits_it(
    form: tuple[str, str], source: str | None
) -> None:
    cue = f"was {form[0]} to admit"
    for model in ("Odu", None):
        assert refined(FORCED.format(*form), model, cue, "it works") == [
            (source, cue, ["it works"])
        ]
