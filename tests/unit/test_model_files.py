from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import tiny_model
from claimx.errors import ModelError
from claimx.pipeline.model_files import FILES, ModelFiles


def test_a_whole_model_is_itself_once_checked(tmp_path: Path) -> None:
    files = tiny_model.write_files(tmp_path)
    assert files.check() is files


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    files = tiny_model.write_files(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ModelError, match=f"the model has no {name}") as caught:
        files.check()
    assert caught.value.where == str(tmp_path)
    assert caught.value.mend


def test_each_part_is_read_once(tmp_path: Path) -> None:
    files = tiny_model.write_files(tmp_path)
    assert files.labels == tiny_model.LABELS
    assert files.labels is files.labels
    assert {array.dtype for array in files.tables.values()} == {np.dtype(np.float32)}
    (tmp_path / "meta.json").write_text('{"name": "tiny"}', encoding="utf8")
    assert files.meta == {"name": "tiny"}


def test_the_tokenizer_neither_cuts_nor_pads(tmp_path: Path) -> None:
    tokenizer = tiny_model.tokenizer()
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=64)
    tiny_model.write_files(tmp_path)
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert len(ModelFiles(tmp_path).tokenizer.encode("the mill " * 9).ids) == 18
