"""``claimx evaluate``: how right claims are, against annotated texts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli._console import Reporter, told_before_work
from claimx.cli._options import CONTEXT_SETTINGS
from claimx.cli._output import open_output, refuse_output
from claimx.cli._startup import load_pipeline
from claimx.errors import ExitCode
from claimx.records import Failure

if TYPE_CHECKING:
    from claimx.evaluation.assessment import Assessment
    from claimx.evaluation.gold import GoldDocument
    from claimx.evaluation.limits import Limit
    from claimx.evaluation.rows import Row

EPILOG = """\b
Examples:
  claimx evaluate gold/
  claimx evaluate gold/ claims.jsonl --by form --errors mistakes.txt
  claimx evaluate polnear/dev --fail-under linked=75 --fail-under cue_exact=74

Exit codes are those of claimx; 1 is a score under --fail-under.
"""
_STDIN = Path("-")


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.argument(
    "predictions",
    metavar="[PRED]",
    required=False,
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
)
@click.option(
    "--format",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print; json has every number.",
)
@click.option(
    "--by",
    type=click.Choice(["form", "document"]),
    multiple=True,
    help="Score direct, indirect and mixed claims, or each document, by themselves too.",
)
@click.option(
    "--bootstrap",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="How often to draw the documents for 95 % intervals; 0 for none.",
)
@click.option(
    "--errors",
    "mistakes",
    type=click.Path(path_type=Path),
    help="Write every miss and false hit to this file, as text to read.",
)
@click.option("--force", is_flag=True, help="Overwrite the file of --errors.")
@click.option(
    "--fail-under",
    "limits",
    metavar="NAME=VALUE",
    multiple=True,
    help="Exit with 1 where a score of the JSON is lower, e.g. linked=75, act.deny=60.",
)
@click.option(
    "--text-dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the texts are that GOLD, lines of claimx, names.",
)
@click.option(
    "--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline with claimx components."
)
@click.option(
    "--spans",
    type=click.Choice(["guidelines", "polnear"]),
    help="How the pipeline cuts spans. [default: as GOLD is cut]",
)
@click.option("-q", "--quiet", is_flag=True, help="No warnings and no progress bar.")
@click.pass_context
def evaluate(ctx: click.Context, /, **given: Any) -> None:
    """Score claims against annotated texts.

    GOLD is a file or a folder: NAME.txt beside NAME.jsonl (ours) or NAME.ann (brat); PolNeAR
    as published; JSON lines of `claimx extract`; Citron's JSON; or BIO lines with tokens and
    labels, whose text is rebuilt. PRED is what `claimx extract` wrote ("-" is standard
    input); without it, the texts of GOLD are read here and now.
    """
    predictions: Path | None = given["predictions"]
    limits = _limits(given["limits"], ctx)
    for option in ("model", "spans"):
        if predictions is not None and given[option] is not None:
            raise click.UsageError(f"--{option} is of no use with PRED", ctx)
    if given["mistakes"] is not None:
        refuse_output(given["mistakes"], force=given["force"])
    reporter = Reporter(quiet=given["quiet"])
    failures = 0
    with told_before_work():
        documents = _gold(given["gold"], given["text_dir"], limits)
        rows = [] if predictions is None else _read(predictions)
    if predictions is None:
        rows, failures = _predict(documents, given["model"], given["spans"], reporter)
    assessment = _assess(documents, rows, given)
    _warn(assessment, reporter)
    _print(assessment, given["format"])
    if given["mistakes"] is not None:
        _write_mistakes(assessment, given["mistakes"])
    low = _report_shortfalls(limits, assessment, reporter)
    if failures:
        ctx.exit(ExitCode.SOME_FAILED)
    if low:
        ctx.exit(ExitCode.FINDINGS)


def _limits(given: tuple[str, ...], ctx: click.Context) -> list[Limit]:
    if not given:
        return []
    from claimx.evaluation.limits import Limit

    try:
        return [Limit.parse(text) for text in given]
    except ValueError as error:
        raise click.BadParameter(
            f"{str(error)!r} is not NAME=VALUE with a value from 0 to 100",
            ctx,
            param_hint="--fail-under",
        ) from None


def _gold(path: Path, texts: Path | None, limits: list[Limit]) -> list[GoldDocument]:
    from claimx.evaluation.readers import read_gold

    documents = read_gold(path, texts=texts)
    if limits:
        from claimx.evaluation.limits import refuse_unknown

        refuse_unknown(limits, documents)
    return documents


def _read(path: Path) -> list[Row]:
    from claimx.evaluation.predictions import parse_predictions, read_predictions

    if path == _STDIN:
        return list(parse_predictions(sys.stdin.buffer.read(), "standard input"))
    return list(read_predictions(path))


def _predict(
    documents: list[GoldDocument], model: str | None, spans: Any, reporter: Reporter
) -> tuple[list[Row], int]:
    """The pipeline's claims, and how many documents failed."""
    from claimx.evaluation.predict import predict

    rows: list[Row] = []
    failures = 0
    nlp = load_pipeline(model)
    with reporter.progress(len(documents), shown=len(documents) > 1) as progress:
        for item in predict(nlp, documents, spans=spans):
            if isinstance(item, Failure):
                reporter.error(item.message)
                failures += 1
            else:
                rows += [claim.to_dict() for claim in item]
            progress.add()
    return rows, failures


def _assess(documents: list[GoldDocument], rows: list[Row], given: dict[str, Any]) -> Assessment:
    from claimx.evaluation.assessment import assess

    untrimmed = given["spans"] != "guidelines"
    return assess(
        documents, rows, by=given["by"], resamples=given["bootstrap"], untrimmed=untrimmed
    )


def _warn(assessment: Assessment, reporter: Reporter) -> None:
    scores = assessment.scores
    if scores.bad_offsets:
        reporter.warning(
            f"{scores.bad_offsets} predicted spans are not what stands at their offsets: "
            "were these texts read?"
        )
    if scores.unknown_documents:
        reporter.warning(f"{scores.unknown_documents} predicted documents have no gold")
    if "form" in assessment.parts and not scores.has_links:
        reporter.warning("BIO gold links no spans, so there are no claims to score by form")


def _print(assessment: Assessment, name: str) -> None:
    with open_output(None) as stream:
        if name == "json":
            json.dump(assessment.to_dict(), stream, ensure_ascii=False)
            stream.write("\n")
            return
        from claimx.evaluation.tables import write_tables

        write_tables(assessment, stream)


def _write_mistakes(assessment: Assessment, path: Path) -> None:
    from claimx.evaluation.mistakes_text import mistakes_text

    with open_output(path) as stream:
        stream.writelines(f"{line}\n" for line in mistakes_text(assessment.comparisons))


def _report_shortfalls(limits: list[Limit], assessment: Assessment, reporter: Reporter) -> bool:
    if not limits:
        return False
    from claimx.evaluation.limits import shortfalls

    found = shortfalls(limits, assessment.scores)
    for shortfall in found:
        reporter.error(str(shortfall))
    return bool(found)
