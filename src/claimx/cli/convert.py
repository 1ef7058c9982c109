"""``claimx convert``: claims from one format to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    output_options,
    output_path,
    per_option,
    reporting_options,
)
from claimx.cli._output import is_terminal, open_results, refuse_output
from claimx.conversion import READABLE, converted
from claimx.errors import ExitCode, OutputError
from claimx.formats import FORMATS, format_of
from claimx.records import Failure

EPILOG = """\b
Examples:
  claimx convert claims.jsonl -o claims.parquet
  claimx convert shards/ --to csv | head
  claimx convert claims.jsonl --texts archive/ --to brat -o annotation/
  claimx convert annotation/ -o corrected.jsonl
"""


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--from",
    "source",
    type=click.Choice(READABLE),
    help="What PATH holds. [default: what its suffix says]",
)
@click.option(
    "--to",
    type=click.Choice(list(FORMATS)),
    help="What to write. [default: what the suffix of --output says, jsonl on standard output]",
)
@output_options
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the texts are, for formats that hold them. [default: beside PATH, or from here]",
)
@per_option
@reporting_options
@click.pass_context
def convert(ctx: click.Context, /, **given: Any) -> None:
    """Write claims in another format.

    PATH is what `claimx extract` has written, packed or not: a file; a folder for brat, as people
    have left it; or a folder of shards. A text is found by the id of its document; one that the
    claims are not about is refused.
    """
    output = output_path(given)
    name = _format(ctx, given["to"], output)
    if output is not None:
        _refuse(output, name, force=given["force"])
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    items = converted(given["path"], name, source=given["source"], texts=given["texts"])
    failures = 0
    free = output is not None or not is_terminal(sys.stdout)
    with (
        open_results(output, name, per=given["per"], many=True) as writer,
        reporter.progress(None, shown=True, free=free) as progress,
    ):
        for item in items:
            writer.write(item)
            if isinstance(item, Failure):
                reporter.error(item.message)
                failures += 1
            else:
                reporter.detail(f"{item.document.id}: {len(item)} claims")
            progress.add()
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _format(ctx: click.Context, asked: str | None, output: Path | None) -> str:
    name = asked or ("jsonl" if output is None else format_of(output))
    if name is None:
        raise click.UsageError(f"nothing in the name {output} says what to write: use --to", ctx)
    return name


def _refuse(path: Path, name: str, *, force: bool) -> None:
    """See before work begins whether a file, or a folder, can be written.

    Raises:
        OutputError: it cannot, or it is there already.
    """
    folder = FORMATS[name].target == "folder"
    refuse_output(path, force=force, folder=folder)
    if not folder or not path.is_dir() or not any(path.iterdir()):
        return
    if not force:
        raise OutputError("is there already", where=str(path), mend="--force overwrites it")
    if not (path / "annotation.conf").is_file():
        # It would be removed with all that is in it.
        raise OutputError(f"holds other things than {name}", where=str(path), mend="name another")
