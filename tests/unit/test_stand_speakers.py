"""Whose stand a verb takes: in passives, participles, relative clauses and joined verbs."""

from __future__ import annotations

import numpy as np
import pytest

from claimx.pipeline.lexicons import load
from claimx.pipeline.stands import add_stands
from parsed import Told, parsed, told

LEAST: dict[str, float] = load("stands")["least"]
BY_ODU = "by/ADP/case>Odu Odu/PROPN/obl:agent>{0}"
TO_LEAVE = "to/PART/mark>leave leave/VERB.VB/xcomp>{0}"
CREWS = "the/DET/det>crews crews/NOUN/obj>{0}"


def added(marked: str, chance: float = 1.0) -> list[Told]:
    doc = parsed(marked)
    found = add_stands(doc, [], np.full(len(doc), chance, dtype=np.float32))
    return [told(doc, item) for item in found]


def passive(verb: str, *after: str, subject: str = "plans/NOUN") -> str:
    """*plans were …*, with this verb."""
    before = f"{subject}/nsubj:pass>{{0}} were=be/AUX/aux:pass>{{0}}"
    marked = " ".join([before, f"{verb}/VERB.VBN/ROOT", *after])
    return marked.format(verb.partition("=")[0])


ASIDE = "aside/ADV/compound:prt>{0}"
TOLD = passive("told=tell", TO_LEAVE, subject="crews/NOUN")
THOUGHT = passive("thought=think", TO_LEAVE, subject="crews/NOUN")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            passive("welcomed=welcome", BY_ODU), ("Odu", "were welcomed", ["plans"]), id="plain"
        ),
        pytest.param(
            passive("rejected=reject", BY_ODU), ("Odu", "were rejected", ["plans"]), id="object"
        ),
        pytest.param(
            passive("brushed=brush", ASIDE, BY_ODU),
            ("Odu", "were brushed aside", ["plans"]),
            id="particle",
        ),
        pytest.param(
            passive("challenged=challenge", TO_LEAVE, BY_ODU, subject="crews/NOUN"),
            ("Odu", "were challenged", ["to leave"]),
            id="addressed",
        ),
        pytest.param(TOLD, (None, "were told", ["to leave"]), id="told-by-nobody"),
        pytest.param(THOUGHT, (None, "were thought", ["crews", "to leave"]), id="nobodys-view"),
    ],
)
def test_a_passive_is_its_agents_or_nobodys(marked: str, expected: Told) -> None:
    assert added(marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(passive("painted=paint", BY_ODU), id="another-verb"),
        pytest.param(passive("welcomed=welcome"), id="without-an-agent"),
        pytest.param(passive("brushed=brush", ASIDE), id="particle-without-an-agent"),
        pytest.param(passive("brushed=brush", BY_ODU), id="without-its-particle"),
        pytest.param(passive("challenged=challenge", TO_LEAVE), id="addressed-by-nobody"),
        pytest.param(passive("thought=think", TO_LEAVE, BY_ODU), id="a-view-of-somebodys"),
        pytest.param(passive("built=build", TO_LEAVE), id="no-verb-of-a-view"),
        pytest.param(passive("thought=think"), id="a-view-without-content"),
        pytest.param(passive("welcomed=welcome", BY_ODU, subject="it/PRON"), id="it"),
        pytest.param(passive("welcomed=welcome", BY_ODU, subject="that/PRON"), id="that"),
        pytest.param(passive("told=tell", TO_LEAVE).replace("nsubj", "obl"), id="no-subject"),
    ],
)
def test_other_passives_are_none(marked: str) -> None:
    assert added(marked) == []


@pytest.mark.parametrize(
    ("marked", "limit"),
    [
        pytest.param(passive("welcomed=welcome", BY_ODU), "plain", id="plain"),
        pytest.param(passive("rejected=reject", BY_ODU), "object", id="object"),
        pytest.param(passive("urged=urge", TO_LEAVE, BY_ODU), "addressed", id="addressed"),
        pytest.param(TOLD, "view", id="told-by-nobody"),
        pytest.param(THOUGHT, "view", id="nobodys-view"),
    ],
)
def test_below_its_chance_a_passive_is_none(marked: str, limit: str) -> None:
    assert len(added(marked, LEAST[limit] + 0.001)) == 1
    assert added(marked, LEAST[limit] - 0.001) == []


