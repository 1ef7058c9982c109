"""Every entry of the lexicons is read the way its list says, and stands once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from claimx.pipeline import lexicons
from claimx.pipeline.positions.cues import read_cue
from claimx.pipeline.positions.phrases import PhraseTable, merged

POSITIONS = Path(lexicons.__file__).parents[1]
SHAPES = ("clause", "noun", "infinitive", "question", "gerund", "object-infinitive", "imperative")
GROUPS = [
    pytest.param(row, id=f"{name}-{row['act']}-{number}")
    for name in lexicons.CUE_LEXICONS
    for number, row in enumerate(lexicons.load(name)["group"])
]
LISTS = [
    pytest.param(name, key, id=f"{name}-{key}")
    for name in ("content", "evaluation", "words")
    for key, value in lexicons.load(name).items()
    if isinstance(value, list)
]
JUDGING = ("praise", "blame", "mild_praise", "mild_blame")


def words_of(phrase: str) -> list[frozenset[str]]:
    """The words that a phrase matches, the first of its alternatives each."""
    parts = phrase.lower().replace("-", " - ").split()
    return [frozenset({part.split("|")[0]}) for part in parts if part != "..."]


@pytest.mark.parametrize("row", GROUPS)
def test_a_cue_is_read_as_its_group_says(row: dict[str, Any]) -> None:
    wrong = [phrase for phrase in row["phrases"] if not reads(phrase, row)]
    assert not wrong


def reads(phrase: str, row: dict[str, Any]) -> bool:
    """Whether one of the shapes that a group is for leads from the phrase to the group."""
    words = words_of(phrase)
    for shape in row.get("shapes", SHAPES):
        group = read_cue(range(len(words)), words, shape, len(words)).group
        same = all(getattr(group, key) == row[key] for key in row if key not in _OTHER)
        if same and group.open == row.get("open", False):
            return True
    return False


_OTHER = ("phrases", "shapes")


def test_no_cue_stands_twice_for_the_same_shapes() -> None:
    counts = Counter(
        (phrase, tuple(row.get("shapes", ())))
        for name in lexicons.CUE_LEXICONS
        for row in lexicons.load(name)["group"]
        for phrase in row["phrases"]
    )
    assert [phrase for (phrase, _), count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_every_phrase_of_a_list_is_found_in_its_own_words(name: str, key: str) -> None:
    phrases: list[str] = lexicons.load(name)[key]
    assert len(phrases) == len(set(phrases))
    lost = [p for p in phrases if PhraseTable([(p, "x")]).first(words_of(p)) is None]
    assert not lost


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_every_list_is_read_by_a_rule(name: str, key: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in POSITIONS.rglob("*.py")]
    sources += [
        path.read_text(encoding="utf-8") for path in (POSITIONS.parent / "contrasts").glob("*.py")
    ]
    assert any(f'"{key}"' in source for source in sources), name


@pytest.mark.parametrize("key", JUDGING)
def test_a_judging_word_judges_one_way(key: str) -> None:
    table = merged("evaluation", *JUDGING)
    for phrase in lexicons.load("evaluation")[key]:
        found = table.first(words_of(phrase))
        assert found is not None
        same_side = found.value.removeprefix("mild_") == key.removeprefix("mild_")
        assert same_side or found.phrase != phrase, phrase


def test_no_word_praises_and_blames() -> None:
    sides = {
        side: {
            phrase for key in (side, f"mild_{side}") for phrase in lexicons.load("evaluation")[key]
        }
        for side in ("praise", "blame")
    }
    assert sides["praise"] & sides["blame"] == set()
