"""The command line: thin commands over calls that a Python user has too."""

from __future__ import annotations

import click

from claimx.cli._console import CommandGroup, print_version
from claimx.cli._options import CONTEXT_SETTINGS
from claimx.cli._startup import leave
from claimx.cli.check import check
from claimx.cli.convert import convert
from claimx.cli.diff import diff
from claimx.cli.evaluate import evaluate
from claimx.cli.extract import extract
from claimx.cli.info import info
from claimx.cli.positions import positions
from claimx.cli.schema import schema
from claimx.cli.speakers import speakers
from claimx.cli.status import status
from claimx.cli.train import train

EPILOG = """\b
Exit codes: 0 done, 1 check found something or a score is under its limit, 2 could not run,
3 done but some documents failed, 130 interrupted,
141 the reader of the output went away.

Every option can be set in the environment: --min-confidence of extract is
CLAIMX_EXTRACT_MIN_CONFIDENCE. NO_COLOR turns colours off.
"""


@click.group(
    cls=CommandGroup,
    context_settings={**CONTEXT_SETTINGS, "auto_envvar_prefix": "CLAIMX"},
    epilog=EPILOG,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    allow_from_autoenv=False,
    callback=print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Find in news text who said what, with which words, and where they stand."""


COMMANDS = (
    extract,
    status,
    speakers,
    positions,
    check,
    convert,
    diff,
    evaluate,
    schema,
    info,
    train,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        cli(prog_name="claimx")
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else int(end.code is not None))
