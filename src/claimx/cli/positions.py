"""``claimx positions``: where speakers stand over documents, and what of it changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    read_selection,
    reading_options,
    reporting_options,
    selection_options,
)
from claimx.cli._output import open_output, refuse_output
from claimx.cli._results import results_of
from claimx.confident import confident
from claimx.contrasts import Contrasts, PositionedClaim
from claimx.errors import ExitCode
from claimx.formats.positions import POSITION_FORMATS
from claimx.readers import STDIN, find_sources, holds_many, read_texts_or_claims
from claimx.records import Failure, Result
from claimx.register import Aliases, read_aliases
from claimx.selection import Selection, select

EPILOG = """\b
Examples:
  claimx positions archive/ --speaker Hayashi
  claimx positions claims.jsonl --target "NATO office" --stance against
  claimx extract archive/ | claimx positions --contrasts
"""


@dataclass(slots=True)
class _Work:
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
    work = _Work(
        read_selection(given, aliases),
        Contrasts(aliases),
        given["contrasts"],
        given["min_confidence"],
        given["min_name_confidence"],
    )
    lines = any(holds_many(source, options) for source in sources)
    total = None if lines else len(sources)
    # The claims come as the documents are read: a bar needs a terminal that they don't go to.
    shown = output is not None and (lines or len(sources) > 1)
    write = POSITION_FORMATS[output_format(given, output)]
    with open_output(output) as stream, reporter.progress(total, shown=shown) as advance:
        items = results_of(read_texts_or_claims(sources, options), given["model"])
        write(_positioned(items, work, reporter, advance), stream)
    if work.failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _positioned(
    items: Iterable[Result | Failure], work: _Work, reporter: Reporter, advance: Advance
) -> Iterator[PositionedClaim]:
    """The claims asked for, as their documents are read; failures are told and counted."""
    for item in items:
        if isinstance(item, Failure):
            reporter.error(item.message)
            work.failures += 1
        else:
            sure = confident(item, work.claim, names=work.name)
            # Compared before they are chosen from: what somebody turned from may be left out.
            compared = list(work.contrasts.add(sure.claims))
            kept = select(sure, work.selection)
            chosen = (found for found in compared if work.selection.keeps(found.claim))
            for found, claim in zip(chosen, kept, strict=True):
                if found.contrasts or not work.only_contrasts:
                    yield replace(found, claim=claim)
            reporter.detail(f"{item.document.id}: {len(kept)} claims")
        advance()
