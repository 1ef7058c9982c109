"""Words that judge, in stance and act: where they count, and the evidence that they leave."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.pipeline.layers import Attribution
from claimx.pipeline.positions import read_position
from claimx.pipeline.positions.forms import forms_of
from claimx.records import Act, Stance
from parsed import NLP
from positioned import Reasons, reasons, said, said_parsed


@pytest.mark.parametrize(
    ("cue", "content", "stance", "why"),
    [
        ("welcomed", "the plan", "favor", [("act.support", "welcomed")]),
        ("criticised", "the plan", "against", [("act.oppose", "criticised")]),
        ("said", "the mill must not shut", "against", [("act.demand", "must")]),
        ("shrugged off", "fears of a flood", "against", [("worry.fear", "fears")]),
        ("shrugged off", "the flood", "neutral", []),
        ("said", "it is safe", "favor", [("mild_praise.safe", "safe")]),
        ("said", "nobody was hurt", "neutral", []),
        ("said", "it was opened", "neutral", []),
    ],
)
def test_the_words_that_decide_a_stance(
    cue: str, content: str, stance: Stance, why: Reasons
) -> None:
    position = said(content, cue)
    assert (position.stance, reasons(position, "stance")) == (stance, why)


IT_WAS = "it/PRON/{2}>{0} was=be/AUX.VBD/{3}>{0} {1} {0}/{4}/ccomp>said"
KEPT = IT_WAS.format("kept", "{0}/ADV.RB/advmod>kept", "nsubj:pass", "aux:pass", "VERB.VBN")


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        pytest.param(KEPT.format("superbly"), "support", id="superbly-kept"),
        pytest.param(KEPT.format("shoddily"), "oppose", id="shoddily-kept"),
        pytest.param(KEPT.format("horribly"), "oppose", id="horribly-kept"),
        pytest.param(KEPT.format("rightly"), "assert", id="no-manner"),
        pytest.param(KEPT.format("superbly").replace("VBN", "VBD"), "assert", id="no-participle"),
    ],
)
def test_an_adverb_of_manner_judges_with_a_participle(marked: str, act: Act) -> None:
    assert said_parsed(marked).act == act


CREWS = "crews/NOUN/nsubj>{0} {0}/VERB.VBD/ccomp>said {1} the/DET/det>{2} {2}/NOUN.NN/{3}>{0}"
IS = "it/PRON/nsubj>{0} is/AUX.VBZ/cop>{0} {1} {0}/{2}/ccomp>said"


@pytest.mark.parametrize(
    ("marked", "judged"),
    [
        pytest.param(
            CREWS.format("spoke", "about/ADP/case>scandal", "scandal", "obl"), False, id="topic"
        ),
        pytest.param(IS.format("scandal", "a/DET/det>scandal", "NOUN.NN"), True, id="predicate"),
        pytest.param(CREWS.format("opened", "", "safe", "obj"), False, id="noun-safe"),
        pytest.param(IS.format("safe", "", "ADJ.JJ"), True, id="adjective-safe"),
        pytest.param(
            CREWS.format("came", "through/ADP/case>door", "door", "obl")
            + " false/ADJ.JJ/amod>door",
            False,
            id="attribute",
        ),
        pytest.param(IS.format("false", "", "ADJ.JJ"), True, id="predicate-false"),
        pytest.param(CREWS.format("lay", "in/ADP/case>barn", "barn", "obl"), False, id="lay"),
        pytest.param(CREWS.format("lied", "about/ADP/case>barn", "barn", "obl"), True, id="lied"),
    ],
)
def test_what_judges_and_what_only_looks_so(marked: str, judged: bool) -> None:
    position = said_parsed(marked)
    assert ((position.act, position.stance) != ("assert", "neutral")) == judged


WORDS = (
    "the crew must may not never failed to lacks denied said praised doubts “ ” , is been lie "
    "false disgrace safe fears will if he we her mill for as that no there ? because please"
)
words = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(words, words, words)
def test_every_field_that_is_no_default_has_its_evidence(
    source: list[str], cue: list[str], content: list[str]
) -> None:
    doc = NLP(" ".join([*source, *cue, *content]))
    start, middle = len(source), len(source) + len(cue)
    item = Attribution((0, start), (start, middle), [(middle, len(doc))])
    position = read_position(doc, item, [forms_of(token) for token in doc])
    plain = {"act": "assert", "polarity": "positive", "certainty": "certain", "target": None}
    plain |= {"stance": "neutral", "framing": "neutral"}
    for field, value in plain.items():
        assert getattr(position, field) == value or reasons(position, field)
