from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.records import Claim, Kind
from claimx.register import Aliases, Register, RegisteredSpeaker
from unit.register.samples import parts, register, said

NAMES: list[tuple[str | None, Kind]] = [
    ("Ann Smith", "person"),
    ("ann  smith", "person"),
    ("Ann Smith", "unknown"),
    ("Smith", "person"),
    ("Acme", "organization"),
    ("Acme", "person"),
    ("Leeds", "place"),
    (None, "group"),
    (None, "unknown"),
]
ROLES = [None, "mayor", "mayor of Leeds", "finance minister", "Foreign Minister", "footballer"]
WORDS = [None, "she", "the mayor", "officials"]


@st.composite
def corpora(draw: st.DrawFn) -> list[list[Claim]]:
    """Documents, each with its claims."""
    speakers = st.tuples(st.sampled_from(WORDS), st.sampled_from(NAMES), st.sampled_from(ROLES))
    documents = draw(st.lists(st.lists(speakers, max_size=4), max_size=6))
    return [
        [said(f"{n}.txt", text, name, role, kind=kind) for text, (name, kind), role in document]
        for n, document in enumerate(documents)
    ]


def test_claims_of_one_name_in_a_document_are_one_speakers() -> None:
    (speaker,) = register(
        said("a", "Ann Smith, the mayor", "Ann Smith", "mayor", act="deny", stance="against"),
        said("a", "Smith", "Ann Smith", "mayor", via="alias"),
        said("a", "the mayor", "Ann  smith", "the mayor", via="title"),
        said("a", "she", "Ann Smith", "mayor", via="pronoun", act="deny", stance="favor"),
    )
    assert speaker == RegisteredSpeaker(
        id=None,
        name="Ann Smith",
        kind="person",
        roles=("mayor", "the mayor"),
        aliases=("Ann Smith, the mayor", "Smith", "the mayor"),
        doc="a",
        documents=1,
        claims=4,
        acts={"assert": 2, "deny": 2},
        stances={"neutral": 2, "against": 1, "favor": 1},
    )


def test_a_kind_that_a_claim_leaves_open_is_that_of_the_documents_others() -> None:
    (speaker,) = register(
        said("a", "he", "Ann Smith", kind="unknown"), said("a", "Ann Smith", "Ann Smith")
    )
    assert (speaker.kind, speaker.claims) == ("person", 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, None),
        ("mayor", "mayor"),
        ("Foreign Minister", "Japan's foreign minister"),
        ("senator from Ohio", "Ohio senator"),
        (None, "mayor"),
        ("mayor", None),
    ],
)
def test_a_full_name_with_a_compatible_role_is_one_speaker_over_documents(
    one: str | None, other: str | None
) -> None:
    (speaker,) = register(
        said("a", "Ann Smith", "Ann Smith", one), said("b", "ANN SMITH", "Ann Smith", other)
    )
    assert (speaker.claims, speaker.documents, speaker.doc) == (2, 2, "a")
    assert set(speaker.roles) == {role for role in (one, other) if role}


@pytest.mark.parametrize(
    ("one", "other"),
    [("finance minister", "foreign minister"), ("footballer", "senator")],
)
def test_incompatible_roles_over_documents_are_two_speakers(one: str, other: str) -> None:
    found = register(
        said("a", "Ann Smith", "Ann Smith", one), said("b", "Ann Smith", "Ann Smith", other)
    )
    assert sorted(speaker.roles for speaker in found) == sorted([(one,), (other,)])
    assert parts(found) == [("Ann Smith", 1, 1)] * 2


def test_incompatible_roles_that_a_document_gives_one_speaker_are_one_speakers() -> None:
    (speaker,) = register(
        said("a", "Ann Smith", "Ann Smith", "footballer"),
        said("b", "Ann Smith", "Ann Smith", "senator"),
        said("c", "Ann Smith", "Ann Smith", "senator"),
        said("c", "Ann Smith", "Ann Smith", "footballer"),
    )
    assert (speaker.claims, speaker.documents) == (4, 3)
    assert speaker.roles == ("footballer", "senator")


def test_a_document_without_a_role_stays_apart_where_there_are_two() -> None:
    found = register(
        said("a", "Ann Smith", "Ann Smith", "footballer"),
        said("b", "Ann Smith", "Ann Smith", "senator"),
        said("c", "Ann Smith", "Ann Smith"),
        said("d", "Ann Smith", "Ann Smith"),
    )
    by_roles = {speaker.roles: (speaker.claims, speaker.documents) for speaker in found}
    assert by_roles == {("footballer",): (1, 1), ("senator",): (1, 1), (): (2, 2)}


@pytest.mark.parametrize("kind", ["person", "unknown"])
def test_a_single_word_is_no_persons_full_name(kind: Kind) -> None:
    a, b = (said(doc, "Smith", "Smith", "mayor", kind=kind) for doc in "ab")
    assert parts(register(a, a, b)) == [("Smith", 1, 1), ("Smith", 2, 1)]


