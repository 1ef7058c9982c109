"""Examples to windows to padded batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from claimx.pipeline.features import WINDOW, Pieces, to_pieces
from claimx.training.examples import ENTITY_LABELS, IGNORED, Example
from claimx.training.network import TAG_HEADS

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BRITISH = str.maketrans({"“": "‘", "”": "’", "‘": "“"})


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a text: its quotation marks, its case, and a line for each sentence."""

    marks: dict[int, str] = field(default_factory=dict)
    case: Callable[[str], str] = str
    lines: bool = False

    def pieces(self, example: Example, tokenizer: Tokenizer) -> Pieces:
        """The word pieces of ``example`` as it looks when set this way."""
        words = [self.case(word.translate(self.marks)) for word in example.words]
        starts = example.sent_starts if self.lines else None
        breaks = example.breaks if starts is None else example.breaks | starts
        return to_pieces(tokenizer, words, breaks)


#: How a document may be shown, and how often each.
LOOKS = (
    Look(),
    Look(_STRAIGHT),
    Look(_BRITISH),
    Look(_STRAIGHT, lines=True),
    Look(_STRAIGHT, str.lower),
    Look(_STRAIGHT, str.upper),
)
OFTEN = (0.46, 0.26, 0.08, 0.10, 0.06, 0.04)


@dataclass(frozen=True, slots=True)
class Slice:
    """Words ``start:end`` of an example, with their pieces."""

    example: Example
    pieces: Pieces
    start: int
    end: int

    @property
    def size(self) -> int:
        return int(self.pieces.starts[self.end] - self.pieces.starts[self.start]) + 2


class Sampler:
    """Cuts examples anew each epoch, and shows them in another look now and then."""

    def __init__(self, examples: list[Example], tokenizer: Tokenizer, *, vary: bool = True) -> None:
        self.examples = examples
        self.tokenizer = tokenizer
        self.often = OFTEN if vary else (1.0, *[0.0] * (len(OFTEN) - 1))

    def slices(self, rng: random.Random) -> list[Slice]:
        """All examples in windows, cut at paragraphs from a random first size."""
        found = []
        for example in self.examples:
            [look] = rng.choices(LOOKS, self.often)
            pieces = look.pieces(example, self.tokenizer)
            found += [Slice(example, pieces, *bounds) for bounds in _cuts(example, pieces, rng)]
        return found

    def batches(self, rng: random.Random, budget: int) -> Iterator[list[Slice]]:
        """An epoch of batches of at most ``budget`` padded pieces, like lengths together."""
        slices = self.slices(rng)
        slices.sort(key=lambda item: item.size + rng.random() * 24)
        batches: list[list[Slice]] = [[]]
        for item in slices:
            if (
                batches[-1]
                and max(item.size, batches[-1][0].size) * (len(batches[-1]) + 1) > budget
            ):
                batches.append([])
            batches[-1].append(item)
        rng.shuffle(batches)
        yield from batches


