"""Reads PolNeAR (attribution in news), WikiGold (entities) and GMB (the words of news alone)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.language import Language

from claimx.evaluation.brat import BratAttribution, read_brat
from claimx.evaluation.tokens import CharRange
from claimx.pipeline.words import model_words
from claimx.training.examples import ENTITY_LABELS, ROLE_LABELS, CueLinks, Example, bio


def read_polnear(folder: Path, nlp: Language) -> Iterator[Example]:
    """Every annotator's copy of every text under ``folder`` (``text/`` and ``attributions/``)."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf8")
        yield attribution_example(path.stem, text, list(read_brat(path)), nlp)


def attribution_example(
    name: str, text: str, attributions: list[BratAttribution], nlp: Language
) -> Example:
    """A text with its attributions, on the words of ``nlp``'s tokenizer."""
    doc = nlp.make_doc(text)
    words = model_words(doc)
    starts = np.array([doc[int(i)].idx for i in words.index], dtype=np.int64)
    ends = starts + np.array([len(word) for word in words.words], dtype=np.int64)

    def to_words(bounds: CharRange) -> tuple[int, int] | None:
        first = int(np.searchsorted(ends, bounds[0], side="right"))
        last = int(np.searchsorted(starts, bounds[1], side="left"))
        return (first, last) if first < last else None

    links, spans = [], []
    for item in attributions:
        cue = to_words(item.cue) if item.cue else None
        source = to_words(item.source) if item.source else None
        contents = [span for bounds in item.contents if (span := to_words(bounds))]
        spans += [("CONTENT", span) for span in contents]
        spans += [("SOURCE", source)] if source else []
        spans += [("CUE", cue)] if cue else []
        if cue:
            links.append(CueLinks(cue, source, contents, (0, len(words.words))))
    order = ("CONTENT", "SOURCE", "CUE")
    labelled = sorted(spans, key=lambda span: order.index(span[0]))
    return Example(
        name=name,
        words=words.words,
        breaks=words.breaks,
        roles=bio(
            ((start, end, label) for label, (start, end) in labelled), len(words.words), ROLE_LABELS
        ),
        links=links,
    )


def read_wikigold(path: Path) -> Iterator[Example]:
    """WikiGold in CoNLL format, IO tags, a few sentences an example."""
    sentences = [
        [line.rsplit(" ", 1) for line in block.split("\n") if " " in line]
        for block in path.read_text(encoding="utf8").split("\n\n")
    ]
    sentences = [rows for rows in sentences if rows and rows[0][0] != "-DOCSTART-"]
    for number in range(0, len(sentences), 10):
        rows = [row for sentence in sentences[number : number + 10] for row in sentence]
        names = [tag[2:] if tag != "O" else "" for _, tag in rows]
        spans, start = [], 0
        for i in range(1, len(names) + 1):
            if i == len(names) or names[i] != names[start]:
                if names[start]:
                    spans.append((start, i, names[start]))
                start = i
        yield Example(
            name=f"wikigold-{number}",
            words=[word for word, _ in rows],
            breaks=np.arange(len(rows)) == 0,
            entities=bio(spans, len(rows), ENTITY_LABELS),
        )


def read_gmb_words(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of the zipped sample of GMB; its silver labels are left out."""
    with zipfile.ZipFile(path) as packed:
        (name,) = (item for item in packed.namelist() if item.endswith(".csv"))
        with io.TextIOWrapper(packed.open(name), encoding="cp1252") as lines:
            words: list[str] = []
            for number, word, *_ in islice(csv.reader(lines), 1, None):
                if number and words:
                    yield words
                    words = []
                words.append(word)
            yield words
