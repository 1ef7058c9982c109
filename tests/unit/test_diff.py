from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimx.diff import FIELDS, USUAL_FIELDS, Comparison, Difference, compare, diff_schema
from claimx.records import (
    Claim,
    Content,
    Cue,
    Document,
    Failure,
    Position,
    Result,
    Speaker,
    TextSpan,
)
from samples import claim

Told = list[tuple[str, str, dict[str, tuple[object, object]]]]


def said(
    words: str,
    start: int = 0,
    *,
    doc: str = "a",
    cue: str | None = "said",
    speaker: str | None = "Ann Smith",
) -> Claim:
    """A claim of which only these matter."""
    return replace(
        claim(),
        doc=doc,
        speaker=Speaker(speaker, 0, 1, speaker, None, "person", "self"),
        cue=Cue(cue, 90, 94, cue) if cue else None,
        content=Content((TextSpan(words, start, start + len(words)),)),
        quotes=(),
        position=Position(),
    )


def result(doc: str, *claims: Claim) -> Result:
    return Result(Document("", doc), tuple(replace(item, doc=doc) for item in claims))


def one(
    old: Sequence[Claim], new: Sequence[Claim], fields: Iterable[str] = USUAL_FIELDS
) -> Comparison:
    """The comparison of one document."""
    (item,) = compare([result("a", *old)], [result("a", *new)], list(fields))
    assert isinstance(item, Comparison)
    return item


def told(item: Comparison) -> Told:
    """Kind, content, and what changed how."""
    return [
        (
            found.kind,
            (found.new or found.old or claim()).content.text,
            {change.field: (change.old, change.new) for change in found.changes},
        )
        for found in item.differences
    ]


def test_the_same_claims_do_not_differ() -> None:
    claims = [said("it is so"), said("it is not so", 20)]
    assert one(claims, claims) == Comparison("a", (), same=2)


def test_claims_are_gone_and_new() -> None:
    found = one([said("taxes fall", 0)], [said("the war is over", 30), said("prices rose", 10)])
    assert told(found) == [
        ("gone", "taxes fall", {}),
        ("new", "prices rose", {}),
        ("new", "the war is over", {}),
    ]


OLD = replace(
    said("the office opens"),
    speaker=Speaker("He", 0, 2, "Ann Smith", "mayor", "person", "pronoun"),
    position=Position(target=TextSpan("the office", 0, 10)),
)
NEW = replace(
    OLD,
    speaker=Speaker("She", 0, 3, "Bo Chan", None, "organization", "self"),
    cue=Cue("denied", 90, 96, "deny"),
    content=Content((TextSpan("that the office opens", 0, 21),)),
    form="direct",
    position=Position("deny", "negative", "possible", "against", "distancing", None),
    confidence=0.5,
)


def test_every_field_that_changed_is_told() -> None:
    ((kind, _, changes),) = told(one([OLD], [NEW], FIELDS))
    assert kind == "changed"
    assert list(changes) == list(FIELDS)
    assert changes == {
        "speaker": ("He", "She"),
        "name": ("Ann Smith", "Bo Chan"),
        "role": ("mayor", None),
        "kind": ("person", "organization"),
        "cue": ("said", "denied"),
        "content": ("the office opens", "that the office opens"),
        "form": ("mixed", "direct"),
        "act": ("assert", "deny"),
        "polarity": ("positive", "negative"),
        "certainty": ("certain", "possible"),
        "stance": ("neutral", "against"),
        "framing": ("neutral", "distancing"),
        "target": ("the office", None),
        "confidence": (0.93, 0.5),
    }


def test_only_the_fields_that_are_asked_for_are_compared() -> None:
    assert told(one([OLD], [NEW], ["act"]))[0][2] == {"act": ("assert", "deny")}
    assert one([OLD], [replace(OLD, form="direct")], ["act"]).same == 1
    with pytest.raises(KeyError, match="nonsense"):
        compare([], [], ["nonsense"])


@pytest.mark.parametrize(("confidence", "differs"), [(0.94, True), (0.934, False), (0.92, True)])
def test_the_last_digits_of_a_confidence_do_not_count(confidence: float, differs: bool) -> None:
    other = replace(OLD, confidence=confidence)
    assert bool(one([OLD], [other], FIELDS).differences) is differs
    assert one([OLD], [other]).differences == ()


def test_a_claim_whose_offsets_shifted_is_the_same() -> None:
    moved = said("it is\n  so", 400)
    assert one([said("it is so")], [moved]) == Comparison("a", (), same=1)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("a b c d", "a b c d e f g h", True),
        ("a b c d", "a b x y", True),
        ("a b c d", "a x y z", False),
        ("a b", "a b c d e f", True),
        ("a b", "a b c d e f g", False),
        ("a a a", "a b c", False),
        ("…", "…", None),
        ("…", "—", False),
    ],
)
def test_contents_that_share_half_of_their_words_are_one(
    old: str, new: str, changed: bool | None
) -> None:
    kinds = [found.kind for found in one([said(old)], [said(new, 7)]).differences]
    assert kinds == {True: ["changed"], False: ["gone", "new"], None: []}[changed]


