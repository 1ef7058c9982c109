"""``claimx train``: from public data to the files of ``claimx/model/``."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from tokenizers import Tokenizer

from claimx.pipeline.lemmas import apply_rule
from claimx.pipeline.model_files import ModelFiles
from claimx.training import news, treebank
from claimx.training.batches import Sampler, collate
from claimx.training.branch import train_branch
from claimx.training.examples import Example, alphabets, numbered
from claimx.training.export import export
from claimx.training.loop import Settings, fit
from claimx.training.losses import losses
from claimx.training.network import Network
from claimx.training.precision import autocast
from claimx.training.restore import restore
from claimx.training.sources import BASE, SOURCES, verify, verify_base
from claimx.training.teachers import teach

NAME = "claimx-en-minilm"
VERSION = "1"


def training_examples(data: Path) -> list[Example]:
    """Every training document of every source under ``data``."""
    entities = treebank.read_entities(data / "ner/uner-ewt/train.iob2")
    frames = treebank.read_frames(data / "attribution/propbank-ewt.tar.gz")
    ewt = treebank.read_treebank(data / "ud/ud-ewt-train.conllu.gz")
    gum = treebank.read_treebank(data / "ud/ud-gum-train.conllu.gz")
    return list(
        chain(
            (treebank.treebank_example(*doc, entities=entities, frames=frames) for doc in ewt),
            (treebank.treebank_example(*doc) for doc in gum),
            news.read_wikigold(data / "ner/wikigold/CONLL-format/data/wikigold.conll.txt"),
            news.read_polnear(data / "attribution/polnear/data/train", spacy.blank("en")),
        )
    )


def development_examples(data: Path) -> list[Example]:
    """Development documents, for the loss after each epoch."""
    entities = treebank.read_entities(data / "ner/uner-ewt/dev.iob2")
    ewt = treebank.read_treebank(data / "ud/ud-ewt-dev.conllu.gz")
    return list(
        chain(
            (treebank.treebank_example(*doc, entities=entities) for doc in ewt),
            news.read_polnear(data / "attribution/polnear/data/dev", spacy.blank("en")),
        )
    )


def train(
    data: Path,
    base: Path,
    out: Path,
    *,
    settings: Settings | None = None,
    start: Path | None = None,
) -> None:
    """Train on the data under ``data`` from the encoder in ``base``; write the model to ``out``.

    The model's files stand in ``out/model`` at the end, ready to be copied to
    ``claimx/model/``. Goes on from the checkpoints in ``out`` where they exist. ``start`` is
    the folder of a model whose shared layers and heads are kept: then only the branch for
    attribution is trained.

    Raises:
        TrainingDataError: a source is missing or is not the published one.
        ModelError: the model of ``start`` is not whole.
    """
    settings = settings or Settings()
    verify(data)
    verify_base(base)
    (out / "model").mkdir(parents=True, exist_ok=True)
    examples = training_examples(data)
    tokenizer = ModelFiles(base).tokenizer
    if start is None:
        labels = alphabets(examples)
        network = _train_shared(data, base, out, examples, labels, tokenizer, settings)
    else:
        labels, network = ModelFiles(start).labels, restore(start, base)
    checkpoint = out / "branch.pt"
    branch = train_branch(network, examples, base, labels, tokenizer, settings, checkpoint)
    lemmas = lemma_table(examples)
    write_model((network, branch), labels, lemmas, base, out / "model", settings)


def _train_shared(
    data: Path,
    base: Path,
    out: Path,
    examples: list[Example],
    labels: dict[str, list[str]],
    tokenizer: Tokenizer,
    settings: Settings,
) -> Network:
    """The network that all heads share."""
    index = numbered(labels)
    teach(examples, base, labels, index, tokenizer, settings, out)
    torch.manual_seed(settings.seed)
    network = Network.from_base(base, labels)
    development = Sampler(development_examples(data), tokenizer, vary=False)
    fit(
        network,
        Sampler(examples, tokenizer),
        index,
        settings,
        out / "checkpoint.pt",
        lambda trained: development_losses(trained, development, index),
    )
    return network


def lemma_table(examples: Iterable[Example]) -> dict[str, dict[str, str]]:
    """The commonest lemma of each form (in lower case) by part of speech, names left out."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        if "lemma" not in example.tags:
            continue
        columns = (example.words, example.tags["upos"], example.tags["lemma"])
        for word, upos, rule in zip(*columns, strict=True):
            if upos not in ("PROPN", "PUNCT", "NUM", "SYM", "X"):
                counts[upos, word.lower()][apply_rule(word, rule)] += 1
    table: dict[str, dict[str, str]] = {}
    for (upos, word), lemmas in sorted(counts.items()):
        table.setdefault(upos, {})[word] = lemmas.most_common(1)[0][0]
    return table


def write_model(
    networks: tuple[Network, Network],
    labels: dict[str, list[str]],
    lemmas: dict[str, dict[str, str]],
    base: Path,
    folder: Path,
    settings: Settings,
) -> None:
    """Export a network and its branch with all that the pipeline reads beside them."""
    export(*networks, base, folder)
    meta = {
        "name": NAME,
        "version": VERSION,
        "base": BASE.to_dict(),
        "sources": [source.to_dict() for source in SOURCES],
        "training": asdict(settings),
        "scores": {},
    }
    for name, content in (("labels", labels), ("lemmas", lemmas), ("meta", meta)):
        indent = None if name == "lemmas" else 1
        text = json.dumps(content, ensure_ascii=False, indent=indent) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf8")


def development_losses(
    network: Network, sampler: Sampler, index: dict[str, dict[str, int]]
) -> dict[str, Any]:
    """Mean development loss of each head."""
    network.eval()
    found: dict[str, list[float]] = {}
    with torch.no_grad(), autocast():
        for batch in sampler.batches(random.Random(0), 6144):
            for name, value in losses(network, collate(batch, index)).items():
                found.setdefault(name, []).append(value.item())
    return {name: round(float(np.mean(values)), 4) for name, values in found.items()}
