"""``claimx extract``: texts in, claims out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from claimx.cli._batch import batch_options, refuse_without_folder, run_into_folder
from claimx.cli._console import Reporter
from claimx.cli._inputs import given_sources, nothing_given
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    confidence_options,
    model_option,
    output_format,
    output_options,
    output_path,
    per_option,
    read_options,
    read_selection,
    reading_options,
    reporting_options,
    selection_options,
)
from claimx.cli._output import refuse_output
from claimx.cli._stream import Streams, stream
from claimx.errors import ExitCode
from claimx.formats import FORMATS
from claimx.job import Job
from claimx.readers import STDIN, ReadOptions, holds_many

EPILOG = """\b
Examples:
  claimx extract article.txt
  curl -s https://example.org/article.txt | claimx extract
  claimx extract --output claims.jsonl archive/ more.jsonl.gz
  find archive -name "*.txt" -print0 | claimx extract --files-from - --null
  claimx extract --jobs 8 --output claims/ archive.parquet
  claimx extract --jobs 8 --output claims/ archive.parquet --resume
"""


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    help="How to write. [default: table on a terminal, jsonl elsewhere]",
)
@per_option
@output_options
@batch_options
@model_option
@selection_options
@confidence_options
@click.option(
    "--spans",
    type=click.Choice(["guidelines", "polnear"]),
    default="guidelines",
    show_default=True,
    help="How spans are cut: to be read, or as published figures for PolNeAR count them.",
)
@reading_options
@reporting_options
@click.pass_context
def extract(ctx: click.Context, /, **given: Any) -> None:
    """Find the claims of texts: who said what, and where they stand.

    PATH is a text file, a folder of *.txt files, JSON lines (.jsonl), a table (.csv, .tsv) or
    Parquet, packed or not (.gz, .bz2, .xz, .zst), here or at a URL (https:, s3:, gs:, az:), or a
    pattern such as "news/**/*.jsonl"; "-", or nothing, is standard input.
    """
    if nothing_given(given):
        click.echo(ctx.get_help())
        return
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    options = read_options(given)
    sources = given_sources(ctx, given, options)
    if options.doc_id is not None and (len(sources) > 1 or holds_many(sources[0], options)):
        raise click.UsageError("--doc-id names one text, but there may be more", ctx)
    path = output_path(given)
    job = _job(given, options, path)
    if _is_folder(given["output"]):
        assert path is not None
        failures = run_into_folder(ctx, sources, job, path, given, reporter)
    else:
        refuse_without_folder(ctx, given)
        for file in filter(None, (path, given["failures"])):
            refuse_output(file, force=given["force"], folder=FORMATS[job.format].target == "folder")
        streams = Streams(sources, path, given["failures"], given["jobs"])
        failures = stream(streams, job, reporter)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _is_folder(name: str | None) -> bool:
    """Whether an output is a folder for shards: it ends as one, or is one."""
    return name is not None and name != STDIN and (name.endswith("/") or Path(name).is_dir())


def _job(given: dict[str, Any], options: ReadOptions, path: Path | None) -> Job:
    return Job(
        reading=options,
        model=given["model"],
        spans=given["spans"],
        min_confidence=given["min_confidence"],
        min_name_confidence=given["min_name_confidence"],
        selection=read_selection(given),
        format=output_format(given, path, FORMATS),
        per=given["per"],
    )
