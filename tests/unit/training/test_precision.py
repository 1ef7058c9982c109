from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="precision is chosen with claimx[train]")

import torch

from claimx.training.precision import autocast, has_bfloat16


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        pytest.param({"avx512_bf16": True}, True, id="avx512"),
        pytest.param({"amx_bf16": True, "avx512_bf16": False}, True, id="amx"),
        pytest.param({"bf16": True}, True, id="arm"),
        pytest.param({"avx2": True, "avx512_bf16": False}, False, id="avx2"),
    ],
)
def test_bfloat16_only_where_the_processor_has_it(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], expected: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    assert has_bfloat16() is expected
    with autocast():
        product = torch.ones(2, 2) @ torch.ones(2, 2)
    assert product.dtype == (torch.bfloat16 if expected else torch.float32)
