"""The ranker of antecedents: what it is asked, what it learns, how it comes back."""

from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="rankers are trained with claimx[train]")
pytest.importorskip("transformers", reason="rankers are trained with claimx[train]")
pytest.importorskip("onnx", reason="models are exported with claimx[train]")

import torch

import tiny_model
from claimx.pipeline.antecedents import Antecedents
from claimx.pipeline.features import WINDOW
from claimx.pipeline.model_files import ModelFiles
from claimx.training.antecedents import batches, collate, fit, loss, scores, views
from claimx.training.coreference import CorefText, Mention, Query
from claimx.training.export import export_ranker
from claimx.training.network import Network
from claimx.training.ranker import Ranker, through

# torch's own exporter calls what torch has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore:.*axis name:UserWarning")

TOKENIZER = tiny_model.tokenizer()
WORDS = ["the", "mill", "said", "a", "said", "he", "said", "."]
MILL, LETTER = Mention(0, 2, 1), Mention(3, 4, 2)


def text(*right: bool, words: list[str] = WORDS) -> CorefText:
    """The mill said, a said, he said; ``right`` says which of them *he* is."""
    query = Query(5, (MILL, LETTER), right)
    return CorefText("a", words, tiny_model.breaks(len(words)), (query,))


@pytest.fixture(scope="module")
def network(base: Path) -> Network:
    torch.manual_seed(3)
    return Network.from_base(base, tiny_model.LABELS)


@pytest.fixture
def ranker(network: Network) -> Ranker:
    torch.manual_seed(3)
    found = Ranker(network)
    found.eval()
    return found


def test_shared_layers_do_not_learn(ranker: Ranker) -> None:
    learning = {name for name, weight in ranker.named_parameters() if weight.requires_grad}
    assert not any(name.startswith(("embeddings", "lower")) for name in learning)
    assert any(name.startswith("upper") for name in learning)


def test_a_text_is_asked_in_windows_that_hold_pronoun_and_mention() -> None:
    long = ["mill"] * WINDOW
    asked = Query(WINDOW + 2, (Mention(0, 1, 1), Mention(WINDOW + 1, WINDOW + 2, 2)), (True, False))
    words = [*long, "said", "a", "he", "said"]
    found = list(views([CorefText("a", words, tiny_model.breaks(len(words)), (asked,))], TOKENIZER))
    [view] = found
    assert view.size <= WINDOW
    [query] = view.queries
    assert (query.candidates, query.right) == ((Mention(WINDOW + 1, WINDOW + 2, 2),), (False,))


def test_pronouns_are_left_out_of_the_candidates_now_and_then() -> None:
    words = ["he", "mill", "said", "he"]
    query = Query(3, (Mention(0, 1, 1), Mention(1, 2, 2)), (True, False))
    item = CorefText("a", words, tiny_model.breaks(4), (query,))
    found = [view for seed in range(20) for view in views([item], TOKENIZER, random.Random(seed))]
    sizes = {len(view.queries[0].candidates) for view in found}
    assert sizes == {1, 2}


def test_pairs_are_counted_from_the_window(ranker: Ranker) -> None:
    asked = collate(list(views([text(True, False), text(False, True)], TOKENIZER)))
    assert asked.row.tolist() == [0, 0, 1, 1]
    assert asked.query.tolist() == [0, 0, 1, 1]
    assert asked.pronoun.tolist() == [5] * 4
    assert list(zip(asked.first.tolist(), asked.last.tolist(), strict=True)) == [(0, 1), (3, 3)] * 2
    assert asked.right.tolist() == [True, False, False, True]
    found, nobody = scores(ranker, asked)
    assert (len(found), len(nobody)) == (4, 2)


@pytest.mark.parametrize("right", [(True, False), (True, True), (False, False)])
def test_the_loss_is_that_of_all_right_mentions_or_of_nobody(
    ranker: Ranker, right: tuple[bool, bool]
) -> None:
    asked = collate(list(views([text(*right)], TOKENIZER)))
    with torch.no_grad():
        chances = torch.cat(scores(ranker, asked)).softmax(0).tolist()
        found = loss(ranker, asked).item()
    wanted = [*right, not any(right)]
    chance = sum(chance for chance, good in zip(chances, wanted, strict=True) if good)
    assert found == pytest.approx(-math.log(chance), rel=1e-4)


def test_batches_hold_every_view_once_and_keep_to_their_budget() -> None:
    found = list(views([text(True, False)] * 7, TOKENIZER))
    grouped = batches(found, 3 * found[0].size, random.Random(1))
    assert sorted(map(len, grouped)) == [1, 3, 3]


def test_a_ranker_learns_what_a_pronoun_means(ranker: Ranker) -> None:
    other = ["a", "said", "the", "a", "said", "he", "said", "."]
    texts = [text(True, False), text(False, True, words=other)] * 16
    before = loss(ranker, collate(list(views(texts, TOKENIZER)))).item()
    fit(ranker, texts, TOKENIZER, epochs=6)
    ranker.eval()
    assert loss(ranker, collate(list(views(texts, TOKENIZER)))).item() < before


def test_the_exported_graph_scores_as_the_network_does(ranker: Ranker, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    export_ranker(ranker, folder)
    assert (folder / "antecedents.onnx").stat().st_size > 0
    # In float32, which it stands beside: eight numbers a word are too few for int8.
    (tmp_path / "antecedents-float.onnx").replace(folder / "antecedents.onnx")
    [view] = views([text(True, False)], TOKENIZER)
    asked = collate([view])
    with torch.no_grad():
        hidden = ranker.embeddings(input_ids=asked.ids, token_type_ids=asked.types)
        shared = through(ranker.lower, hidden[:, : view.size], None).numpy()
        found, nobody = scores(ranker, asked)
    firsts = asked.firsts[0].numpy()
    window = {"start": 0, "end": 8, "shared": shared, "firsts": firsts}
    ours = Antecedents([window], ModelFiles(folder)).scores(5, [(0, 2), (3, 4)])  # type: ignore[list-item]
    np.testing.assert_allclose(ours, (found - nobody).numpy(), atol=1e-4)
