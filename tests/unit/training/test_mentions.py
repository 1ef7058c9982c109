from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

from claimx.training.examples import ENTITY_LABELS, IGNORED
from claimx.training.mentions import Mention, mention_entities, read_mentions

Row = tuple[str, str, str | None]


def tokens(rows: list[Row]) -> list[dict[str, Any]]:
    return [
        {"form": form, "upos": upos, "misc": {"Entity": entity} if entity else None}
        for form, upos, entity in rows
    ]


def labels(rows: list[Row]) -> list[str]:
    return [
        "?" if label == IGNORED else ENTITY_LABELS[label]
        for label in mention_entities(tokens(rows)).tolist()
    ]


def test_brackets_nest_open_and_close_on_one_word() -> None:
    rows: list[Row] = [
        ("the", "DET", "(4-place-new-n-cf1-2-coref-Odu_Bay(5-abstract-new-n-cf2-1-sgl)"),
        ("bay", "NOUN", None),
        ("of", "ADP", None),
        ("Odu", "PROPN", "(6-person-giv:act-n-cf3*-1-ana)4)"),
    ]
    assert list(read_mentions(tokens(rows))) == [
        Mention(0, 1, "abstract", linked=False),
        Mention(3, 4, "person", linked=False),
        Mention(0, 4, "place", linked=True),
    ]


def test_a_name_without_its_determiner_and_title() -> None:
    rows: list[Row] = [
        ("The", "DET", "(1-organization-new-n-cf1-2-sgl"),
        ("Mill", "PROPN", None),
        ("Board", "PROPN", "1)"),
        ("sued", "VERB", None),
        ("Mr.", "PROPN", "(2-person-new-n-cf2-1-sgl"),
        ("Odu", "PROPN", "2)"),
    ]
    assert labels(rows) == ["O", "B-ORG", "I-ORG", "O", "O", "B-PER"]


def test_the_longest_of_nested_names() -> None:
    rows: list[Row] = [
        ("Odu", "PROPN", "(1-place-new-n-cf1-1,2-coref(2-place-new-n-cf2-1-sgl)"),
        ("Castle", "PROPN", "1)"),
    ]
    assert labels(rows) == ["B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("coref-Bank_of_Odu", ["B-ORG", "I-ORG", "I-ORG"], id="with-an-article"),
        pytest.param("sgl", ["?", "O", "?"], id="bounds-unknown"),
    ],
)
def test_small_words_inside_a_name(link: str, expected: list[str]) -> None:
    rows: list[Row] = [
        ("Bank", "PROPN", f"(1-organization-new-n-cf1-1-{link}"),
        ("of", "ADP", None),
        ("Odu", "PROPN", "1)"),
    ]
    assert labels(rows) == expected


def test_what_is_no_name_is_no_entity() -> None:
    rows: list[Row] = [
        ("They", "PRON", "(1-person-giv:act-n-cf1-1-ana)"),
        ("met", "VERB", None),
        ("on", "ADP", None),
        ("Monday", "PROPN", "(2-time-new-n-cf2-1-sgl)"),
        ("in", "ADP", None),
        ("town", "NOUN", "(3-place-new-n-cf3-1-sgl)"),
    ]
    assert labels(rows) == ["O"] * 6
