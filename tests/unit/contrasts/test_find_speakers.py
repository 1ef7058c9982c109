"""Whose claims are compared with whose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimx.records import Kind
from claimx.register import Aliases
from unit.contrasts.samples import compared, found, last, stands

PLAN = "the harbour plan"
ALIASES = Aliases({"ann smith": "Q1", "a. smith": "Q1", "smith": "Q1"}, {"Q1": "Ann Smith"})


def same_speaker(
    one: tuple[str, str],
    other: tuple[str, str],
    *,
    kind: Kind = "person",
    aliases: Aliases | None = None,
) -> bool:
    """Whether opposite claims of documents and names contrast."""
    (doc, name), (later_doc, later_name) = one, other
    first = stands(f"{doc}#1", PLAN, name=name, kind=kind, stance="against")
    second = stands(f"{later_doc}#2", PLAN, name=later_name, kind=kind, stance="favor")
    return last(first, second, aliases=aliases) == [("stance", first.id)]


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        (("a", "Smith"), ("a", "Smith"), "person", True),
        (("a", "Smith"), ("b", "Smith"), "person", False),
        (("a", "Ann Smith"), ("b", "ANN  Smith"), "person", True),
        (("a", "Ann Smith"), ("a", "Bob Lee"), "person", False),
        (("a", "Acme"), ("b", "Acme"), "organization", True),
    ],
)
def test_speakers_are_the_same_as_in_a_register(
    one: tuple[str, str], other: tuple[str, str], kind: Kind, same: bool
) -> None:
    assert same_speaker(one, other, kind=kind) == same


def test_names_with_an_id_are_one_speaker() -> None:
    assert not same_speaker(("a", "Ann Smith"), ("b", "A. Smith"))
    assert same_speaker(("a", "Ann Smith"), ("b", "A. Smith"), aliases=ALIASES)
    assert same_speaker(("a", "smith"), ("b", "A. Smith"), kind="unknown", aliases=ALIASES)
    assert not same_speaker(("a", "Ann Smith"), ("b", "Bob Lee"), aliases=ALIASES)


def test_words_that_are_no_name_are_one_speaker_in_a_document_alone() -> None:
    one = stands("a#1", PLAN, name=None, text="Officials", kind="group", stance="favor")
    other = stands("a#2", PLAN, name=None, text="officials", kind="group", stance="against")
    assert last(one, other) == [("stance", "a#1")]
    assert last(one, replace(other, doc="b", id="b#2")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mayor", "mayor of Leeds", True),
        ("mayor", None, True),
        (None, "footballer", True),
        ("mayor", "footballer", False),
        ("finance minister", "foreign minister", False),
    ],
)
def test_incompatible_roles_over_documents_are_two_speakers(
    one: str | None, other: str | None, same: bool
) -> None:
    first = stands("a#1", PLAN, role=one, stance="favor")
    second = stands("b#1", PLAN, role=other, stance="against")
    assert bool(last(first, second)) == same
    assert last(first, replace(second, doc="a", id="a#2"))
    assert last(first, second, aliases=ALIASES)


def test_a_document_gives_a_name_to_one_speaker_however_it_is_written() -> None:
    footballer = stands("a#1", PLAN, role="footballer", stance="favor")
    senator = stands("a#2", PLAN, name="ANN SMITH", role="senator", stance="against")
    assert last(footballer, senator) == [("stance", "a#1")]


def test_all_roles_that_a_document_gives_a_name_count() -> None:
    footballer = stands("a#1", PLAN, role="footballer", stance="favor")
    senator = stands("b#1", PLAN, role="senator", stance="against")
    both = stands("b#2", "the weather", role="footballer")
    assert last(footballer, senator) == []
    assert found(compared(footballer, senator, both))[1] == [("stance", "a#1")]