@pytest.mark.parametrize("kind", ["organization", "place", "group", "document"])
def test_a_single_word_is_the_full_name_of_anything_else(kind: Kind) -> None:
    (speaker,) = register(*(said(doc, "Acme", "Acme", kind=kind) for doc in "ab"))
    assert (speaker.claims, speaker.documents, speaker.kind) == (2, 2, kind)


def test_a_company_and_its_founder_of_the_same_name_are_two() -> None:
    found = register(
        said("a", "Ann Smith", "Ann Smith"),
        said("a", "Ann Smith", "Ann Smith", kind="organization"),
        said("b", "Ann Smith", "Ann Smith", kind="organization"),
    )
    assert [(item.kind, item.claims) for item in found] == [("organization", 2), ("person", 1)]


def test_speakers_without_a_name_are_one_by_their_words_in_a_document_alone() -> None:
    found = register(
        said("a", "officials", role="officials", kind="group"),
        said("a", "Officials", role="officials", kind="group"),
        said("a", "the mayor"),
        said("b", "officials", role="officials", kind="group"),
    )
    assert [(item.name, item.aliases, item.doc, item.claims) for item in found] == [
        (None, ("Officials", "officials"), "a", 2),
        (None, ("officials",), "b", 1),
        (None, ("the mayor",), "a", 1),
    ]


def test_claims_of_which_the_text_says_no_speaker_are_left_out() -> None:
    assert register(said("a", None), said("a", None, kind="person")) == []


@pytest.mark.parametrize("via", ["pronoun", "context"])
def test_a_pronoun_is_no_other_name(via: Any) -> None:
    (speaker,) = register(said("a", "she", "Ann Smith", via=via))
    assert speaker.aliases == ()


def test_names_with_an_id_are_one_whatever_the_role_the_kind_and_the_words() -> None:
    aliases = Aliases({"ann smith": "Q1", "smith": "Q1", "a. smith": "Q1"}, {"Q1": "Ann Smith"})
    found = register(
        said("a", "Ann Smith", "Ann Smith", "footballer"),
        said("b", "SMITH", "SMITH", "senator"),
        said("c", "A. Smith", "A. Smith", kind="unknown"),
        said("c", "Bob Lee", "Bob Lee"),
        aliases=aliases,
    )
    speaker, other = found
    assert (speaker.id, speaker.name, speaker.kind) == ("Q1", "Ann Smith", "person")
    assert (speaker.claims, speaker.documents) == (3, 3)
    assert speaker.roles == ("footballer", "senator")
    assert speaker.aliases == ("A. Smith", "SMITH")
    assert (other.id, other.name, other.claims) == (None, "Bob Lee", 1)


def test_an_id_shows_the_name_of_the_file_even_where_no_text_has_it() -> None:
    aliases = Aliases({"ann smith": "Q1", "smith": "Q1"}, {"Q1": "Ann Smith"})
    (speaker,) = register(said("a", "Smith", "Smith"), aliases=aliases)
    assert (speaker.name, speaker.aliases) == ("Ann Smith", ("Smith",))


def test_the_one_with_most_claims_comes_first_and_the_nameless_after_the_named() -> None:
    found = register(
        said("a", "officials"),
        said("a", "Bob Lee", "Bob Lee"),
        said("a", "Ann Smith", "Ann Smith"),
        *[said("b", "experts")] * 2,
    )
    words = [item.name or item.aliases[0] for item in found]
    assert words == ["experts", "Ann Smith", "Bob Lee", "officials"]


def test_documents_may_be_added_one_by_one() -> None:
    claims = [said(doc, "Ann Smith", "Ann Smith") for doc in "aab"]
    collected = Register()
    collected.add([])
    collected.add(claims[:2])
    collected.add(claims[2:])
    assert collected.speakers() == register(*claims)


def whole(documents: list[list[Claim]]) -> list[RegisteredSpeaker]:
    return register(*(claim for document in documents for claim in document))


def shown(speakers: list[RegisteredSpeaker]) -> list[str]:
    return sorted(
        repr((item.name, item.kind, item.roles, item.aliases, item.claims, item.documents))
        for item in speakers
    )


@settings(deadline=None)
@given(st.data(), corpora())
def test_a_register_does_not_depend_on_the_order_of_documents(
    data: st.DataObject, documents: list[list[Claim]]
) -> None:
    shuffled = data.draw(st.permutations(documents))
    assert shown(whole(shuffled)) == shown(whole(documents))


@settings(deadline=None)
@given(corpora())
def test_no_claim_with_a_speaker_is_lost_or_counted_twice(documents: list[list[Claim]]) -> None:
    given_words = [c for document in documents for c in document if c.speaker.text is not None]
    found = whole(documents)
    assert sum(item.claims for item in found) == len(given_words)
    for item in found:
        assert item.claims == sum(item.acts.values()) == sum(item.stances.values())
        assert 1 <= item.documents <= min(item.claims, len(documents))
