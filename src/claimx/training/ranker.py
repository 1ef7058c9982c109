"""The network that says whom a pronoun means: upper layers of its own, and a mention ranker.

A mention is its first and its last word; what a pronoun means is the mention, or nobody, with
the highest score (mention ranking: Denis and Baldridge 2008; Lee et al. 2017, *End-to-end Neural
Coreference Resolution*). The lower layers are those that all heads share.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from claimx.training.branch import SHARED
from claimx.training.network import DISTANCES, Network, distance_bucket

WIDTH = 192


class Ranker(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """Upper layers on the shared ones, and scores of mentions for pronouns."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        encoder = network.encoder
        width = encoder.config.hidden_size
        self.embeddings = encoder.embeddings
        self.lower = encoder.encoder.layer[:SHARED]
        self.upper = encoder.encoder.layer[SHARED:]
        for part in (self.embeddings, self.lower):
            part.requires_grad_(requires_grad=False)
        self.dropout = nn.Dropout(0.1)
        self.pronoun = nn.Linear(width, 2 * WIDTH)
        self.first = nn.Linear(width, 2 * WIDTH)
        self.last = nn.Linear(width, 2 * WIDTH, bias=False)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.score = nn.Linear(2 * WIDTH, 1)
        self.nobody = nn.Linear(width, 1)
        nn.init.normal_(self.distance.weight, std=0.1)

    def words(self, ids: Tensor, types: Tensor, firsts: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors (batch, words, width) of words from pieces (batch, pieces)."""
        with torch.no_grad():
            hidden = self.embeddings(input_ids=ids, token_type_ids=types)
            wide = None if mask is None else (1.0 - mask[:, None, None].float()) * -1e9
            hidden = through(self.lower, hidden, wide)
        hidden = through(self.upper, hidden, wide)
        index = firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        vectors: Tensor = self.dropout(hidden.gather(1, index))
        return vectors

    def parts(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What a word gives as pronoun, as first and as last of a mention; and for *nobody*."""
        return self.pronoun(words), self.first(words), self.last(words), self.nobody(words)

    def pairs(self, pronoun: Tensor, mention: Tensor, offset: Tensor) -> Tensor:
        """Scores (pairs,) from parts (pairs, 2 * WIDTH) and distances in words."""
        distance = self.distance(distance_bucket(offset))
        added = torch.relu(pronoun[:, :WIDTH] + mention[:, :WIDTH] + distance)
        times = pronoun[:, WIDTH:] * mention[:, WIDTH:]
        scores: Tensor = self.score(torch.cat([added, times], dim=-1)).squeeze(-1)
        return scores


def through(layers: Iterable[nn.Module], hidden: Tensor, mask: Tensor | None) -> Tensor:
    """What ``layers`` make of pieces (batch, pieces, width); ``mask`` is added to attention."""
    for layer in layers:
        out = layer(hidden, attention_mask=mask)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


class RankerGraph(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """One window without padding: shared layers (1, pieces, width) and first pieces (words,) to
    what each word gives as pronoun, first and last (words, 2 * WIDTH), and to *nobody* (words,).
    """

    def __init__(self, ranker: Ranker) -> None:
        super().__init__()
        self.ranker = ranker

    def forward(self, shared: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        words = through(self.ranker.upper, shared, None)[0, firsts]
        *parts, nobody = self.ranker.parts(words)
        return (*parts, nobody.squeeze(-1))
