from __future__ import annotations

import numpy as np
import pytest

from claimx.pipeline.entities import entity_spans

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


def found(marked: str, *sentence_starts: int) -> list[tuple[str, str]]:
    """The entities of words written as ``word/label/chance``; what is left goes to O or LOC.

    ``P p`` begins and goes on with a person, ``L l`` a place, ``G g`` an organisation; a word
    without a label is O with a chance of 0.99.
    """
    words, rows = [], []
    for item in marked.split():
        word, code, chance = (*item.split("/"), "O", "0.99")[:3]
        label = "OPpLlGg".index(code)
        row = np.full(7, 1e-3)
        row[3 if label == 0 else 0] = 1 - float(chance)
        row[label] = float(chance)
        words.append(word)
        rows.append(row / row.sum())
    starts = np.zeros(len(words), dtype=bool)
    starts[[0, *sentence_starts]] = True
    scores = np.log(np.array(rows, dtype=np.float32))
    return [
        (" ".join(words[a:b]), kind) for a, b, kind in entity_spans(words, scores, LABELS, starts)
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("Ada/P/0.9 Odu/p/0.9 left", [("Ada Odu", "PER")], id="as-scored"),
        pytest.param("nobody left", [], id="none"),
        pytest.param(
            "Lima/L/0.9 and Lima/G/0.6 and lima/L/0.8",
            [("Lima", "LOC"), ("Lima", "LOC"), ("lima", "LOC")],
            id="the-surer-kind-for-all",
        ),
        pytest.param(
            "Ada/P/0.9 Odu/p/0.9 left and Odu/L/0.6 stayed",
            [("Ada Odu", "PER"), ("Odu", "PER")],
            id="a-full-name-speaks-for-its-last",
        ),
        pytest.param(
            "Ada/P/0.9 Lima/p/0.9 left and Lima/L/0.99 or Lima/L/0.99 stayed",
            [("Ada Lima", "PER"), ("Lima", "PER"), ("Lima", "PER")],
            id="and-decides-for-it",
        ),
        pytest.param(
            "Lake/L/0.9 Odu/l/0.9 near Odu/P/0.9",
            [("Lake Odu", "LOC"), ("Odu", "PER")],
            id="a-place-does-not",
        ),
        pytest.param(
            "Lima/L/0.9 or Lima/O/0.8", [("Lima", "LOC"), ("Lima", "LOC")], id="one-more-mention"
        ),
        pytest.param("Lima/L/0.9 or Lima", [("Lima", "LOC")], id="too-unlikely"),
        pytest.param("US/L/0.9 to us/O/0.8", [("US", "LOC")], id="another-word-in-other-case"),
        pytest.param(
            "Ada/P/0.9 Odu/p/0.9 or Ada/O/0.8 Odu/O/0.8",
            [("Ada Odu", "PER"), ("Ada Odu", "PER")],
            id="one-more-full-name",
        ),
    ],
)
def test_the_kinds_of_names(marked: str, expected: list[tuple[str, str]]) -> None:
    assert found(marked) == expected


def test_no_entity_goes_over_a_sentence_start() -> None:
    marked = "Ada/P/0.9 Odu/p/0.9 or Ada/O/0.8 Odu/O/0.8"
    assert found(marked, 4) == [("Ada Odu", "PER")]
