"""Reads UD treebanks, and what Universal NER and PropBank say of the same sentences."""

from __future__ import annotations

import gzip
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import conllu  # type: ignore[import-not-found, unused-ignore]
import numpy as np

from claimx.pipeline.lemmas import suffix_rule
from claimx.training.examples import ENTITY_LABELS, IGNORED, CueLinks, Example, bio

#: Verbs that put something into somebody's mouth or mind; chosen by hand after VerbNet 3.4's
#: classes 37 (communication), 29.5 (conjecture), 30 (see, hear), 32 (want) and 62 (wish).
CUE_LEMMAS = frozenset(
    """accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert
    assume assure believe blame boast call caution charge claim comment complain concede conclude
    condemn confirm contend criticize declare demand deny describe disclose doubt emphasize
    estimate expect explain fear feel forecast guess hint hope imply indicate inform insist
    intend maintain mention note plan pledge point praise predict promise propose question
    quote reckon recommend refuse reject remark reply report request respond reveal say
    speculate state stress suggest suspect tell testify think threaten urge vow want
    warn welcome wish wonder worry write""".split()  # noqa: SIM905 - read and kept as a list of words
)


@dataclass(slots=True)
class Frame:
    """A PropBank predicate: its word, and word ranges of its arguments by label."""

    word: int
    lemma: str
    arguments: list[tuple[str, int, int]] = field(default_factory=list)


def read_treebank(path: Path) -> Iterator[tuple[str, list[conllu.TokenList]]]:
    """The documents of a gzipped CoNLL-U file, each a name with its sentences."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        name = ""
        sentences: list[conllu.TokenList] = []
        for sentence in conllu.parse_incr(lines):
            if "newdoc id" in sentence.metadata:
                if sentences:
                    yield name, sentences
                name, sentences = sentence.metadata["newdoc id"], []
            sentences.append(sentence)
        if sentences:
            yield name, sentences


def read_words(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of a gzipped CoNLL-U file, as its syntax has them."""
    for _, sentences in read_treebank(path):
        for sentence in sentences:
            yield [token["form"] for token in syntactic_words(sentence)]


def syntactic_words(sentence: conllu.TokenList) -> list[conllu.Token]:
    """The words that its syntax is of: *wo* and *n't*, not the *won't* that they are written as."""
    return [token for token in sentence if isinstance(token["id"], int)]


def begins_paragraph(sentence: conllu.TokenList) -> bool:
    return any(key == "newpar" or key.startswith("newpar id") for key in sentence.metadata)


def treebank_example(
    name: str,
    sentences: list[conllu.TokenList],
    entities: dict[str, tuple[list[str], list[str]]] | None = None,
    frames: dict[tuple[str, int], tuple[int, list[Frame]]] | None = None,
) -> Example:
    """One document of a treebank, with its entities and frames where they are known.

    Args:
        entities: per ``sent_id`` words and BIO tags, as :func:`read_entities` gives them.
        frames: per document and sentence number length and frames, as :func:`read_frames`.
    """
    tokens: list[Mapping[str, Any]] = []
    starts, breaks, heads = [], [], []
    tags: list[str] = []
    predicates: list[int] = []
    links: list[CueLinks] = []
    for number, sentence in enumerate(sentences):
        words = syntactic_words(sentence)
        offset, size = len(tokens), len(words)
        tokens += words
        starts += [True] + [False] * (size - 1)
        breaks += [number == 0 or begins_paragraph(sentence)] + [False] * (size - 1)
        heads += [
            offset + (token["head"] - 1 if token["head"] else i) for i, token in enumerate(words)
        ]
        tags += _sentence_entities(sentence, words, entities)
        length, found = (frames or {}).get((name, number), (0, []))
        known = length == size
        predicates += [0 if known else IGNORED] * size
        for frame in found if known else []:
            predicates[offset + frame.word] = 1
            links.append(_frame_links(frame, offset, size))
    labels = _entity_labels(tags) if entities is not None else None
    return Example(
        name=name,
        words=[token["form"] for token in tokens],
        breaks=np.array(breaks, dtype=bool),
        tags={
            "upos": [token["upos"] for token in tokens],
            "xpos": [token["xpos"] for token in tokens],
            "feats": [_feats(token["feats"]) for token in tokens],
            "lemma": [suffix_rule(token["form"], token["lemma"]) for token in tokens],
        },
        sent_starts=np.array(starts, dtype=bool),
        heads=np.array(heads, dtype=np.int64),
        deps=["root" if token["head"] == 0 else token["deprel"] for token in tokens],
        entities=labels,
        entities_may_be_misc=True,
        predicates=np.array(predicates, dtype=np.int64) if frames is not None else None,
        links=links,
    )


