"""The network: all-MiniLM-L6-v2 with all heads on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from claimx.pipeline.features import TOKEN_TYPES

#: Classes of a plain linear head on each word.
TAG_HEADS = ("upos", "xpos", "feats", "lemma")
DISTANCES = 33


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the projections that pairs of words are scored with."""

    arc: int = 256
    rel: int = 256
    link: int = 192


def distance_bucket(offset: Tensor) -> Tensor:
    """Signed distances in words to ``0 … DISTANCES - 1``: exact up to 4, then logarithmic."""
    size = offset.abs().float()
    scaled = torch.where(size <= 4, size, 4 + 2 * torch.log2(size.clamp(min=4) / 4))
    return (scaled.floor().clamp(max=DISTANCES // 2).long() * offset.sign()) + DISTANCES // 2


class Network(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """Word vectors from the encoder, and scores from every head."""

    def __init__(self, encoder: BertModel, alphabets: dict[str, list[str]], sizes: Sizes) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.ModuleDict(
            {name: nn.Linear(width, len(alphabets[name])) for name in TAG_HEADS}
        )
        self.sent = nn.Linear(width, 2)
        self.predicate = nn.Linear(width, 2)
        self.entity = nn.Linear(width, len(alphabets["entity"]))
        self.role = nn.Linear(width, len(alphabets["role"]))
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dep = _projection(width, sizes.arc)
        self.arc_head = _projection(width, sizes.arc)
        self.arc_bilinear = nn.Parameter(torch.empty(sizes.arc, sizes.arc))
        self.arc_bias = nn.Linear(sizes.arc, 1, bias=False)
        self.rel_dep = nn.Linear(width, sizes.rel)
        self.rel_head = nn.Linear(width, sizes.rel, bias=False)
        self.rel_out = nn.Linear(sizes.rel, len(alphabets["dep"]))
        self.link_word = nn.Linear(width, sizes.link)
        self.link_cue = nn.Linear(width, sizes.link, bias=False)
        self.link_distance = nn.Embedding(DISTANCES, sizes.link)
        self.link_out = nn.Linear(sizes.link, len(alphabets["link"]))
        nn.init.normal_(self.arc_bilinear, std=sizes.arc**-0.5)
        nn.init.normal_(self.root, std=0.5)
        nn.init.normal_(self.link_distance.weight, std=0.1)

    @classmethod
    def from_base(cls, base: Path, alphabets: dict[str, list[str]]) -> Network:
        """The pretrained encoder of ``base`` (a folder of transformers) under new heads.

        Without dropout in attention, which takes a third of a training's time.
        """
        encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        embeddings = encoder.embeddings
        old = embeddings.token_type_embeddings.weight.data[0]
        embeddings.token_type_embeddings = nn.Embedding(TOKEN_TYPES, len(old))
        noise = torch.randn(TOKEN_TYPES, len(old)) * 0.01
        embeddings.token_type_embeddings.weight.data = old[None] + noise
        encoder.config.type_vocab_size = TOKEN_TYPES
        return cls(encoder, alphabets, Sizes())

    def vectors(self, ids: Tensor, types: Tensor, firsts: Tensor, mask: Tensor | None) -> Tensor:
        """Word vectors (batch, words, width) from pieces (batch, pieces).

        ``firsts`` (batch, words) is each word's first piece; ``mask`` (batch, pieces) is
        None where nothing is padded.
        """
        hidden = self.encoder(
            input_ids=ids, token_type_ids=types, attention_mask=mask
        ).last_hidden_state
        index = firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        vectors: Tensor = self.dropout(hidden.gather(1, index))
        return vectors

    def arcs(self, words: Tensor) -> Tensor:
        """Scores (batch, words, words + 1) of every head for every word; head 0 is the root."""
        root = self.root.expand(words.shape[0], 1, -1)
        heads = self.arc_head(torch.cat([root, words], dim=1))
        scores: Tensor = (self.arc_dep(words) @ self.arc_bilinear) @ heads.transpose(1, 2)
        bias: Tensor = self.arc_bias(heads)
        return scores + bias.transpose(1, 2)

    def rel_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What a word gives to its label's score as dependent, and (root first) as head."""
        root = self.root.expand(words.shape[0], 1, -1)
        return self.rel_dep(words), self.rel_head(torch.cat([root, words], dim=1))

    def rels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores (batch, words, labels), ``heads`` counted with the root as 0."""
        dep, head = self.rel_parts(words)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        scores: Tensor = self.rel_out(torch.relu(dep + chosen))
        return scores

    def links(self, words: Tensor, rows: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """Scores (cues, words, link labels): what each word is to each cue.

        ``rows``, ``starts``, ``ends`` (cues,): the window of a cue, and its words in it.
        """
        place = torch.arange(words.shape[1], device=words.device)
        inside = (place >= starts[:, None]) & (place < ends[:, None])
        weight = inside.to(words.dtype) / (ends - starts)[:, None].to(words.dtype)
        cues = self.link_cue((weight.unsqueeze(1) @ words[rows]).squeeze(1))
        before = (place - starts[:, None]).clamp(max=0)
        after = (place - ends[:, None] + 1).clamp(min=0)
        distance = self.link_distance(distance_bucket(before + after))
        hidden = torch.relu(self.link_word(words)[rows] + cues[:, None] + distance)
        scores: Tensor = self.link_out(hidden)
        return scores


def _projection(width: int, size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(0.2))
