"""Positions of marked claims, on words alone and on hand-built parses."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.layers import Attribution, get_attributions, set_attributions
from claimx.pipeline.positions import create_positions
from claimx.records import Position
from markup import Fragment, parse_markup

BLANK = spacy.blank("en")


def read(marked: str) -> Position:
    """The position of claim 1 of a marked text, from its words alone."""
    return read_doc(BLANK(parse_markup(marked).text), marked)


def read_doc(doc: Doc, marked: str) -> Position:
    claim = parse_markup(marked).claims[0]

    def tokens(fragment: Fragment | None) -> tuple[int, int] | None:
        if fragment is None:
            return None
        span = doc.char_span(*fragment, alignment_mode="expand")
        assert span is not None
        return span.start, span.end

    contents = [bounds for part in claim.content if (bounds := tokens(part)) is not None]
    set_attributions(doc, [Attribution(tokens(claim.speaker), tokens(claim.cue), contents)])
    create_positions(BLANK, "claimx_positions")(doc)
    position = get_attributions(doc)[0].position
    assert position is not None
    return position


def check(marked: str) -> None:
    """Compare the position with all that the marks name, the target included."""
    text, claims = parse_markup(marked)
    position = read(marked)
    got = {key: getattr(position, key) for key in claims[0].fields}
    assert got == claims[0].fields, position.evidence
    if claims[0].target is not None:
        assert position.target is not None
        assert position.target.text == text[slice(*claims[0].target)]


CUES_THAT_DECIDE = [
    "[s1:The baker] [c1|act=deny,polarity=negative,stance=against:denied] [x1t1:any link to it].",
    "[s1:The pilot] [c1|act=deny,polarity=negative:rejected] [x1:suggestions that he had slept].",
    "[s1:Harbour staff] [c1|act=concede,framing=endorsing:conceded] [x1:the crane was old].",
    "[s1:The board] [c1|act=concede:apologised for] [x1t1:the long queues].",
    "[s1:Analysts] [c1|act=predict,certainty=probable:expect] [x1:prices to rise].",
    "[s1:The almanac] [c1|act=predict,certainty=certain:predicts] [x1:an early thaw].",
    "[s1:Divers] [c1|act=warn,certainty=certain,stance=against:warned of] [x1t1:strong currents].",
    "[s1:Parents] [c1|act=warn,certainty=possible:are worried] [x1:the crossing will get busier].",
    "[s1:Norway] [c1|act=promise,stance=favor:vowed] [x1:to [t1:plant a million trees]].",
    "[s1:The crew] [c1|act=promise:threatened] [x1:to walk off the set].",
    "[s1:The club] [c1|act=promise,polarity=negative,stance=against:refused] [x1:to sell up].",
    "[s1:Teachers] [c1|act=demand,certainty=unknown,stance=favor:called for] [x1t1:a strike].",
    "[s1:Hal] [c1|act=demand,polarity=negative,stance=against:told] us [x1:not to feed the fox].",
    "[s1:Peru] [c1|act=support,stance=favor:welcomed] [x1t1:the new ferry].",
    "[s1:Critics] [c1|act=oppose,stance=against:lashed out at] [x1t1:the tram plan].",
    "[s1:The mayor] [c1|act=downplay,stance=against:shrugged off] [x1t1:fears of a flood].",
    "[s1:She] [c1|act=question,stance=against:cast doubt on] [x1t1:the age of the coin].",
    "[s1:He] [c1|act=question,polarity=negative,certainty=probable:doubted] [x1:the wall held].",
    "[s1:Reporters] [c1|act=question,certainty=unknown:asked] [x1:whether the mill would reopen].",
    "[s1:The firm] [c1|act=withhold,polarity=negative:declined] [x1:to comment on the sale].",
    "[s1:Police] [c1|act=withhold,polarity=positive:would not say] [x1:why the road was shut].",
    "[s1:The firm] [c1|act=promise,polarity=negative:declined] [x1:to join the boycott].",
]


@pytest.mark.parametrize("marked", CUES_THAT_DECIDE)
def test_a_cue_that_takes_sides_decides_the_act(marked: str) -> None:
    check(marked)


CONTENTS_THAT_DECIDE = [
    "“[x1:We will [t1:reopen the pool in May]],” [c1|act=promise:said] [s1:the warden].",
    "[s1:The warden] [c1|act=predict,polarity=negative:said] [x1:the ice will not last until May].",
    "“[x1:The town should [t1:plant trees]],” [s1:Ito] [c1|act=demand,certainty=unknown:said].",
    "“[x1:Stop the trucks]!” [c1|act=demand:shouted] [s1:a farmer].",
    "[s1:Engineers] [c1|act=warn,stance=against:said] [x1:[t1:the dam] could burst].",
    "“[x1:The show is a delight],” [c1|act=support,stance=favor:wrote] [s1:a reviewer].",
    "[s1:Brandt] [c1|act=oppose,stance=against:called] [x1:[t1:the toll] “a disgrace]”.",
    "“[x1:There is nothing wrong with it],” [c1|act=support,polarity=negative:said] [s1:Roy].",
    "“[x1:It was a mere scratch],” [c1|act=downplay,stance=neutral:said] [s1:the driver].",
    "“[x1:The letter is a forgery],” [c1|act=deny,stance=against:said] [s1:Okafor].",
    "“[x1:I did not steal the horse],” [c1|act=deny,polarity=negative:said] [s1:the groom].",
    "“[x1:Our map was wrong],” [c1|act=concede,stance=against:said] [s1:the guide].",
    "“[x1:Where is the key]?” [c1|act=question,certainty=unknown:said] [s1:the nurse].",
    "[s1:The agent] [c1|act=withhold,polarity=negative:said]: “[x1:No comment].”",
    "[s1:A survey] [c1|act=assert,framing=endorsing,stance=against:found] [x1:the roof unsafe].",
    "[s1:Vega] [c1|act=assert,stance=neutral:said] [x1:[t1:the train] left at noon].",
]


@pytest.mark.parametrize("marked", CONTENTS_THAT_DECIDE)
def test_a_plain_cue_leaves_the_act_to_the_content(marked: str) -> None:
    check(marked)


POLARITIES = [
    ("positive", "[s1:Lee] [c1:said] [x1:the shop was open]."),
    ("negative", "[s1:Lee] [c1:said] [x1:the shop wasn't open]."),
    ("negative", "[s1:Lee] [c1:said] [x1:the shop was no longer open]."),
    ("negative", "[s1:Lee] [c1:said] [x1:nobody had seen the fox]."),
    ("negative", "[s1:Lee] [c1:does not think] [x1:the shop was open]."),
    ("negative", "[s1:Lee] [c1:denied] [x1:taking the money]."),
    ("positive", "[s1:Lee] [c1:denied] [x1:that the shop was not open]."),
    ("positive", "[s1:Lee] [c1:did not deny] [x1:that the shop was shut]."),
    ("positive", "[s1:Lee] [c1:said] [x1:the plan was not without charm]."),
    ("positive", "[s1:Lee] [c1:said] [x1:there was no doubt the shop was open]."),
    ("positive", "[s1:Lee] [c1:said] [x1:the choir not only sang but danced]."),
    ("positive", "[s1:Lee] [c1:said] [x1:the boat left because it was not full]."),
    ("positive", "[s1:Lee] [c1:said] [x1:shops that do not pay are closed]."),
    ("positive", "[s1:Lee] [c1:said] [x1:he had won, with no help from his uncle]."),
    ("negative", "“[x1:It rained. The roof did not leak],” [s1:Lee] [c1:said]."),
    ("positive", "“[x1:The roof did not leak. It rained],” [s1:Lee] [c1:said]."),
]


@pytest.mark.parametrize(("polarity", "marked"), POLARITIES)
def test_polarity_is_that_of_the_main_clause_beside_the_cue(polarity: str, marked: str) -> None:
    assert read(marked).polarity == polarity


CERTAINTIES = [
    ("certain", "[s1:Kim] [c1:said] [x1:the bus was late]."),
    ("certain", "[s1:Kim] [c1:said] [x1:the bus left in May]."),
    ("certain", "[s1:Kim] [c1:said] [x1:the bus could not turn]."),
    ("possible", "[s1:Kim] [c1:said] [x1:the bus may have been late]."),
    ("possible", "[s1:Kim] [c1:thinks] [x1:perhaps the bus was late]."),
    ("probable", "[s1:Kim] [c1:believes] [x1:the bus was late]."),
    ("probable", "[s1:Kim] [c1:said] [x1:the bus was almost certainly late]."),
    ("unknown", "[s1:Kim] [c1:said] [x1:the bus will stop if the road floods]."),
    ("unknown", "[s1:Kim] [c1:asked] [x1:whether the bus might be late]."),
]


@pytest.mark.parametrize(("certainty", "marked"), CERTAINTIES)
def test_certainty_is_the_weakest_of_cue_and_hedges(certainty: str, marked: str) -> None:
    assert read(marked).certainty == certainty


@pytest.mark.parametrize(
    ("framing", "cue"),
    [
        ("neutral", "said"),
        ("neutral", "argued"),
        ("endorsing", "revealed"),
        ("endorsing", "has pointed out"),
        ("distancing", "claims"),
        ("distancing", "insisted"),
    ],
)
def test_framing_is_the_reporters_and_comes_from_the_cue(framing: str, cue: str) -> None:
    assert read(f"[s1:Osei] [c1:{cue}] [x1:the well was dry].").framing == framing


def test_evidence_is_verbatim_and_names_its_rules() -> None:
    marked = "[s1:He] [c1:downplayed] [x1:worries that the wall might not hold]."
    position = read(marked)
    text = parse_markup(marked).text
    assert all(text[item.start : item.end] == item.text for item in position.evidence)
    assert ("act", "cue.downplay", "downplayed") in {
        (item.field, item.rule, item.text) for item in position.evidence
    }


def test_a_negation_outside_the_marked_cue_still_counts() -> None:
    assert read("[s1:Ada] does not [c1:think] [x1:the lock was forced].").polarity == "negative"


def test_a_claim_without_cue_has_a_position() -> None:
    position = read("The agent sighed. “[x1:The deal is dead].”")
    assert (position.act, position.framing) == ("assert", "neutral")


def test_a_claim_without_content_words_does_not_break() -> None:
    assert read("[s1:Ada] [c1:said]: [x1:…]").target is None


def test_offsets_are_code_points() -> None:
    target = read("🚢 [s1:Zoë] [c1:praised] [x1:the naïve painter].").target
    assert target is not None
    assert (target.text, target.start) == ("the naïve painter", 14)


def parse(table: str) -> Doc:
    """A ``Doc`` from rows of word, lemma, UPOS, XPOS, head (from 1, 0 is the root), relation."""
    rows = [line.split() for line in table.strip().splitlines()]
    words, lemmas, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    places = [int(head) - 1 if int(head) else i for i, head in enumerate(heads)]
    return Doc(BLANK.vocab, words=words, lemmas=lemmas, pos=pos, tags=tags, heads=places, deps=deps)


def test_on_a_parse_a_relative_clause_neither_negates_nor_lengthens_the_target() -> None:
    doc = parse("""
        Kim     Kim    PROPN  NNP  2   nsubj
        said    say    VERB   VBD  0   root
        the     the    DET    DT   4   det
        guards  guard  NOUN   NNS  10  nsubj
        who     who    PRON   WP   8   nsubj
        did     do     AUX    VBD  8   aux
        not     not    PART   RB   8   advmod
        sleep   sleep  VERB   VB   4   acl:relcl
        never   never  ADV    RB   10  advmod
        saw     see    VERB   VBD  2   ccomp
        thieves thief  NOUN   NNS  10  obj
        .       .      PUNCT  .    2   punct
    """)
    position = read_doc(
        doc, "[s1:Kim] [c1:said] [x1:the guards who did not sleep never saw thieves] ."
    )
    assert position.polarity == "negative"
    assert position.target is not None
    assert position.target.text == "the guards"
    (negation,) = [item for item in position.evidence if item.field == "polarity"]
    assert (negation.rule, negation.text) == ("negation.never", "never")


def test_on_a_parse_a_second_clause_does_not_negate_the_first() -> None:
    doc = parse("""
        Kim    Kim    PROPN  NNP  2  nsubj
        wrote  write  VERB   VBD  0  root
        rain   rain   NOUN   NN   4  nsubj
        fell   fall   VERB   VBD  2  ccomp
        yet    yet    CCONJ  CC   8  cc
        wells  well   NOUN   NNS  8  nsubj
        never  never  ADV    RB   8  advmod
        filled fill   VERB   VBD  4  conj
    """)
    position = read_doc(doc, "[s1:Kim] [c1:wrote] [x1:rain fell yet wells never filled]")
    assert position.polarity == "positive"
    assert position.target is not None
    assert position.target.text == "rain"


def test_on_a_parse_the_accused_outside_the_content_is_the_target() -> None:
    doc = parse("""
        Unions   union   NOUN   NNS  2  nsubj
        accused  accuse  VERB   VBD  0  root
        the      the     DET    DT   4  det
        mill     mill    NOUN   NN   2  obj
        of       of      SCONJ  IN   6  mark
        hiding   hide    VERB   VBG  2  advcl
        dust     dust    NOUN   NN   6  obj
    """)
    position = read_doc(doc, "[s1:Unions] [c1:accused] the mill of [x1:hiding dust]")
    assert position.act == "oppose"
    assert position.target is not None
    assert position.target.text == "the mill"


WORDS = (
    "The mayor , who had not said that if it rains nobody should go to the “ fine ” pool , may"
    " never deny : we will ! is is to to not not ' n't call for ? because and but \n\n 2040 no"
)


@st.composite
def docs_with_claims(draw: st.DrawFn) -> Doc:
    """Word salad with a tree over it or none, and claims cut out of it at random."""
    words = draw(st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=30))
    cuts = st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))
    spans = cuts.map(sorted).filter(lambda cut: cut[0] < cut[1]).map(lambda cut: (cut[0], cut[1]))
    heads = [draw(st.integers(0, i)) for i in range(len(words))]
    relations = st.sampled_from(["nsubj", "obj", "ccomp", "advcl", "mark", "conj", "obl", "cop"])
    deps = [draw(relations) for _ in words]
    parsed = draw(st.booleans())
    doc = Doc(
        BLANK.vocab,
        words=words,
        heads=heads if parsed else None,
        deps=deps if parsed else None,
    )
    claim = st.builds(
        Attribution, st.none() | spans, st.none() | spans, st.lists(spans, max_size=3)
    )
    set_attributions(doc, draw(st.lists(claim, min_size=1, max_size=3)))
    return doc


@settings(max_examples=60, deadline=None)
@given(docs_with_claims())
def test_whatever_is_marked_has_a_position_whose_spans_are_verbatim(doc: Doc) -> None:
    create_positions(BLANK, "claimx_positions")(doc)
    for item in get_attributions(doc):
        assert item.position is not None
        for span in [*item.position.evidence, item.position.target]:
            assert span is None or doc.text[span.start : span.end] == span.text


def test_a_document_without_attributions_passes_through() -> None:
    doc = create_positions(BLANK, "claimx_positions")(BLANK("Nothing is said here."))
    assert get_attributions(doc) == []


def test_the_factory_is_registered_and_positions_survive_bytes() -> None:
    assert Language.has_factory("claimx_positions")
    doc = BLANK("Ada said it rained.")
    set_attributions(doc, [Attribution((0, 1), (1, 2), [(2, 4)])])
    create_positions(BLANK, "claimx_positions")(doc)
    again = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert get_attributions(again)[0].position == get_attributions(doc)[0].position
