from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from spacy.tokens import Doc

from claimx.errors import ModelError
from claimx.pipeline.factuality import Factuality, create_factuality, factuality_of
from claimx.pipeline.factuality_features import features
from claimx.pipeline.layers import SCORES
from claimx.pipeline.model_files import ModelFiles
from parsed import NLP, parsed

FAILED = (
    "The/DET/det>alarm alarm/NOUN/nsubj>failed failed=fail/VERB.VBD/ROOT to/PART/mark>sound "
    "sound/VERB.VB/xcomp>failed ./PUNCT/punct>failed"
)
NOT_SAID = (
    "If/SCONJ/mark>rains it/PRON/nsubj>rains rains=rain/VERB.VBZ/advcl>come nobody/PRON/nsubj>come "
    "will/AUX.MD/aux>come come/VERB.VB/ROOT"
)


class Graph:
    """Hidden layers that are the number of the word, twice."""

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        assert names == ["hidden"]
        firsts = inputs["firsts"].astype(np.float32)
        return [np.stack([firsts, firsts], axis=1)]


def files(names: list[str], **tables: Any) -> ModelFiles:
    known = {
        "embedding": np.ones((len(names), 1), dtype=np.float32),
        "features": np.array([[0.0, 10.0]], dtype=np.float32),
        "weight": np.array([0.0, 1.0], dtype=np.float32),
        "bias": np.float32(-12.0),
    }
    return cast(
        "ModelFiles",
        SimpleNamespace(
            factuality=Graph(), factuality_tables=known | tables, factuality_names=names
        ),
    )


def window(doc: Doc) -> dict[str, Any]:
    count = len(doc)
    return {
        "start": 0,
        "core": (0, count),
        "shared": np.zeros((1, count + 2, 1), dtype=np.float16),
        "firsts": np.arange(1, count + 1),
    }


def test_verbs_have_scores_and_other_words_have_none() -> None:
    doc = parsed(FAILED)
    doc.user_data[SCORES] = [window(doc)]
    Factuality("x", files(["1:lemma=fail"]))(doc)
    scores = [token._.factuality for token in doc]
    assert [score is None for score in scores] == [True, True, False, True, False, True]
    # *sound* is the fifth word and has the feature: 5 + 10 - 12 is above 0; *failed*: 3 - 12.
    assert scores[4] == pytest.approx(3 * np.tanh(1.5))
    assert scores[2] == pytest.approx(-3, abs=0.01)


def test_without_the_component_there_are_no_scores() -> None:
    doc = parsed(FAILED)
    assert factuality_of(doc[4]) is None
    assert doc[4]._.factuality is None


def test_a_text_without_verbs_or_windows_passes() -> None:
    doc = Factuality("x", files([]))(NLP("Rain ."))
    assert [token._.factuality for token in doc] == [None, None]


def test_a_model_without_the_graph_says_how_to_get_it(tmp_path: Any) -> None:
    import tiny_model

    folder = tiny_model.write_files(tmp_path).folder
    with pytest.raises(ModelError, match=r"has no factuality\.onnx") as caught:
        create_factuality(NLP, "claimx_factuality", str(folder))
    assert "--only factuality" in str(caught.value)


@pytest.mark.parametrize(
    ("marked", "place", "names"),
    [
        (FAILED, 4, ["0:lemma=sound", "0:mark=to", "path=/xcomp", "path=/xcomp:fail", "root=2"]),
        (FAILED, 2, ["0:dep=ROOT", "0:subject=NOUN", "root=1", "first=the", "1=to", "punct=."]),
        (NOT_SAID, 5, ["0:negated", "0:subject=nobody", "0:aux=will+MD", "before=if"]),
        (NOT_SAID, 2, ["0:mark=if", "1:aux=will", "path=/advcl:come", "after=will"]),
    ],
)
def test_features_name_the_governors_and_what_hangs_on_them(
    marked: str, place: int, names: list[str]
) -> None:
    found = features(parsed(marked)[place])
    assert set(names) <= set(found)
