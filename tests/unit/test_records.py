from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from claimx.records import (
    Claim,
    Content,
    Document,
    Failure,
    Position,
    Result,
    Speaker,
    TextSpan,
)
from samples import TEXT, claim


def test_a_claim_comes_back_from_its_dict() -> None:
    assert Claim.from_dict(claim().to_dict()) == claim()


def test_a_claim_without_cue_speaker_and_target_comes_back_too() -> None:
    bare = Claim(
        doc="-",
        id="-#1",
        speaker=Speaker(),
        cue=None,
        content=Content((TextSpan.of(TEXT, 10, 22),)),
        quotes=(),
        form="indirect",
        position=Position(),
        sentence=(0, 32),
        within=None,
        confidence=0.5,
    )
    assert Claim.from_dict(bare.to_dict()) == bare


NAMED = Speaker(
    "the mayor", 0, 9, "Ann Smith", "mayor", "person", "title", TextSpan("Smith", 20, 25), 0.7
)


def test_where_a_name_is_taken_from_and_how_sure_it_is_come_back() -> None:
    row = NAMED.to_dict()
    assert (row["evidence"], row["confidence"]) == ({"text": "Smith", "start": 20, "end": 25}, 0.7)
    assert Speaker.from_dict(row) == NAMED


def test_a_line_of_before_these_keys_is_still_read() -> None:
    row = NAMED.to_dict()
    del row["evidence"], row["confidence"]
    assert Speaker.from_dict(row) == replace(NAMED, evidence=None, confidence=None)


@pytest.mark.parametrize("key", ["text", "start", "end", "name", "role", "kind", "via"])
def test_a_line_without_an_older_key_is_refused(key: str) -> None:
    row = NAMED.to_dict()
    del row[key]
    with pytest.raises(KeyError, match=key):
        Speaker.from_dict(row)


@pytest.mark.parametrize(
    ("role", "kept"), [("mayor", "mayor"), ("mayor of Leeds", None), (None, None)]
)
def test_without_a_name_a_role_stays_only_where_the_words_say_it(
    role: str | None, kept: str | None
) -> None:
    bare = Speaker("the mayor", 0, 9, None, kept, "person")
    assert replace(NAMED, role=role).without_name() == bare


KEYS = "schema doc id speaker cue content quotes form position sentence within confidence meta"
SPEAKER_KEYS = "text start end name role kind via evidence confidence"
POSITION_KEYS = "act polarity certainty stance framing target evidence"


def test_keys_are_all_there_and_in_order() -> None:
    row = claim().to_dict()
    assert " ".join(row) == KEYS
    assert " ".join(row["speaker"]) == SPEAKER_KEYS
    assert " ".join(row["position"]) == POSITION_KEYS
    assert row["content"]["text"] == "“the charge” … left"


def test_a_result_comes_back_from_its_line() -> None:
    result = Result(Document(TEXT, "a.txt", {"source": "a paper"}), (claim(),))
    assert Result.from_dict(result.to_dict(), TEXT) == result
    assert list(result) == [claim()]
    assert len(result) == 1


def test_records_cross_processes() -> None:
    failure = Failure("a.txt", "decoding", "a.txt: not utf-8")
    for record in (claim(), Document("text"), failure):
        assert pickle.loads(pickle.dumps(record)) == record


def test_records_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        claim().id = "other"  # type: ignore[misc]