def test_the_most_alike_are_paired_first() -> None:
    old = [said("the tax is far too high now"), said("the tax is too high", 50)]
    new = [said("the tax is too high today", 9)]
    changes = {"content": ("the tax is too high", "the tax is too high today")}
    assert told(one(old, new)) == [
        ("gone", "the tax is far too high now", {}),
        ("changed", "the tax is too high today", changes),
    ]


def test_of_equals_the_one_with_the_same_cue_is_paired() -> None:
    old = [said("it is so", 0, cue="said"), said("it is so", 20, cue="denied")]
    new = [said("it is so now", 5, cue="denied")]
    differences = one(old, new).differences
    assert [found.kind for found in differences] == ["gone", "changed"]
    changed = differences[1]
    assert changed.old == replace(old[1], doc="a")
    assert [change.field for change in changed.changes] == ["content"]


def test_two_claims_of_the_same_words_keep_their_order() -> None:
    old = [said("no", 0, speaker="Ann"), said("no", 50, speaker="Bo")]
    new = [said("no", 10, speaker="Ann"), said("no", 60, speaker="Bo")]
    assert one(old, new).same == 2
    assert one(old, list(reversed(new))).same == 2


def test_the_same_place_comes_before_the_same_words_elsewhere() -> None:
    old = [said("no", 0)]
    new = [said("no", 30, cue="said"), said("no", 0, cue="denied")]
    kinds = [
        (found.kind, found.new and found.new.content.spans[0].start)
        for found in one(old, new).differences
    ]
    assert kinds == [("changed", 0), ("new", 30)]


def test_documents_that_are_in_one_only_are_told_once_and_last() -> None:
    old = [result("gone", said("a"), said("b", 5)), result("a", said("it is so"))]
    new = [result("a", said("it is so")), result("new")]
    assert list(compare(old, new)) == [
        Comparison("a", (), same=1),
        Comparison("gone", (Difference("gone", "document-gone", claims=2),)),
        Comparison("new", (Difference("new", "document-new", claims=0),)),
    ]


def test_documents_in_another_order_are_paired() -> None:
    old = [result(doc, said(f"words of {doc}")) for doc in "abcd"]
    found = list(compare(old, reversed(old)))
    assert sorted(item.doc for item in found if isinstance(item, Comparison)) == list("abcd")
    assert all(isinstance(item, Comparison) and item.same == 1 for item in found)


def test_documents_with_the_same_id_are_paired_in_their_order() -> None:
    old = [result("a", said("first")), result("b"), result("a", said("second"))]
    found = list(compare(old, old))
    assert [item.same for item in found if isinstance(item, Comparison)] == [1, 0, 1]


def test_nothing_is_held_back_where_the_order_is_the_same() -> None:
    read: list[str] = []

    def results() -> Iterator[Result]:
        for doc in "abc":
            read.append(doc)
            yield result(doc, said("it is so"))

    items = compare(results(), results())
    next(items)
    assert read == ["a", "a"]
    next(items)
    assert read == ["a", "a", "b", "b"]


def test_what_failed_is_compared_with_nothing() -> None:
    failure = Failure("b", "decoding", "b: not utf-8")
    broken = Failure("x.jsonl:3", "line", "is broken")
    old: list[Result | Failure] = [result("a", said("it is so")), failure]
    new: list[Result | Failure] = [
        broken,
        result("a", said("it is so")),
        result("b", said("it is not")),
    ]
    found = list(compare(old, new))
    assert [item for item in found if isinstance(item, Failure)] == [broken, failure]
    assert [item for item in found if isinstance(item, Comparison)] == [Comparison("a", (), 1)]


def test_lines_are_valid() -> None:
    schema = diff_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    old = [result("a", OLD, said("taxes fall", 90)), result("b", OLD)]
    new = [result("a", NEW, said("prices rose", 90)), result("c")]
    lines = [
        found.to_dict()
        for item in compare(old, new, FIELDS)
        if isinstance(item, Comparison)
        for found in item.differences
    ]
    kinds = ["changed", "gone", "new", "document-gone", "document-new"]
    assert [line["difference"] for line in lines] == kinds
    for line in lines:
        validator.validate(json.loads(json.dumps(line)))
    assert not validator.is_valid({**lines[0], "difference": "other"})
    assert not validator.is_valid({**lines[0], "changes": {"other": {"old": 1, "new": 2}}})
    assert not validator.is_valid({**lines[0], "old": {}})


WORDS = st.lists(st.sampled_from(list("abcdef")), max_size=5).map(" ".join)
CLAIMS = st.lists(
    st.builds(said, WORDS, st.integers(0, 50), cue=st.sampled_from([None, "said", "denied"])),
    max_size=6,
)


@given(CLAIMS, CLAIMS)
def test_every_claim_is_told_or_counted_once(old: list[Claim], new: list[Claim]) -> None:
    found = one(old, new)
    kinds = [item.kind for item in found.differences]
    assert kinds.count("gone") + kinds.count("changed") + found.same == len(old)
    assert kinds.count("new") + kinds.count("changed") + found.same == len(new)


@given(CLAIMS)
def test_nothing_differs_from_itself(claims: list[Claim]) -> None:
    assert one(claims, list(reversed(claims))) == Comparison("a", (), len(claims))
