"""What teachers are shown, and what they leave on the texts without entities."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="teachers are trained with claimx[train]")
pytest.importorskip("transformers", reason="teachers are trained with claimx[train]")

import torch

import tiny_model
from claimx.training.batches import Sampler, collate
from claimx.training.examples import ENTITY_LABELS, ROLE_LABELS, Example, bio
from claimx.training.loop import Settings
from claimx.training.losses import losses
from claimx.training.network import Network
from claimx.training.teachers import COUNT, entities_alone, teach

TOKENIZER = tiny_model.tokenizer()
INDEX = {
    name: {label: number for number, label in enumerate(labels)}
    for name, labels in tiny_model.LABELS.items()
}


def example(text: str, *entities: tuple[int, int, str]) -> Example:
    words = text.split()
    known = bio(entities, len(words), ENTITY_LABELS) if entities else None
    return Example("a", words, tiny_model.breaks(len(words)), entities=known)


def test_teachers_label_the_texts_without_entities(base: Path, tmp_path: Path) -> None:
    named, silent = example("Odu said", (0, 1, "PER")), example("the mill . " * 150)
    teach([named, silent], base, tiny_model.LABELS, INDEX, TOKENIZER, Settings(), tmp_path)
    assert named.entity_chances is None
    assert silent.entity_chances is not None
    assert silent.entity_chances.shape == (450, len(ENTITY_LABELS))
    assert np.allclose(silent.entity_chances.sum(1), 1, atol=0.01)
    assert len(list(tmp_path.glob("teacher-*.pt"))) == COUNT

    again = example("the mill . " * 150)
    teach([named, again], base, tiny_model.LABELS, INDEX, TOKENIZER, Settings(), tmp_path)
    assert again.entity_chances is not None
    assert np.array_equal(again.entity_chances, silent.entity_chances)


def test_teachers_see_entities_and_no_other_labels() -> None:
    news = example("Odu said", (0, 1, "PER"))
    news.roles = bio([(0, 1, "SOURCE")], 2, ROLE_LABELS)
    news.tags = {"upos": ["PROPN", "VERB"]}
    news.entities_may_be_misc = True
    alone = entities_alone(news)
    assert (alone.words, alone.entities_may_be_misc) == (news.words, True)
    assert alone.entities is news.entities
    assert alone.roles is None
    assert alone.tags == {}


def test_chances_are_learnt_from_where_they_stand(base: Path) -> None:
    network = Network.from_base(base, tiny_model.LABELS).eval()
    silent = example("the mill said")
    silent.entity_chances = np.full((3, len(ENTITY_LABELS)), 1 / len(ENTITY_LABELS), np.float16)
    silent.entity_chances[2] = 0  # nobody spoke of this word
    [item] = Sampler([silent], TOKENIZER, vary=False).slices(random.Random(0))
    batch = collate([item], INDEX)
    words = network.vectors(batch.ids, batch.types, batch.firsts, batch.mask)
    expected = -network.entity(words)[0, :2].log_softmax(-1).mean()
    found = losses(network, batch)
    assert set(found) == {"taught"}
    assert torch.isclose(found["taught"], expected, atol=1e-3)
