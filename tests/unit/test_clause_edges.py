"""Contents that the model cuts off, and where they end."""

from __future__ import annotations

import pytest

from claimx.pipeline.clause_edges import (
    joined_verbs,
    part_cue,
    whole_content,
    without_addressee,
)
from parsed import Told, claim, parsed, told

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


def test_a_clause_around_the_cue_is_not_taken() -> None:
    text = (
        "the/DET/det>mill mill/NOUN/nsubj>shut ,/PUNCT/punct>remembers as/SCONJ/mark>remembers "
        "Odu/PROPN/nsubj>remembers remembers=remember/VERB/advcl>shut it/PRON/obj>remembers "
        ",/PUNCT/punct>remembers shut/VERB/ROOT"
    )
    assert whole(text, "remembers", "it") == ["it"]


def test_a_thing_is_no_clause() -> None:
    text = "Odu/PROPN/nsubj>has has=have/VERB/ROOT it/PRON/obj>has"
    assert whole(text, "has", "it") == ["it"]


def test_a_phrase_is_kept_whole() -> None:
    text = (
        "Odu/PROPN/nsubj>opposed opposed=oppose/VERB/ROOT similar/ADJ/amod>steps "
        "steps/NOUN/obj>opposed"
    )
    assert whole(text, "opposed", "similar") == ["similar steps"]


STAND = (
    "He/PRON/nsubj>{0} {0}/VERB/ROOT concerns/NOUN/obj>{0} about/ADP/case>cuts "
    "cuts/NOUN/nmod>concerns"
)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        pytest.param("downplay", ("He", "downplay", ["concerns about cuts"]), id="takes-a-stand"),
        pytest.param("raise", ("He", "raise concerns about", ["cuts"]), id="makes-one-cue"),
    ],
)
def test_a_cue_is_the_verb_that_takes_a_stand(
    verb: str, expected: tuple[str, str, list[str]]
) -> None:
    doc = parsed(STAND.format(verb))
    item = claim(doc, "He", f"{verb} concerns about", "cuts")
    part_cue(item, doc[1])
    assert told(doc, item) == expected


HEADLINE = (
    "Mill/PROPN/nsubj>say to/PART/mark>shut shut/VERB/acl>Mill ,/PUNCT/punct>say "
    "{}/NOUN/nsubj>say say/VERB/ROOT{} ¶ Odu/PROPN/nsubj>left left=leave/VERB/ROOT"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEADLINE.format("crews", ""), ["Mill to shut"], id="to-the-left"),
        pytest.param(
            HEADLINE.format("crews", " :/PUNCT/punct>say"), ["Odu left"], id="what-follows"
        ),
    ],
)
def test_a_headline_tells_what_stands_in_it(text: str, expected: list[str]) -> None:
    doc = parsed(text)
    item = claim(doc, "crews", "say", "Odu left")
    assert item.cue is not None
    item.contents = whole_content(doc, item, doc[slice(*item.cue)].root)
    assert told(doc, item)[2] == expected


def test_against_belongs_to_the_cue() -> None:
    doc = parsed("He/PRON/nsubj>warn warn/VERB/ROOT against/ADP/case>cuts cuts/NOUN/obl>warn")
    item = claim(doc, "He", "warn", "against cuts")
    part_cue(item, doc[1])
    assert told(doc, item) == ("He", "warn against", ["cuts"])


BEGINS = (
    "crews/NOUN/nsubj>announced {0}/VERB.{1}/ROOT a/DET/det>plan plan/NOUN/obj>{0} "
    "to/PART/mark>send send/VERB.VB/acl>plan maps/NOUN/obj>send ,/PUNCT/punct>explain "
    "and/CCONJ/cc>explain explain/VERB.VB/conj>{0} them/PRON/obj>explain"
)


def test_an_infinitive_goes_on_in_one_within_a_noun_phrase() -> None:
    text = BEGINS.format("announced", "VBD")
    expected = ["a plan to send maps, and explain them"]
    assert whole(text, "announced", "a plan to send maps") == expected


def test_a_bare_verb_may_be_joined_to_the_cue_itself() -> None:
    text = BEGINS.format("announce", "VB").replace(">announced", ">announce")
    assert whole(text, "announce", "a plan to send maps") == ["a plan to send maps"]


AND_THAT = (
    "crews/NOUN/nsubj>say say/VERB/ROOT that/SCONJ/mark>works it/PRON/nsubj>works "
    "works/VERB/ccomp>say and/CCONJ/cc>holds {}/{} they/PRON/nsubj>holds holds/VERB/conj>{}"
)


@pytest.mark.parametrize("head", ["works", "say"])
def test_a_clause_goes_on_in_one_that_that_opens_anew(head: str) -> None:
    text = AND_THAT.format("that", "SCONJ/mark>holds", head)
    assert whole(text, "say", "that it works") == ["that it works and that they holds"]


def test_a_clause_that_opens_otherwise_is_not_joined() -> None:
    text = AND_THAT.format("so", "ADV/advmod>holds", "works")
    assert whole(text, "say", "that it works") == ["that it works"]


