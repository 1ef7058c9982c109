"""Rules of polarity and certainty: the value, and the rule that is named as evidence for it."""

from __future__ import annotations

import pytest

from claimx.records import Certainty, Polarity
from positioned import Reasons, reasons, said, said_parsed


@pytest.mark.parametrize(
    ("content", "polarity", "why"),
    [
        ("the alarm failed to sound", "negative", [("implicative.fail_to", "failed to")]),
        (
            "the alarm had slowly ceased to sound",
            "negative",
            [("implicative.cease_to", "ceased to")],
        ),
        (
            "the alarm was unable to sound",
            "negative",
            [("implicative.be_unable_to", "was unable to")],
        ),
        ("the crew stopped singing", "negative", [("implicative.stop", "stopped")]),
        ("the crew avoided ever singing", "negative", [("implicative.avoid", "avoided")]),
        # Two negations cancel.
        ("the alarm did not fail to sound", "positive", []),
        ("the crew never refused to sing", "positive", []),
        # Near misses: no gerund, no infinitive, not the main verb.
        ("the crew stopped to sing", "positive", []),
        ("the crew stopped a thing", "positive", []),
        ("the crew was banned from the hall", "positive", []),
        ("the captain barred the crew from singing", "positive", []),
        ("the alarm failed", "positive", []),
        ("the crew had hoped they failed to sound", "positive", []),
    ],
)
def test_a_verb_may_say_that_something_is_not_so(
    content: str, polarity: Polarity, why: Reasons
) -> None:
    position = said(content)
    assert (position.polarity, reasons(position, "polarity")) == (polarity, why)


@pytest.mark.parametrize(
    ("verb", "passive"),
    [
        ("keep", "was kept"),
        ("ban", "was banned"),
        ("bar", "had been barred"),
        ("block", "is blocked"),
        ("deter", "was deterred"),
        ("disqualify", "was disqualified"),
        ("dissuade", "was dissuaded"),
        ("exclude", "has been excluded"),
        ("preclude", "was precluded"),
        ("prevent", "was prevented"),
        ("prohibit", "is prohibited"),
        ("restrain", "was restrained"),
    ],
)
def test_who_is_hindered_from_something_does_not_do_it(verb: str, passive: str) -> None:
    position = said(f"the crew {passive} from singing")
    why = (f"implicative.{verb}_from", f"{passive.split()[-1]} from")
    assert (position.polarity, reasons(position, "polarity")) == ("negative", [why])


def test_who_is_not_hindered_from_something_may_do_it() -> None:
    position = said("the crew was not barred from singing")
    why = [("negation.not", "not"), ("implicative.bar_from", "barred from")]
    assert (position.polarity, reasons(position, "polarity")) == ("positive", why)


def test_such_a_verb_turns_the_negation_of_the_cue() -> None:
    position = said("the alarm failed to sound", cue="denied that")
    expected = [("cue.deny", "denied"), ("implicative.fail_to", "failed to")]
    assert (position.polarity, reasons(position, "polarity")) == ("positive", expected)


def test_such_a_verb_in_what_is_kept_back_or_judged_negates_nothing() -> None:
    assert said("why the alarm failed to sound", cue="would not say").polarity == "positive"
    assert said("the crew that failed to sing", cue="criticised").polarity == "positive"


def test_such_a_verb_blames_nobody_and_turns_praise() -> None:
    blaming = [
        reasons(said(f"the alarm {what}"), "stance") for what in ("failed to sound", "failed")
    ]
    assert blaming == [[], [("mild_blame.fail", "failed")]]
    plans = "plans/NOUN/nsubj>{0} {0}={1}/VERB.VBP/ccomp>said merit/NOUN/obj>{0}"
    lacking, having = (
        said_parsed(plans.format("lack", "lack")),
        said_parsed(plans.format("have", "have")),
    )
    assert (lacking.act, having.act) == ("oppose", "support")
    assert reasons(lacking, "act") == reasons(having, "act") == [("content.praise.merit", "merit")]


@pytest.mark.parametrize(
    ("content", "cue", "certainty", "why"),
    [
        ("a bus may stop", "said", "possible", [("hedge.may", "may")]),
        ("a bus stops", "thinks", "probable", [("cue.think", "thinks")]),
        ("a bus stopped", "said", "certain", []),
        # What follows from the act has the act's words.
        ("a bus must stop", "said", "unknown", [("act.demand", "must")]),
        ("a bus may stop", "urged that", "unknown", [("act.demand", "urged")]),
        ("“Does a bus stop?”", "said", "unknown", [("act.question", "?")]),
        # Conditions of more than one word.
        (
            "a bus will stop provided that it is full",
            "said",
            "unknown",
            [("condition.provided", "provided")],
        ),
        ("a bus stopped as long as it was full", "said", "unknown", [("condition.as", "as")]),
        ("a bus stopped as planned", "said", "certain", []),
    ],
)
def test_how_sure_somebody_is(content: str, cue: str, certainty: Certainty, why: Reasons) -> None:
    position = said(content, cue)
    assert (position.certainty, reasons(position, "certainty")) == (certainty, why)


def test_a_forecasts_figure_is_probable() -> None:
    position = said("growth at two", cue="puts", source="The forecast")
    assert (position.act, position.certainty) == ("predict", "probable")
    assert reasons(position, "certainty") == [("act.predict", "forecast")]


WINNER = "the/DET/det>winner {0}winner/NOUN.NN/nsubj>{1} {2}{1}/{3}/ccomp>said"
RISK = "it/PRON/nsubj>{0} {0}={1}/VERB.VBZ/ccomp>said the/DET/det>risk risk/NOUN.NN/obj>{0}"
SHUTS = (
    "mills/NOUN/nsubj>opened that/PRON/nsubj>shut shut/VERB.VBP/acl:relcl>mills "
    "if/SCONJ/mark>rains it/PRON/nsubj>rains rains/VERB.VBZ/advcl>{} "
    "opened=open/VERB.VBD/ccomp>said"
)


@pytest.mark.parametrize(
    ("marked", "certainty", "why"),
    [
        pytest.param(
            WINNER.format("likely/ADJ.JJ/amod>winner ", "left", "", "VERB.VBD"),
            "certain",
            [],
            id="what-somebody-is",
        ),
        pytest.param(
            WINNER.format("", "likely", "is=be/AUX.VBZ/cop>likely ", "ADJ.JJ"),
            "probable",
            [("hedge.likely", "likely")],
            id="what-is-said-of-them",
        ),
        pytest.param(RISK.format("cuts", "cut"), "certain", [], id="risk-that-is-fought"),
        pytest.param(
            RISK.format("runs", "run"), "possible", [("hedge.risk", "risk")], id="risk-that-is-run"
        ),
        pytest.param(SHUTS.format("shut"), "certain", [], id="condition-of-a-relative-clause"),
        pytest.param(
            SHUTS.format("opened"), "unknown", [("condition.if", "if")], id="condition-of-it-all"
        ),
    ],
)
def test_what_hedges_or_conditions_the_main_clause(
    marked: str, certainty: Certainty, why: Reasons
) -> None:
    position = said_parsed(marked)
    assert (position.certainty, reasons(position, "certainty")) == (certainty, why)
