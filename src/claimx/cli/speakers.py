"""``claimx speakers``: texts or claims in, everyone who speaks in them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from claimx.cli._options import (
    CONTEXT_SETTINGS,
    aliases_option,
    confidence_options,
    model_option,
    output_format,
    output_options,
    reading_options,
    reporting_options,
)
from claimx.cli._output import open_output
from claimx.cli._pace import Progress
from claimx.cli._results import Given, look_at, results_of
from claimx.confident import confident
from claimx.errors import ExitCode
from claimx.formats.speakers import SPEAKER_FORMATS
from claimx.readers import read_texts_or_claims
from claimx.records import Failure
from claimx.register import Register

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
    work = look_at(ctx, given)
    if work is None:
        return
    least = _Least(given["min_confidence"], given["min_name_confidence"])
    with work.reporter.progress(work.total, shown=work.many) as progress:
        register, failures = _collect(work, given["model"], least, progress)
    found = [
        speaker
        for speaker in register.speakers()
        if speaker.claims >= given["min_claims"] and (speaker.name or not given["named"])
    ]
    work.reporter.detail(f"{len(found)} speakers")
    with open_output(work.output) as stream:
        SPEAKER_FORMATS[output_format(given, work.output, SPEAKER_FORMATS)](found, stream)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _collect(
    work: Given, model: str | None, least: _Least, progress: Progress
) -> tuple[Register, int]:
    """The register of all claims, and how many documents failed."""
    register, failures = Register(work.aliases), 0
    items = read_texts_or_claims(work.sources, work.options)
    for item in results_of(items, model):
        if isinstance(item, Failure):
            work.reporter.error(item.message)
            failures += 1
        else:
            register.add(confident(item, least.claim, names=least.name).claims)
            work.reporter.detail(f"{item.document.id}: {len(item)} claims")
        progress.add()
    return register, failures
