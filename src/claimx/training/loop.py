"""The training loop: progress with loss, speed and time left; checkpoints; resumable."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import nn
from tqdm import tqdm  # type: ignore[import-not-found, import-untyped, unused-ignore]

from claimx.training.batches import Sampler, Slice, collate
from claimx.training.losses import losses, total
from claimx.training.network import Network
from claimx.training.precision import autocast


@dataclass(frozen=True, slots=True)
class Settings:
    """All that steers a training; kept in the checkpoint and in the model's ``meta.json``."""

    seed: int = 7
    epochs: int = 6
    budget: int = 2048
    encoder_rate: float = 1.4e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    layer_decay: float = 0.95
    smoothing: float = 0.05


@dataclass(slots=True)
class State:
    """Where a training stands."""

    epoch: int = 0
    step: int = 0
    scores: list[dict[str, Any]] = field(default_factory=list)


def fit(
    network: Network,
    sampler: Sampler,
    index: dict[str, dict[str, int]],
    settings: Settings,
    checkpoint: Path,
    after_epoch: Callable[[Network], dict[str, Any]],
) -> None:
    """Train ``network`` in place; goes on from ``checkpoint`` where that exists.

    ``after_epoch`` says what is kept of how an epoch did.
    """
    epochs = [_epoch(sampler, settings, number) for number in range(settings.epochs)]
    steps = sum(len(batches) for batches in epochs)
    optimizer = torch.optim.AdamW(
        _groups(network, settings), weight_decay=settings.weight_decay, fused=True
    )
    warmup = max(int(steps * settings.warmup), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, (steps - step) / max(steps - warmup, 1))
    )
    state = State()
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        state = State(**saved["state"])
    bar = tqdm(total=steps, initial=state.step, unit="batch", mininterval=10, smoothing=0.05)
    while state.epoch < settings.epochs:
        network.train()
        torch.manual_seed(settings.seed + state.epoch)
        seen: dict[str, float] = {}
        for batch in epochs[state.epoch]:
            with autocast():
                found = losses(network, collate(batch, index), settings.smoothing)
            if not found:  # no label in any of its windows
                continue
            loss = total(found)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            state.step += 1
            for name, value in found.items():
                seen[name] = 0.98 * seen.get(name, value.item()) + 0.02 * value.item()
            bar.update()
            bar.set_postfix_str(" ".join(f"{n} {v:.3f}" for n, v in seen.items()), refresh=False)
        state.epoch += 1
        state.scores.append(after_epoch(network))
        bar.write(f"epoch {state.epoch}: {state.scores[-1]}")
        _save(checkpoint, network, optimizer, schedule, state)
    bar.close()


def _epoch(sampler: Sampler, settings: Settings, number: int) -> list[list[Slice]]:
    rng = random.Random(settings.seed * 1000 + number)
    return list(sampler.batches(rng, settings.budget))


def _groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    layers = network.encoder.config.num_hidden_layers
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("encoder."):
            rate = settings.head_rate
        elif "token_type" in name:
            rate = settings.encoder_rate * 4
        else:
            depth = int(name.split(".")[3]) + 1 if ".layer." in name else 0
            rate = settings.encoder_rate * settings.layer_decay ** (layers - depth)
        groups.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


def _save(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    state: State,
) -> None:
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "state": {"epoch": state.epoch, "step": state.step, "scores": state.scores},
        },
        partial,
    )
    partial.replace(path)
