from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.errors import DocumentError
from claimx.records import Claim, Content, Cue, Document, Evidence, Position, Result, Speaker
from claimx.records import TextSpan as Span
from claimx.verbatim import refuse_other_text, words_of
from samples import TEXT, claim

STRAY = Span("gone", 27, 31)


def test_every_span_of_a_claim_is_looked_at() -> None:
    words = [(item.text, item.start) for item in words_of(claim())]
    assert words == [
        ("He", 0),
        ("denied", 3),
        ("“the charge”", 10),
        ("“the charge”", 10),
        ("left", 27),
        ("the charge", 11),
        ("denied", 3),
    ]


def test_claims_about_the_text_are_let_through() -> None:
    unplaced = replace(claim(), speaker=Speaker(name="Ann Smith", text="She"))
    refuse_other_text(Result(Document(TEXT), (claim(), unplaced)))


@pytest.mark.parametrize(
    "stray",
    [
        replace(claim(), speaker=Speaker("gone", 27, 31)),
        replace(claim(), speaker=Speaker(evidence=STRAY)),
        replace(claim(), cue=Cue("gone", 27, 31, "go")),
        replace(claim(), content=Content((STRAY,))),
        replace(claim(), quotes=(STRAY,)),
        replace(claim(), position=Position(target=STRAY)),
        replace(claim(), position=Position(evidence=(Evidence("act", "x", "gone", 27, 31),))),
        replace(claim(), quotes=(Span("", 40, 40),)),
        replace(claim(), quotes=(Span("", 3, 2),)),
        replace(claim(), quotes=(Span("left.", -5, 32),)),
    ],
)
def test_a_span_that_is_not_what_stands_in_the_text_is_refused(stray: Claim) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: claim a\.txt#1: what stands in the text at"):
        refuse_other_text(Result(Document(TEXT, "a.txt"), (claim(), stray)))
