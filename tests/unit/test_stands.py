"""Verbs that take a stand by themselves: their frames, and how sure the model must be."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.lexicons import load
from claimx.pipeline.stands import CONFIDENCE, add_stands
from parsed import Told, claim, parsed, told

LEAST: dict[str, float] = load("stands")["least"]

ODU = "Odu/PROPN/nsubj>{0}"
CREWS = "the/DET/det>crews crews/NOUN/{1}>{0}"
TO_LEAVE = "to/PART/mark>leave leave/VERB.VB/xcomp>{0}"
IT_WORKS = "it/PRON/nsubj>works works=work/VERB/ccomp>{0}"


def added(marked: str, chance: float = 1.0) -> list[Told]:
    """What is found where the model has found nothing, and gives each word this chance."""
    doc = parsed(marked)
    found = add_stands(doc, [], np.full(len(doc), chance, dtype=np.float32))
    return [told(doc, item) for item in found]


def clause(verb: str, *after: str, before: str = ODU, arc: str = "VERB/ROOT") -> str:
    """A clause with this verb, on whose form the others hang."""
    word = verb.partition("=")[0]
    return " ".join([before, f"{verb}/{arc}", *after]).format(word, "obj")


PLAIN = clause("welcomed=welcome", CREWS)
OBJECT = clause("rejected=reject", CREWS)
INFINITIVE = clause("refused=refuse", TO_LEAVE)
ADDRESSED = clause("urged=urge", CREWS, TO_LEAVE)
CLAUSE = clause("predicted=predict", IT_WORKS)


@pytest.mark.parametrize(
    ("marked", "cue", "content"),
    [
        pytest.param(PLAIN, "welcomed", "the crews", id="plain"),
        pytest.param(OBJECT, "rejected", "the crews", id="object"),
        pytest.param(INFINITIVE, "refused", "to leave", id="infinitive"),
        pytest.param(ADDRESSED, "urged", "to leave", id="addressed"),
        pytest.param(CLAUSE, "predicted", "it works", id="clause"),
    ],
)
def test_a_verb_in_its_frame(marked: str, cue: str, content: str) -> None:
    assert added(marked) == [("Odu", cue, [content])]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(clause("painted=paint", CREWS), id="another-verb"),
        pytest.param(clause("welcomed=welcome"), id="no-content"),
        pytest.param(clause("welcomed=welcome", "so/ADV/advmod>{0}", CREWS), id="object-apart"),
        pytest.param(clause("rejected=reject", CREWS, IT_WORKS), id="object-and-clause"),
        pytest.param(clause("refused=refuse", CREWS), id="infinitive-verb-with-object"),
        pytest.param(clause("refused=refuse", TO_LEAVE.replace("VB", "VBG")), id="no-infinitive"),
        pytest.param(clause("urged=urge", TO_LEAVE), id="nobody-addressed"),
        pytest.param(
            clause("predicted=predict", "working/VERB.VBG/ccomp>{0}"), id="clause-without-subject"
        ),
        pytest.param(clause("praise", CREWS, arc="NOUN/ROOT"), id="no-verb"),
    ],
)
def test_another_frame_is_none(marked: str) -> None:
    assert added(marked) == []


@pytest.mark.parametrize(
    ("verb", "preposition"),
    [("called=call", "on"), ("appealed=appeal", "to"), ("pled=plead", "with")],
)
def test_who_is_called_on_follows_a_preposition(verb: str, preposition: str) -> None:
    spoken_to = f"{preposition}/ADP/case>crews {CREWS}".replace("{1}", "obl")
    cue = f"{verb.partition('=')[0]} {preposition}"
    assert added(clause(verb, spoken_to, TO_LEAVE)) == [("Odu", cue, ["to leave"])]


def test_a_verb_of_asking_needs_no_preposition_before_whom_it_asks() -> None:
    assert added(clause("called=call", CREWS, TO_LEAVE)) == []


TRIBUTE = "tribute/NOUN/obj>{0} to/ADP/case>crews " + CREWS.replace("{1}>{0}", "nmod>tribute")


@pytest.mark.parametrize(
    ("marked", "cue", "content"),
    [
        pytest.param(clause("paid=pay", TRIBUTE), "paid tribute to", "the crews", id="with-a-noun"),
        pytest.param(
            clause(
                "threw=throw",
                "his/PRON/nmod:poss>weight weight/NOUN/obj>{0} behind/ADP/case>crews",
                CREWS.replace("{1}", "obl"),
            ),
            "threw his weight behind",
            "the crews",
            id="with-a-possessive",
        ),
        pytest.param(
            clause("laughed=laugh", "off/ADP/compound:prt>{0}", CREWS),
            "laughed off",
            "the crews",
            id="with-a-particle",
        ),
        pytest.param(
            clause("apologised=apologise", "for/SCONJ/mark>leaving leaving/VERB/advcl>{0}"),
            "apologised for",
            "leaving",
            id="before-a-gerund",
        ),
        pytest.param(
            clause("kept=keep", "silent/ADJ/xcomp>{0} about/ADP/case>it it/PRON/obl>silent"),
            "kept silent about",
            "it",
            id="with-an-adjective",
        ),
    ],
)
def test_a_phrase_needs_no_chance(marked: str, cue: str, content: str) -> None:
    assert added(marked, chance=0.0) == [("Odu", cue, [content])]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(clause("paid=pay", TRIBUTE.replace("tribute", "money")), id="another-noun"),
        pytest.param(clause("laughed=laugh", CREWS, "off/ADP/compound:prt>{0}"), id="parted"),
        pytest.param(clause("laughed=laugh", "off/ADP/compound:prt>{0}"), id="no-content"),
        pytest.param(clause("threw=throw", "weight/NOUN/obj>{0}"), id="ends-with-the-text"),
    ],
)
def test_a_phrase_that_is_not_whole_is_none(marked: str) -> None:
    assert added(marked) == []


@pytest.mark.parametrize(
    ("marked", "frame"),
    [
        pytest.param(PLAIN, "plain", id="plain"),
        pytest.param(OBJECT, "object", id="object"),
        pytest.param(INFINITIVE, "infinitive", id="infinitive"),
        pytest.param(ADDRESSED, "addressed", id="addressed"),
        pytest.param(CLAUSE, "clause", id="clause"),
    ],
)
def test_below_the_chance_of_its_frame_a_verb_is_none(marked: str, frame: str) -> None:
    assert len(added(marked, LEAST[frame] + 0.001)) == 1
    assert added(marked, LEAST[frame] - 0.001) == []


SUBJECT = "the/DET/det>{1} {1}/NOUN/nsubj>{0}"


def demanded(subject: str, chance: float) -> list[Told]:
    before = SUBJECT.format("demanded", subject)
    return added(clause("demanded=demand", CREWS, before=before), chance)


def test_of_a_thing_the_model_must_be_surer() -> None:
    surer, less = LEAST["thing"] + 0.001, LEAST["thing"] - 0.001
    assert demanded("roof", surer) == [("the roof", "demanded", ["the crews"])]
    assert demanded("roof", less) == []


@pytest.mark.parametrize("subject", ["mayor", "farmers", "council", "report"])
def test_people_bodies_and_documents_are_no_things(subject: str) -> None:
    assert len(demanded(subject, LEAST["object"] + 0.001)) == 1


def test_a_thing_may_show_what_a_clause_says() -> None:
    before = SUBJECT.format("showed", "roof")
    shown = added(clause("showed=show", IT_WORKS, before=before), LEAST["clause"] + 0.001)
    assert shown == [("the roof", "showed", ["it works"])]


@pytest.mark.parametrize(
    ("before", "cue"),
    [
        pytest.param(
            f"{ODU} has/AUX/aux>{{0}} not/PART/advmod>{{0}}", "has not welcomed", id="has"
        ),
        pytest.param(f"{ODU} has/AUX/aux>{{0}} now/ADV/advmod>{{0}}", "has now welcomed", id="now"),
        pytest.param(f"{ODU} now/ADV/advmod>{{0}}", "welcomed", id="adverb-alone"),
        pytest.param(f"Has/AUX/aux>{{0}} {ODU}", "welcomed", id="auxiliary-before-the-subject"),
    ],
)
def test_a_cue_begins_with_its_auxiliaries_and_its_negation(before: str, cue: str) -> None:
    assert added(clause("welcomed=welcome", CREWS, before=before)) == [("Odu", cue, ["the crews"])]


WHO_OWN = "who/PRON/nsubj>own own/VERB/acl:relcl>crews it/PRON/obj>own"


@pytest.mark.parametrize(
    ("more", "content"),
    [
        pytest.param(f",/PUNCT/punct>own {WHO_OWN}", "the crews", id="comma"),
        pytest.param(WHO_OWN, "the crews who own it", id="no-comma"),
        pytest.param(
            ",/PUNCT/punct>saying saying=say/VERB.VBG/advcl>crews so/ADV/advmod>saying",
            "the crews",
            id="participle",
        ),
    ],
)
def test_a_content_ends_before_what_a_comma_sets_off(more: str, content: str) -> None:
    assert added(f"{PLAIN} {more}") == [("Odu", "welcomed", [content])]


def test_what_is_found_so_is_not_too_sure_and_stands_last() -> None:
    it_works = IT_WORKS.format("said")
    doc = parsed(f"{PLAIN} and/CCONJ/cc>said said=say/VERB/conj>welcomed {it_works}")
    known = claim(doc, "Odu", "said", "it works")
    first, found = add_stands(doc, [known], np.ones(len(doc), dtype=np.float32))
    assert first is known
    assert (found.confidence, found.within) == (CONFIDENCE, None)


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(("Odu", "welcomed", "the"), id="its-cue"),
        pytest.param((None, "crews", "Odu"), id="a-cue-in-its-content"),
        pytest.param((None, None, "crews"), id="its-content"),
        pytest.param((None, None, "Odu welcomed"), id="a-content-around-its-verb"),
    ],
)
def test_words_of_another_claim_are_left_to_it(known: tuple[str | None, ...]) -> None:
    doc = parsed(PLAIN)
    source, cue, content = known
    assert content is not None
    items = [claim(doc, source, cue, content)]
    assert add_stands(doc, items, np.ones(len(doc), dtype=np.float32)) == items


def test_without_a_parse_nothing_is_added() -> None:
    doc = spacy.blank("en")("Odu welcomed the crews")
    items = [Attribution(None, (0, 1), [(2, 4)])]
    assert add_stands(doc, items, np.ones(len(doc), dtype=np.float32)) == items
