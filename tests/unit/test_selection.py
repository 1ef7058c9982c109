from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samples
from claimx.records import ACTS, Act, Claim, Document, Evidence, Kind, Result
from claimx.register import Aliases
from claimx.selection import Selection, keep, select
from unit.contrasts.samples import stands
from unit.register.samples import said

ANN = said("a", "the minister", "Ann Smith", "foreign minister", via="title")
ALIASES = Aliases(
    {"ann smith": "Q1", "a. smith": "Q1", "bob lee": "lee"}, {"Q1": "Ann Smith", "lee": "Bob Lee"}
)
IDS = ["#1", "#2", "#3", "#4", "#5"]


def result(*claims: Claim) -> Result:
    return Result(Document(samples.TEXT, "a"), claims)


def nested(**around: str | None) -> Result:
    """Claims by what each is within: ``nested(a=None, b="a")``."""
    return result(
        *(replace(samples.claim(), id=id_, within=outer) for id_, outer in around.items())
    )


def kept(given_: Result, ids: Iterable[str]) -> dict[str, str | None]:
    """What each claim that is kept is within."""
    wanted = set(ids)
    return {claim.id: claim.within for claim in keep(given_, lambda claim: claim.id in wanted)}


def about(target: str | None, *addressed: str) -> Claim:
    """A claim with a target, and with evidence of whom it is addressed to."""
    claim = stands("a#1", target)
    evidence = tuple(Evidence("target", "cue.object", words, 0, 1) for words in addressed)
    return replace(claim, position=replace(claim.position, evidence=evidence))


@pytest.mark.parametrize("claim", [samples.claim(), ANN, said("a", None), about(None)])
def test_an_open_selection_keeps_everything(claim: Claim) -> None:
    assert Selection().is_open
    assert Selection().keeps(claim)
    given_ = result(claim)
    assert select(given_, Selection(aliases=ALIASES)) is given_


@pytest.mark.parametrize(
    "selection",
    [
        Selection(speakers=("Smith",)),
        Selection(targets=("office",)),
        Selection(acts=frozenset(["deny"])),
        Selection(polarities=frozenset(["negative"])),
        Selection(certainties=frozenset(["certain"])),
        Selection(stances=frozenset(["against"])),
    ],
)
def test_anything_that_is_asked_for_closes_it(selection: Selection) -> None:
    assert not selection.is_open
    assert len(select(result(said("a", None)), selection)) == int(
        "certain" in selection.certainties
    )


@pytest.mark.parametrize(
    "words",
    [
        "Ann Smith",
        "smith",
        "ANN  smith",
        "foreign minister",
        "Foreign",
        "the minister",
        " ann ",
    ],
)
def test_a_speaker_is_found_by_words_of_name_role_or_mention(words: str) -> None:
    assert Selection(speakers=(words,)).keeps(ANN)


@pytest.mark.parametrize("words", ["Smi", "mith", "Smith Ann", "prime minister", "ministers", "he"])
def test_other_words_or_parts_of_words_do_not_find_a_speaker(words: str) -> None:
    assert not Selection(speakers=(words,)).keeps(ANN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. officials", "U.S."),
        ("U.S. officials", "u.s"),
        ("O'Neill", "neill"),
        ("Jean-Luc Brunel", "Luc"),
        ("the [old] guard (retired)", "[old] guard"),
        ("STRASSE & Co.", "straße"),
        ("Ann\n  Smith", "ann smith"),
    ],
)
def test_words_are_whole_whatever_stands_beside_them(text: str, words: str) -> None:
    assert Selection(speakers=(words,)).keeps(said("a", text))


def test_nobody_is_found_where_the_text_names_nobody() -> None:
    nobody = said("a", None)
    assert not Selection(speakers=("Smith", "None", "unknown")).keeps(nobody)


@pytest.mark.parametrize("words", ["Q1", "A. Smith", "a.  SMITH", "Ann Smith"])
def test_an_id_or_any_name_of_it_finds_a_speaker(words: str) -> None:
    assert Selection(speakers=(words,), aliases=ALIASES).keeps(ANN)


@pytest.mark.parametrize("words", ["q1", "Q2", "lee", "Bob Lee"])
def test_another_id_or_its_names_do_not(words: str) -> None:
    assert not Selection(speakers=(words,), aliases=ALIASES).keeps(ANN)


@pytest.mark.parametrize("kind", ["person", "unknown"])
def test_a_name_without_an_id_is_found_by_its_words_alone(kind: Kind) -> None:
    other = said("a", "Cy Young", "Cy Young", kind=kind)
    assert Selection(speakers=("Young",), aliases=ALIASES).keeps(other)
    assert not Selection(speakers=("Q1", "None"), aliases=ALIASES).keeps(other)


