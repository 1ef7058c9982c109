"""Upper layers for attribution alone: what they share, what they learn, how they come back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="branches are trained with claimx[train]")
pytest.importorskip("transformers", reason="branches are trained with claimx[train]")
pytest.importorskip("onnx", reason="models are exported with claimx[train]")

import onnxruntime
import torch

import tiny_model
from claimx.errors import ModelError
from claimx.training.branch import SHARED, attribution_alone, branch_of, train_branch
from claimx.training.examples import ROLE_LABELS, CueLinks, Example, bio
from claimx.training.export import OUTPUTS, Graph, export
from claimx.training.loop import Settings
from claimx.training.network import Network
from claimx.training.restore import restore

# torch's own exporter calls what torch has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore:.*axis name:UserWarning")

WORDS = ["the", "mill", "said", "the", "mill", "."]


def example(*, said: bool = True) -> Example:
    """The mill said the mill, or nothing known of who said what."""
    spans = [(3, 5, "CONTENT"), (0, 2, "SOURCE"), (2, 3, "CUE")]
    return Example(
        "a",
        WORDS,
        tiny_model.breaks(len(WORDS)),
        tags={"upos": ["NOUN"] * len(WORDS)},
        roles=bio(spans, len(WORDS), ROLE_LABELS) if said else None,
        links=[CueLinks((2, 3), (0, 2), [(3, 5)], (0, len(WORDS)))] if said else [],
    )


@pytest.fixture(scope="module")
def network(base: Path) -> Network:
    torch.manual_seed(3)
    return Network.from_base(base, tiny_model.LABELS)


def test_lower_layers_are_shared_and_frozen(network: Network, base: Path) -> None:
    branch = branch_of(network, base, tiny_model.LABELS)
    shared, own = network.encoder, branch.encoder
    assert own.embeddings is shared.embeddings
    same = [one is two for one, two in zip(own.encoder.layer, shared.encoder.layer, strict=True)]
    assert same == [True] * SHARED + [False]
    learning = {name for name, weight in branch.named_parameters() if weight.requires_grad}
    assert not any(name.startswith("encoder.embeddings") for name in learning)
    assert {name.split(".")[3] for name in learning if ".layer." in name} == {str(SHARED)}


def test_a_branch_sees_roles_and_links_alone() -> None:
    told = example()
    alone = attribution_alone(told)
    assert alone.tags == {}
    assert alone.roles is told.roles
    assert alone.links == told.links


def test_training_a_branch_leaves_the_network_as_it_was(base: Path, tmp_path: Path) -> None:
    torch.manual_seed(4)
    network = Network.from_base(base, tiny_model.LABELS)
    before = {name: weight.clone() for name, weight in network.state_dict().items()}
    branch = train_branch(
        network,
        [example(), example(said=False)],
        base,
        tiny_model.LABELS,
        tiny_model.tokenizer(),
        Settings(),
        tmp_path / "branch.pt",
    )
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())
    fresh = Network.from_base(base, tiny_model.LABELS)
    last = f"encoder.encoder.layer.{SHARED}.output.dense.weight"
    assert not torch.equal(branch.state_dict()[last], fresh.state_dict()[last])


@pytest.fixture(scope="module")
def pair(network: Network, base: Path) -> tuple[Network, Network]:
    """Weights that are all their own, as of a training: equal ones are exported once."""
    torch.manual_seed(5)
    found = network, branch_of(network, base, tiny_model.LABELS)
    for one in found:
        for weight in one.parameters():
            weight.data += torch.randn_like(weight) / 10
    return found


@pytest.fixture(scope="module")
def folder(
    pair: tuple[Network, Network], base: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The files of an exported model."""
    found = tmp_path_factory.mktemp("run") / "model"
    export(*pair, base, found)
    labels = tiny_model.write_files(tmp_path_factory.mktemp("labels")).folder / "labels.json"
    (found / "labels.json").write_bytes(labels.read_bytes())
    return found


def inputs() -> dict[str, torch.Tensor]:
    ids = torch.tensor([[2, 4, 6, 5, 4, 6, 7, 3]])
    return {"ids": ids, "types": torch.ones_like(ids), "firsts": torch.arange(1, 7)}


def test_the_graph_says_what_both_networks_say(pair: tuple[Network, Network], folder: Path) -> None:
    session = onnxruntime.InferenceSession(folder.parent / "encoder-float.onnx")
    given = inputs()
    found = session.run(list(OUTPUTS), {name: value.numpy() for name, value in given.items()})
    with torch.no_grad():
        expected = Graph(*pair).eval()(**given)
        one, two = (
            net.eval().role(net.vectors(given["ids"], given["types"], given["firsts"][None], None))
            for net in pair
        )
    for output, value in zip(found, expected, strict=True):
        assert np.allclose(output, value.numpy(), atol=1e-4)
    role = dict(zip(OUTPUTS, found, strict=True))["role"]
    assert np.allclose(role, ((one + two) / 2).log_softmax(-1)[0].numpy(), atol=1e-4)


def test_scores_of_links_are_the_mean_of_both(pair: tuple[Network, Network], folder: Path) -> None:
    from claimx.pipeline.links import link_scores

    vectors = torch.randn(1, len(WORDS), 8)
    scores = tiny_model.window("." * len(WORDS))
    with torch.no_grad():
        sides = [
            [getattr(net, side)(vectors)[0].numpy() for net in pair]
            for side in ("link_word", "link_cue")
        ]
        rows, start, end = torch.tensor([0]), torch.tensor([2]), torch.tensor([3])
        logits = [net.eval().links(vectors, rows, start, end) for net in pair]
    scores["link_word"], scores["link_cue"] = (np.concatenate(side, -1) for side in sides)
    with np.load(folder / "tables.npz") as tables:
        found = link_scores(scores, [(2, 3)], dict(tables))
    assert np.allclose(found, torch.stack(logits).mean(0).log_softmax(-1).numpy(), atol=1e-4)


def test_a_network_comes_back_from_its_files(
    pair: tuple[Network, Network], folder: Path, base: Path
) -> None:
    again = restore(folder, base).state_dict()
    for name, weight in pair[0].state_dict().items():
        off = (again[name] - weight).abs().max()
        assert off <= weight.abs().max() / 60, name  # seven bits


def test_a_graph_without_a_weight_is_told(folder: Path, base: Path, tmp_path: Path) -> None:
    import onnx

    model = onnx.load(str(folder / "encoder.onnx"))
    for item in model.graph.initializer:
        if item.name == "network.sent.bias":
            item.name = "sent.bias"
    for node in model.graph.node:
        node.input[:] = [
            "sent.bias" if name == "network.sent.bias" else name for name in node.input
        ]
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    onnx.save(model, str(tmp_path / "encoder.onnx"))
    with pytest.raises(ModelError, match=r"lacks sent\.bias"):
        restore(tmp_path, base)
