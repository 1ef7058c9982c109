"""Trains the head for factuality on UDS-IH2: upper layers of its own, and features of the parse.

Each predicate of It Happened (White et al. 2016, Rudinger et al. 2018) has a label from -3 to 3,
the annotators' mean. It is learnt as a chance (-3 never so, 3 always so), and its size beside it.
What is published learns from teachers too (:mod:`claimx.training.factuality_teachers`).
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm  # type: ignore[import-not-found, import-untyped, unused-ignore]

from claimx.pipeline.factuality import SCALE
from claimx.pipeline.factuality_features import features
from claimx.pipeline.features import Pieces, to_pieces
from claimx.training.branch import SHARED
from claimx.training.network import Network
from claimx.training.ranker import through

WIDTH = 256
KNOWN = 64
#: Features that come less often are left out.
LEAST = 5
BUDGET = 1024
EPOCHS = 3
LAYER_RATE = 1e-4
HEAD_RATE = 1e-3
#: Features of the parse left out at each step: the texts that it learns from are parsed better
#: than others are, for the parser has learnt from them.
FORGOTTEN = 0.2
#: How far the published weights follow each step: their moving average.
AVERAGE = 0.02
#: Labels are divided by it where their size is learnt.
_SPREAD = 1.5
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and the label of each predicate by its place among them."""

    words: list[str]
    labels: dict[int, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence in word pieces, with the features of its predicates."""

    pieces: Pieces
    labels: dict[int, float]
    features: dict[int, list[int]]

    @property
    def size(self) -> int:
        return len(self.pieces.ids) + 2


def read_uds(path: Path) -> list[Sentence]:
    """The sentences of a file of UDS-IH2 (JSON lines)."""
    return sentences_of(path.read_text(encoding="utf8"))


def sentences_of(lines: str) -> list[Sentence]:
    """The sentences of JSON lines as UDS-IH2 has them."""
    rows = (json.loads(line) for line in lines.splitlines())
    return [
        Sentence(row["text"].split(), {t["span1"][0]: t["label"] for t in row["targets"]})
        for row in rows
    ]


def parsed(nlp: Language, sentence: Sentence) -> Doc:
    """A sentence on its own words, with the parse of ``nlp``."""
    doc = Doc(nlp.vocab, words=sentence.words)
    for name in ("claimx_encoder", "claimx_syntax"):
        doc = nlp.get_pipe(name)(doc)
    return doc


def named_features(nlp: Language, sentences: Sequence[Sentence]) -> list[dict[int, list[str]]]:
    """The features of each predicate of each sentence."""
    found = []
    for sentence in tqdm(sentences, unit="sentence", mininterval=10):
        doc = parsed(nlp, sentence)
        found.append({place: features(doc[place]) for place in sentence.labels})
    return found


def vocabulary(found: Sequence[dict[int, list[str]]]) -> list[str]:
    """The features that come often enough, the commonest first."""
    each = chain.from_iterable(names for sentence in found for names in sentence.values())
    counts = Counter(each)
    return [name for name, count in counts.most_common() if count >= LEAST]


class FactualityHead(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """Upper layers on the shared ones; a word's vector and its features to a sign and a size.

    The first ``shared`` layers of ``network`` and its embeddings stay as they are; the others
    are trained in place.
    """

    def __init__(self, network: Network, names: Sequence[str], *, shared: int = SHARED) -> None:
        super().__init__()
        encoder = network.encoder
        self.names = list(names)
        self.embeddings = encoder.embeddings
        self.lower = encoder.encoder.layer[:shared]
        self.upper = encoder.encoder.layer[shared:]
        for part in (self.embeddings, self.lower):
            part.requires_grad_(requires_grad=False)
        self.dropout = nn.Dropout(0.15)
        self.hidden = nn.Linear(encoder.config.hidden_size, WIDTH)
        self.known = nn.EmbeddingBag(len(names) + 1, KNOWN, mode="sum", padding_idx=0)
        self.features = nn.Linear(KNOWN, WIDTH, bias=False)
        self.out = nn.Linear(WIDTH, 2)
        nn.init.normal_(self.known.weight, std=0.1)
        self.known.weight.data[0] = 0

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor, row: Tensor, piece: Tensor, known: Tensor
    ) -> Tensor:
        """Log odds that it is so, and its label (predicates, 2)."""
        wide = (1.0 - mask[:, None, None].float()) * -1e9
        with torch.no_grad():
            shared = through(self.lower, self.embeddings(input_ids=ids, token_type_ids=types), wide)
        words = self.dropout(through(self.upper, shared, wide)[row, piece])
        if self.training:
            known = known * (torch.rand(known.shape) >= FORGOTTEN)
        told = self.features(self.dropout(self.known(known)))
        found: Tensor = self.out(self.dropout(torch.relu(self.hidden(words) + told)))
        return found


class FactualityGraph(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """One window without padding: shared layers and first pieces to ``hidden`` (words, WIDTH)."""

    def __init__(self, head: FactualityHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, shared: Tensor, firsts: Tensor) -> Tensor:
        hidden: Tensor = self.head.hidden(through(self.head.upper, shared, None)[0, firsts])
        return hidden


def asked(
    sentences: Sequence[Sentence],
    found: Sequence[dict[int, list[str]]],
    names: Sequence[str],
    tokenizer: Tokenizer,
) -> Iterator[Asked]:
    """Sentences made ready; feature 0 is none."""
    numbers = {name: number for number, name in enumerate(names, start=1)}
    for sentence, known in zip(sentences, found, strict=True):
        breaks = np.zeros(len(sentence.words), dtype=bool)
        breaks[0] = True
        own = {
            place: [numbers[name] for name in features_of if name in numbers]
            for place, features_of in known.items()
        }
        yield Asked(to_pieces(tokenizer, sentence.words, breaks), sentence.labels, own)


def collate(items: Sequence[Asked]) -> tuple[list[Tensor], Tensor]:
    """A batch for the network, and the labels (predicates,)."""
    width = max(item.size for item in items)
    ids, types, mask = (np.zeros((len(items), width), dtype=np.int64) for _ in range(3))
    rows, pieces, known, labels = [], [], [], []
    for row, item in enumerate(items):
        ids[row, 0], ids[row, item.size - 1] = _CLS, _SEP
        ids[row, 1 : item.size - 1] = item.pieces.ids
        types[row, 1 : item.size - 1] = item.pieces.types
        mask[row, : item.size] = 1
        for place, label in item.labels.items():
            rows.append(row)
            pieces.append(int(item.pieces.starts[place]) + 1)
            known.append(torch.tensor(item.features[place], dtype=torch.long))
            labels.append(label)
    padded = nn.utils.rnn.pad_sequence(known, batch_first=True)
    places = [torch.tensor(rows), torch.tensor(pieces)]
    inputs = [torch.from_numpy(array) for array in (ids, types, mask)]
    return [*inputs, *places, padded], torch.tensor(labels, dtype=torch.float32)


def batches(items: Sequence[Asked], rng: random.Random) -> list[list[Asked]]:
    """Sentences of like lengths together, some :data:`BUDGET` padded pieces at most."""
    grouped: list[list[Asked]] = []
    for item in sorted(items, key=lambda item: item.size + rng.random() * 12):
        if not grouped or item.size * (len(grouped[-1]) + 1) > BUDGET:
            grouped.append([])
        grouped[-1].append(item)
    rng.shuffle(grouped)
    return grouped


def loss(found: Tensor, labels: Tensor) -> Tensor:
    """That of the chance of being so, and of the size of the label."""
    chance = (labels / SCALE + 1) / 2
    so = nn.functional.binary_cross_entropy_with_logits(found[:, 0], chance)
    total: Tensor = so + 0.3 * nn.functional.smooth_l1_loss(found[:, 1], labels / _SPREAD)
    return total


def fit(
    head: FactualityHead, items: Sequence[Asked], *, seed: int = 7, rate: float = LAYER_RATE
) -> None:
    """Train ``head`` in place; at the end its weights are their moving average."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    plan = [batches(items, rng) for _ in range(EPOCHS)]
    steps = sum(map(len, plan))
    upper = [weight for weight in head.upper.parameters() if weight.requires_grad]
    layers = {id(weight) for weight in upper}
    trained = [weight for weight in head.parameters() if weight.requires_grad]
    rest = [weight for weight in trained if id(weight) not in layers]
    groups = [{"params": upper, "lr": rate}, {"params": rest, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warmup = max(int(steps * 0.06), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, (steps - step) / max(steps - warmup, 1))
    )
    average = [weight.detach().clone() for weight in trained]
    head.train()
    for batch in tqdm(list(chain.from_iterable(plan)), unit="batch", mininterval=10):
        inputs, labels = collate(batch)
        torch.autograd.backward(loss(head(*inputs), labels))
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            for kept, weight in zip(average, trained, strict=True):
                kept.lerp_(weight, AVERAGE)
    for kept, weight in zip(average, trained, strict=True):
        weight.data.copy_(kept)
    head.eval()