ASKS = (
    "crews/NOUN/nsubj>{0} {0}/VERB/ROOT the/DET/det>town town/NOUN/{1}>{0} "
    "to/PART/mark>pay pay/VERB/xcomp>{0} taxes/NOUN/obj>pay"
)


def addressed(verb: str, *contents: str, label: str = "obj") -> list[str]:
    doc = parsed(ASKS.format(verb, label))
    item = claim(doc, "crews", verb, *contents)
    return [doc[slice(*bounds)].text for bounds in without_addressee(doc, item)]


@pytest.mark.parametrize("label", ["obj", "iobj"])
def test_whom_a_demand_is_made_of_is_left_out(label: str) -> None:
    assert addressed("ask", "the town to pay taxes", label=label) == ["to pay taxes"]
    assert addressed("ask", "the town", "to pay taxes", label=label) == ["to pay taxes"]
    assert addressed("ask", "to pay taxes", label=label) == ["to pay taxes"]


def test_who_is_wanted_to_do_something_stays() -> None:
    assert addressed("want", "the town to pay taxes") == ["the town to pay taxes"]


def test_what_is_asked_of_somebody_may_be_a_thing() -> None:
    assert addressed("ask", "the town") == ["the town"]


def test_a_content_goes_on_up_to_the_cue_that_parts_it() -> None:
    text = (
        "it/PRON/nsubj>come may/AUX/aux>come come/VERB/ROOT back/ADV/advmod>come "
        ",/PUNCT/punct>come wondered/VERB/parataxis>come Odu/PROPN/nsubj>wondered"
    )
    assert whole(text, "wondered", "it may") == ["it may come back"]
    text = (
        "that/SCONJ/mark>works ,/PUNCT/punct>says says/VERB/parataxis>works works/VERB/ROOT "
        "well/ADV/advmod>works"
    )
    assert whole(text, "says", "that") == ["that"]


@pytest.mark.parametrize("after", ["¶ It/PRON/ROOT", ""])
def test_a_headline_is_its_line(after: str) -> None:
    text = (
        "Mill/NOUN/ROOT set/VERB/acl>Mill to/PART/mark>shut shut/VERB/xcomp>set "
        f",/PUNCT/punct>Mill crews/NOUN/nsubj>say say/VERB/parataxis>Mill {after}"
    )
    doc = parsed(text)
    item = claim(doc, "crews", "say", "Mill set")
    assert item.cue is not None
    item.contents = whole_content(doc, item, doc[slice(*item.cue)].root)
    assert told(doc, item)[2] == ["Mill set to shut"]


def parted(marked: str, cue: str, content: str) -> Told:
    """A claim of *He*, whose cue has been parted."""
    doc = parsed(marked)
    item = claim(doc, "He", cue, content)
    part_cue(item, doc[1])
    return told(doc, item)


TO_ANSWER = (
    "He/PRON/nsubj>{0} {0}={1}/VERB/ROOT to/PART/mark>answer answer/VERB.VB/xcomp>{0} "
    "letters/NOUN/obj>answer"
)


@pytest.mark.parametrize(
    ("cue", "content"),
    [("{} to answer", "letters"), ("{} to", "answer letters"), ("{}", "to answer letters")],
)
def test_what_somebody_undertakes_is_an_infinitive(cue: str, content: str) -> None:
    undertook = parted(TO_ANSWER.format("undertook", "undertake"), cue.format("undertook"), content)
    assert undertook == ("He", "undertook", ["to answer letters"])
    declined = parted(TO_ANSWER.format("declined", "decline"), cue.format("declined"), content)
    assert declined == ("He", cue.format("declined"), [content])


def test_what_somebody_plans_may_be_no_infinitive() -> None:
    text = "He/PRON/nsubj>plans plans=plan/VERB/ROOT answering/VERB.VBG/xcomp>plans"
    model = ("plans answering", "letters")
    assert parted(f"{text} letters/NOUN/obj>answering", *model) == ("He", model[0], [model[1]])


FEARS = (
    "He/PRON/nsubj>{0} {0}={1}/VERB/ROOT {2}/ADP/compound:prt>{0} fears/NOUN/obj>{0} "
    "of/ADP/case>floods floods/NOUN/nmod>fears"
)


@pytest.mark.parametrize(
    ("form", "cue", "content"),
    [
        pytest.param(("played", "play", "down"), "played down", "fears of floods", id="play-down"),
        pytest.param(("waved", "wave", "aside"), "waved aside", "fears of floods", id="wave-aside"),
        pytest.param(("played", "play", "up"), "played up fears of", "floods", id="play-up"),
    ],
)
def test_what_is_made_small_is_no_part_of_the_cue(
    form: tuple[str, ...], cue: str, content: str
) -> None:
    model = f"{form[0]} {form[2]} fears of"
    assert parted(FEARS.format(*form), model, "floods") == ("He", cue, [content])
