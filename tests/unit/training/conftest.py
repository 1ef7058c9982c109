"""An encoder to train from that is small enough for a test."""

from __future__ import annotations

from pathlib import Path

import pytest

import tiny_model


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an encoder with four layers, eight wide, and its tokenizer."""
    transformers = pytest.importorskip("transformers", reason="trained with claimx[train]")
    folder = tmp_path_factory.mktemp("base")
    config = transformers.BertConfig(
        vocab_size=110,
        hidden_size=8,
        num_hidden_layers=4,
        num_attention_heads=2,
        intermediate_size=8,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tiny_model.tokenizer().save(str(folder / "tokenizer.json"))
    return folder
