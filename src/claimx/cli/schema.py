"""``claimx schema``: what a line of output looks like."""

from __future__ import annotations

import json

import click

from claimx.cli._options import CONTEXT_SETTINGS
from claimx.schema import Line, line_schema


@click.command(context_settings=CONTEXT_SETTINGS)
@click.option(
    "--per",
    type=click.Choice(["claim", "document", "speaker", "position"]),
    default="claim",
    show_default=True,
    help="A line of extract, by its --per, of speakers, or of positions.",
)
def schema(per: Line) -> None:
    """Print the JSON Schema (2020-12) of a line of output."""
    click.echo(json.dumps(line_schema(per), indent=2, ensure_ascii=False))
