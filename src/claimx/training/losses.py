"""One loss for every head, and their sum."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from claimx.training.batches import Batch
from claimx.training.examples import ENTITY_LABELS, IGNORED
from claimx.training.network import TAG_HEADS, Network

#: What each head's loss counts for; attribution is what the model is for, and entities have
#: the least data.
WEIGHTS = {
    "upos": 0.3,
    "xpos": 0.3,
    "feats": 0.15,
    "lemma": 0.15,
    "sent": 0.3,
    "predicate": 0.5,
    "entity": 2.0,
    "taught": 2.0,
    "head": 0.5,
    "dep": 0.4,
    "role": 1.5,
    "link": 1.0,
}
#: Heads of which annotators often disagree: their labels may be smoothed.
SMOOTHED = ("role", "link")
_MISC = [i for i, label in enumerate(ENTITY_LABELS) if label.endswith("MISC")]


def losses(network: Network, batch: Batch, smoothing: float = 0.0) -> dict[str, Tensor]:
    """The mean loss of each head for which the batch holds labels.

    ``smoothing`` is the share of a label's weight that goes to all others (Szegedy et al.
    2016) in the heads of :data:`SMOOTHED`.
    """
    words = network.vectors(batch.ids, batch.types, batch.firsts, batch.mask)
    found: dict[str, Tensor] = {}

    def add(name: str, logits: Tensor, labels: Tensor) -> None:
        found[name] = cross_entropy(
            logits.float().flatten(0, -2),
            labels.flatten(),
            label_smoothing=smoothing if name in SMOOTHED else 0.0,
        )

    heads: dict[str, Callable[[Tensor], Tensor]] = {
        **{name: network.tags[name] for name in TAG_HEADS},
        "sent": network.sent,
        "predicate": network.predicate,
        "role": network.role,
        "entity": lambda vectors: _merge_misc(network.entity(vectors).float(), batch),
    }
    for name, head in heads.items():
        if (batch.labels[name] != IGNORED).any():
            add(name, head(words), batch.labels[name])
    taught = batch.entity_chances.sum(-1) > 0
    if taught.any():
        found["taught"] = cross_entropy(
            network.entity(words[taught]).float(), batch.entity_chances[taught]
        )
    parsed = (batch.labels["head"] != IGNORED).any(1)
    if parsed.any():
        governors, inside = batch.labels["head"][parsed], batch.words[parsed]
        scores = network.arcs(words[parsed]).float()
        scores[:, :, 1:] = scores[:, :, 1:].masked_fill(~inside[:, None, :], -1e4)
        add("head", scores, governors)
        add("dep", network.rels(words[parsed], governors.clamp(min=0)), batch.labels["dep"][parsed])
    if len(batch.link_rows):
        logits = network.links(words, batch.link_rows, batch.link_starts, batch.link_ends)
        add("link", logits, batch.link_labels)
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the losses."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def _merge_misc(logits: Tensor, batch: Batch) -> Tensor:
    """Where a data set knows no MISC, its O means *O or MISC*: their scores are pooled."""
    pooled = logits.clone()
    pooled[..., 0] = torch.logsumexp(logits[..., [0, *_MISC]], dim=-1)
    pooled[..., _MISC] = -1e4
    return torch.where(batch.may_be_misc[:, None, None], pooled, logits)