def read_entities(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Universal NER: per ``sent_id`` the words and their tags (PER, LOC, ORG; else O)."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    sent_id = ""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# sent_id = "):
            sent_id = line.removeprefix("# sent_id = ")
            found[sent_id] = ([], [])
        elif line and not line.startswith("#"):
            _, word, tag, *_ = line.split("\t")
            found[sent_id][0].append(word)
            found[sent_id][1].append(tag if tag[2:] in ("PER", "LOC", "ORG") else "O")
    return found


def read_frames(path: Path) -> dict[tuple[str, int], tuple[int, list[Frame]]]:
    """PropBank skeletons: per document and sentence number, its length and its cues' frames."""
    found: dict[tuple[str, int], tuple[int, list[Frame]]] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            if not member.name.endswith(".gold_skel"):
                continue
            data = archive.extractfile(member)
            assert data is not None
            genre, name = re.search(r"ewt/(\w+)/\d+/(.+)\.xml\.gold_skel$", member.name).groups()  # type: ignore[union-attr]
            rows = [line.split() for line in data.read().decode("utf8").split("\n") if line.strip()]
            for number, group in groupby(rows, key=lambda row: int(row[1])):
                lines = list(group)
                found[f"{genre}-{name}", number] = (len(lines), list(_frames(lines)))
    return found


def _frames(rows: list[list[str]]) -> Iterator[Frame]:
    predicates = [(i, row[6]) for i, row in enumerate(rows) if row[7] != "-"]
    for column, (word, lemma) in enumerate(predicates, start=8):
        if lemma not in CUE_LEMMAS or column >= len(rows[0]):
            continue
        frame, label, start = Frame(word, lemma), "", 0
        for i, row in enumerate(rows):
            if opened := re.match(r"\(([^*]+)\*", row[column]):
                label, start = opened.group(1), i
            if row[column].endswith(")") and label:
                frame.arguments.append((label, start, i + 1))
                label = ""
        labels = {name for name, _, _ in frame.arguments}
        if {"ARG0", "ARG1"} <= labels:
            yield frame


def _frame_links(frame: Frame, offset: int, size: int) -> CueLinks:
    spans = [(name, offset + start, offset + end) for name, start, end in frame.arguments]
    return CueLinks(
        cue=(offset + frame.word, offset + frame.word + 1),
        source=next(((start, end) for name, start, end in spans if name == "ARG0"), None),
        contents=[(start, end) for name, start, end in spans if name in ("ARG1", "C-ARG1")],
        scope=(offset, offset + size),
    )


def _sentence_entities(
    sentence: conllu.TokenList,
    words: Sequence[Mapping[str, Any]],
    entities: dict[str, tuple[list[str], list[str]]] | None,
) -> list[str]:
    forms, tags = (entities or {}).get(sentence.metadata["sent_id"], ([], []))
    return tags if forms == [token["form"] for token in words] else ["?"] * len(words)


def _entity_labels(tags: list[str]) -> np.typing.NDArray[np.int64]:
    spans: list[tuple[int, int, str]] = []
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            spans.append((start, i, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    labels = bio(spans, len(tags), ENTITY_LABELS)
    labels[[tag == "?" for tag in tags]] = IGNORED
    return labels


def _feats(feats: dict[str, str] | None) -> str:
    return "|".join(f"{key}={value}" for key, value in (feats or {}).items()) or "_"
