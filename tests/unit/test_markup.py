"""The inline markup that other tests state their expectations in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.records import (
    Claim,
    Content,
    Cue,
    Document,
    Position,
    Result,
    Speaker,
    TextSpan,
)
from markup import ExpectedClaim, MarkupError, assert_claims, parse_markup

MARKED = "[s1:Odu] [c1:said] [x1:the mill was shut] on Monday."
TEXT = "Odu said the mill was shut on Monday."
NESTED = "[s1:Odu] [c1:said] that [x1:[s2:Lund] [c2:denied] [x2:the leak]]."


def claim(text: str, speaker: str | None, cue: str | None, *content: str, number: int = 1) -> Claim:
    """A claim whose spans are the first places where the words stand in the text."""

    def span(words: str) -> TextSpan:
        start = text.index(words)
        return TextSpan(words, start, start + len(words))

    who = span(speaker) if speaker else None
    said = span(cue) if cue else None
    return Claim(
        doc="-",
        id=f"-#{number}",
        speaker=Speaker(who.text, who.start, who.end, kind="person") if who else Speaker(),
        cue=Cue(said.text, said.start, said.end, said.text) if said else None,
        content=Content(tuple(span(words) for words in content)),
        quotes=(),
        form="indirect",
        position=Position(),
        sentence=(0, len(text)),
        within=None,
        confidence=1.0,
    )


def failure(claims: list[Claim], marked: str) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_claims(claims, marked)
    return str(caught.value)


def test_marks_become_offsets_into_the_text_without_them() -> None:
    text, claims = parse_markup(MARKED)
    assert text == TEXT
    assert claims == [ExpectedClaim(1, speaker=(0, 3), cue=(4, 8), content=[(9, 26)])]


def test_a_text_without_marks_has_no_claims() -> None:
    assert parse_markup("The mill was shut: for good.") == ("The mill was shut: for good.", [])


def test_several_claims_and_several_fragments() -> None:
    text, claims = parse_markup(
        "“[x1:Yes],” [s1:Odu] [c1:said], “[x1:now].” [s2:Lund] [c2:wants] [x2:tea]."
    )
    assert [[text[slice(*part)] for part in claim.content] for claim in claims] == [
        ["Yes", "now"],
        ["tea"],
    ]


def test_a_span_shared_by_two_claims() -> None:
    text, (one, two) = parse_markup(
        "[s1s2:Odu] [c1:hailed] [x1:the deal] and [c2:vowed] [x2:to pay]."
    )
    assert text == "Odu hailed the deal and vowed to pay."
    assert one.speaker == two.speaker == (0, 3)


def test_nested_claims_know_the_one_around_them() -> None:
    text, (outer, inner) = parse_markup(NESTED)
    assert text == "Odu said that Lund denied the leak."
    assert [text[slice(*part)] for part in outer.content] == ["Lund denied the leak"]
    assert [text[slice(*part)] for part in inner.content] == ["the leak"]
    assert (outer.within, inner.within) == (None, 1)


def test_the_innermost_of_several_claims_around_one_is_taken() -> None:
    _, claims = parse_markup("[s1:A] [c1:says] [x1:[s2:B] [c2:says] [x2:[s3:C] [c3:says] [x3:no]]]")
    assert [claim.within for claim in claims] == [None, 1, 2]


def test_a_content_that_two_claims_share_is_not_nested() -> None:
    _, claims = parse_markup("[s1s2:Odu] [c1:hailed] and [c2:backed] [x1x2:the deal]")
    assert [claim.within for claim in claims] == [None, None]


def test_expected_fields_and_target() -> None:
    text, (one,) = parse_markup(
        r"[s1|name=Ann Odu,role=mayor\, once,kind=person:She] "
        r"[c1|act=deny, polarity=negative:denied] [x1|via=:[t1:the leak]]."
    )
    assert text == "She denied the leak."
    assert one.fields == {
        "name": "Ann Odu",
        "role": "mayor, once",
        "kind": "person",
        "act": "deny",
        "polarity": "negative",
        "via": None,
    }
    assert one.target == one.content[0] == (11, 19)


def test_escaped_brackets_are_text() -> None:
    text, (one,) = parse_markup(r"“[x1:\[The\] mill],” [c1:wrote] [s1:Odu \\].")
    assert text == "“[The] mill,” wrote Odu \\."
    assert one.content == [(1, 11)]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("[s1:Odu", "not closed"),
        ("Odu]", "nothing to close"),
        ("[sic]", r"no mark; write \\\["),
        ("[y1:Odu]", "no mark"),
        ("[s1:Odu] [c1:said] no.", "claim 1 has no content"),
        ("[s1:Odu] [s1:Lund] [x1:no]", "two of"),
        ("[x1|color=red:no]", "unknown option"),
        ("[x1|act:no]", "unknown option"),
    ],
)
def test_broken_markup_says_what_is_wrong(marked: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse_markup(marked)


def test_the_marked_claim_passes() -> None:
    found = claim(TEXT, "Odu", "said", "the mill was shut")
    assert_claims([found], MARKED)
    assert_claims(Result(Document(TEXT), (found,)), parse_markup(MARKED))


@pytest.mark.parametrize(
    ("marked", "speaker", "cue", "content"),
    [
        ("[s1:Mayor Ann Odu] [c1:has said] [x1:no more].", "Odu", "said", "no more"),
        ("[s1:Odu] [c1:has said] that [x1:no].", "Odu", "has said", "that no"),
        ("[s1:The head of the mill] [c1:said] [x1:no].", "The head", "said", "no"),
        ("[x1:Half of the words] are here, [c1:said] [s1:Odu].", "Odu", "said", "Half of"),
        ("[x1:The mill] was [c1:said] to shut.", None, "said", "The mill"),
        ("[s1:Odu]: [x1:No].", "Odu", None, "No"),
    ],
)
def test_claims_need_not_be_cut_alike(
    marked: str, speaker: str | None, cue: str | None, content: str
) -> None:
    assert_claims([claim(parse_markup(marked).text, speaker, cue, content)], marked)


@pytest.mark.parametrize(
    ("found", "part"),
    [
        (claim(TEXT, "Monday", "said", "the mill was shut"), "speaker"),
        (claim(TEXT, None, "said", "the mill was shut"), "speaker"),
        (claim(TEXT, "Odu", "shut", "the mill was shut"), "cue"),
        (claim(TEXT, "Odu", None, "the mill was shut"), "cue"),
        (claim(TEXT, "Odu", "said", "shut on Monday"), "content"),
    ],
)
def test_another_claim_is_missing_and_extra(found: Claim, part: str) -> None:
    report = failure([found], MARKED)
    assert "- 1: Odu | said | the mill was shut" in report
    assert f"missing; nearest is -#1, which differs in {part}" in report
    assert "\n+ -#1: " in report


def test_no_claims_where_one_is_marked() -> None:
    report = failure([], MARKED)
    assert f"text: {TEXT!r}" in report
    assert report.endswith("- 1: Odu | said | the mill was shut\n      missing")


def test_a_claim_where_none_is_marked() -> None:
    found = claim(TEXT, "Odu", None, "the mill", "Monday")
    assert failure([found], TEXT).endswith("+ -#1: Odu | (none) | the mill … Monday")
    assert_claims([found], TEXT, allow_extra=True)


def test_one_claim_answers_one_mark() -> None:
    marked = "[s1s2:Odu] [c1c2:said] [x1x2:the mill was shut] on Monday."
    found = claim(TEXT, "Odu", "said", "the mill was shut")
    assert "- 2: Odu | said | the mill was shut" in failure([found], marked)
    assert_claims([found, replace(found, id="-#2")], marked)


def test_fields_that_are_marked_are_compared() -> None:
    marked = (
        "[s1|name=Ann Odu,kind=person:Odu] [c1|act=deny:said] [x1:the mill was shut] on Monday."
    )
    report = failure([claim(TEXT, "Odu", "said", "the mill was shut")], marked)
    assert "! 1: Odu | said | the mill was shut" in report
    assert "name: expected 'Ann Odu', got None" in report
    assert "act: expected 'deny', got 'assert'" in report
    assert "kind" not in report


def test_a_marked_target_is_compared_by_half_its_words() -> None:
    marked = "[s1:Odu] [c1:said] [x1:[t1:the mill] was shut] on Monday."
    found = claim(TEXT, "Odu", "said", "the mill was shut")
    assert "target: expected 'the mill', got None" in failure([found], marked)
    position = Position(target=TextSpan.of(TEXT, 13, 17))
    assert_claims([replace(found, position=position)], marked)


def test_a_nested_claim_must_name_the_one_around_it() -> None:
    text = parse_markup(NESTED).text
    outer = claim(text, "Odu", "said", "Lund denied the leak")
    inner = claim(text, "Lund", "denied", "the leak", number=2)
    assert "within: expected '-#1', got None" in failure([outer, inner], NESTED)
    assert_claims([outer, inner], NESTED, nesting=False)
    assert_claims([outer, replace(inner, within="-#1")], NESTED)


def test_claims_of_another_text_are_refused() -> None:
    assert "of another text" in failure([claim(TEXT, "Odu", "said", "the mill")], "Nothing here.")
