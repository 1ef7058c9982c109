"""According to, as per, in the words of: where the clause is, and whose."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.prepositional import CONFIDENCE, add_prepositional
from parsed import Told, claim, parsed, told

MILL = "the/DET/det>mill mill/NOUN/nsubj>shut"
SHUT = "shut/VERB/ROOT in/ADP/case>May May/PROPN/obl>shut"
COMMA = ",/PUNCT/punct>shut"
STOP = "./PUNCT/punct>shut"
AS_PER = "as/ADP/case>Odu per/ADP/fixed>as Odu/PROPN/obl>shut"
ACCORDING_TO = AS_PER.replace("as/", "according/").replace(">as", ">according").replace("per", "to")
IN_THE_WORDS_OF = (
    "in/ADP/case>words the/DET/det>words words/NOUN/obl>shut of/ADP/case>Odu Odu/PROPN/nmod>words"
)


def added(*marked: str) -> list[Told]:
    """What is found where the model has found nothing."""
    doc = parsed(" ".join(marked))
    return [told(doc, item) for item in add_prepositional(doc, [])]


@pytest.mark.parametrize(
    ("phrase", "cue"),
    [
        pytest.param(ACCORDING_TO, "according to", id="according-to"),
        pytest.param(AS_PER, "as per", id="as-per"),
        pytest.param(IN_THE_WORDS_OF, "in the words of", id="in-the-words-of"),
    ],
)
def test_a_phrase_before_inside_and_after_its_clause(phrase: str, cue: str) -> None:
    assert added(phrase, COMMA, MILL, SHUT, STOP) == [("Odu", cue, ["the mill shut in May"])]
    assert added(MILL, COMMA, phrase, COMMA, SHUT, STOP) == [
        ("Odu", cue, ["the mill", "shut in May"])
    ]
    assert added(MILL, SHUT, COMMA, phrase, STOP) == [("Odu", cue, ["the mill shut in May"])]


def test_what_is_found_so_is_not_too_sure() -> None:
    doc = parsed(f"{MILL} {SHUT} {COMMA} {AS_PER}")
    assert [item.confidence for item in add_prepositional(doc, [])] == [CONFIDENCE]


def test_marks_stay_at_the_edges_of_a_content_and_conjunctions_go() -> None:
    quoted = f"“/PUNCT/punct>shut {MILL} {SHUT} {COMMA} ”/PUNCT/punct>shut {AS_PER}"
    assert added(quoted) == [("Odu", "as per", ["“the mill shut in May,”"])]
    joined = f"And/CCONJ/cc>shut {MILL} {SHUT} {COMMA} {AS_PER}"
    assert added(joined) == [("Odu", "as per", ["the mill shut in May"])]


def test_a_clause_of_another_clause_is_the_content() -> None:
    fears = "Lee/PROPN/nsubj>fears fears=fear/VERB/ROOT"
    assert added(fears, MILL, "shut/VERB/ccomp>fears", COMMA, AS_PER) == [
        ("Odu", "as per", ["the mill shut"])
    ]


def test_other_words_of_a_cue_are_none() -> None:
    assert added(MILL, SHUT, "as/ADP/case>Odu Odu/PROPN/obl>shut") == []
    assert added(MILL, SHUT, "in/ADP/case>words other/ADJ/amod>words words/NOUN/obl>shut") == []


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("", id="nothing"),
        pytest.param("./PUNCT/punct>shut He/PRON/nsubj>left left=leave/VERB/ROOT", id="stop"),
        pytest.param("shutting/VERB/advcl>shut it/PRON/obj>shutting", id="verb"),
        pytest.param("new/ADJ/amod>shut ,/PUNCT/punct>shut Odu/PROPN/obl>shut", id="adjective"),
    ],
)
def test_there_is_no_claim_without_a_noun_phrase_after_the_cue(after: str) -> None:
    cue = "as/ADP/case>shut per/ADP/fixed>as"
    assert added(MILL, SHUT, cue, after) == []


def test_a_source_is_the_whole_noun_phrase() -> None:
    phrase = (
        "as/ADP/case>Odu per/ADP/fixed>as the/DET/det>town town/NOUN/nmod:poss>mayor "
        "'s/PART.POS/case>town mayor/NOUN/compound>Odu Odu/PROPN/obl>shut"
    )
    assert added(MILL, SHUT, phrase) == [
        ("the town's mayor Odu", "as per", ["the mill shut in May"])
    ]


def test_what_is_said_of_the_source_is_no_content() -> None:
    who_owns_it = (
        ",/PUNCT/punct>owns who/PRON/nsubj>owns owns=own/VERB/acl:relcl>Odu it/PRON/obj>owns"
    )
    the_mayor = ",/PUNCT/punct>mayor the/DET/det>mayor mayor/NOUN/appos>Odu"
    whole: Told = ("Odu", "as per", ["the mill shut in May"])
    halves: Told = ("Odu", "as per", ["the mill", "shut in May"])
    for more in (who_owns_it, the_mayor, who_owns_it.removeprefix(",/PUNCT/punct>owns ")):
        assert added(MILL, SHUT, COMMA, AS_PER, more, STOP) == [whole]
        assert added(MILL, COMMA, AS_PER, more, COMMA, SHUT, STOP) == [halves]
        assert added(AS_PER, more, COMMA, MILL, SHUT, STOP) == [whole]
    # A parser may count the second comma to what stands between the two.
    closed = f"{the_mayor} ,/PUNCT/punct>mayor"
    assert added(MILL, COMMA, AS_PER, closed, SHUT, STOP) == [halves]


def test_what_follows_without_a_comma_belongs_to_the_source() -> None:
    on_monday = "on/ADP/case>Monday Monday/PROPN/obl>shut"
    assert added(MILL, SHUT, COMMA, AS_PER, on_monday) == [
        ("Odu", "as per", ["the mill shut in May"])
    ]


def known(*contents: str) -> list[Told]:
    """What becomes of a claim that the model has found with this cue."""
    doc = parsed(" ".join([MILL, COMMA, AS_PER, COMMA, SHUT, STOP]))
    return [
        told(doc, item) for item in add_prepositional(doc, [claim(doc, "Odu", "as per", *contents)])
    ]


def test_a_claim_that_has_half_of_its_clause_gets_the_other() -> None:
    whole: list[Told] = [("Odu", "as per", ["the mill", "shut in May"])]
    assert known("shut in May") == known("the mill,") == known("the mill", "shut in May") == whole


def test_a_claim_with_another_content_keeps_it() -> None:
    assert known("the mill, as per Odu") == [("Odu", "as per", ["the mill, as per Odu"])]
    doc = parsed(" ".join([MILL, SHUT, COMMA, AS_PER, STOP]))
    found = add_prepositional(doc, [claim(doc, "Odu", "as per", "in May")])
    assert [told(doc, item) for item in found] == [("Odu", "as per", ["in May"])]


def test_without_a_parse_nothing_is_added() -> None:
    found = [Attribution(None, (0, 1), [(1, 2)])]
    assert add_prepositional(spacy.blank("en")("It shut, as per Odu."), found) == found


IN_ODUS_VIEW = "in/ADP/case>{0} Odu/PROPN/nmod:poss>{0} 's/PART/case>Odu {0}/NOUN/obl>shut"


@pytest.mark.parametrize("noun", ["view", "opinion", "words"])
def test_the_noun_of_a_possessive_is_the_cue(noun: str) -> None:
    phrase = IN_ODUS_VIEW.format(noun)
    assert added(phrase, COMMA, MILL, SHUT) == [("Odu", noun, ["the mill shut in May"])]
    assert added(MILL, COMMA, phrase, COMMA, SHUT) == [("Odu", noun, ["the mill", "shut in May"])]


def test_what_is_seen_is_no_view_of_a_clause() -> None:
    phrase = IN_ODUS_VIEW.format("view") + " of/ADP/case>sea sea/NOUN/nmod>view"
    assert added(MILL, SHUT, phrase) == []
    assert added(MILL, SHUT, IN_ODUS_VIEW.format("garden")) == []


def test_a_cue_that_is_in_alone_becomes_the_noun() -> None:
    doc = parsed(f"{IN_ODUS_VIEW.format('view')} {COMMA} {MILL} shut/VERB/ROOT")
    known = claim(doc, "Odu's", "in", "the mill shut")
    (found,) = add_prepositional(doc, [known])
    assert told(doc, found) == ("Odu", "view", ["the mill shut"])
