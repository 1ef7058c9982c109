"""Contents that the model cuts off, and where they end."""

from __future__ import annotations

import pytest

from claimx.pipeline.clause_edges import joined_verbs, whole_content
from parsed import claim, parsed, told

ASKED = (
    "crews/NOUN/nsubj>want want/VERB/ROOT to/PART/mark>send send/VERB.VB/xcomp>want "
    "maps/NOUN/obj>send {} and/CCONJ/cc>explain explain/VERB.{}/conj>{} them/PRON/obj>explain"
)
REMEMBERS = (
    "As/SCONJ/mark>remembers Odu/PROPN/nsubj>remembers remembers=remember/VERB/{0}>{1} "
    "it/PRON/obj>remembers ,/PUNCT/punct>shut the/DET/det>mill mill/NOUN/nsubj>shut "
    "shut/VERB/{2}>{3}"
)


def whole(marked: str, cue: str, content: str) -> list[str]:
    doc = parsed(marked)
    item = claim(doc, None, cue, content)
    assert item.cue is not None
    item.contents = whole_content(doc, item, doc[slice(*item.cue)].root)
    return told(doc, item)[2]


@pytest.mark.parametrize("comma", ["", ",/PUNCT/punct>explain"])
@pytest.mark.parametrize("head", ["send", "want"])
def test_an_infinitive_goes_on_in_the_one_joined_to_it(comma: str, head: str) -> None:
    text = ASKED.format(comma, "VB", head)
    comma = "," if comma else ""
    assert whole(text, "want", "to send maps") == [f"to send maps{comma} and explain them"]


def test_a_finite_verb_is_not_joined_to_an_infinitive() -> None:
    assert whole(ASKED.format("", "VBP", "want"), "want", "to send maps") == ["to send maps"]


def test_a_verb_joined_to_a_content_is_no_cue() -> None:
    doc = parsed(ASKED.format("", "VB", "send"))
    outer = claim(doc, "crews", "want", "to send maps and explain them")
    inner = claim(doc, "crews", "explain", "them")
    assert joined_verbs(doc, [outer, inner]) == {1}
    inner.within = 0
    assert joined_verbs(doc, [outer, inner]) == set()


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("advcl", "shut", "ROOT", ""), id="adverbial"),
        pytest.param(("ROOT", "", "ccomp", "remembers"), id="as-its-clause"),
    ],
)
def test_it_stands_for_the_clause_that_follows(labels: tuple[str, ...]) -> None:
    text = REMEMBERS.format(*labels).replace("ROOT>", "ROOT")
    assert whole(text, "remembers", "it") == ["the mill shut"]


def test_a_thing_is_no_clause() -> None:
    text = "Odu/PROPN/nsubj>has has=have/VERB/ROOT it/PRON/obj>has"
    assert whole(text, "has", "it") == ["it"]


def test_a_phrase_is_kept_whole() -> None:
    text = (
        "Odu/PROPN/nsubj>opposed opposed=oppose/VERB/ROOT similar/ADJ/amod>steps "
        "steps/NOUN/obj>opposed"
    )
    assert whole(text, "opposed", "similar") == ["similar steps"]
