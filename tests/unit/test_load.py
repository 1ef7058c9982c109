from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from claimx.errors import ModelError
from claimx.pipeline.load import COMPONENTS, MAX_LENGTH, load
from claimx.pipeline.model_files import EMBEDDED

needs_model = pytest.mark.skipif(
    not (EMBEDDED / "encoder.onnx").is_file(), reason="claimx/model holds no encoder.onnx yet"
)


def test_a_pipeline_is_loaded_by_its_path(model: Path) -> None:
    nlp = load(model)
    assert nlp.pipe_names == ["sentencizer", "claimx_test_said"]
    assert nlp.max_length == MAX_LENGTH


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load("no_such_pipeline")
    assert caught.value.where == "no_such_pipeline"


def test_a_pipeline_without_claimx_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="has no claimx component"):
        load(tmp_path)


@needs_model
def test_the_embedded_pipeline_is_an_ordinary_one() -> None:
    nlp = load()
    assert tuple(nlp.pipe_names) == COMPONENTS
    doc = nlp("“The mill is shut,” Ada Odu said.\n\nShe left.")
    assert all(doc.has_annotation(name) for name in ("TAG", "DEP", "LEMMA", "SENT_START"))
    assert len(list(doc.sents)) >= 2
