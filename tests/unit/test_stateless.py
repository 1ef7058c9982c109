"""Components that their config describes whole keep nothing of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from claimx.pipeline.quotes import QuoteFinder
from claimx.pipeline.stateless import Stateless


def test_there_is_nothing_to_save(tmp_path: Path) -> None:
    component = Stateless()
    assert component.to_bytes(exclude=["vocab"]) == b""
    assert component.from_bytes(b"", exclude=["vocab"]) is component
    component.to_disk(tmp_path / "part", exclude=["vocab"])
    assert not (tmp_path / "part").exists()
    assert component.from_disk(tmp_path / "part", exclude=["vocab"]) is component


@pytest.mark.parametrize("way", ["disk", "bytes"])
def test_a_pipeline_with_such_a_component_is_kept(tmp_path: Path, way: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimx_quotes")
    if way == "disk":
        nlp.to_disk(tmp_path)
        again = spacy.load(tmp_path)
    else:
        again = spacy.blank("en")
        again.add_pipe("claimx_quotes")
        again.from_bytes(nlp.to_bytes())
    assert isinstance(again.get_pipe("claimx_quotes"), QuoteFinder)
    doc = again("“Shut,” Odu said.")
    assert [span.text for span in doc.spans["claimx_quotes"]] == ["“Shut,”"]
