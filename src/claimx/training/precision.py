"""The number format that a training computes in: bfloat16 where the processor has it."""

from __future__ import annotations

import torch

#: What torch calls the instructions that multiply matrices of bfloat16. Without one of them
#: torch emulates the format, and takes six times as long as in float32.
INSTRUCTIONS = ("avx512_bf16", "amx_bf16", "bf16")


def has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself."""
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name) for name in INSTRUCTIONS)


def autocast() -> torch.autocast:
    """Mixed precision where it is faster, and float32 elsewhere."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16())
