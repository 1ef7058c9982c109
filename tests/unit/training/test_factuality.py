"""The head for factuality: what it reads, what it learns, how it comes back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="heads are trained with claimx[train]")
pytest.importorskip("transformers", reason="heads are trained with claimx[train]")
pytest.importorskip("onnx", reason="models are exported with claimx[train]")

import torch

import tiny_model
from claimx.pipeline.model_files import ModelFiles
from claimx.training.export import export_factuality
from claimx.training.factuality import (
    BUDGET,
    LEAST,
    Asked,
    FactualityHead,
    Sentence,
    asked,
    batches,
    collate,
    fit,
    loss,
    read_uds,
    vocabulary,
)
from claimx.training.measure_factuality import PARTS, measure, signs
from claimx.training.network import Network
from claimx.training.ranker import through

# torch's own exporter calls what torch has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore:.*axis name:UserWarning")

DATA = Path(__file__).parents[3].parent / "shared" / "data"
TOKENIZER = tiny_model.tokenizer()
NAMES = ["so", "not"]
YES = Sentence(["the", "mill", "said", "."], {2: 3.0})
NO = Sentence(["a", "mill", "said"], {2: -2.0, 1: 0.0})
FEATURES = [{2: ["so"]}, {2: ["not", "rare"], 1: []}]


@pytest.fixture(scope="module")
def network(base: Path) -> Network:
    torch.manual_seed(3)
    return Network.from_base(base, tiny_model.LABELS)


@pytest.fixture
def head(network: Network) -> FactualityHead:
    found = FactualityHead(network, NAMES)
    found.eval()
    return found


def items() -> list[Asked]:
    return list(asked([YES, NO], FEATURES, NAMES, TOKENIZER))


def test_lines_of_the_data_are_words_and_labels(tmp_path: Path) -> None:
    row = {"text": "the mill said", "targets": [{"span1": [2, 3], "label": 2.5}]}
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf8")
    assert read_uds(path) == [Sentence(["the", "mill", "said"], {2: 2.5})]


def test_rare_features_are_left_out_and_the_commonest_come_first() -> None:
    found = [{0: ["a", "b"]}] * LEAST + [{0: ["a", "c"]}]
    assert vocabulary(found) == ["a", "b"]


def test_a_batch_points_at_the_first_piece_of_each_predicate() -> None:
    inputs, labels = collate(items())
    ids, _, mask, row, piece, known = inputs
    assert labels.tolist() == [3.0, -2.0, 0.0]
    assert row.tolist() == [0, 1, 1]
    assert piece.tolist() == [3, 3, 2]
    assert known.tolist() == [[1], [2], [0]]
    assert mask.sum(1).tolist() == [6, 5]
    assert ids.shape == mask.shape


def test_labels_of_nothing_teach_no_sign() -> None:
    sure = torch.tensor([[9.0, 0.0]])
    so, not_so = (loss(found, torch.tensor([0.0])).item() for found in (sure, -sure))
    assert so == pytest.approx(not_so)
    assert loss(sure, torch.tensor([3.0])) < loss(-sure, torch.tensor([3.0]))


def test_what_is_not_quite_sure_is_learnt_so() -> None:
    labels = torch.tensor([1.5])
    odds = torch.tensor([[0.0], [1.1], [4.0]])  # 1.1 is a chance of 3 in 4, as 1.5 of 3 is
    even, right, sure = (loss(torch.cat([row, labels / 1.5])[None], labels) for row in odds)
    assert right < min(even, sure)


def test_batches_hold_every_sentence_once() -> None:
    found = batches(items() * 200, random.Random(1))
    assert sum(map(len, found)) == 400
    assert all(min(item.size for item in batch) * len(batch) <= BUDGET for batch in found)


def test_a_head_learns_what_is_so(head: FactualityHead) -> None:
    many = items() * 40
    inputs, labels = collate(items())
    before = loss(head(*inputs), labels).item()
    fit(head, many)
    assert loss(head(*inputs), labels).item() < before


def test_the_exported_graph_says_what_the_network_says(
    head: FactualityHead, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    export_factuality(head, folder)
    (tmp_path / "factuality-float.onnx").replace(folder / "factuality.onnx")
    files = ModelFiles(folder)
    assert files.factuality_names == NAMES
    inputs, _ = collate(items()[:1])
    with torch.no_grad():
        hidden = head.embeddings(input_ids=inputs[0], token_type_ids=inputs[1])
        shared = through(head.lower, hidden, None).numpy()
        odds = head(*inputs)[0, 0].item()
    (ours,) = files.factuality.run(["hidden"], {"shared": shared, "firsts": np.array([3])})
    tables = files.factuality_tables
    layer = np.maximum(ours[0] + tables["embedding"][0] @ tables["features"], 0)
    assert layer @ tables["weight"] + tables["bias"] == pytest.approx(odds, abs=1e-3)


def test_signs_are_counted_where_there_is_one() -> None:
    found = signs([1.0, -1.0, 1.0, -1.0], [3.0, 2.0, 0.0, -1.0])
    assert found["sign"] == pytest.approx(200 / 3)
    assert found["constant"] == pytest.approx(200 / 3)
    assert found["negative_f1"] == pytest.approx(200 / 3)
    assert found["predicates"] == 3


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the published data in ../shared")
def test_the_published_sets_are_measured() -> None:
    found = measure(DATA, None, limit=12)
    assert found.keys() == PARTS.keys()
    assert all(0 <= scores["sign"] <= 100 for scores in found.values())
