from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.contrasts import Contrast, Contrasts, PositionedClaim
from claimx.records import POLARITIES, STANCES, Claim, Content, Polarity, Stance, TextSpan
from claimx.register import Aliases
from unit.contrasts.samples import compared, found, last, stands

PLAN = "the harbour plan"
TARGETS = [None, "the plan", PLAN, "a harbour plan for Leeds", "the EU"]
NAMES = ["Ann Smith", "ANN  SMITH", "Smith", None]
ROLES = [None, "mayor", "mayor of Leeds", "footballer"]
ALIASES = Aliases({"ann smith": "Q1", "smith": "Q1"}, {"Q1": "Ann Smith"})


@st.composite
def corpora(draw: st.DrawFn) -> list[Claim]:
    """Claims of a few documents, some of them in one another, be it in a circle."""
    claims = []
    for doc in "abc":
        ids = [f"{doc}#{number}" for number in range(1, draw(st.integers(0, 5)) + 1)]
        for id_ in ids:
            target = draw(st.sampled_from(TARGETS))
            claim = stands(
                id_,
                target,
                f"{target or 'the weather'} is {draw(st.sampled_from(['new', 'dear']))}",
                name=draw(st.sampled_from(NAMES)),
                text=draw(st.sampled_from([None, "she"])),
                role=draw(st.sampled_from(ROLES)),
                stance=draw(st.sampled_from(STANCES)),
                polarity=draw(st.sampled_from(POLARITIES)),
                within=draw(st.sampled_from([None, None, None, *ids])),
            )
            claims.append(claim)
    return claims


def test_a_stance_contrasts_with_the_opposite_one_before_it() -> None:
    first, second = compared(
        stands("a.txt#1", "the NATO office", "We want the NATO office.", stance="favor"),
        stands("b.txt#4", "NATO's office", "I oppose NATO's office.", stance="against"),
    )
    assert first.contrasts == ()
    (contrast,) = second.contrasts
    assert contrast == Contrast(
        field="stance",
        value="against",
        other="favor",
        doc="a.txt",
        id="a.txt#1",
        span=TextSpan("NATO's office", 9, 22),
        other_span=TextSpan("the NATO office", 8, 23),
    )
    assert second.to_dict() == {**second.claim.to_dict(), "contrasts": [contrast.to_dict()]}
    fields = ["field", "value", "other", "doc", "id", "span", "other_span"]
    assert list(contrast.to_dict()) == fields


def test_a_polarity_contrasts_with_the_opposite_one_of_the_same_content() -> None:
    sold = stands("a#1", "the port", "the port is for sale")
    kept = stands("a#2", "the port", "the port is not for sale", polarity="negative")
    two = replace(kept, content=Content((*kept.content.spans, TextSpan("today", 90, 95))))
    (contrast,) = compared(sold, two)[1].contrasts
    assert (contrast.field, contrast.value, contrast.other) == ("polarity", "negative", "positive")
    assert contrast.span.text == "the port is not for sale"
    assert contrast.other_span.text == "the port is for sale"


def test_a_claim_can_contrast_in_both() -> None:
    one = stands("a#1", PLAN, stance="favor")
    assert last(one, stands("a#2", PLAN, stance="against", polarity="negative")) == [
        ("stance", "a#1"),
        ("polarity", "a#1"),
    ]


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["favor", "against"], ["a#1"]),
        (["against", "favor"], ["a#1"]),
        (["favor", "favor"], []),
        (["favor", "neutral"], []),
        (["neutral", "against"], []),
        (["favor", "neutral", "against"], ["a#1"]),
        (["favor", "against", "against"], []),
        (["favor", "against", "favor"], ["a#2"]),
        (["favor", "favor", "against"], ["a#2"]),
    ],
)
def test_a_stance_is_compared_with_the_latest_that_takes_sides(
    stances: list[Stance], expected: list[str]
) -> None:
    claims = [stands(f"a#{i}", PLAN, stance=stance) for i, stance in enumerate(stances, start=1)]
    assert [id_ for _, id_ in last(*claims)] == expected


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["+the plan is new", "-the plan is new"], ["a#1"]),
        (["+the plan is new", "-the plan is dear"], []),
        (["+the plan is new", "-the plan is dear", "-the plan is new"], ["a#1"]),
        (["+the plan is new", "-the plan is new", "-the plan is new"], []),
    ],
)
def test_a_polarity_is_compared_with_the_latest_that_says_the_same(
    contents: list[str], expected: list[str]
) -> None:
    signs: dict[str, Polarity] = {"+": "positive", "-": "negative"}
    claims = [
        stands(f"a#{i}", "the plan", content[1:], polarity=signs[content[0]])
        for i, content in enumerate(contents, start=1)
    ]
    assert [id_ for _, id_ in last(*claims)] == expected


