"""The article that the project began with; it is not ours, so it is read where it lies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import claimx

GOLD = Path(__file__).parents[3] / "shared/gold/dev/nato-office.txt"
pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason="needs the annotated article in ../shared"
)

HAYASHI = "Yoshimasa Hayashi"
# Speaker's name, a word of the cue, words of the content, and what must be said of the position.
EXPECTED: list[tuple[str, str, str, dict[str, str]]] = [
    (HAYASHI, "according", "Japan is negotiating to open", {}),
    (HAYASHI, "cited", "Russian invasion of Ukraine", {}),
    (HAYASHI, "noted", "the world has become more unstable", {}),
    (HAYASHI, "as per", "engaging in a very stable way", {}),
    (HAYASHI, "emphasized", "harsh and complex", {}),
    (
        HAYASHI,
        "said",
        "not directed at any specific country",
        {"act": "deny", "polarity": "negative", "certainty": "certain"},
    ),
    (HAYASHI, "downplayed", "concerns about opening a NATO office", {}),
    (
        HAYASHI,
        "saying",
        "does not think that would escalate",
        {"polarity": "negative", "certainty": "probable"},
    ),
    (HAYASHI, "argued", "a pacifist constitution", {}),
    ("China", "warned against", "such an action", {"act": "warn", "stance": "against"}),
]


def words(spans: list[dict[str, Any]], text: str) -> set[tuple[int, int]]:
    """The words of spans, as their places in the text; a leading *that* does not count."""
    found = set()
    for span in spans:
        for match in re.finditer(r"[^\W_]+", text[span["start"] : span["end"]]):
            found.add((span["start"] + match.start(), span["start"] + match.end()))
    return found


def overlap(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@pytest.fixture(scope="module")
def text() -> str:
    return GOLD.read_bytes().decode("utf8")


@pytest.fixture(scope="module")
def claims(nlp: Language, text: str) -> list[dict[str, Any]]:
    return [claim.to_dict() for claim in claimx.extract(text, nlp=nlp)]


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    lines = GOLD.with_suffix(".jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("name", "cue", "content", "position"), EXPECTED)
def test_claim(
    claims: list[dict[str, Any]],
    gold: list[dict[str, Any]],
    text: str,
    name: str,
    cue: str,
    content: str,
    position: dict[str, str],
) -> None:
    row = next(
        row
        for row in gold
        if row["cue"]
        and cue in row["cue"]["text"].lower()
        and content in " ".join(span["text"] for span in row["content"])
    )
    wanted = words(row["content"], text)
    best = max(claims, key=lambda claim: overlap(wanted, words(claim["content"]["spans"], text)))
    assert overlap(wanted, words(best["content"]["spans"], text)) >= 0.5
    assert best["speaker"]["name"] == name
    assert position.items() <= best["position"].items()


def test_at_most_four_claims_that_the_gold_does_not_have(
    claims: list[dict[str, Any]], gold: list[dict[str, Any]], text: str
) -> None:
    wanted = [words(row["content"], text) for row in gold]
    extra = [
        claim["content"]["text"]
        for claim in claims
        if not any(overlap(words(claim["content"]["spans"], text), one) >= 0.5 for one in wanted)
    ]
    assert len(extra) <= 4, extra
