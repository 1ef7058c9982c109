"""From a trained network to the files that run without torch: ONNX in int8, and small tables."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from claimx.pipeline.antecedents import PARTS
from claimx.training.branch import SHARED
from claimx.training.factuality import FactualityGraph, FactualityHead
from claimx.training.network import TAG_HEADS, Network
from claimx.training.ranker import Ranker, RankerGraph, through

#: The graph's outputs, in order; see :mod:`claimx.pipeline.encoder` for their shapes.
OUTPUTS = (
    "vectors",
    "tags",
    "sent",
    "predicate",
    "entity",
    "role",
    "arcs",
    "rel_dep",
    "rel_head",
    "link_word",
    "link_cue",
    "shared",
)


class Graph(nn.Module):  # type: ignore[misc, unused-ignore]  # Any where torch is missing
    """One window without padding: pieces (1, pieces) and first pieces (words,) to all scores.

    ``branch`` shares the embeddings and first :data:`SHARED` layers of ``network``. Roles are
    the mean of what both say; of links, both hidden layers stand side by side.
    """

    def __init__(self, network: Network, branch: Network) -> None:
        super().__init__()
        self.network = network
        self.upper = nn.ModuleList(branch.encoder.encoder.layer[SHARED:])
        self.role, self.link_word, self.link_cue = branch.role, branch.link_word, branch.link_cue

    def forward(self, ids: Tensor, types: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        net, layers = self.network, list(self.network.encoder.encoder.layer)
        hidden = net.encoder.embeddings(input_ids=ids, token_type_ids=types)
        shared = through(layers[:SHARED], hidden, None)
        words = through(layers[SHARED:], shared, None)[:, firsts]
        apart = through(self.upper, shared, None)[:, firsts]
        tags = torch.stack([net.tags[name](words)[0].argmax(-1) for name in TAG_HEADS], dim=-1)
        rel_dep, rel_head = net.rel_parts(words)
        return (
            words[0],
            tags.to(torch.int32),
            _margin(net.sent(words)[0]),
            _margin(net.predicate(words)[0]),
            net.entity(words)[0].log_softmax(-1),
            ((net.role(words)[0] + self.role(apart)[0]) / 2).log_softmax(-1),
            net.arcs(words)[0],
            rel_dep[0],
            rel_head[0],
            torch.cat([net.link_word(words)[0], self.link_word(apart)[0]], -1),
            torch.cat([net.link_cue(words)[0], self.link_cue(apart)[0]], -1),
            shared,
        )


def _margin(logits: Tensor) -> Tensor:
    return logits[:, 1] - logits[:, 0]


def export(
    network: Network, branch: Network, base: Path, out: Path, *, reduce_range: bool = True
) -> None:
    """Write ``encoder.onnx`` (int8), ``tables.npz`` and ``tokenizer.json`` into ``out``.

    The graph before quantisation, ``encoder-float.onnx``, stays beside that folder.

    ``reduce_range`` keeps weights to 7 bits, so that processors without VNNI, which
    add pairs of products in 16 bits, do not saturate and give the same scores.
    """
    graph = Graph(network, branch).eval()
    out.mkdir(parents=True, exist_ok=True)
    pieces, words = torch.export.Dim("pieces", min=3), torch.export.Dim("words", min=1)
    program = torch.onnx.export(
        graph,
        (
            torch.ones(1, 9, dtype=torch.long),
            torch.zeros(1, 9, dtype=torch.long),
            torch.arange(1, 6),
        ),
        input_names=["ids", "types", "firsts"],
        output_names=list(OUTPUTS),
        dynamic_shapes=({1: pieces}, {1: pieces}, {0: words}),
        dynamo=True,
    )
    _quantized(program, out / "encoder.onnx", reduce_range=reduce_range)
    tables: dict[str, Any] = {
        name: value.detach().numpy() for name, value in _tables(network, branch).items()
    }
    np.savez(out / "tables.npz", **tables)
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")


def export_ranker(ranker: Ranker, out: Path, *, reduce_range: bool = True) -> None:
    """Write ``antecedents.onnx`` and ``antecedents.npz`` into ``out``, as :func:`export` does."""
    width = ranker.pronoun.in_features
    program = torch.onnx.export(
        RankerGraph(ranker).eval(),
        (torch.zeros(1, 9, width), torch.arange(1, 6)),
        input_names=["shared", "firsts"],
        output_names=list(PARTS),
        dynamic_shapes=({1: torch.export.Dim("pieces", min=3)}, {0: torch.export.Dim("words")}),
        dynamo=True,
    )
    _quantized(program, out / "antecedents.onnx", reduce_range=reduce_range)
    np.savez(
        out / "antecedents.npz",
        distance=ranker.distance.weight.detach().numpy(),
        weight=ranker.score.weight[0].detach().numpy(),
        bias=ranker.score.bias[0].detach().numpy(),
    )


def export_factuality(head: FactualityHead, out: Path, *, reduce_range: bool = True) -> None:
    """Write ``factuality.onnx``, ``.npz`` and ``.txt`` into ``out``, as :func:`export` does."""
    program = torch.onnx.export(
        FactualityGraph(head).eval(),
        (torch.zeros(1, 9, head.hidden.in_features), torch.arange(1, 6)),
        input_names=["shared", "firsts"],
        output_names=["hidden"],
        dynamic_shapes=({1: torch.export.Dim("pieces", min=3)}, {0: torch.export.Dim("words")}),
        dynamo=True,
    )
    _quantized(program, out / "factuality.onnx", reduce_range=reduce_range)
    np.savez_compressed(
        out / "factuality.npz",
        embedding=head.known.weight[1:].detach().numpy().astype(np.float16),
        features=head.features.weight.T.detach().numpy(),
        weight=head.out.weight[0].detach().numpy(),
        bias=head.out.bias[0].detach().numpy(),
    )
    names = "\n".join(head.names) + "\n"
    (out / "factuality.txt").write_text(names, encoding="utf8")


def _quantized(program: Any, path: Path, *, reduce_range: bool) -> None:
    """Write a graph in int8; the one in float32 stays beside the folder of ``path``."""
    assert program is not None
    full = path.parents[1] / f"{path.stem}-float.onnx"
    program.save(full, external_data=False)
    prepared = path.with_name("prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        prepared, path, per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8
    )
    prepared.unlink()
    onnx.checker.check_model(str(path))


def _tables(network: Network, branch: Network) -> dict[str, Tensor]:
    """What is computed outside of the graph; scores of links are the mean of both networks'.

    ``link_out_bias`` (2, labels) has a row for each, so that the first can be told again.
    """
    both = (network, branch)
    return {
        "rel_weight": network.rel_out.weight,
        "rel_bias": network.rel_out.bias,
        "link_distance": torch.cat([one.link_distance.weight for one in both], dim=1),
        "link_out_weight": torch.cat([one.link_out.weight for one in both], dim=1) / 2,
        "link_out_bias": torch.stack([one.link_out.bias for one in both]),
    }