@pytest.mark.parametrize("target", [None, "it", "this", "What they"])
def test_a_target_that_names_nothing_is_not_compared(target: str | None) -> None:
    favor, against = (
        stands("a#1", target, stance="favor"),
        stands("a#2", target, stance="against"),
    )
    assert last(favor, against) == []


def test_a_claim_of_which_the_text_says_no_speaker_is_not_compared() -> None:
    one, other = (stands(f"a#{n}", PLAN, name=None) for n in (1, 2))
    assert one.speaker.text is None
    assert last(one, replace(other, position=replace(other.position, polarity="negative"))) == []


def test_one_word_is_compared_within_a_document_unless_it_is_a_name() -> None:
    for target, over_documents in (("the plan", False), ("the Brexit", True)):
        one = stands("a#1", target, stance="favor")
        other = stands("a#2", target, stance="against")
        assert last(one, other)
        assert bool(last(one, replace(other, doc="b", id="b#2"))) == over_documents


def test_the_fullest_words_of_a_document_stand_for_the_shorter_ones() -> None:
    favor = stands("a#1", PLAN, stance="favor")
    short = stands("b#1", "the plan", stance="against")
    full = stands("b#2", PLAN, name="Bob Lee")
    assert last(favor, short) == []
    assert found(compared(favor, short, full))[1] == [("stance", "a#1")]
    owners = stands("b#3", "the owner's plan", name="Bob Lee")
    assert found(compared(favor, short, full, owners))[1] == []


def test_a_claim_is_not_compared_with_one_around_it() -> None:
    outer = stands("a#1", PLAN, stance="favor")
    middle = stands("a#2", "the weather", within="a#1", name="Bob Lee")
    inner = stands("a#3", PLAN, within="a#2", stance="against")
    assert last(outer, middle, inner) == []
    assert last(replace(inner, id="a#0", within="a#2"), middle, replace(outer, id="a#1")) == []
    beside = stands("a#4", PLAN, within="a#2", stance="favor")
    assert last(outer, middle, inner, beside) == [("stance", "a#3")]


def test_claims_within_one_another_in_a_circle_come_to_an_end() -> None:
    one = stands("a#1", PLAN, stance="favor", within="a#2")
    other = stands("a#2", PLAN, stance="against", within="a#1")
    assert last(one, other) == []
    assert last(one, replace(other, within="a#2"), stands("a#3", PLAN, within="a#9")) == []


def test_every_claim_comes_out_as_it_is() -> None:
    claims = [stands("a#1", None), stands("a#2", "it"), stands("a#3", PLAN)]
    assert compared(*claims) == [PositionedClaim(claim) for claim in claims]
    assert compared() == []


def who(claim: Claim, aliases: Aliases) -> str:
    """A name or its id, whatever its case; words that are no name with their document."""
    name = claim.speaker.name
    if name is None:
        return f"{claim.doc}: {claim.speaker.text}"
    return aliases.id_of(name) or " ".join(name.split()).casefold()


@settings(deadline=None)
@given(corpora(), st.sampled_from([Aliases(), ALIASES]))
def test_contrasts_name_earlier_claims_of_the_speaker_word_for_word(
    claims: list[Claim], aliases: Aliases
) -> None:
    items = compared(*claims, aliases=aliases)
    assert [item.claim for item in items] == claims
    earlier: dict[str, Claim] = {}
    for claim, contrasts in ((item.claim, item.contrasts) for item in items):
        assert len({contrast.field for contrast in contrasts}) == len(contrasts) <= 2
        for contrast in contrasts:
            other = earlier[contrast.id]
            assert contrast.doc == other.doc
            assert getattr(claim.position, contrast.field) == contrast.value
            assert getattr(other.position, contrast.field) == contrast.other != contrast.value
            for span, of in ((contrast.span, claim), (contrast.other_span, other)):
                assert of.content.text[span.start : span.end] == span.text
            assert who(claim, aliases) == who(other, aliases)
            assert claim.id not in (other.id, other.within)
            assert other.id != claim.within
        earlier[claim.id] = claim


@settings(deadline=None)
@given(corpora())
def test_documents_may_be_added_one_by_one(claims: list[Claim]) -> None:
    contrasts = Contrasts()
    by_doc = [[claim for claim in claims if claim.doc == doc] for doc in "abc"]
    assert [item for own in by_doc for item in contrasts.add(own)] == compared(*claims)
