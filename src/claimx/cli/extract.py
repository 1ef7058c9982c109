"""``claimx extract``: texts in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import CONTEXT_SETTINGS, known_encoding
from claimx.cli._output import is_terminal, open_output, refuse_output
from claimx.errors import ExitCode
from claimx.formats import FORMATS, Writer, create_writer
from claimx.language import plainly_not_english
from claimx.readers import STDIN, ReadOptions, Source, find_sources, holds_many, read
from claimx.records import Document, Failure, Result
from claimx.schema import Per

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
    spans: Spans


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_",
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
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, which takes its name when all is done.",
)
@click.option("--force", is_flag=True, help="Overwrite the output file.")
@click.option(
    "--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline with claimx components."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out claims below this confidence.",
)
@click.option(
    "--spans",
    type=click.Choice(["guidelines", "polnear"]),
    default="guidelines",
    show_default=True,
    help="How spans are cut: to be read, or as published figures for PolNeAR count them.",
)
@click.option(
    "--input-format",
    type=click.Choice(["auto", "text", "jsonl"]),
    default="auto",
    show_default=True,
    help="What the input is; auto goes by the suffix, on standard input by the first line.",
)
@click.option("--text-field", default="text", show_default=True, help="JSON field of the text.")
@click.option("--id-field", default="id", show_default=True, help="JSON field of the id.")
@click.option("--doc-id", help="Id of the document, where there is one text.")
@click.option(
    "--encoding",
    callback=known_encoding,
    default="utf-8",
    show_default=True,
    help="Of the input; the output is UTF-8.",
)
@click.option(
    "--errors",
    type=click.Choice(["strict", "replace"]),
    default="strict",
    show_default=True,
    help="Refuse a text with bytes that are none, or replace them.",
)
@click.option("-q", "--quiet", is_flag=True, help="No warnings and no progress bar.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was read and found.")
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
    options = _read_options(given)
    sources = find_sources(paths or (STDIN,), input_format=options.input_format)
    if options.doc_id is not None and (len(sources) > 1 or holds_many(sources[0], options)):
        raise click.UsageError("--doc-id names one text, but there may be more", ctx)
    output = _output(given)
    if output.path is not None:
        refuse_output(output.path, force=given["force"])
    failures = _extract(sources, options, output, given["model"], reporter)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)


def _read_options(given: dict[str, Any]) -> ReadOptions:
    return ReadOptions(
        input_format=given["input_format"],
        text_field=given["text_field"],
        id_field=given["id_field"],
        encoding=given["encoding"],
        errors=given["errors"],
        doc_id=given["doc_id"],
    )


def _output(given: dict[str, Any]) -> _Output:
    path = None if given["output"] in (None, Path(STDIN)) else given["output"]
    on_terminal = path is None and is_terminal(sys.stdout)
    name = given["format_"] or ("table" if on_terminal else "jsonl")
    return _Output(path, name, given["per"], given["min_confidence"], given["spans"])


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
    from claimx.run import confident

    if isinstance(item, Failure):
        reporter.error(item.message)
        writer.write(item)
        return 1
    kept = confident(item, output.min_confidence)
    writer.write(kept)
    reporter.detail(f"{item.document.id}: {len(kept)} claims")
    return 0
