"""From a trained network to the files that run without torch: ONNX in int8, and small tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from claimx.training.branch import SHARED
from claimx.training.network import TAG_HEADS, Network

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
        shared = _through(layers[:SHARED], hidden)
        words = _through(layers[SHARED:], shared)[:, firsts]
        apart = _through(self.upper, shared)[:, firsts]
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
        )


def _through(layers: Iterable[nn.Module], hidden: Tensor) -> Tensor:
    for layer in layers:
        out = layer(hidden)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


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
    assert program is not None
    full = out.parent / "encoder-float.onnx"
    program.save(full, external_data=False)
    prepared = out / "prepared.onnx"
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        prepared,
        out / "encoder.onnx",
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
    )
    prepared.unlink()
    onnx.checker.check_model(str(out / "encoder.onnx"))
    tables: dict[str, Any] = {
        name: value.detach().numpy() for name, value in _tables(network, branch).items()
    }
    np.savez(out / "tables.npz", **tables)
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")


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
