"""``claimx speakers``: texts or claims in, everyone who speaks in them out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from claimx.cli._console import Advance, Reporter
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    aliases_option,
    confidence_options,
    model_option,
    output_format,
    output_options,
    output_path,
    read_options,
    reading_options,
    reporting_options,
)
from claimx.cli._output import open_output, refuse_output
from claimx.cli._results import results_of
from claimx.confident import confident
from claimx.errors import ExitCode
from claimx.formats.speakers import SPEAKER_FORMATS
from claimx.readers import STDIN, find_sources, holds_many, read_texts_or_claims
from claimx.records import Document, Failure, Result
from claimx.register import Aliases, Register, read_aliases

EPILOG = """\b
Examples:
  claimx speakers article.txt
  claimx extract archive/ -o claims.jsonl && claimx speakers claims.jsonl
  claimx speakers archive/ --aliases people.toml --format csv -o people.csv
"""


@dataclass(frozen=True, slots=True)
class _Least:
    """How sure a claim and a name must be to count."""

    claim: float
    name: float


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    type=click.Choice(list(SPEAKER_FORMATS)),
    help="How to write. [default: table on a terminal, jsonl elsewhere]",
)
@aliases_option
@click.option("--named", is_flag=True, help="Only speakers with a name.")
@click.option(
    "--min-claims",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only speakers with at least so many claims.",
)
@output_options
@model_option
@confidence_options
@reading_options
@reporting_options
@click.pass_context
def speakers(ctx: click.Context, /, **given: Any) -> None:
    """List everyone who speaks in texts: names, roles, claims, acts and stances.

    PATH is what extract takes, or lines that extract has written; "-", or nothing, is standard
    input. Over several texts a name is one speaker's where it is a full one and the roles are
    compatible.
    """
    paths: tuple[str, ...] = given["paths"]
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        click.echo(ctx.get_help())
        return
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    options = read_options(given)
    sources = find_sources(paths or (STDIN,), input_format=options.input_format)
    if options.doc_id is not None and len(sources) > 1:
        raise click.UsageError("--doc-id names one text, but there are more", ctx)
    output = output_path(given)
    if output is not None:
        refuse_output(output, force=given["force"])
    aliases = read_aliases(given["aliases"]) if given["aliases"] else Aliases()
    least = _Least(given["min_confidence"], given["min_name_confidence"])
    lines = any(holds_many(source, options) for source in sources)
    many = lines or len(sources) > 1
    with reporter.progress(None if lines else len(sources), shown=many) as advance:
        items = read_texts_or_claims(sources, options)
        register, failures = _collect(items, aliases, given["model"], least, reporter, advance)
    found = [
        speaker
        for speaker in register.speakers()
        if speaker.claims >= given["min_claims"] and (speaker.name or not given["named"])
    ]
    reporter.detail(f"{len(found)} speakers")
    with open_output(output) as stream:
        SPEAKER_FORMATS[output_format(given, output)](found, stream)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _collect(
    items: Iterable[Document | Result | Failure],
    aliases: Aliases,
    model: str | None,
    least: _Least,
    reporter: Reporter,
    advance: Advance,
) -> tuple[Register, int]:
    """The register of all claims, and how many documents failed."""
    register, failures = Register(aliases), 0
    for item in results_of(items, model):
        if isinstance(item, Failure):
            reporter.error(item.message)
            failures += 1
        else:
            register.add(confident(item, least.claim, names=least.name).claims)
            reporter.detail(f"{item.document.id}: {len(item)} claims")
        advance()
    return register, failures
