from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.training.examples import (
    COUNTED_HEADS,
    ENTITY_LABELS,
    IGNORED,
    LINK_LABELS,
    ROLE_LABELS,
    Example,
    alphabets,
    bio,
    labelled_spans,
)


def labels(*spans: tuple[int, int, str]) -> list[str]:
    return [ROLE_LABELS[number] for number in bio(spans, 5, ROLE_LABELS)]


def test_spans_become_begins_and_insides() -> None:
    assert labels((0, 1, "SOURCE"), (2, 5, "CONTENT")) == [
        "B-SOURCE",
        "O",
        "B-CONTENT",
        "I-CONTENT",
        "I-CONTENT",
    ]


def test_a_later_span_wins() -> None:
    assert labels((0, 4, "CONTENT"), (2, 3, "CUE"))[1:4] == ["I-CONTENT", "B-CUE", "I-CONTENT"]


def test_a_span_of_no_known_name_is_refused() -> None:
    with pytest.raises(ValueError, match="B-PLACE"):
        labels((0, 1, "PLACE"))


@given(st.lists(st.sampled_from([*range(len(ROLE_LABELS)), IGNORED]), max_size=12))
def test_spans_are_read_back_from_begins_and_insides(indexes: list[int]) -> None:
    given_labels = np.array(indexes, dtype=np.int64)
    spans = list(labelled_spans(given_labels, ROLE_LABELS))
    made = bio(spans, len(indexes), ROLE_LABELS)
    assert list(labelled_spans(made, ROLE_LABELS)) == spans
    # Every begin has its span; an inside without one, and what is ignored, has none.
    assert (made % 2 == 1).tolist() == (given_labels % 2 == 1).tolist()
    assert ((made == given_labels) | (made == 0)).all()


@pytest.mark.parametrize("alphabet", [ENTITY_LABELS, ROLE_LABELS, LINK_LABELS])
def test_every_alphabet_has_the_begin_before_the_inside(alphabet: list[str]) -> None:
    names = [label[2:] for label in alphabet[1::2]]
    assert alphabet == ["O", *(f"{bio}-{name}" for name in names for bio in "BI")]


def test_alphabets_are_read_off_the_data_by_falling_frequency() -> None:
    size = max(COUNTED_HEADS.values())
    common, rare = [f"common{n}" for n in range(size)], ["rare"]
    example = Example(
        name="a",
        words=["w"] * (size + 1),
        breaks=np.zeros(size + 1, dtype=bool),
        tags={
            "upos": ["X", *["NOUN"] * size],
            "xpos": [*common, *rare],
            "feats": [*["Number=Sing"] * size, "_"],
            "lemma": [*["l1+"] * size, "l2+y"],
        },
        deps=[*["nsubj"] * size, "vocative"],
    )
    found = alphabets([example])
    assert found["upos"] == ["NOUN", "X"]
    assert found["xpos"] == [*common, *rare]
    # Seen too seldom to be learned.
    assert (found["feats"], found["lemma"], found["dep"]) == (["Number=Sing"], ["l1+"], ["nsubj"])
    assert (found["entity"], found["role"]) == (ENTITY_LABELS, ROLE_LABELS)
    assert found["link"] == LINK_LABELS
