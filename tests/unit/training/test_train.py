"""The table of lemmas that goes into the model beside its weights."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="models are trained with claimx[train]")
pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")
pytest.importorskip("onnx", reason="models are exported with claimx[train]")

from claimx.pipeline.lemmas import suffix_rule
from claimx.training.examples import Example
from claimx.training.train import lemma_table


def example(*rows: str) -> Example:
    """A document of ``form/lemma/POS``."""
    forms, lemmas, upos = zip(*(row.split("/") for row in rows), strict=True)
    rules = [suffix_rule(form, lemma) for form, lemma in zip(forms, lemmas, strict=True)]
    return Example(
        name="a",
        words=list(forms),
        breaks=np.zeros(len(forms), dtype=bool),
        tags={"upos": list(upos), "lemma": rules},
    )


def test_forms_have_a_lemma_for_each_part_of_speech() -> None:
    assert lemma_table([example("left/leave/VERB", "left/left/NOUN", "men/man/NOUN")]) == {
        "VERB": {"left": "leave"},
        "NOUN": {"left": "left", "men": "man"},
    }


def test_the_commonest_lemma_of_all_documents_is_taken() -> None:
    found, founded = example("found/find/VERB"), example("found/found/VERB")
    assert lemma_table([founded, found, found]) == {"VERB": {"found": "find"}}


def test_forms_are_counted_in_small_letters() -> None:
    assert lemma_table([example("Said/say/VERB", "SAID/say/VERB", "said/said/VERB")]) == {
        "VERB": {"said": "say"}
    }


@pytest.mark.parametrize("upos", ["PROPN", "PUNCT", "NUM", "SYM", "X"])
def test_names_marks_and_numbers_are_left_out(upos: str) -> None:
    assert lemma_table([example(f"mills/mill/{upos}")]) == {}


def test_documents_without_lemmas_are_passed_over() -> None:
    news = Example(name="b", words=["mills"], breaks=np.zeros(1, dtype=bool))
    assert lemma_table([news, example("mills/mill/NOUN")]) == {"NOUN": {"mills": "mill"}}
