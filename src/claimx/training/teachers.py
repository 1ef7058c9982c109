"""Teachers of entities: networks trained for them alone, that label the other texts.

Few texts have entities, and no news among them. So the network that is shipped learns from
the teachers' mean on the texts without entities of their own (Hinton, Vinyals and Dean 2015;
an ensemble as teacher of a multi-task network: Clark et al. 2019, *BAM! Born-Again
Multi-Task Networks*).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from claimx.training.batches import Sampler, collate
from claimx.training.examples import ENTITY_LABELS, Example
from claimx.training.loop import Settings, fit
from claimx.training.network import Network
from claimx.training.precision import autocast

#: How many, and how each is trained: small batches do best.
COUNT = 2
EPOCHS = 4
BUDGET = 1024
ENCODER_RATE = 1e-4
#: Word pieces at once where nothing is learnt.
READ_BUDGET = 6144


def teach(
    examples: Sequence[Example],
    base: Path,
    labels: dict[str, list[str]],
    index: dict[str, dict[str, int]],
    tokenizer: Tokenizer,
    settings: Settings,
    folder: Path,
) -> None:
    """Set ``entity_chances`` of every example that has no entities of its own.

    The teachers stand as checkpoints in ``folder``, and go on from there where they exist.
    """
    entities = [entities_alone(example) for example in examples if example.entities is not None]
    silent = [example for example in examples if example.entities is None]
    sampler = Sampler(entities, tokenizer)
    for example in silent:
        shape = len(example.words), len(ENTITY_LABELS)
        example.entity_chances = np.zeros(shape, dtype=np.float16)
    for number in range(COUNT):
        alone = replace(
            settings,
            seed=settings.seed + 1 + number,
            epochs=EPOCHS,
            budget=BUDGET,
            encoder_rate=ENCODER_RATE,
        )
        torch.manual_seed(alone.seed)
        network = Network.from_base(base, labels)
        checkpoint = folder / f"teacher-{number + 1}.pt"
        fit(network, sampler, index, alone, checkpoint, lambda _: {})
        for example, start, chances in entity_chances(network, silent, tokenizer, index):
            assert example.entity_chances is not None
            example.entity_chances[start : start + len(chances)] += chances / COUNT


def entities_alone(example: Example) -> Example:
    """The words of ``example`` with their entities and sentences, and no other labels."""
    return Example(
        example.name,
        example.words,
        example.breaks,
        sent_starts=example.sent_starts,
        entities=example.entities,
        entities_may_be_misc=example.entities_may_be_misc,
    )


def entity_chances(
    network: Network,
    examples: list[Example],
    tokenizer: Tokenizer,
    index: dict[str, dict[str, int]],
) -> Iterator[tuple[Example, int, np.ndarray]]:
    """Each window of ``examples``: its first word, and chances (words, labels) from there."""
    network.eval()
    sampler = Sampler(examples, tokenizer, vary=False)
    with torch.no_grad(), autocast():
        for slices in sampler.batches(random.Random(0), READ_BUDGET):
            batch = collate(slices, index)
            words = network.vectors(batch.ids, batch.types, batch.firsts, batch.mask)
            chances = network.entity(words).float().softmax(-1).numpy()
            for item, row in zip(slices, chances, strict=True):
                yield item.example, item.start, row[: item.end - item.start]
