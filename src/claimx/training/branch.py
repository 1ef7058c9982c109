"""Upper layers for attribution alone, beside those that all heads share.

Two networks that were trained apart make different mistakes, and their mean makes fewer;
but two encoders take twice the time. So the second one shares the lower layers with the
first, which stay as they are, and learns its upper layers and its heads for roles and links
anew (branches on shared layers as an ensemble: Lee et al. 2015, *Why M Heads are Better
than One*).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from claimx.training.batches import Sampler
from claimx.training.examples import Example, numbered
from claimx.training.loop import Settings, fit
from claimx.training.network import Network

#: Layers that both share, from below.
SHARED = 3
#: How it is trained: small batches, and labels as they are.
EPOCHS = 6
BUDGET = 1024
ENCODER_RATE = 1.5e-4


def train_branch(
    network: Network,
    examples: Sequence[Example],
    base: Path,
    labels: dict[str, list[str]],
    tokenizer: Tokenizer,
    settings: Settings,
    checkpoint: Path,
) -> Network:
    """A branch of ``network``, trained on the roles and links of ``examples``."""
    alone = replace(
        settings,
        seed=settings.seed + 10,
        epochs=EPOCHS,
        budget=BUDGET,
        encoder_rate=ENCODER_RATE,
        smoothing=0.0,
    )
    torch.manual_seed(alone.seed)
    second = branch_of(network, base, labels)
    said = [attribution_alone(item) for item in examples if item.roles is not None or item.links]
    fit(second, Sampler(said, tokenizer), numbered(labels), alone, checkpoint, lambda _: {})
    return second


def branch_of(network: Network, base: Path, labels: dict[str, list[str]]) -> Network:
    """A second network on the embeddings and lower layers of ``network``, which are frozen.

    Its upper layers are those of ``base``.
    """
    second = Network.from_base(base, labels)
    shared, own = network.encoder, second.encoder
    own.embeddings = shared.embeddings
    own.encoder.layer = nn.ModuleList([*shared.encoder.layer[:SHARED], *own.encoder.layer[SHARED:]])
    for part in (own.embeddings, *own.encoder.layer[:SHARED]):
        part.requires_grad_(requires_grad=False)
    return second


def attribution_alone(example: Example) -> Example:
    """The words of ``example`` with their roles and links, and no other labels."""
    return Example(
        example.name, example.words, example.breaks, roles=example.roles, links=example.links
    )
