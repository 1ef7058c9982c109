"""``claimx schema``: what a line of output looks like."""

from __future__ import annotations

import json

import click

from claimx.cli._options import CONTEXT_SETTINGS
from claimx.schema import Per, line_schema


@click.command(context_settings=CONTEXT_SETTINGS)
@click.option(
    "--per",
    type=click.Choice(["claim", "document"]),
    default="claim",
    show_default=True,
    help="The line of which --per of extract.",
)
def schema(per: Per) -> None:
    """Print the JSON Schema (2020-12) of a line of output."""
    click.echo(json.dumps(line_schema(per), indent=2, ensure_ascii=False))
