"""Nouns that take a stand: whose it is, and what it is about."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.lexicons import load
from claimx.pipeline.stand_nouns import CONFIDENCE, add_stand_nouns
from parsed import Told, claim, parsed, told

LEAST: float = load("stands")["least"]["noun"]

UNION = "the/DET/det>union union/NOUN/nmod:poss>{0} ’s/PART/case>union"
FOR_CUTS = "for/ADP/case>cuts cuts/NOUN/nmod>{0}"
TO_CUTS = "to/ADP/case>cuts cuts/NOUN/nmod>{0}"
FROM_CREWS = "from/ADP/case>crews crews/NOUN/nmod>{0}"
BY_CREWS = "by/ADP/case>crews crews/NOUN/nmod>{0}"
TO_LEAVE = "to/PART/mark>leave leave/VERB.VB/acl>{0}"
THAT_IT_WORKS = "that/SCONJ/mark>works it/PRON/nsubj>works works=work/VERB/acl>{0}"


def added(marked: str, chance: float = 1.0) -> list[Told]:
    doc = parsed(marked)
    found = add_stand_nouns(doc, [], np.full(len(doc), chance, dtype=np.float32))
    return [told(doc, item) for item in found]


def phrase(noun: str, *after: str, before: str = UNION) -> str:
    """A noun and what hangs on it; the union's, unless it says something else before it."""
    return " ".join([before, f"{noun}/NOUN/ROOT", *after]).format(noun)


@pytest.mark.parametrize(
    ("marked", "cue", "content"),
    [
        pytest.param(phrase("appeal", FOR_CUTS), "appeal for", "cuts", id="preposition"),
        pytest.param(
            phrase("appeal", "for/SCONJ/mark>ending ending/VERB/acl>{0}"),
            "appeal for",
            "ending",
            id="preposition-and-gerund",
        ),
        pytest.param(phrase("refusal", TO_LEAVE), "refusal", "to leave", id="infinitive"),
        pytest.param(phrase("finding", THAT_IT_WORKS), "finding", "that it works", id="clause"),
        pytest.param(
            phrase("appeal", THAT_IT_WORKS), "appeal", "that it works", id="clause-of-any-noun"
        ),
        pytest.param(
            phrase("query", THAT_IT_WORKS.replace("that", "whether")),
            "query",
            "whether it works",
            id="question",
        ),
        pytest.param(
            phrase("question", "as/ADP/mark>works to/ADP/fixed>as why/ADV/advmod>works")
            + " it/PRON/nsubj>works works=work/VERB/acl>question",
            "question",
            "why it works",
            id="question-after-as-to",
        ),
    ],
)
def test_whose_noun_it_is_and_what_opens_the_content(marked: str, cue: str, content: str) -> None:
    assert added(marked) == [("the union", cue, [content])]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(phrase("garden", FOR_CUTS), id="no-such-noun"),
        pytest.param(phrase("appeal", TO_CUTS), id="another-preposition"),
        pytest.param(phrase("appeal"), id="about-nothing"),
        pytest.param(phrase("appeal", FOR_CUTS, before="an/DET/det>{0}"), id="nobodys"),
        pytest.param(phrase("refusal", TO_CUTS), id="no-infinitive"),
        pytest.param(phrase("refusal", TO_LEAVE.replace("VB", "VBG")), id="no-bare-verb"),
        pytest.param(phrase("finding", FOR_CUTS), id="no-clause"),
        pytest.param(
            phrase("finding", "that/PRON/nsubj>helps helps/VERB/acl:relcl>{0}"), id="relative"
        ),
        pytest.param(phrase("question", TO_CUTS.replace("to", "about")), id="asks-nothing"),
        pytest.param(
            phrase("denial", THAT_IT_WORKS, before="a/DET/det>{0}")
            + " by/ADP/case>crews crews/NOUN/obl>works",
            id="giver-within-the-content",
        ),
        pytest.param(phrase("appeal", FOR_CUTS).replace("NOUN/ROOT", "VERB/ROOT"), id="verb"),
    ],
)
def test_other_nouns_and_other_phrases_are_none(marked: str) -> None:
    assert added(marked) == []


