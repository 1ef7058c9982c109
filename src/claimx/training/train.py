"""``claimx train``: from public data to the files of ``claimx/model/``."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
import spacy
import torch
from tokenizers import Tokenizer

from claimx.pipeline.lemmas import apply_rule
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.model_files import ModelFiles
from claimx.training import news, treebank
from claimx.training.antecedents import fit as fit_ranker
from claimx.training.batches import Sampler, collate
from claimx.training.branch import train_branch
from claimx.training.coreference import CorefText, read_gap, read_gum, read_litbank
from claimx.training.examples import Example, alphabets, numbered
from claimx.training.export import export, export_factuality, export_ranker
from claimx.training.factuality import (
    FactualityHead,
    asked,
    named_features,
    read_uds,
    vocabulary,
)
from claimx.training.factuality import fit as fit_factuality
from claimx.training.factuality_teachers import other_sentences, taught, teachers, verbs
from claimx.training.loop import Settings, fit
from claimx.training.losses import losses
from claimx.training.network import Network
from claimx.training.precision import autocast
from claimx.training.ranker import Ranker
from claimx.training.restore import restore
from claimx.training.sources import BASE, SOURCES, verify, verify_base
from claimx.training.teachers import teach

NAME = "claimx-en-minilm"
VERSION = "1"
#: Upper layers that are trained by themselves, on the shared ones.
Part: TypeAlias = Literal["attribution", "antecedents", "factuality"]


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
    part: Part | None = None,
) -> None:
    """Train on the data under ``data`` from the encoder in ``base``; write the model to ``out``.

    The model's files stand in ``out/model`` at the end, ready to be copied to
    ``claimx/model/``. Goes on from the checkpoints in ``out`` where they exist. ``start`` is
    the folder of a model whose shared layers and heads are kept: then only the upper layers
    for ``part`` are trained, or those of every part where it is None.

    Raises:
        TrainingDataError: a source is missing or is not the published one.
        ModelError: the model of ``start`` is not whole.
    """
    settings = settings or Settings()
    verify(data)
    verify_base(base)
    model = out / "model"
    model.mkdir(parents=True, exist_ok=True)
    tokenizer = ModelFiles(base).tokenizer
    examples = training_examples(data) if part in (None, "attribution") else []
    if start is None:
        labels = alphabets(examples)
        network = _train_shared(data, base, out, examples, labels, tokenizer, settings)
    else:
        shutil.copytree(ModelFiles(start).check().folder, model, dirs_exist_ok=True)
        labels, network = ModelFiles(start).labels, restore(start, base)
    if part in (None, "attribution"):
        checkpoint = out / "branch.pt"
        branch = train_branch(network, examples, base, labels, tokenizer, settings, checkpoint)
        write_model((network, branch), labels, lemma_table(examples), base, model)
    if part in (None, "antecedents"):
        export_ranker(train_ranker(network, data, tokenizer, settings, out / "ranker.pt"), model)
    if part in (None, "factuality"):
        export_factuality(train_factuality(data, base, tokenizer, settings, model), model)
    write_meta(model, settings)


def train_ranker(
    network: Network, data: Path, tokenizer: Tokenizer, settings: Settings, checkpoint: Path
) -> Ranker:
    """The ranker of antecedents on the lower layers of ``network``; read where it is done."""
    ranker = Ranker(network)
    if checkpoint.exists():
        ranker.load_state_dict(torch.load(checkpoint, weights_only=True))
        return ranker
    fit_ranker(ranker, coreference_texts(data), tokenizer, seed=settings.seed)
    torch.save(ranker.state_dict(), checkpoint)
    return ranker


def train_factuality(
    data: Path, base: Path, tokenizer: Tokenizer, settings: Settings, model: Path
) -> FactualityHead:
    """The head for factuality on the lower layers of ``model``; its teachers stand beside that.

    One teacher begins with the layers of ``model``, the other with those of ``base``.
    """
    nlp = embedded_pipeline(model)
    labelled = read_uds(data / "position/uds-ih2/train.jsonl")
    known = named_features(nlp, labelled)
    names = vocabulary(known)
    others, seen = verbs(nlp, other_sentences(data, labelled))
    first = list(asked(labelled, known, names, tokenizer))
    second = list(asked(others, seen, names, tokenizer))
    # Each head trains layers in place, so each begins with a network of its own.
    torch.manual_seed(settings.seed)
    starts = (restore(model, base), Network.from_base(base, ModelFiles(model).labels))
    heads = list(teachers(starts, names, first, settings.seed, model.parent))
    torch.manual_seed(settings.seed)
    head = FactualityHead(restore(model, base), names)
    fit_factuality(head, taught(heads, first, second), seed=settings.seed)
    return head


def coreference_texts(data: Path) -> list[CorefText]:
    """Every text with pronouns whose meaning is known: GAP's development set, GUM, LitBank."""
    gap = read_gap(data / "coref/gap-development.tsv", spacy.blank("en"))
    gum = read_gum(data / "ud/ud-gum-train.conllu.gz")
    litbank = read_litbank(data / "coref/litbank.tar.gz")
    return [*(item.asked for item in gap), *(text.asked() for text in chain(gum, litbank))]


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
) -> None:
    """Export a network and its branch with the words that the pipeline reads beside them."""
    export(*networks, base, folder)
    for name, content in (("labels", labels), ("lemmas", lemmas)):
        _write_json(folder / f"{name}.json", content, indent=None if name == "lemmas" else 1)


def write_meta(folder: Path, settings: Settings) -> None:
    """Say in ``meta.json`` what the model was built from; its scores are not known yet."""
    meta = {
        "name": NAME,
        "version": VERSION,
        "base": BASE.to_dict(),
        "sources": [source.to_dict() for source in SOURCES],
        "training": asdict(settings),
        "scores": {},
    }
    _write_json(folder / "meta.json", meta, indent=1)


def _write_json(path: Path, content: object, *, indent: int | None) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=indent) + "\n"
    path.write_text(text, encoding="utf8")


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
