"""Teachers of factuality: deeper heads, which label the verbs that nobody has labelled.

A head that trains all six layers knows more than one on the three shared ones, and is too large to
be shipped. So the shipped one learns what two such heads say, of the labelled predicates too, where
it is averaged with the annotators' mean (Hinton, Vinyals and Dean 2015, *Distilling the Knowledge
in a Neural Network*). The other sentences are those of EWT without labels, GUM, and news of the
Voice of America.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from spacy.language import Language
from tqdm import tqdm  # type: ignore[import-not-found, import-untyped, unused-ignore]

from claimx.pipeline.factuality import SCALE
from claimx.pipeline.factuality_features import features
from claimx.training import news, treebank
from claimx.training.factuality import (
    Asked,
    FactualityHead,
    Sentence,
    batches,
    collate,
    fit,
    parsed,
)
from claimx.training.network import Network

#: The layers of six learn more slowly than those of three.
LAYER_RATE = 7e-5
#: How many sentences of news are taken, and which.
NEWS, NEWS_SEED = 10_000, 5
#: Sentences of other lengths, in words, are left out.
_LENGTHS = range(4, 61)


def other_sentences(data: Path, labelled: Iterable[Sentence]) -> list[list[str]]:
    """The words of sentences of EWT, GUM and GMB under ``data`` that are not in ``labelled``."""
    known = {tuple(sentence.words) for sentence in labelled}
    ewt = treebank.read_words(data / "ud/ud-ewt-train.conllu.gz")
    gum = treebank.read_words(data / "ud/ud-gum-train.conllu.gz")
    gmb = list(news.read_gmb_words(data / "ner/gmb-voa.csv.zip"))
    random.Random(NEWS_SEED).shuffle(gmb)
    found = [*(words for words in ewt if tuple(words) not in known), *gum, *gmb[:NEWS]]
    return [words for words in found if len(words) in _LENGTHS and all(map(str.strip, words))]


def verbs(
    nlp: Language, sentences: Iterable[list[str]]
) -> tuple[list[Sentence], list[dict[int, list[str]]]]:
    """Sentences with their verbs to be labelled (0 until then), and the features of each."""
    asked, found = [], []
    for words in tqdm(sentences, unit="sentence", mininterval=10):
        doc = parsed(nlp, Sentence(words, {}))
        told = {token.i: features(token) for token in doc if token.pos_ == "VERB"}
        if told:
            asked.append(Sentence(words, dict.fromkeys(told, 0.0)))
            found.append(told)
    return asked, found


def teachers(
    starts: Iterable[Network], names: Sequence[str], items: Sequence[Asked], seed: int, folder: Path
) -> Iterator[FactualityHead]:
    """A head that has trained every layer of each of ``starts``; read from ``folder`` if there."""
    for number, network in enumerate(starts, start=1):
        torch.manual_seed(seed + number - 1)
        head = FactualityHead(network, names, shared=0)
        checkpoint = folder / f"factuality-teacher-{number}.pt"
        if checkpoint.exists():
            head.load_state_dict(torch.load(checkpoint, weights_only=True))
            head.eval()
        else:
            fit(head, items, seed=seed + number - 1, rate=LAYER_RATE)
            torch.save(head.state_dict(), checkpoint)
        yield head


def taught(
    heads: Sequence[FactualityHead], labelled: Sequence[Asked], others: Sequence[Asked]
) -> list[Asked]:
    """``others`` with the mean of what ``heads`` say, ``labelled`` with its mean with the label."""
    mixed = [
        replace(
            item,
            labels={place: (label + said[place]) / 2 for place, label in item.labels.items()},
        )
        for item, said in zip(labelled, _said(heads, labelled), strict=True)
    ]
    told = zip(others, _said(heads, others), strict=True)
    return mixed + [replace(item, labels=said) for item, said in told]


def _said(heads: Sequence[FactualityHead], items: Sequence[Asked]) -> list[dict[int, float]]:
    """What heads say of each predicate, as labels have it: their mean chance, from -3 to 3."""
    found: dict[int, dict[int, float]] = {id(item): {} for item in items}
    with torch.no_grad():
        for batch in batches([item for item in items if item.labels], random.Random(0)):
            inputs, _ = collate(batch)
            odds = torch.stack([head(*inputs)[:, 0] for head in heads])
            labels = iter((SCALE * torch.tanh(odds / 2).mean(0)).tolist())
            for item in batch:
                found[id(item)] = {place: next(labels) for place in item.labels}
    return [found[id(item)] for item in items]