@pytest.mark.parametrize(
    ("claim", "words", "found"),
    [
        (about("the NATO office in Tokyo"), "nato OFFICE", True),
        (about("the NATO office in Tokyo"), "Tokyo", True),
        (about("the NATO office in Tokyo"), "off", False),
        (about("NATO's office"), "NATO", True),
        (about("closing it", "the government"), "government", True),
        (about(None, "the government"), "government", True),
        (about("it"), "it", True),
        (about(None), "None", False),
        (samples.claim(), "denied", False),
    ],
)
def test_a_target_is_what_a_claim_is_about_or_made_to(
    claim: Claim, words: str, found: bool
) -> None:
    assert Selection(targets=(words,)).keeps(claim) == found


def test_of_several_values_any_will_do_but_every_field_has_to_fit() -> None:
    claim = stands("a#1", "the office", act="warn", stance="against")
    acts = frozenset(["deny", "warn"])
    assert Selection(acts=acts).keeps(claim)
    assert Selection(acts=acts, speakers=("Lee", "Smith"), targets=("tunnel", "office")).keeps(
        claim
    )
    assert not Selection(acts=acts, speakers=("Lee",)).keeps(claim)
    assert not Selection(acts=acts, stances=frozenset(["favor", "neutral"])).keeps(claim)
    assert not Selection(acts=acts, polarities=frozenset(["negative"])).keeps(claim)
    assert not Selection(acts=acts, certainties=frozenset(["possible"])).keeps(claim)


def test_claims_that_are_kept_stay_as_they_were() -> None:
    smith, lee = stands("a#1", "the office"), stands("a#2", "the office", name="Bob Lee")
    given_ = result(smith, lee)
    chosen = select(given_, Selection(speakers=("Lee",)))
    assert chosen == Result(given_.document, (lee,))
    assert select(given_, Selection(targets=("office",))) is given_


@pytest.mark.parametrize(
    ("ids", "within"),
    [
        ("abcd", {"a": None, "b": "a", "c": "b", "d": "c"}),
        ("acd", {"a": None, "c": "a", "d": "c"}),
        ("ad", {"a": None, "d": "a"}),
        ("bd", {"b": None, "d": "b"}),
        ("d", {"d": None}),
        ("", {}),
    ],
)
def test_nesting_closes_over_what_is_left_out(ids: str, within: dict[str, str | None]) -> None:
    assert kept(nested(a=None, b="a", c="b", d="c"), ids) == within


def test_a_claim_around_that_is_not_there_is_let_be() -> None:
    given_ = nested(a="z", b="a", c=None)
    assert kept(given_, "a") == {"a": "z"}
    assert kept(given_, "b") == {"b": "z"}


def test_claims_within_one_another_in_a_circle_come_to_an_end() -> None:
    given_ = nested(a="b", b="a", c="c", d="a")
    assert kept(given_, "abcd") == {"a": "b", "b": "a", "c": "c", "d": "a"}
    assert list(kept(given_, "bd")) == ["b", "d"]
    assert list(kept(given_, "c")) == ["c"]


@given(
    st.dictionaries(st.sampled_from(IDS), st.sampled_from([None, "#9", *IDS])),
    st.sets(st.sampled_from(IDS)),
)
def test_claims_that_are_wanted_stay_all_in_their_order(
    around: dict[str, str | None], wanted: set[str]
) -> None:
    given_ = nested(**around)
    found = keep(given_, lambda claim: claim.id in wanted)
    assert [claim.id for claim in found] == [id_ for id_ in around if id_ in wanted]
    by_id = {claim.id: claim for claim in given_}
    for claim in found:
        assert replace(claim, within=by_id[claim.id].within) == by_id[claim.id]


@given(st.lists(st.integers(-2, 3), max_size=6), st.sets(st.sampled_from(range(6))))
def test_claims_are_within_what_is_kept_is_not_there_or_nothing(
    around: list[int], wanted: set[int]
) -> None:
    outer = [None if n == -1 or n >= i else str(n) for i, n in enumerate(around)]
    given_ = nested(**{str(i): within for i, within in enumerate(outer)})
    found = kept(given_, map(str, wanted))
    assert set(found.values()) <= {None, "-2", *found}


@given(st.sampled_from(ACTS), st.sets(st.sampled_from(ACTS)))
def test_an_act_is_kept_where_it_is_one_of_those_asked_for(act: Act, acts: set[Act]) -> None:
    claim = replace(samples.claim(), position=replace(samples.claim().position, act=act))
    assert Selection(acts=frozenset(acts)).keeps(claim) == (not acts or act in acts)
