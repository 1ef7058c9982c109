"""One loss for every head, and their sum."""

from __future__ import annotations

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
#: Share of a label's weight that goes to all others (Szegedy et al. 2016), where annotators
#: often disagree.
SMOOTHED = {"role": 0.05, "link": 0.05}
_MISC = [i for i, label in enumerate(ENTITY_LABELS) if label.endswith("MISC")]


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each head for which the batch holds labels."""
    words = network.vectors(batch.ids, batch.types, batch.firsts, batch.mask)
    found: dict[str, Tensor] = {}

    def add(name: str, logits: Tensor, labels: Tensor) -> None:
        if (labels != IGNORED).any():
            found[name] = cross_entropy(
                logits.float().flatten(0, -2),
                labels.flatten(),
                label_smoothing=SMOOTHED.get(name, 0.0),
            )

    for name in TAG_HEADS:
        add(name, network.tags[name](words), batch.labels[name])
    add("sent", network.sent(words), batch.labels["sent"])
    add("predicate", network.predicate(words), batch.labels["predicate"])
    add("role", network.role(words), batch.labels["role"])
    add("entity", _merge_misc(network.entity(words).float(), batch), batch.labels["entity"])
    taught = batch.entity_chances.sum(-1) > 0
    if taught.any():
        found["taught"] = cross_entropy(
            network.entity(words[taught]).float(), batch.entity_chances[taught]
        )
    parsed = (batch.labels["head"] != IGNORED).any(1)
    if parsed.any():
        heads, inside = batch.labels["head"][parsed], batch.words[parsed]
        scores = network.arcs(words[parsed]).float()
        scores[:, :, 1:] = scores[:, :, 1:].masked_fill(~inside[:, None, :], -1e4)
        add("head", scores, heads)
        add("dep", network.rels(words[parsed], heads.clamp(min=0)), batch.labels["dep"][parsed])
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
