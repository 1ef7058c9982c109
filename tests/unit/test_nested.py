"""Claims within contents: a verb of the lexicon with a subject and a content of its own."""

from __future__ import annotations

import pytest
import spacy

from claimx.pipeline.layers import Attribution
from claimx.pipeline.nested import CONFIDENCE, add_nested
from parsed import Told, claim, parsed, told

SAID = "Odu/PROPN/nsubj>said said=say/VERB/ROOT"
CREWS = "the/DET/det>crews crews/NOUN/nsubj>{0}"
CLAUSE = "it/PRON/nsubj>works works=work/VERB/ccomp>{0}"
OBJECT = "cuts/NOUN/obj>{0}"
INFINITIVE = "to/PART/mark>leave leave/VERB/xcomp>{0}"


def nested(verb: str, *after: str, before: str = "", subject: str = CREWS) -> list[Told]:
    """The claims added to one of Odu's, whose content is a clause with this verb."""
    word = verb.partition("=")[0]
    clause = " ".join([subject, before, f"{verb}/VERB/ccomp>said", *after]).format(word)
    doc = parsed(f"{SAID} {clause}")
    outer = Attribution((0, 1), (1, 2), [(2, len(doc))])
    first, *added = add_nested(doc, [outer])
    assert first is outer
    assert all(item.within == 0 and item.confidence == CONFIDENCE for item in added)
    return [told(doc, item) for item in added]


@pytest.mark.parametrize(
    ("verb", "after", "content"),
    [
        pytest.param("believe", CLAUSE, "it works", id="clause"),
        pytest.param("oppose", OBJECT, "cuts", id="stand-object"),
        pytest.param("want", INFINITIVE, "to leave", id="stand-infinitive"),
        pytest.param("deny", CLAUSE, "it works", id="stand-clause"),
    ],
)
def test_a_verb_with_its_subject_and_content(verb: str, after: str, content: str) -> None:
    assert nested(verb, after) == [("the crews", verb, [content])]


@pytest.mark.parametrize(
    ("verb", "after"),
    [
        pytest.param("believe", OBJECT, id="thing-believed"),
        pytest.param("oppose", "", id="no-content"),
        pytest.param("see", CLAUSE, id="no-verb-of-saying"),
        pytest.param("move", OBJECT, id="plain-event"),
    ],
)
def test_other_verbs_and_other_contents_are_none(verb: str, after: str) -> None:
    assert nested(verb, after) == []


@pytest.mark.parametrize(
    ("after", "cue"),
    [
        pytest.param("about/ADP/case>cuts cuts/NOUN/obl>{0}", "complain about", id="in-the-cue"),
        pytest.param(
            "to/ADP/case>me me/PRON/obl>{0} about/ADP/case>cuts cuts/NOUN/obl>{0}",
            "complain",
            id="apart-from-it",
        ),
    ],
)
def test_what_is_complained_about(after: str, cue: str) -> None:
    assert nested("complain", after) == [("the crews", cue, ["cuts"])]


PASSIVE = "been/AUX/aux:pass>{0}"
BY_CREWS = "by/ADP/case>crews crews/NOUN/obl:agent>{0}"


@pytest.mark.parametrize(
    ("verb", "subject", "after", "expected"),
    [
        pytest.param(
            "described=describe",
            "cuts/NOUN/nsubj:pass>{0}",
            "as/ADP/case>theft theft/NOUN/obl>{0}",
            (None, "been described", ["cuts", "as theft"]),
            id="as",
        ),
        pytest.param(
            "considered=consider",
            "cuts/NOUN/nsubj:pass>{0}",
            f"to/PART/mark>be be/VERB/xcomp>{{0}} {BY_CREWS}",
            ("crews", "been considered", ["cuts", "to be"]),
            id="to-be",
        ),
        pytest.param(
            "asserted=assert",
            "it/PRON/expl>{0}",
            f"{BY_CREWS} cuts/NOUN/nsubj>work work/VERB/csubj>{{0}}",
            ("crews", "been asserted", ["cuts work"]),
            id="it-is-asserted",
        ),
    ],
)
def test_a_passive_and_its_agent(verb: str, subject: str, after: str, expected: Told) -> None:
    assert nested(verb, after, before=PASSIVE, subject=subject) == [expected]


def test_a_relative_subject_of_a_passive_is_what_it_stands_for() -> None:
    doc = parsed(
        f"{SAID} they/PRON/nsubj>fear fear/VERB/ccomp>said cuts/NOUN/obj>fear "
        "that/PRON/nsubj:pass>described are/AUX/aux:pass>described "
        "described=describe/VERB/acl:relcl>cuts as/ADP/case>theft theft/NOUN/obl>described"
    )
    outer = claim(doc, "Odu", "said", "they fear cuts that are described as theft")
    (_, found) = add_nested(doc, [outer])
    assert told(doc, found) == (None, "are described", ["cuts", "as theft"])


def test_a_clause_comes_before_an_object() -> None:
    assert nested("deny", OBJECT, CLAUSE) == [("the crews", "deny", ["it works"])]


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("", id="none"),
        pytest.param("who/PRON/nsubj>{0}", id="relative"),
        pytest.param("cuts/NOUN/nsubj:pass>{0}", id="passive"),
    ],
)
def test_without_a_subject_that_speaks_there_is_none(subject: str) -> None:
    assert nested("oppose", "plans/NOUN/obj>{0}", subject=subject) == []


