"""An annotated document of one data set, and the label alphabets of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

IGNORED = -100
ROLE_LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
LINK_LABELS = ["O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"]
ENTITY_LABELS = ["O", *(f"{bio}-{name}" for name in ("PER", "LOC", "ORG", "MISC") for bio in "BI")]
#: Heads whose alphabets are read off the data, with the times a label must be seen.
COUNTED_HEADS = {"upos": 1, "xpos": 1, "feats": 5, "lemma": 3, "dep": 3}


@dataclass(slots=True)
class CueLinks:
    """One cue with what belongs to it: word ranges, end exclusive.

    ``scope`` is the range in which the absence of a link means something.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: list[tuple[int, int]]
    scope: tuple[int, int]


@dataclass(slots=True)
class Example:
    """Words of a document with whatever its data set says of them.

    ``tags`` holds a string a word for each head of :data:`COUNTED_HEADS` but *dep*;
    ``heads`` the index of each word's head (its own for a root), ``deps`` the labels;
    ``entities`` and ``roles`` label indexes; ``predicates`` 0 or 1 (PropBank);
    ``entity_chances``, of shape (words, labels), what teachers say in place of ``entities``.
    None where the data set is silent.
    """

    name: str
    words: list[str]
    breaks: npt.NDArray[np.bool_]
    tags: dict[str, list[str]] = field(default_factory=dict)
    sent_starts: npt.NDArray[np.bool_] | None = None
    heads: npt.NDArray[np.int64] | None = None
    deps: list[str] | None = None
    entities: npt.NDArray[np.int64] | None = None
    entities_may_be_misc: bool = False
    entity_chances: npt.NDArray[np.float16] | None = None
    roles: npt.NDArray[np.int64] | None = None
    predicates: npt.NDArray[np.int64] | None = None
    links: list[CueLinks] = field(default_factory=list)


def bio(
    spans: Iterable[tuple[int, int, str]], size: int, labels: list[str]
) -> npt.NDArray[np.int64]:
    """Label indexes of shape (size,) for labelled word ranges; a later span wins."""
    out = np.zeros(size, dtype=np.int64)
    for start, end, name in spans:
        out[start] = labels.index(f"B-{name}")
        out[start + 1 : end] = labels.index(f"I-{name}")
    return out


def labelled_spans(
    indexes: npt.NDArray[np.int64], labels: list[str]
) -> Iterator[tuple[int, int, str]]:
    """The labelled word ranges that :func:`bio` made these label indexes of, in order."""
    for start in np.flatnonzero(indexes % 2 == 1).tolist():
        begin, end = indexes[start], start + 1
        while end < len(indexes) and indexes[end] == begin + 1:
            end += 1
        yield start, end, labels[begin].removeprefix("B-")


def alphabets(examples: Iterable[Example]) -> dict[str, list[str]]:
    """The labels of every head, the counted ones by falling frequency."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in COUNTED_HEADS}
    for example in examples:
        for name, values in example.tags.items():
            counts[name].update(values)
        counts["dep"].update(example.deps or [])
    found = {
        name: [label for label, n in counts[name].most_common() if n >= least]
        for name, least in COUNTED_HEADS.items()
    }
    return found | {"entity": ENTITY_LABELS, "role": ROLE_LABELS, "link": LINK_LABELS}


def numbered(labels: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """The number of each label of each head."""
    return {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
