"""Reads who is who: GUM and LitBank with all mentions, GAP with two names for a pronoun."""

from __future__ import annotations

import csv
import re
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from claimx.pipeline.antecedents import PRONOUNS
from claimx.pipeline.features import BoolArray, IntArray
from claimx.pipeline.words import model_words, token_offsets
from claimx.training.treebank import begins_paragraph, read_treebank, syntactic_words

#: Words before a pronoun in which its candidates are.
REACH = 300
_CONLL_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``start:end`` that mean what all mentions of the same ``cluster`` mean."""

    start: int
    end: int
    cluster: int


@dataclass(frozen=True, slots=True)
class Query:
    """A pronoun, one word, with those of the mentions that it may mean; true where it does."""

    pronoun: int
    candidates: tuple[Mention, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class CorefText:
    """The words of a document and its pronouns."""

    name: str
    words: list[str]
    breaks: BoolArray
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class ClusteredText:
    """The words of a document with all its mentions; ``spaces`` says where one follows a word."""

    name: str
    words: list[str]
    spaces: list[bool]
    breaks: BoolArray
    mentions: list[Mention]

    def asked(self) -> CorefText:
        """Every pronoun of the third person that is a mention, with all mentions before it."""
        mentions = sorted(set(self.mentions), key=lambda item: (item.start, -item.end))
        clusters = {item.start: item.cluster for item in mentions if self.is_pronoun(item)}
        queries = [_query(place, cluster, mentions) for place, cluster in clusters.items()]
        kept = tuple(item for item in queries if item.candidates)
        return CorefText(self.name, self.words, self.breaks, kept)

    def is_pronoun(self, mention: Mention) -> bool:
        """Whether a mention is a pronoun of the third person, and nothing else."""
        return mention.end - mention.start == 1 and self.words[mention.start].lower() in PRONOUNS


@dataclass(frozen=True, slots=True)
class GapText:
    """A text of GAP with its only pronoun and the two names, in words."""

    text: str
    asked: CorefText


def read_gum(path: Path) -> Iterator[ClusteredText]:
    """A treebank of GUM; its ``Entity=`` annotations number what each mention means."""
    for name, sentences in read_treebank(path):
        tokens: list[Mapping[str, Any]] = []
        breaks: list[bool] = []
        for number, sentence in enumerate(sentences):
            words = syntactic_words(sentence)
            tokens += words
            opens = number == 0 or begins_paragraph(sentence)
            breaks += [opens] + [False] * (len(words) - 1)
        misc = [token["misc"] or {} for token in tokens]
        marks = [item.get("Entity") or "" for item in misc]
        yield ClusteredText(
            name,
            [token["form"] for token in tokens],
            [item.get("SpaceAfter") != "No" for item in misc],
            np.array(breaks, dtype=bool),
            list(_opened_and_closed(marks, r"\((\d+)(?:\[[\d/]+\])?-[^()]*|(\d+)[^()]*\)")),
        )


def read_litbank(path: Path) -> Iterator[ClusteredText]:
    """LitBank's archive, by its CoNLL files; a line there is a word of fiction."""
    with tarfile.open(path) as archive:
        members = [item for item in archive if re.search(r"coref/conll/.*\.conll$", item.name)]
        for member in sorted(members, key=lambda item: item.name):
            data = archive.extractfile(member)
            assert data is not None
            rows = [line.split("\t") for line in data.read().decode("utf8").split("\n")]
            tokens = [row for row in rows if len(row) > _CONLL_COLUMNS]
            marks = [row[-1] or row[-2] for row in tokens]  # some lines end in a tab
            breaks = np.zeros(len(tokens), dtype=bool)
            breaks[0] = True
            yield ClusteredText(
                Path(member.name).stem,
                [row[3] for row in tokens],
                [True] * len(tokens),
                breaks,
                list(_opened_and_closed(marks, r"\((\d+)|(\d+)\)")),
            )


def read_gap(path: Path, nlp: Language) -> Iterator[GapText]:
    """GAP: a text each with one pronoun and two names, of which one, or none, is meant."""
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            doc = nlp.make_doc(row["Text"])
            found = model_words(doc)
            starts = token_offsets(doc)[found.index]
            pronoun, _ = _place(starts, row["Pronoun-offset"], row["Pronoun"])
            names = [
                Mention(*_place(starts, row[f"{key}-offset"], row[key]), number)
                for number, key in enumerate("AB")
            ]
            right = tuple(row[f"{key}-coref"].upper() == "TRUE" for key in "AB")
            query = Query(pronoun, tuple(names), right)
            asked = CorefText(row["ID"], found.words, found.breaks, (query,))
            yield GapText(row["Text"], asked)


def _place(starts: IntArray, offset: str, text: str) -> tuple[int, int]:
    """The words of ``text``, which stands at ``offset``; ``starts`` is where each word does."""
    first = int(np.searchsorted(starts, int(offset), side="right")) - 1
    return first, int(np.searchsorted(starts, int(offset) + len(text), side="left"))


def _opened_and_closed(marks: Sequence[str], pattern: str) -> Iterator[Mention]:
    """Mentions from marks such as ``(3``, ``3)`` and ``(3)`` beside the words.

    ``pattern`` matches an opening with its number in group 1, and a closing with it in group 2.
    """
    opened: list[tuple[int, int]] = []
    for index, mark in enumerate(marks):
        for part in re.finditer(rf"{pattern}|(\))", mark):
            opening, closing, alone = part.groups()
            if opening is not None:
                opened.append((int(opening), index))
                continue
            place = len(opened) - 1
            if alone is None:
                while place >= 0 and opened[place][0] != int(closing):
                    place -= 1
            if place >= 0:
                cluster, start = opened.pop(place)
                yield Mention(start, index + 1, cluster)


def _query(pronoun: int, cluster: int, mentions: Iterable[Mention]) -> Query:
    before = tuple(
        item for item in mentions if pronoun - REACH <= item.start and item.end <= pronoun
    )
    return Query(pronoun, before, tuple(item.cluster == cluster for item in before))
