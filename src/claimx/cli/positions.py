"""``claimx positions``: where speakers stand over documents, and what of it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    aliases_option,
    confidence_options,
    model_option,
    output_format,
    output_options,
    read_selection,
    reading_options,
    reporting_options,
    selection_options,
)
from claimx.cli._output import open_output
from claimx.cli._pace import Progress
from claimx.cli._results import look_at, results_of
from claimx.confident import confident
from claimx.contrasts import Contrasts, PositionedClaim
from claimx.errors import ExitCode
from claimx.formats.positions import POSITION_FORMATS
from claimx.readers import read_texts_or_claims
from claimx.records import Failure, Result
from claimx.selection import Selection, select

EPILOG = """\b
Examples:
  claimx positions archive/ --speaker Hayashi
  claimx positions claims.jsonl --target "NATO office" --stance against
  claimx extract archive/ | claimx positions --contrasts
"""


@dataclass(slots=True)
class _Asked:
    """What is asked for, and how it went."""

    selection: Selection
    contrasts: Contrasts
    only_contrasts: bool
    claim: float
    name: float
    failures: int = 0


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    type=click.Choice(list(POSITION_FORMATS)),
    help="How to write. [default: table on a terminal, jsonl elsewhere]",
)
@selection_options
@click.option(
    "--contrasts", is_flag=True, help="Only claims that an earlier one of the speaker contradicts."
)
@aliases_option
@output_options
@model_option
@confidence_options
@reading_options
@reporting_options
@click.pass_context
def positions(ctx: click.Context, /, **given: Any) -> None:
    """List where speakers stand, document by document, and mark what changed.

    PATH is what extract takes, or lines that extract has written; "-", or nothing, is standard
    input. A claim contrasts with an earlier one of the same speaker on the same target, where the
    stance or the polarity is the opposite; over several texts the speaker is the same where
    speakers says so.
    """
    work = look_at(ctx, given)
    if work is None:
        return
    asked = _Asked(
        read_selection(given, work.aliases),
        Contrasts(work.aliases),
        given["contrasts"],
        given["min_confidence"],
        given["min_name_confidence"],
    )
    write = POSITION_FORMATS[output_format(given, work.output, POSITION_FORMATS)]
    # The claims come as the documents are read: a bar needs a terminal that they don't go to.
    shown = work.many and work.output is not None
    with (
        open_output(work.output) as stream,
        work.reporter.progress(work.total, shown=shown) as progress,
    ):
        items = results_of(read_texts_or_claims(work.sources, work.options), given["model"])
        write(_positioned(items, asked, work.reporter, progress), stream)
    if asked.failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _positioned(
    items: Iterable[Result | Failure], asked: _Asked, reporter: Reporter, progress: Progress
) -> Iterator[PositionedClaim]:
    """The claims asked for, as their documents are read; failures are told and counted."""
    for item in items:
        if isinstance(item, Failure):
            reporter.error(item.message)
            asked.failures += 1
        else:
            sure = confident(item, asked.claim, names=asked.name)
            # Compared before they are chosen from: what somebody turned from may be left out.
            compared = list(asked.contrasts.add(sure.claims))
            kept = select(sure, asked.selection)
            chosen = (found for found in compared if asked.selection.keeps(found.claim))
            for found, claim in zip(chosen, kept, strict=True):
                if found.contrasts or not asked.only_contrasts:
                    yield replace(found, claim=claim)
            reporter.detail(f"{item.document.id}: {len(kept)} claims")
        progress.add()
