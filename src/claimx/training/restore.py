"""The network that all heads share, from the files of a model: its weights multiplied out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from claimx.errors import ModelError
from claimx.pipeline.model_files import ModelFiles
from claimx.training.network import Network

#: Weights without a bias to find them by, and the output of the graph that they end in.
_BIASLESS = {"link_cue": "link_cue.weight", "rel_head": "rel_head.weight"}
_QUANTIZED = "_quantized"


def restore(folder: Path, base: Path) -> Network:
    """The network in the model of ``folder``, without its branch, as exact as int8 weights are.

    ``base`` is the encoder that it was trained from: it gives the sizes.

    Raises:
        ModelError: the graph lacks a weight of the network.
    """
    files = ModelFiles(folder)
    network = Network.from_base(base, files.labels)
    state = network.state_dict()
    found = dict(_weights(onnx.load(str(folder / "encoder.onnx"))))
    found |= _tables(folder / "tables.npz", state["link_distance.weight"].shape[1])
    missing = sorted(name for name in state if name not in found)
    if missing:
        raise ModelError(
            "the graph lacks " + ", ".join(missing),
            where=str(folder),
            mend="take a model that this version of claimx has exported",
        )
    network.load_state_dict({name: found[name].reshape(state[name].shape) for name in state})
    return network


def _tables(path: Path, width: int) -> dict[str, Tensor]:
    """What stands outside of the graph; of links the network's own, which come first."""
    with np.load(path) as stored:
        tables = {name: torch.from_numpy(stored[name]) for name in stored.files}
    share = tables["link_distance"].shape[1] // width
    return {
        "rel_out.weight": tables["rel_weight"],
        "rel_out.bias": tables["rel_bias"],
        "link_distance.weight": tables["link_distance"][:, :width],
        "link_out.weight": tables["link_out_weight"][:, :width] * share,
        "link_out.bias": tables["link_out_bias"].reshape(share, -1)[0],
    }


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, Tensor]]:
    """Every weight of the graph by its name in the network."""
    arrays = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    made = {output: node for node in model.graph.node for output in node.output}

    def full(name: str) -> Tensor:
        """What the int8 weight ``name`` stands for."""
        scale, zero = arrays[f"{name}_scale"], arrays[f"{name}_zero_point"].astype(np.float32)
        return torch.from_numpy((arrays[name + _QUANTIZED].astype(np.float32) - zero) * scale)

    def multiplied(output: str) -> Tensor:
        """The weight of the matrix product that ``output`` is made of, as torch keeps it."""
        while (node := made[output]).op_type != "MatMulInteger":
            output = node.input[0]
        return full(node.input[1].removesuffix(_QUANTIZED)).T.contiguous()

    for name in arrays:
        if name.startswith("network."):
            if name.endswith(_QUANTIZED):
                own = name.removesuffix(_QUANTIZED)
                yield own.removeprefix("network."), full(own)
            elif not name.endswith(("_scale", "_zero_point")):
                yield name.removeprefix("network."), torch.from_numpy(arrays[name].copy())
    for node in model.graph.node:
        bias = node.input[1] if len(node.input) > 1 else ""
        if node.op_type == "Add" and bias.endswith(".bias"):
            weight = bias.removeprefix("network.").removesuffix("bias") + "weight"
            yield weight, multiplied(node.input[0])
    for output, name in _BIASLESS.items():
        last = made[output]
        own = last.input[0] if last.op_type == "Concat" else output  # the branch comes second
        yield name, multiplied(own)
    # The sum of arcs: the scores of pairs, and the turned scores of heads.
    scores = made[made["arcs"].input[0]]
    yield "arc_bias.weight", multiplied(made[scores.input[1]].input[0])
    yield "root", torch.from_numpy(arrays["expand"].copy())
