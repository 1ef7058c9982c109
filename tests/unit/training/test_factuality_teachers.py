"""Teachers of factuality: what they are asked, what they say, and what is learnt from it."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="heads are trained with claimx[train]")
pytest.importorskip("transformers", reason="heads are trained with claimx[train]")
pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

import torch

import tiny_model
from claimx.pipeline.factuality import SCALE
from claimx.pipeline.load import embedded_pipeline
from claimx.training.factuality import Asked, FactualityHead, Sentence, asked, collate
from claimx.training.factuality_teachers import other_sentences, taught, teachers, verbs
from claimx.training.network import Network

LETTERS = tiny_model.tokenizer()
NAMES = ["so", "not"]
LABELLED = Sentence(["the", "mill", "said", "."], {2: 3.0})
SILENT = Sentence(["a", "mill", "said", "it", "shut"], {2: 0.0, 4: 0.0})


@pytest.fixture
def network(base: Path) -> Network:
    torch.manual_seed(3)
    return Network.from_base(base, tiny_model.LABELS)


def items(sentence: Sentence) -> list[Asked]:
    return list(asked([sentence], [{place: ["so"] for place in sentence.labels}], NAMES, LETTERS))


def chance(head: FactualityHead, item: Asked) -> list[float]:
    """What a head alone says of the predicates of a sentence."""
    with torch.no_grad():
        return torch.sigmoid(head(*collate([item])[0])[:, 0]).tolist()  # type: ignore[no-any-return, unused-ignore]


def test_verbs_without_a_label_get_the_mean_of_what_the_teachers_say(network: Network) -> None:
    heads = [FactualityHead(network, NAMES, shared=0).eval() for _ in range(2)]
    [other] = items(SILENT)
    *_, told = taught(heads, items(LABELLED), [other])
    means = [sum(pair) / 2 for pair in zip(*(chance(head, other) for head in heads), strict=True)]
    assert list(told.labels) == [2, 4]
    assert list(told.labels.values()) == pytest.approx(
        [SCALE * (2 * mean - 1) for mean in means], abs=1e-5
    )


def test_a_label_and_what_the_teachers_say_weigh_the_same(network: Network) -> None:
    head = FactualityHead(network, NAMES, shared=0).eval()
    [item] = items(LABELLED)
    told = taught([head], [item], [])[0]
    assert told.labels[2] == pytest.approx(
        (3.0 + SCALE * (2 * chance(head, item)[0] - 1)) / 2, abs=1e-5
    )
    assert item.labels == {2: 3.0}


def test_a_teacher_trains_every_layer_but_not_the_embeddings(
    network: Network, tmp_path: Path
) -> None:
    encoder: Any = network.encoder
    layer = encoder.encoder.layer[0].attention.self.query.weight
    words = encoder.embeddings.word_embeddings.weight
    before = layer.detach().clone(), words.detach().clone()
    [head] = teachers([network], NAMES, items(LABELLED) * 8, 7, tmp_path)
    assert not head.training
    assert not torch.equal(layer, before[0])
    assert torch.equal(words, before[1])


def test_teachers_that_stand_beside_the_model_are_read(base: Path, tmp_path: Path) -> None:
    def network() -> Network:
        return Network.from_base(base, tiny_model.LABELS)

    [item] = items(LABELLED)
    [made] = teachers([network()], NAMES, [item] * 8, 7, tmp_path)
    [read] = teachers([network()], NAMES, [], 7, tmp_path)
    assert chance(read, item) == chance(made, item)
    assert [path.name for path in tmp_path.iterdir()] == ["factuality-teacher-1.pt"]


def test_the_verbs_of_a_sentence_are_asked_with_their_features() -> None:
    sentences = [["Harrow", "may", "close", "the", "mill", "."], ["Rain", "again", "today", "."]]
    found, features = verbs(embedded_pipeline(None), sentences)
    assert found == [Sentence(sentences[0], {2: 0.0})]
    assert "0:aux=may" in features[0][2]


def test_other_sentences_are_those_without_labels(tmp_path: Path) -> None:
    for name, sentences in {
        "ud/ud-ewt-train.conllu.gz": ["Odu shut the mill", "Ada left the town"],
        "ud/ud-gum-train.conllu.gz": ["Rain fell all day", "It rained"],
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        rows = ["# newdoc id = a-b"]
        for text in sentences:
            columns = "_\tX\tX\t_\t0\troot\t_\t_"
            rows += [f"{n}\t{word}\t{columns}" for n, word in enumerate(text.split(), 1)] + [""]
        path.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode("utf8")))
    (tmp_path / "ner").mkdir()
    lines = ["Sentence #,Word,POS,Tag", "Sentence: 1,The,DT,O", ",crew,NN,O", ",came,VBD,O"]
    lines += [",home,RB,O", "Sentence: 2,No,DT,O"]
    with zipfile.ZipFile(tmp_path / "ner/gmb-voa.csv.zip", "w") as packed:
        packed.writestr("sample.csv", "\n".join(lines).encode("cp1252"))
    found = other_sentences(tmp_path, [Sentence(["Odu", "shut", "the", "mill"], {1: 3.0})])
    assert [" ".join(words) for words in found] == [
        "Ada left the town",
        "Rain fell all day",
        "The crew came home",
    ]
