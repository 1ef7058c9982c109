"""Rules about texts: what fires, and what nearly does."""

from __future__ import annotations

import random

import pytest

from claimx.check.subjects import failed
from claimx.records import Failure
from unit.check.samples import found, subject, words

ARTICLE = (
    "The council of Harrow Bay voted on Monday to close the old lighthouse road to cars for the "
    "whole of the coming winter, since rocks have come down on it three times this year. Walkers "
    "may go on using it at their own risk, and the ferry will run an hour longer in the evening."
)


def test_undecodable_bytes_are_a_finding_at_the_document() -> None:
    bad = failed(Failure("a.txt", "decoding", "a.txt: not utf-8: byte 3 (0xe9)"))
    (finding,) = found("CX101", bad)
    assert (finding.doc, finding.message) == ("a.txt", "not utf-8: byte 3 (0xe9)")
    assert not found("CX101", failed(Failure("a.txt", "processing", "no")), subject("A text."))


@pytest.mark.parametrize(("text", "fires"), [("", True), (" \r\n* * *\n", True), ("7", False)])
def test_a_text_without_words_is_empty(text: str, fires: bool) -> None:
    assert bool(found("CX102", subject(text))) == fires


def test_a_document_whose_text_is_not_there_is_not_empty() -> None:
    assert not found("CX102", subject("", has_text=False))


def test_the_second_document_of_an_id_is_told() -> None:
    first, second = subject("One.", doc="a"), subject("Two.", doc="a")
    assert [item.doc for item in found("CX103", first, subject("One.", doc="b"), second)] == ["a"]


def test_space_and_case_make_no_other_text() -> None:
    copy = subject(ARTICLE.upper().replace(" ", "\r\n"), doc="b")
    (finding,) = found("CX104", subject(ARTICLE), copy)
    assert (finding.doc, finding.message) == ("b", "has the same text as “a.txt”")
    other = subject(ARTICLE.replace("three", "four"), doc="c")
    assert not found("CX104", subject(ARTICLE), other, subject("", doc="d"), subject("", doc="e"))


def test_one_word_changed_is_nearly_the_same_text() -> None:
    near = subject(ARTICLE.replace("whole", "rest"), doc="b")
    (finding,) = found("CX105", subject(ARTICLE), near)
    assert finding.message.startswith("is nearly the text of “a.txt”")
    # The very same is told by another rule.
    assert not found("CX105", subject(ARTICLE), subject(ARTICLE, doc="b"))


def test_texts_that_share_a_half_are_not_nearly_the_same() -> None:
    half = ARTICLE.partition(". ")[0]
    assert not found("CX105", subject(ARTICLE), subject(f"{half}. {half[::-1]}", doc="b"))
    assert not found("CX105", subject("A short text."), subject("A short text!", doc="b"))


def test_estimates_of_likeness_are_near_the_truth() -> None:
    chance = random.Random(5)
    vocabulary = [f"w{n}" for n in range(2000)]
    text = chance.choices(vocabulary, k=400)
    for changes, fires in ((1, True), (4, True), (100, False)):
        other = text.copy()
        for at in chance.sample(range(400), changes):
            other[at] = "other"
        pair = subject(" ".join(text)), subject(" ".join(other), doc="b")
        assert bool(found("CX105", *pair)) == fires


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“The dam is safe, Ms Okafor said.", ["“The"]),
        ("The dam is safe,” Ms Okafor said.", ["safe,”"]),
        ('"The dam is safe, Ms Okafor said.', ['"The']),
        ("« The dam is safe, Ms Okafor said.", ["«"]),
        # A paragraph that ends with a quote open, and a next one that doesn't open it again.
        ("“The dam is safe.\n\nIt will stay so,” Ms Okafor said.", ["“The", "so,”"]),
        ("“The dam is safe,” Ms Okafor said.", []),
        ("“The dam is safe.\n\n“It will stay so,” Ms Okafor said.", []),
        ("“‘Safe’ is what she said,” he said.", []),
        ("It's the ministers' plan from the '90s; the pipe is 6\" wide.", []),
        ("‘The dam is safe, Ms Okafor’s aide said.", []),
    ],
)
def test_unbalanced_marks(text: str, told: list[str]) -> None:
    assert words(found("CX106", subject(text))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('“We are ready,” she said. "So are we," he said.', ['"']),
        ('"We are ready," she said. “So are we,” he said.', ["“"]),
        ("“We are ready,” she said; it wasn't 'news'.", []),
        ('“We are ready,” she said of the 6" pipe.', []),
    ],
)
def test_mixed_marks_are_told_once(text: str, told: list[str]) -> None:
    assert words(found("CX107", subject(text))) == told


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("The plan would [+2381 chars]", ["[+2381 chars]"]),
        ("The plan would go on…", ["…"]),
        ("The plan would go on... \n", ["..."]),
        ("The plan would go on. […]", ["[…]"]),
        ("The plan would go on. Read more", ["Read more"]),
        ("The minister said that the plan would", ["would"]),
        ("The plan would go on.", []),
        ("She said: “The plan will go on as we said.”", []),
        ("The plan would go on.\n\nAnna Berg, Oslo", []),
        ("She had no time to bread more", ["more"]),
        ("He asked whether the plan would go on. (Reporting by Anna Berg)", []),
    ],
)
def test_truncated_texts(ending: str, told: list[str]) -> None:
    assert words(found("CX108", subject(ending))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The vote is on Friday.\nLeave a Reply\nAll rights reserved.", ["Leave a Reply"]),
        ("The vote is on Friday.\n  sign up for our newsletter!", ["sign up for our newsletter"]),
        ("The vote is on Friday.\nShe will leave a reply.", []),
        ("Advertisements\nThe vote is on Friday.", []),
        ("Subscribe now\nThe vote is on Friday.", []),
    ],
)
def test_boilerplate(text: str, told: list[str]) -> None:
    assert words(found("CX109", subject(text))) == told


def test_lists_can_be_added_to() -> None:
    text = subject("The vote is on Friday.\nBrought to you by us\nFin")
    assert words(found("CX109", text, phrases=("brought to you",))) == ["Brought to you"]
    assert words(found("CX108", text, endings=("Fin",))) == ["Fin"]