OPPOSITION = phrase("opposition", TO_CUTS, FROM_CREWS, before="fierce/ADJ/amod>{0}")


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        pytest.param(OPPOSITION, "opposition to", id="from"),
        pytest.param(OPPOSITION.replace("from", "by"), "opposition to", id="by"),
        pytest.param(
            OPPOSITION.replace("crews/NOUN/nmod>opposition", "crews/NOUN/nmod>cuts"),
            "opposition to",
            id="from-on-the-other-noun",
        ),
        pytest.param(
            phrase("opposition", FROM_CREWS, TO_CUTS, before=""), "opposition", id="between"
        ),
    ],
)
def test_who_gives_it_may_stand_after_the_noun(marked: str, cue: str) -> None:
    assert added(marked) == [("crews", cue, ["cuts"])]


def test_who_gives_it_may_stand_after_a_participle() -> None:
    made = "made/VERB.VBN/acl>{0} by/ADP/case>crews crews/NOUN/obl>made"
    text = phrase("promise", made, TO_LEAVE, before="a/DET/det>{0}")
    assert added(text) == [("crews", "promise", ["to leave"])]


def test_a_phrase_with_another_preposition_gives_nothing() -> None:
    assert added(OPPOSITION.replace("from", "in")) == []


@pytest.mark.parametrize("owner", ["its/PRON", "their/PRON", "Odu/PROPN"])
def test_a_pronoun_or_a_name_may_own_it(owner: str) -> None:
    (found,) = added(phrase("appeal", FOR_CUTS, before=f"{owner}/nmod:poss>{{0}}"))
    assert found == (owner.partition("/")[0], "appeal for", ["cuts"])


@pytest.mark.parametrize("date", ["Monday", "July"])
def test_a_date_owns_no_stand(date: str) -> None:
    dated = f"{date}/PROPN/nmod:poss>{{0}} ’s/PART/case>{date}"
    assert added(phrase("appeal", FOR_CUTS, before=dated)) == []
    by_crews = added(phrase("appeal", FOR_CUTS, BY_CREWS, before=dated))
    assert by_crews == [("crews", "appeal for", ["cuts"])]


@pytest.mark.parametrize(
    ("more", "content"),
    [
        pytest.param(
            "at/ADP/case>mills mills/NOUN/nmod>cuts", "cuts at mills", id="its-own-phrase"
        ),
        pytest.param("by/ADP/case>crews crews/NOUN/nmod>cuts", "cuts", id="by"),
        pytest.param(",/PUNCT/punct>came which/PRON/nsubj>came came/VERB/acl:relcl>cuts", "cuts"),
        pytest.param("that/PRON/nsubj>came came/VERB/acl:relcl>cuts", "cuts that came"),
    ],
)
def test_a_content_ends_before_a_comma_and_before_who_gives_it(more: str, content: str) -> None:
    assert added(f"{phrase('appeal', FOR_CUTS)} {more}") == [("the union", "appeal for", [content])]


def test_below_its_chance_a_noun_is_none() -> None:
    assert len(added(phrase("appeal", FOR_CUTS), LEAST + 0.001)) == 1
    assert added(phrase("appeal", FOR_CUTS), LEAST - 0.001) == []


def test_what_is_found_so_is_not_too_sure_and_stands_last() -> None:
    doc = parsed(phrase("appeal", FOR_CUTS, "failed=fail/VERB/acl>{0}"))
    known = claim(doc, None, None, "failed")
    first, found = add_stand_nouns(doc, [known], np.ones(len(doc), dtype=np.float32))
    assert first is known
    assert (found.confidence, found.within) == (CONFIDENCE, None)


@pytest.mark.parametrize(
    "known",
    [
        pytest.param((None, "appeal", "union"), id="its-cue"),
        pytest.param((None, "cuts", "union"), id="a-cue-in-its-content"),
        pytest.param((None, None, "cuts"), id="its-content"),
        # GUIDELINES, 6.12: what another claim says is no claim of its own.
        pytest.param((None, None, "the union’s appeal"), id="a-content-around-the-noun"),
    ],
)
def test_words_of_another_claim_are_left_to_it(known: tuple[str | None, ...]) -> None:
    doc = parsed(phrase("appeal", FOR_CUTS))
    source, cue, content = known
    assert content is not None
    items = [claim(doc, source, cue, content)]
    assert add_stand_nouns(doc, items, np.ones(len(doc), dtype=np.float32)) == items


def test_without_a_parse_nothing_is_added() -> None:
    doc = spacy.blank("en")("the union’s appeal for cuts")
    items = [Attribution(None, (0, 1), [(1, 2)])]
    assert add_stand_nouns(doc, items, np.ones(len(doc), dtype=np.float32)) == items
