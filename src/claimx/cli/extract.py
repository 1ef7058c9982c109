"""``claimx extract``: texts in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import (
    CONTEXT_SETTINGS,
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
from claimx.cli._output import is_terminal, open_output, refuse_output
from claimx.confident import confident
from claimx.errors import ExitCode
from claimx.explain import explain
from claimx.formats import FORMATS, Writer, create_writer
from claimx.language import plainly_not_english
from claimx.readers import STDIN, ReadOptions, Source, find_sources, holds_many, read
from claimx.records import Document, Failure, Result
from claimx.schema import Per
from claimx.selection import Selection, select

if TYPE_CHECKING:
    from claimx.convert import Spans

EPILOG = """\b
Examples:
  claimx extract article.txt
  curl -s https://example.org/article.txt | claimx extract
  claimx extract --output claims.jsonl archive/ more.jsonl.gz
"""


@dataclass(frozen=True, slots=True)
class _Output:
    path: Path | None
    format: str
    per: Per
    min_confidence: float
    min_name_confidence: float
    spans: Spans
    selection: Selection


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    help="How to write. [default: table on a terminal, jsonl elsewhere]",
)
@click.option(
    "--per",
    type=click.Choice(["claim", "document"]),
    default="claim",
    show_default=True,
    help="One JSON line a claim, or one a document, failed ones included.",
)
@output_options
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

    PATH is a text file, a folder of *.txt files, or JSON lines (.jsonl), packed with gzip,
    bzip2 or xz or not; "-", or nothing, is standard input.
    """
    paths: tuple[str, ...] = given["paths"]
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        click.echo(ctx.get_help())
        return
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    options = read_options(given)
    sources = find_sources(paths or (STDIN,), input_format=options.input_format)
    if options.doc_id is not None and (len(sources) > 1 or holds_many(sources[0], options)):
        raise click.UsageError("--doc-id names one text, but there may be more", ctx)
    output = _output(given)
    if output.path is not None:
        refuse_output(output.path, force=given["force"])
    failures = _extract(sources, options, output, given["model"], reporter)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _output(given: dict[str, Any]) -> _Output:
    path = output_path(given)
    return _Output(
        path,
        output_format(given, path),
        given["per"],
        given["min_confidence"],
        given["min_name_confidence"],
        given["spans"],
        read_selection(given),
    )


def _extract(
    sources: list[Source],
    options: ReadOptions,
    output: _Output,
    model: str | None,
    reporter: Reporter,
) -> int:
    """Do it, and say how many documents failed."""
    # Only now is it known that there is work to do, which needs spaCy and the model.
    from claimx.pipeline.load import load
    from claimx.run import extract_stream

    nlp = load(model)
    reporter.detail(f"model {nlp.meta.get('name')} {nlp.meta.get('version')}")
    lines = any(holds_many(source, options) for source in sources)
    many = lines or len(sources) > 1
    total = None if lines else len(sources)
    with open_output(output.path) as stream:
        free_terminal = output.path is not None or not is_terminal(sys.stdout)
        writer = create_writer(output.format, stream, per=output.per, many=many)
        with reporter.progress(total, shown=many and free_terminal) as advance:
            documents = read(sources, options)
            failures = 0
            for item in extract_stream(nlp, _warned(documents, reporter), spans=output.spans):
                failures += _write(item, writer, output, reporter)
                advance()
    return failures


def _warned(
    documents: Iterable[Document | Failure], reporter: Reporter
) -> Iterable[Document | Failure]:
    for document in documents:
        if isinstance(document, Document) and plainly_not_english(document.text):
            reporter.warning(f"{document.id}: does not look like English")
        yield document


def _write(item: Result | Failure, writer: Writer, output: _Output, reporter: Reporter) -> int:
    if isinstance(item, Failure):
        reporter.error(item.message)
        writer.write(item)
        return 1
    sure = confident(item, output.min_confidence, names=output.min_name_confidence)
    kept = select(sure, output.selection)
    writer.write(kept)
    for line in explain(kept):
        reporter.detail(line)
    reporter.detail(f"{item.document.id}: {len(kept)} claims")
    return 0
