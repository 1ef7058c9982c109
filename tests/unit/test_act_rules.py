"""Rules that make an act of what a content says: where they fire, and where they must not."""

from __future__ import annotations

import pytest

from claimx.records import Act
from parsed import NLP
from positioned import position_in, reasons, said, said_parsed


def check_act(
    content: str, act: Act, rule: str, words: str, cue: str = "said", **more: str
) -> None:
    position = said(content, cue, **more)
    assert (position.act, reasons(position, "act")) == (act, [(rule, words)])


@pytest.mark.parametrize(
    ("content", "act", "rule", "words"),
    [
        ("the guards be paid", "demand", "content.subjunctive", "be"),
        ("that the guards not be paid", "demand", "content.subjunctive", "be"),
        ("the guards are paid", "assert", "cue.insist", "insisted"),
        ("the guards will be paid", "predict", "content.future", "will"),
        ("the guards must be paid", "demand", "content.demand.must", "must"),
    ],
)
def test_a_bare_verb_demands(content: str, act: Act, rule: str, words: str) -> None:
    check_act(content, act, rule, words, cue="insisted")


@pytest.mark.parametrize(
    ("content", "act", "rule", "words"),
    [
        ("“Will you please leave?”", "demand", "content.request.please", "please"),
        ("“Will you leave?”", "question", "content.question", "?"),
        ("“I wonder why”", "question", "content.question.i|we_wonder", "I wonder"),
        ("“We really doubt it”", "question", "content.question.i|we_doubt", "We really doubt"),
        ("the crew questions it", "assert", "cue.say", "said"),
    ],
)
def test_who_asks_wonders_or_requests(content: str, act: Act, rule: str, words: str) -> None:
    check_act(content, act, rule, words)


@pytest.mark.parametrize(
    ("source", "content", "act", "rule", "words"),
    [
        ("The general", "his troops will march", "promise", "content.promise.will", "will"),
        ("The guide", "its board will meet", "promise", "content.promise.will", "will"),
        ("The minister", "the ministry will meet", "promise", "content.promise.will", "will"),
        # Near misses: others' troops, no body of one's own, nobody who speaks for it.
        ("The general", "the troops will march", "predict", "content.future", "will"),
        ("The guide", "its roof will leak", "warn", "content.harm.leak", "will leak"),
        ("The guide", "the ministry will meet", "predict", "content.future", "will"),
        # What would hurt oneself is no promise.
        ("The guide", "its board will lose", "warn", "content.harm.lose", "will lose"),
    ],
)
def test_who_speaks_for_a_body_promises(
    source: str, content: str, act: Act, rule: str, words: str
) -> None:
    check_act(content, act, rule, words, source=source)


@pytest.mark.parametrize(
    ("content", "act", "rule", "words"),
    [
        ("“Yes, we lost it”", "concede", "content.concede.yes", "Yes"),
        ("“Yes, Kim lost it”", "assert", "cue.say", "said"),
        ("the letter is false", "deny", "content.falsehood.false", "false"),
        ("the letter is not false", "support", "content.blame.false", "false"),
        ("there is no truth in it", "deny", "content.falsehood.no_truth", "no truth"),
    ],
)
def test_who_says_yes_concedes_and_who_calls_it_false_denies(
    content: str, act: Act, rule: str, words: str
) -> None:
    check_act(content, act, rule, words)


@pytest.mark.parametrize(
    ("cue", "act", "rule", "words"),
    [
        ("are pressing for", "demand", "cue.press_for", "pressing for"),
        ("are for", "support", "cue.be_for", "are for"),
    ],
)
def test_an_auxiliary_takes_no_words_of_another_verb(
    cue: str, act: Act, rule: str, words: str
) -> None:
    check_act("the cuts", act, rule, words, cue=cue, source="They")


THERE_WAS = "there/PRON/expl>was was=be/VERB.VBD/ccomp>said {0}/DET/det>{1} {1}/NOUN.NN/nsubj>was"
SHOULD = "mills/NOUN/nsubj>{0} should/AUX.MD/aux>{0} be/AUX.VB/{1}>{0} {0}/{2}/ccomp>said {3}"
BY_FRIDAY = "by/ADP/case>Friday Friday/PROPN/obl>{0}"


@pytest.mark.parametrize(
    ("marked", "act", "rule"),
    [
        pytest.param(THERE_WAS.format("no", "waste"), "deny", "content.charge.waste", id="blame"),
        pytest.param(THERE_WAS.format("no", "fraud"), "deny", "content.charge.fraud", id="charge"),
        pytest.param(THERE_WAS.format("no", "cake"), "assert", "cue.say", id="no-blame"),
        pytest.param(THERE_WAS.format("some", "waste"), "oppose", "content.blame.waste", id="some"),
        pytest.param(
            "he/PRON/nsubj>saw saw=see/VERB.VBD/ccomp>said no/DET/det>waste waste/NOUN.NN/obj>saw",
            "support",
            "content.blame.waste",
            id="no-existence",
        ),
        pytest.param(
            THERE_WAS.format("no", "road") + " bad/ADJ.JJ/amod>road",
            "support",
            "content.blame.bad",
            id="adjective",
        ),
    ],
)
def test_that_there_was_no_wrong_denies(marked: str, act: Act, rule: str) -> None:
    position = said_parsed(marked)
    assert (position.act, reasons(position, "act")[0][0]) == (act, rule)


@pytest.mark.parametrize(
    ("verb", "date", "asked"),
    [
        pytest.param(("running", "aux", "VERB.VBG"), BY_FRIDAY, False, id="running-by-friday"),
        pytest.param(("running", "aux", "VERB.VBG"), "", True, id="running"),
        pytest.param(("shut", "aux:pass", "VERB.VBN"), BY_FRIDAY, True, id="shut-by-friday"),
    ],
)
def test_what_should_be_under_way_by_a_date_is_not_asked_for(
    verb: tuple[str, ...], date: str, asked: bool
) -> None:
    position = said_parsed(SHOULD.format(*verb, date.format(verb[0])))
    assert (position.act == "demand") == asked


@pytest.mark.parametrize(("cue", "asked"), [("according to", False), ("argues", True)])
def test_what_is_reported_for_a_date_is_not_asked_for(cue: str, asked: bool) -> None:
    doc = NLP(f"mills should shut by Friday , {cue} Lee .")
    position = position_in(doc, "Lee", cue, "mills should shut by Friday")
    assert (position.act == "demand") == asked


def test_what_pleases_somebody_is_not_asked_for() -> None:
    it = "it/PRON/nsubj>pleases pleases=please/{}/ccomp>said crews/NOUN/obj>pleases"
    assert [said_parsed(it.format(tag)).act for tag in ("VERB.VBZ", "INTJ.UH")] == [
        "assert",
        "demand",
    ]
