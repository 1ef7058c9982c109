from __future__ import annotations

import numpy as np
import pytest

from claimx.pipeline.known_names import TRUST, with_known_names
from claimx.pipeline.lexicons import load

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


def likelier(text: str) -> str:
    """``text`` with ``/KIND`` after each word whose kind is likelier than by the scores."""
    words = text.split()
    scores = np.log(np.full((len(words), len(LABELS)), 1 / len(LABELS), dtype=np.float32))
    found = with_known_names(words, scores, LABELS)
    np.testing.assert_allclose(np.exp(found).sum(1), 1, rtol=1e-5)
    kinds = [LABELS[row.argmax()][2:] if row.max() > row.min() else "" for row in found]
    return " ".join(
        f"{word}/{kind}" if kind else word for word, kind in zip(words, kinds, strict=True)
    )


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("Reuters/ORG and Xinhua/ORG report", id="agencies"),
        pytest.param("REUTERS/ORG reports", id="in-capitals"),
        pytest.param("the reuters desk", id="in-lower-case"),
        pytest.param("the New/ORG York/ORG Times/ORG in New/LOC York/LOC", id="the-longest"),
        pytest.param("the WHO/ORG asked Who knew", id="an-acronym-keeps-its-capitals"),
        pytest.param("al/ORG -/ORG Qaeda/ORG denied", id="hyphens-apart"),
        pytest.param("Margaret/PER spoke in Bavaria/LOC", id="person-and-place"),
        pytest.param("nobody spoke", id="none"),
    ],
)
def test_a_known_name_is_likelier_of_its_kind(marked: str) -> None:
    plain = " ".join(word.split("/")[0] for word in marked.split())
    assert likelier(plain) == marked


def test_a_surer_score_stands() -> None:
    sure = np.log(np.array([[0.01, 0.9, 0.01, 0.02, 0.02, 0.02, 0.02]], dtype=np.float32))
    found = with_known_names(["Reuters"], sure, LABELS)
    assert LABELS[found[0].argmax()] == "B-PER"
    gained = (found - sure)[0]
    assert gained[LABELS.index("B-ORG")] - gained[0] == pytest.approx(TRUST)


@pytest.mark.parametrize("name", ["organisations", "places", "gazetteer", "given_names"])
def test_lists_of_names_are_sourced_and_hold_no_name_twice(name: str) -> None:
    lexicon = load(name)
    assert all(part["source"] for part in lexicon.values())
    names = [item for part in lexicon.values() for item in part.get("names", ())]
    assert len(names) == len(set(names))
    assert all(item == item.strip() for item in names)