def test_a_passive_with_a_particle_needs_no_chance() -> None:
    assert len(added(passive("brushed=brush", ASIDE, BY_ODU), chance=0.0)) == 1


def test_a_passive_subject_is_the_content_up_to_a_comma() -> None:
    more = "which/PRON/nsubj>came came=come/VERB/acl:relcl>plans"
    text = passive("welcomed=welcome", BY_ODU)
    one, comma = (
        text.replace("nsubj:pass>welcomed", f"nsubj:pass>welcomed {before}{more}")
        for before in ("", ",/PUNCT/punct>came ")
    )
    assert added(one) == [("Odu", "were welcomed", ["plans which came"])]
    assert added(comma) == [("Odu", "were welcomed", ["plans"])]


LEFT = "she/PRON/nsubj>left left=leave/VERB.VBD/ROOT"
LAUGHING = "Laughing=laugh/VERB.{}/advcl>left off/ADP/compound:prt>Laughing talk/NOUN/obj>Laughing"


def test_a_participle_has_its_subject_from_the_main_clause() -> None:
    before = f"{LAUGHING.format('VBG')} ,/PUNCT/punct>Laughing {LEFT}"
    assert added(before) == [("she", "Laughing off", ["talk"])]
    after = f"{LEFT} ,/PUNCT/punct>praising praising=praise/VERB.VBG/advcl>left "
    assert added(after + CREWS.format("praising")) == [("she", "praising", ["the crews"])]


def test_a_participle_of_an_infinitive_has_it_from_farther_up() -> None:
    text = (
        "she/PRON/nsubj>wanted wanted=want/VERB.VBD/ROOT to/PART/mark>leave "
        "leave/VERB.VB/xcomp>wanted praising=praise/VERB.VBG/advcl>leave "
    )
    assert added(text + CREWS.format("praising")) == [("she", "praising", ["the crews"])]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(f"{LAUGHING.format('VBN')} {LEFT}", id="past-participle"),
        pytest.param(f"{LAUGHING.format('VBG')} left=leave/VERB/ROOT", id="nobodys-main-clause"),
        pytest.param(f"{LAUGHING.format('VBG')} {LEFT}".replace("she", "it"), id="it"),
        pytest.param(
            "plans/NOUN/ROOT welcomed=welcome/VERB.VBN/acl>plans " + BY_ODU.format("welcomed"),
            id="after-a-noun",
        ),
    ],
)
def test_a_participle_without_a_speaker_is_none(marked: str) -> None:
    assert added(marked) == []


def test_a_joined_verb_has_the_subject_of_the_first() -> None:
    text = f"{LEFT} and/CCONJ/cc>praised praised=praise/VERB.VBD/conj>left "
    assert added(text + CREWS.format("praised")) == [("she", "praised", ["the crews"])]


WELCOMED = "{}/PRON/nsubj>welcomed welcomed=welcome/VERB/{} " + CREWS.format("welcomed")


@pytest.mark.parametrize("relative", ["who", "which", "that"])
def test_of_a_relative_clause_the_antecedent_speaks(relative: str) -> None:
    relative_clause = WELCOMED.format(relative, "acl:relcl>town")
    for comma in ("", ",/PUNCT/punct>welcomed "):
        text = f"the/DET/det>town town/NOUN/ROOT {comma}{relative_clause}"
        assert added(text) == [("the town", "welcomed", ["the crews"])]


@pytest.mark.parametrize("pronoun", ["it", "there", "which", "what", "this", "that"])
def test_a_pronoun_that_may_be_nobody_is_no_speaker(pronoun: str) -> None:
    assert added(WELCOMED.format(pronoun, "ROOT")) == []
    assert len(added(WELCOMED.format("they", "ROOT"))) == 1


def test_what_the_antecedent_is_the_object_of_is_not_its_stand() -> None:
    text = "the/DET/det>plan plan/NOUN/ROOT which/PRON/obj>welcomed they/PRON/nsubj>welcomed"
    assert added(f"{text} welcomed=welcome/VERB/acl:relcl>plan") == []
