"""What the options of several commands share."""

from __future__ import annotations

from typing import Any

import click

from claimx.text import is_encoding

CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


def known_encoding(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The callback of ``--encoding``: refuses what Python does not know before work begins."""
    if not is_encoding(value):
        raise click.BadParameter(f"{value!r} is no known text encoding", ctx, param)
    return value
