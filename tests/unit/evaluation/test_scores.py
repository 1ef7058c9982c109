"""What each score counts, on claims made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from claimx.evaluation import Scores, evaluate_documents
from unit.evaluation.samples import DENIED, SAID, TEXT, WARNED, Row, gold, line


def score(answers: list[Row], *claims: Row) -> Scores:
    return evaluate_documents([gold(*claims)], answers)


def but(claim: Row, **changes: Any) -> Row:
    return {**claim, **changes}


def test_the_gold_itself_is_all_right() -> None:
    scores = score([line(SAID), line(DENIED)], SAID, DENIED)
    assert (scores.documents, scores.gold, scores.predicted) == (1, 2, 2)
    ratios = (scores.speaker_exact, scores.cue_exact, scores.content_exact)
    assert [ratio.f1 for ratio in ratios] == [100, 100, 100]
    assert scores.linked.f1 == scores.content_overlap.f1 == scores.cue_any.f1 == 100


def test_nothing_predicted_is_nothing_found() -> None:
    scores = score([], SAID, DENIED)
    assert (scores.linked.precision, scores.linked.recall, scores.linked.f1) == (0, 0, 0)
    assert scores.speaker_accuracy == 0


def test_precision_is_of_predictions_and_recall_of_gold() -> None:
    scores = score([line(SAID), line(WARNED)], SAID, DENIED)
    assert (scores.linked.precision, scores.linked.recall) == (50, 50)
    scores = score([line(SAID)], SAID, DENIED, WARNED)
    assert scores.linked.precision == 100
    assert scores.linked.recall == pytest.approx(100 / 3)
    assert scores.linked.f1 == pytest.approx(50)


@pytest.mark.parametrize(
    "content",
    ["that the bridge is “safe enough”.", "the bridge is “safe enough”", "the bridge is “safe"],
)
def test_an_exact_content_ignores_marks_and_a_leading_that(content: str) -> None:
    scores = score([line(but(SAID, content=[content]))], SAID)
    assert scores.content_exact.f1 == (0 if content.endswith("safe") else 100)


def test_begin_counts_first_tokens_and_jaccard_the_best_overlap() -> None:
    shorter = but(SAID, content=["the bridge"])
    scores = score([line(shorter), line(DENIED)], SAID)
    assert scores.content_exact.f1 == 0
    assert (scores.content.begin.precision, scores.content.begin.recall) == (50, 100)
    assert (scores.content.any.precision, scores.content.any.recall) == (50, 100)
    # Two of five tokens, and nothing of the other prediction.
    assert scores.content.jaccard.precision == pytest.approx(20)
    assert scores.content.jaccard.recall == pytest.approx(40)


def test_a_speaker_of_two_claims_is_one_span_but_is_found_twice() -> None:
    again = but(WARNED, speaker="Ann Smith")
    scores = score([line(SAID)], SAID, again)
    assert (scores.speaker_exact.recall, scores.speaker.any.recall) == (100, 100)


def test_a_that_alone_is_no_complementizer() -> None:
    claim = but(SAID, content=["that"])
    assert score([line(claim)], claim).content_exact.f1 == 100


def test_each_fragment_of_a_content_counts_by_itself() -> None:
    halves = but(SAID, content=["the bridge", "safe enough"])
    scores = score([line(but(SAID, content=["the bridge"]))], halves)
    assert (scores.content_exact.precision, scores.content_exact.recall) == (100, 50)
    assert (scores.content_overlap.precision, scores.content_overlap.recall) == (100, 50)


def test_a_cue_is_found_where_it_shares_a_token() -> None:
    scores = score([line(but(WARNED, cue="warned"))], WARNED)
    assert scores.cue_exact.f1 == 0
    assert scores.cue_any.f1 == 100


def test_a_claim_without_a_cue_is_no_miss_of_one() -> None:
    scores = score([line(but(SAID, cue=None))], but(SAID, cue=None))
    assert scores.cue_any.f1 == 0
    assert scores.linked.f1 == 100


@pytest.mark.parametrize(
    ("content", "linked"),
    [
        ("the bridge is “safe enough", 100),
        ("is “safe enough", 100),
        ("safe enough", 0),  # two tokens of five
    ],
)
def test_a_claim_is_linked_where_half_of_its_content_is_shared(content: str, linked: float) -> None:
    assert score([line(but(SAID, content=[content]))], SAID).linked.f1 == linked


@pytest.mark.parametrize(
    ("speaker", "same"),
    [
        ("Engineers from the county", True),
        ("Engineers", True),  # cut before its modifier
        ("the county", True),  # the gold's last word is in it
        ("She", False),
        (None, False),
    ],
)
def test_the_same_speaker_however_modifiers_were_cut(speaker: str | None, same: bool) -> None:
    scores = score([line(but(WARNED, speaker=speaker))], WARNED)
    assert scores.linked.f1 == scores.speaker_accuracy == (100 if same else 0)


def test_a_speaker_cut_to_less_than_half_within_a_phrase_is_another() -> None:
    scores = score([line(but(SAID, speaker="The"))], but(SAID, speaker="The mayor of Harrow"))
    assert scores.linked.f1 == 0


def test_no_speaker_is_right_only_where_the_gold_has_none() -> None:
    unnamed = but(DENIED, speaker=None)
    assert score([line(unnamed)], unnamed).linked.f1 == 100
    assert score([line(DENIED)], unnamed).linked.f1 == 0


def test_claims_pair_one_to_one_by_speaker_where_contents_are_equal() -> None:
    two = (but(DENIED, speaker="Ann Smith"), but(DENIED, speaker="Engineers from the county"))
    scores = score([line(two[1]), line(two[0])], *two)
    assert scores.linked.f1 == 100
    assert score([line(two[0]), line(two[0])], two[0]).linked.precision == 50


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [("Ann Smith", 100, 0), ("Mrs. Ann Smith", 100, 0), ("Smith", 0, 100), (None, 0, 0)],
)
def test_names_are_compared_without_titles(name: str | None, right: float, wrong: float) -> None:
    scores = score([line(but(DENIED, name=name))], but(DENIED, name="Ann Smith"))
    assert scores.linked_named is not None
    assert scores.linked_named.f1 == scores.name_accuracy == right
    assert scores.name_wrong == wrong


def test_a_name_where_the_gold_has_none_is_wrong() -> None:
    named = but(DENIED, name="Ann Smith")
    scores = score([line(named), line(but(WARNED, name="Jo Reed"))], named, WARNED)
    assert scores.linked_named is not None
    assert scores.linked_named.recall == 50
    assert (scores.name_accuracy, scores.name_wrong) == (100, 50)


def test_a_role_needs_half_of_its_words_and_a_target_half_of_its_tokens() -> None:
    claim = but(SAID, role="mayor of Harrow", target="the bridge")
    near = but(claim, role="the mayor of Harrow", target="bridge")
    assert (
        score([line(near)], claim).role_accuracy,
        score([line(near)], claim).target_accuracy,
    ) == (
        100,
        100,
    )
    far = but(claim, role="mayor", target="safe enough")
    assert (score([line(far)], claim).role_accuracy, score([line(far)], claim).target_accuracy) == (
        0,
        0,
    )


def test_labels_are_accurate_over_pairs_and_a_missed_claim_is_a_miss_of_its_value() -> None:
    claims = (but(SAID, act="assert"), but(DENIED, act="deny"), but(WARNED, act="warn"))
    answers = [line(claims[0]), line(but(DENIED, act="assert"))]
    act = score(answers, *claims).labels["act"]
    assert act.accuracy == 50
    assert act.constant == pytest.approx(100 / 3)
    f1 = {value: ratio.f1 for value, ratio in act.values.items()}
    assert f1 == {"assert": pytest.approx(200 / 3), "deny": 0, "warn": 0}
    assert act.macro == pytest.approx(200 / 9)


def test_what_the_gold_does_not_tell_has_no_score() -> None:
    found = score([line(SAID)], SAID).to_dict()
    assert not {"linked_named", "name_acc", "role_acc", "target_acc", "act"} & set(found)


def test_offsets_that_point_at_other_words_are_counted_but_for_the_users_own() -> None:
    answer = line(SAID)
    answer["cue"] = {"text": "said", "start": 0, "end": 4}
    answer["content"]["spans"][0]["end"] = len(TEXT) + 1
    answer["meta"] = {"text": "x", "start": 0, "end": 1}
    assert score([answer], SAID).bad_offsets == 2


def test_claims_of_a_text_without_gold_are_not_scored() -> None:
    scores = score([line(SAID), line(DENIED, doc="else.txt")], SAID)
    assert scores.unknown_documents == 1
    assert scores.linked.f1 == 100


def test_claims_belong_to_a_text_by_the_last_part_of_their_path() -> None:
    answers = [line(SAID, doc="news/today/harrow.txt"), line(DENIED, doc="harrow")]
    assert score(answers, SAID, DENIED).linked.f1 == 100
