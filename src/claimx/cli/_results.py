"""What commands over texts or claims share: what they are given, and the results of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from claimx.cli._console import Reporter
from claimx.cli._inputs import given_sources, nothing_given
from claimx.cli._options import output_path, read_options
from claimx.cli._output import refuse_output
from claimx.cli._startup import load_pipeline
from claimx.readers import ReadOptions, Source, holds_many
from claimx.records import Document, Failure, Result
from claimx.register import Aliases, read_aliases


@dataclass(frozen=True, slots=True)
class Given:
    """What a command reads, seen to be sound before any work begins.

    ``total`` is how many documents there are, None where nobody can know; ``many`` says that
    there may be more than one.
    """

    reporter: Reporter
    options: ReadOptions
    sources: list[Source]
    output: Path | None
    aliases: Aliases
    total: int | None
    many: bool


def look_at(ctx: click.Context, given: dict[str, Any]) -> Given | None:
    """What ``given`` options and paths say; None where there is nothing to read but help.

    Raises:
        click.UsageError: an id for one text, and more than one.
        ClaimxError: a path is missing, the output is there already, or aliases cannot be read.
    """
    if nothing_given(given):
        click.echo(ctx.get_help())
        return None
    options = read_options(given)
    sources = given_sources(ctx, given, options)
    if options.doc_id is not None and len(sources) > 1:
        raise click.UsageError("--doc-id names one text, but there are more", ctx)
    output = output_path(given)
    if output is not None:
        refuse_output(output, force=given["force"])
    lines = any(holds_many(source, options) for source in sources)
    return Given(
        reporter=Reporter(quiet=given["quiet"], verbose=given["verbose"]),
        options=options,
        sources=sources,
        output=output,
        aliases=read_aliases(given["aliases"]) if given["aliases"] else Aliases(),
        total=None if lines else len(sources),
        many=lines or len(sources) > 1,
    )


def results_of(
    items: Iterable[Document | Result | Failure], model: str | None
) -> Iterable[Result | Failure]:
    """Results as they are, and those of texts; the pipeline is loaded for the first text."""
    nlp = None
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        from claimx.run import extract_stream

        nlp = nlp or load_pipeline(model)
        yield from extract_stream(nlp, [item])