def test_a_subject_outside_of_the_content_is_none() -> None:
    doc = parsed(f"{SAID} {CREWS} oppose/VERB/ccomp>said {OBJECT}".format("oppose"))
    assert len(add_nested(doc, [claim(doc, "Odu", "said", "the crews oppose cuts")])) == 2
    assert len(add_nested(doc, [claim(doc, "Odu", "said", "oppose cuts")])) == 1


def test_the_cue_has_its_auxiliaries_and_negation() -> None:
    before = "do/AUX/aux>{0} not/PART/advmod>{0} really/ADV/advmod>{0}"
    assert nested("oppose", OBJECT, before=before) == [
        ("the crews", "do not really oppose", ["cuts"])
    ]
    before = "really/ADV/advmod>{0} do/AUX/aux>{0}"
    assert nested("oppose", OBJECT, before=before) == [("the crews", "do oppose", ["cuts"])]


def test_a_cue_that_the_model_has_found_is_not_found_again() -> None:
    doc = parsed(f"{SAID} {CREWS} oppose/VERB/ccomp>said {OBJECT}".format("oppose"))
    outer = claim(doc, "Odu", "said", "the crews oppose cuts")
    inner = claim(doc, "the crews", "oppose", "cuts", within=0)
    assert add_nested(doc, [outer, inner]) == [outer, inner]


def test_a_content_ends_where_the_content_around_it_ends() -> None:
    doc = parsed(
        f"{SAID} {CREWS} oppose/VERB/ccomp>said cuts/NOUN/obj>oppose at/ADP/case>mills "
        "mills/NOUN/nmod>cuts".format("oppose")
    )
    for content, inner in (("cuts at mills", "cuts at mills"), ("cuts at", "cuts at")):
        outer = claim(doc, "Odu", "said", f"the crews oppose {content}")
        (_, found) = add_nested(doc, [outer])
        assert told(doc, found) == ("the crews", "oppose", [inner])


def test_a_claim_stands_within_the_innermost_one_around_it() -> None:
    doc = parsed(
        f"{SAID} Lee/PROPN/nsubj>thinks thinks=think/VERB/ccomp>said {CREWS} "
        f"oppose/VERB/ccomp>thinks {OBJECT}".format("oppose")
    )
    outer = claim(doc, "Odu", "said", "Lee thinks the crews oppose cuts")
    inner = claim(doc, "Lee", "thinks", "the crews oppose cuts", within=0)
    assert add_nested(doc, [outer, inner])[2].within == 1


def test_without_a_parse_nothing_is_added() -> None:
    found = [Attribution((0, 1), (1, 2), [(2, 5)])]
    assert add_nested(spacy.blank("en")("Odu said crews oppose cuts"), found) == found


VIEW = "both/DET/nsubj:pass>{0} were/AUX/aux:pass>{0} {0}={1}/VERB.VBN/ROOT {2} rebels/NOUN/{3}>{0}"


def views(*form: str) -> list[Told]:
    doc = parsed(VIEW.format(*form))
    return [told(doc, item) for item in add_nested(doc, [])]


def test_a_view_that_is_nobodys_needs_no_claim_around_it() -> None:
    by_as = views("described", "describe", "as/ADP/case>rebels", "obl")
    assert by_as == [(None, "were described", ["both", "as rebels"])]
    to_be = "to/PART/mark>rebels be/AUX/cop>rebels"
    expected = [(None, "were considered", ["both", "to be rebels"])]
    assert views("considered", "consider", to_be, "xcomp") == expected


def test_what_was_done_as_something_is_no_view() -> None:
    assert views("sold", "sell", "as/ADP/case>rebels", "obl") == []


def test_what_somebody_was_seen_doing_is_no_view() -> None:
    text = VIEW.format("seen", "see", "", "xcomp").replace("rebels/NOUN", "leaving/VERB")
    assert add_nested(parsed(text), []) == []


def test_somebody_was_told_without_a_label_that_says_so() -> None:
    """*I was told*, where the parser takes *I* for the subject of an active verb."""
    told_me = "told=tell/VERB.VBN/ccomp>said it/PRON/nsubj>works works/VERB/ccomp>told"
    doc = parsed(f"{SAID} she/PRON/nsubj>told was=be/AUX/aux>told {told_me}")
    outer = Attribution((0, 1), (1, 2), [(2, len(doc))])
    assert [told(doc, item) for item in add_nested(doc, [outer])[1:]] == [
        (None, "was told", ["it works"])
    ]


def test_somebody_was_led_in_and_told() -> None:
    led = "she/PRON/nsubj:pass>led was/AUX/aux:pass>led led=lead/VERB.VBN/ccomp>said"
    told_me = (
        "and/CCONJ/cc>told told=tell/VERB.VBD/conj>led it/PRON/nsubj>works works/VERB/ccomp>told"
    )
    doc = parsed(f"{SAID} {led} {told_me}")
    outer = Attribution((0, 1), (1, 2), [(2, len(doc))])
    assert [told(doc, item) for item in add_nested(doc, [outer])[1:]] == [
        (None, "told", ["it works"])
    ]
