from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import fake_pipeline
from claimx.pipeline import layers

TEXT = "Odu said the mill was shut.\n\nLee denied it."


@pytest.fixture
def users(monkeypatch: pytest.MonkeyPatch) -> Language:
    """Somebody's own pipeline, with claims on top; the small pipeline stands for the model."""
    monkeypatch.setattr("claimx.component.embedded_pipeline", fake_pipeline.create_nlp)
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TOWN", "pattern": "mill"}])  # type: ignore[attr-defined]
    nlp.add_pipe("claimx")
    return nlp


def test_claims_are_added(users: Language) -> None:
    doc = users(TEXT)
    assert [claim.speaker.name for claim in doc._.claimx] == ["Odu", "Lee"]
    assert [span.text for span in doc.spans[layers.CUES]] == ["said", "denied"]


def test_nothing_else_is_touched(users: Language) -> None:
    doc = users(TEXT)
    assert [(span.text, span.label_) for span in doc.ents] == [("mill", "TOWN")]
    assert not any(doc.has_annotation(name) for name in ("TAG", "DEP", "SENT_START"))
    assert [token.text for token in doc] == [token.text for token in spacy.blank("en")(TEXT)]


def test_claims_survive_bytes(users: Language) -> None:
    doc = users(TEXT)
    again = Doc(users.vocab).from_bytes(doc.to_bytes())
    assert again._.claimx == doc._.claimx


def test_the_pipeline_is_kept_on_disk(users: Language, tmp_path: Path) -> None:
    users.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded.pipe_names == ["entity_ruler", "claimx"]
    assert len(loaded(TEXT)._.claimx) == 2
    assert len(users.from_bytes(users.to_bytes())(TEXT)._.claimx) == 2