def _cuts(example: Example, pieces: Pieces, rng: random.Random) -> Iterator[tuple[int, int]]:
    room, count = WINDOW - 2, len(example.words)
    if rng.random() < 0.2:  # readers also bring short texts
        room = rng.randint(room // 8, room)
    marks = example.breaks if example.sent_starts is None else example.breaks | example.sent_starts
    edges = [int(edge) for edge in np.flatnonzero(marks) if edge > 0] + [count]
    first = rng.randint(room // 3, room)
    start = fit = 0
    for edge in edges:
        while pieces.starts[edge] - pieces.starts[start] > (first if start == 0 else room):
            limit = first if start == 0 else room
            if fit <= start:
                fit = int(np.searchsorted(pieces.starts, pieces.starts[start] + limit, "right")) - 1
            yield start, fit
            start = fit
        fit = edge
    yield start, count


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors; labels are :data:`IGNORED` at padding and where a data set is silent.

    ``entity_chances`` (batch, words, labels) is zero there.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor
    labels: dict[str, Tensor]
    entity_chances: Tensor
    may_be_misc: Tensor
    link_rows: Tensor
    link_starts: Tensor
    link_ends: Tensor
    link_labels: Tensor


def collate(slices: list[Slice], index: dict[str, dict[str, int]]) -> Batch:
    """Tensors of a batch; ``index`` maps each head's labels to numbers."""
    rows, pieces = len(slices), _rounded(max(item.size for item in slices))
    words = _rounded(max(item.end - item.start for item in slices))
    ids, types = np.zeros((rows, pieces), np.int64), np.zeros((rows, pieces), np.int64)
    mask, firsts = np.zeros((rows, pieces), np.int64), np.zeros((rows, words), np.int64)
    present = np.zeros((rows, words), bool)
    names = (*TAG_HEADS, "sent", "predicate", "entity", "role", "head", "dep")
    labels = {name: np.full((rows, words), IGNORED, np.int64) for name in names}
    chances = np.zeros((rows, words, len(ENTITY_LABELS)), np.float32)
    links: list[tuple[int, int, int, np.ndarray]] = []
    for row, item in enumerate(slices):
        part, starts = slice(item.start, item.end), item.pieces.starts
        count, first, last = item.end - item.start, starts[item.start], starts[item.end]
        ids[row, 0], ids[row, item.size - 1] = 101, 102
        ids[row, 1 : item.size - 1] = item.pieces.ids[first:last]
        types[row, 1 : item.size - 1] = item.pieces.types[first:last]
        mask[row, : item.size] = 1
        firsts[row, :count] = starts[part] - first + 1
        present[row, :count] = True
        for name, values in _labels(item, index).items():
            labels[name][row, :count] = values
        if item.example.entity_chances is not None:
            chances[row, :count] = item.example.entity_chances[part]
        links += [(row, *link) for link in _links(item, words)]
    return Batch(
        ids=torch.from_numpy(ids),
        types=torch.from_numpy(types),
        mask=torch.from_numpy(mask),
        firsts=torch.from_numpy(firsts),
        words=torch.from_numpy(present),
        labels={name: torch.from_numpy(array) for name, array in labels.items()},
        entity_chances=torch.from_numpy(chances),
        may_be_misc=torch.tensor([item.example.entities_may_be_misc for item in slices]),
        link_rows=torch.tensor([link[0] for link in links], dtype=torch.long),
        link_starts=torch.tensor([link[1] for link in links], dtype=torch.long),
        link_ends=torch.tensor([link[2] for link in links], dtype=torch.long),
        link_labels=torch.from_numpy(
            np.stack([link[3] for link in links]) if links else np.zeros((0, words), np.int64)
        ),
    )


def _rounded(size: int) -> int:
    """Few shapes: the CPU library prepares each new one anew."""
    return -(-size // 32) * 32


def _labels(item: Slice, index: dict[str, dict[str, int]]) -> dict[str, np.ndarray]:
    example, part = item.example, slice(item.start, item.end)
    found: dict[str, np.ndarray] = {}
    for name, values in example.tags.items():
        found[name] = np.array([index[name].get(value, IGNORED) for value in values[part]])
    if example.sent_starts is not None:
        found["sent"] = example.sent_starts[part].astype(np.int64)
    for name, array in (
        ("entity", example.entities),
        ("role", example.roles),
        ("predicate", example.predicates),
    ):
        if array is not None:
            found[name] = array[part]
    if example.heads is not None and example.deps is not None:
        given, own = example.heads[part], np.arange(item.start, item.end)
        inside = (given >= item.start) & (given < item.end)
        heads = np.where(given == own, 0, given - item.start + 1)
        found["head"] = np.where(inside, heads, IGNORED)
        deps = np.array([index["dep"].get(value, IGNORED) for value in example.deps[part]])
        found["dep"] = np.where(inside, deps, IGNORED)
    return found


def _links(item: Slice, words: int) -> Iterator[tuple[int, int, np.ndarray]]:
    for link in item.example.links:
        if not (item.start <= link.cue[0] and link.cue[1] <= item.end):
            continue
        labels = np.full(words, IGNORED, np.int64)

        def paint(
            bounds: tuple[int, int], first: int, rest: int, labels: np.ndarray = labels
        ) -> None:
            start, end = (min(max(x, item.start), item.end) - item.start for x in bounds)
            if start < end:
                labels[start:end] = rest
                if bounds[0] >= item.start:
                    labels[start] = first

        paint(link.scope, 0, 0)
        for content in link.contents:
            paint(content, 3, 4)
        if link.source:
            paint(link.source, 1, 2)
        paint(link.cue, 0, 0)
        yield link.cue[0] - item.start, link.cue[1] - item.start, labels
