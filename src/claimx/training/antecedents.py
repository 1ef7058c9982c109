"""Trains the ranker of antecedents on GAP, GUM and LitBank.

All mentions of the right one count as right (the marginal likelihood of Lee et al. 2017), and
*nobody here* where none is.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm  # type: ignore[import-not-found, import-untyped, unused-ignore]

from claimx.pipeline.antecedents import PRONOUNS
from claimx.pipeline.features import WINDOW, Pieces, to_pieces
from claimx.training.coreference import CorefText, Query
from claimx.training.ranker import Ranker

#: Word pieces in a batch, passes over the data, and rates of the layers and of the head.
BUDGET = 2048
EPOCHS = 5
LAYER_RATE = 1e-4
HEAD_RATE = 1e-3
#: How often pronouns are left out of the candidates: what they mean is often known already.
NAMES_ONLY = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """Words ``start:end`` of a text with those of its pronouns that are asked there."""

    text: CorefText
    pieces: Pieces
    start: int
    end: int
    queries: tuple[Query, ...]

    @property
    def size(self) -> int:
        return int(self.pieces.starts[self.end] - self.pieces.starts[self.start]) + 2


def views(
    texts: Sequence[CorefText], tokenizer: Tokenizer, rng: random.Random | None = None
) -> Iterator[View]:
    """Texts in windows, cut at random places where ``rng`` is given."""
    for text in texts:
        pieces = to_pieces(tokenizer, text.words, text.breaks)
        start, count = 0, len(text.words)
        room = WINDOW - 2
        first = rng.randint(room // 3, room) if rng else room
        while start < count:
            limit = pieces.starts[start] + (first if start == 0 else room)
            end = max(int(np.searchsorted(pieces.starts, limit, "right")) - 1, start + 1)
            asked = tuple(
                query
                for item in text.queries
                if start <= item.pronoun < end and (query := _within(item, start, end, text, rng))
            )
            if asked:
                yield View(text, pieces, start, min(end, count), asked)
            start = end


def _within(
    query: Query, start: int, end: int, text: CorefText, rng: random.Random | None
) -> Query | None:
    names = rng is not None and rng.random() < NAMES_ONLY
    kept = [
        (mention, right)
        for mention, right in zip(query.candidates, query.right, strict=True)
        if start <= mention.start
        and mention.end <= end
        and not (names and text.words[mention.start].lower() in PRONOUNS)
    ]
    if not kept:
        return None
    return Query(query.pronoun, tuple(m for m, _ in kept), tuple(right for _, right in kept))


def batches(found: list[View], budget: int, rng: random.Random) -> list[list[View]]:
    """Views of like lengths together, at most ``budget`` padded pieces."""
    ordered = sorted(found, key=lambda item: item.size + rng.random() * 24)
    grouped: list[list[View]] = [[]]
    for item in ordered:
        if grouped[-1] and item.size * (len(grouped[-1]) + 1) > budget:
            grouped.append([])
        grouped[-1].append(item)
    rng.shuffle(grouped)
    return grouped


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch: padded pieces, and flat pairs of pronouns with mentions.

    ``row`` and ``query`` (pairs,) say whose they are; ``pronoun``, ``first``, ``last`` (pairs,)
    are words; ``right`` (pairs,) is true where the pronoun means the mention.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    firsts: Tensor
    row: Tensor
    query: Tensor
    pronoun: Tensor
    first: Tensor
    last: Tensor
    right: Tensor


def collate(found: Sequence[View]) -> Asked:
    """The tensors of a batch."""
    rows = len(found)
    pieces = -(-max(item.size for item in found) // 32) * 32
    words = max(item.end - item.start for item in found)
    ids, types = np.zeros((rows, pieces), np.int64), np.zeros((rows, pieces), np.int64)
    mask, firsts = np.zeros((rows, pieces), np.int64), np.zeros((rows, words), np.int64)
    pairs: list[tuple[int, int, int, int, int, bool]] = []
    number = 0
    for row, item in enumerate(found):
        starts = item.pieces.starts
        low, high = starts[item.start], starts[item.end]
        ids[row, 0], ids[row, item.size - 1] = 101, 102
        ids[row, 1 : item.size - 1] = item.pieces.ids[low:high]
        types[row, 1 : item.size - 1] = item.pieces.types[low:high]
        mask[row, : item.size] = 1
        firsts[row, : item.end - item.start] = starts[item.start : item.end] - low + 1
        for query in item.queries:
            for mention, right in zip(query.candidates, query.right, strict=True):
                place = (query.pronoun, mention.start, mention.end - 1)
                pairs.append((row, number, *(index - item.start for index in place), right))  # type: ignore[arg-type]
            number += 1
    columns = [torch.tensor(column) for column in zip(*pairs, strict=True)]
    return Asked(*map(torch.from_numpy, (ids, types, mask, firsts)), *columns)


def scores(ranker: Ranker, asked: Asked) -> tuple[Tensor, Tensor]:
    """Scores (pairs,) of mentions, and (queries,) of *nobody here*."""
    words = ranker.words(asked.ids, asked.types, asked.firsts, asked.mask)
    pronoun, first, last, nobody = ranker.parts(words)
    mention = first[asked.row, asked.first] + last[asked.row, asked.last]
    own = pronoun[asked.row, asked.pronoun]
    found = ranker.pairs(own, mention, asked.first - asked.pronoun)
    count = int(asked.query.max()) + 1
    one = torch.zeros(count, dtype=torch.long).scatter(0, asked.query, torch.arange(len(found)))
    return found, nobody[asked.row[one], asked.pronoun[one]].squeeze(-1)


def loss(ranker: Ranker, asked: Asked) -> Tensor:
    """The mean marginal log loss of the right mentions; *nobody* is right where none is."""
    found, nobody = scores(ranker, asked)
    count = len(nobody)
    everything = _log_sum(torch.cat([found, nobody]), asked.query, count)
    never = torch.finfo(found.dtype).min / 2
    right = torch.where(asked.right, found, torch.full_like(found, never))
    none = torch.zeros(count, dtype=torch.bool).index_put(
        (asked.query[asked.right],), torch.tensor(True)
    )
    silent = torch.where(none, torch.full_like(nobody, never), nobody)
    total: Tensor = (everything - _log_sum(torch.cat([right, silent]), asked.query, count)).mean()
    return total


def _log_sum(values: Tensor, query: Tensor, count: int) -> Tensor:
    groups = torch.cat([query, torch.arange(count)])
    top = torch.full((count,), -torch.inf).scatter_reduce(0, groups, values.detach(), "amax")
    sums = torch.zeros(count).index_add(0, groups, (values - top[groups]).exp())
    return sums.log() + top


def fit(
    ranker: Ranker,
    texts: Sequence[CorefText],
    tokenizer: Tokenizer,
    *,
    epochs: int = EPOCHS,
    seed: int = 7,
) -> None:
    """Train ``ranker`` in place."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    plan = [batches(list(views(texts, tokenizer, rng)), BUDGET, rng) for _ in range(epochs)]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(_groups(ranker), weight_decay=0.01)
    warmup = max(int(steps * 0.06), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, (steps - step) / max(steps - warmup, 1))
    )
    bar = tqdm(total=steps, unit="batch", mininterval=10)
    ranker.train()
    for batch in chain.from_iterable(plan):
        value = loss(ranker, collate(batch))
        torch.autograd.backward(value)
        nn.utils.clip_grad_norm_(ranker.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        bar.update()
        bar.set_postfix_str(f"{value.item():.3f}", refresh=False)
    ranker.eval()
    bar.close()


def _groups(ranker: Ranker) -> list[dict[str, Any]]:
    upper = [weight for weight in ranker.upper.parameters() if weight.requires_grad]
    known = {id(weight) for weight in upper}
    head = [
        weight for weight in ranker.parameters() if weight.requires_grad and id(weight) not in known
    ]
    return [{"params": upper, "lr": LAYER_RATE}, {"params": head, "lr": HEAD_RATE}]
