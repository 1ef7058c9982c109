"""What is computed outside of the graph must be what was trained."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="networks are made with claimx[train]")
pytest.importorskip("transformers", reason="networks are made with claimx[train]")

import torch
import transformers

import tiny_model
from claimx.pipeline.links import distance_bucket, link_scores
from claimx.training import network as trained
from claimx.training.network import Network, Sizes
from tiny_model import window

WORDS = 9


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=40,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        type_vocab_size=8,
    )
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    found = Network(encoder, tiny_model.LABELS, Sizes(arc=4, rel=4, link=6))
    found.eval()
    return found


def test_distances_have_the_buckets_that_were_trained() -> None:
    offsets = np.arange(-400, 401)
    expected = trained.distance_bucket(torch.from_numpy(offsets))
    assert distance_bucket(offsets).tolist() == expected.tolist()


def test_links_have_the_scores_that_were_trained(network: Network) -> None:
    torch.manual_seed(5)
    vectors = torch.randn(1, WORDS, 8)
    cues = [(1, 2), (5, 8)]
    starts, ends = (torch.tensor(side) for side in zip(*cues, strict=True))
    with torch.no_grad():
        logits = network.links(vectors, torch.zeros(2, dtype=torch.long), starts, ends)
        scores = window("." * WORDS)
        scores["link_word"] = network.link_word(vectors)[0].numpy()
        scores["link_cue"] = network.link_cue(vectors)[0].numpy()
    tables = {
        "link_distance": network.link_distance.weight.detach().numpy(),
        "link_out_weight": network.link_out.weight.detach().numpy(),
        "link_out_bias": network.link_out.bias.detach().numpy()[None],
    }
    expected = logits.log_softmax(-1).numpy()
    assert link_scores(scores, cues, tables) == pytest.approx(expected, abs=1e-5)


def test_heads_and_labels_have_the_shapes_that_the_graph_promises(network: Network) -> None:
    pieces = torch.randint(4, 40, (2, 12))
    firsts = torch.arange(1, WORDS + 1).expand(2, -1)
    with torch.no_grad():
        words = network.vectors(pieces, torch.zeros_like(pieces), firsts, None)
        arcs = network.arcs(words)
        labels = network.rels(words, arcs.argmax(-1))
    assert words.shape == (2, WORDS, 8)
    assert arcs.shape == (2, WORDS, WORDS + 1)
    assert labels.shape == (2, WORDS, len(tiny_model.LABELS["dep"]))


def test_a_label_is_scored_from_its_two_words(network: Network) -> None:
    vectors = torch.randn(1, 3, 8)
    heads = torch.tensor([[2, 0, 2]])
    with torch.no_grad():
        dep, head = (part[0] for part in network.rel_parts(vectors))
        expected = network.rel_out(torch.relu(dep + head[heads[0]]))
        assert torch.allclose(network.rels(vectors, heads)[0], expected, atol=1e-6)
