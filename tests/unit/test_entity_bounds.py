from __future__ import annotations

import numpy as np
import pytest

from claimx.pipeline.entity_bounds import Entity, mend_bounds


def mended(marked: str, *sentence_starts: int) -> str:
    """``marked`` with its entities, written ``[Ada Odu PER]``, mended."""
    words: list[str] = []
    entities: list[Entity] = []
    start = 0
    for item in marked.split():
        if item.startswith("["):
            start, item = len(words), item[1:]
        if item.endswith("]"):
            entities.append((start, len(words), item[:-1]))
        else:
            words.append(item)
    starts = np.zeros(len(words), dtype=bool)
    starts[[0, *sentence_starts]] = True
    for begin, end, kind in mend_bounds(words, entities, starts):
        words[begin] = f"[{words[begin]}"
        words[end - 1] = f"{words[end - 1]} {kind}]"
    return " ".join(words)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("[A. PER] [Noel Odu PER] left", "[A. Noel Odu PER] left", id="initial"),
        pytest.param("[J. R. PER] [Odu PER] left", "[J. R. Odu PER] left", id="initials"),
        pytest.param("[U. LOC] [Odu PER] left", "[U. LOC] [Odu PER] left", id="no-initial"),
        pytest.param("[Ada PER] [Odu PER] left", "[Ada PER] [Odu PER] left", id="two-persons"),
        pytest.param(
            "the [Port Authority of ORG] [Lima LOC]", "the [Port Authority of Lima ORG]", id="of"
        ),
        pytest.param(
            "the [Bank of ORG] the [South LOC]", "the [Bank of the South ORG]", id="of-the"
        ),
        pytest.param(
            "[Acme , Inc. of ORG] [Lima LOC]", "[Acme , Inc. ORG] of [Lima LOC]", id="its-seat"
        ),
        pytest.param("[Acme and ORG] others", "[Acme ORG] and others", id="joining-word"),
        pytest.param("[Odu ' PER] s friend", "[Odu PER] ' s friend", id="mark"),
        pytest.param("[of ORG] it", "of it", id="nothing-left"),
        pytest.param(
            "in [Toowoomba Queensland LOC]",
            "in [Toowoomba LOC] [Queensland LOC]",
            id="place-and-state",
        ),
        pytest.param(
            "in [Charlotte North Carolina LOC]",
            "in [Charlotte LOC] [North Carolina LOC]",
            id="state-of-two-words",
        ),
        pytest.param("in [New Mexico LOC]", "in [New Mexico LOC]", id="one-state"),
        pytest.param("on [Lake Ontario LOC]", "on [Lake Ontario LOC]", id="one-lake"),
        pytest.param("in [Upper Egypt LOC]", "in [Upper Egypt LOC]", id="part-of-a-country"),
        pytest.param("[Team Canada ORG] won", "[Team Canada ORG] won", id="no-place"),
        pytest.param("[Acme Inc. ORG] of it", "[Acme Inc. ORG] of it", id="good-as-it-is"),
    ],
)
def test_a_name_ends_where_a_name_can_end(given: str, expected: str) -> None:
    assert mended(given) == expected


def test_no_entity_grows_over_a_sentence_start() -> None:
    assert mended("by [A. PER] [Odu PER] left", 2) == "by [A. PER] [Odu PER] left"
