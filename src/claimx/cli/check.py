"""``claimx check``: what is wrong with a corpus of texts or of claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from claimx.check.findings import Level
from claimx.check.outputs import OUTPUTS, write_report
from claimx.cli._console import Reporter
from claimx.cli._inputs import nothing_given
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    model_option,
    output_options,
    output_path,
    reading_options,
    reporting_options,
)
from claimx.cli._output import open_output, refuse_output
from claimx.errors import ExitCode, InputError
from claimx.readers import holds_many

if TYPE_CHECKING:
    from claimx.cli._check import Checking, Work

EPILOG = """\b
Examples:
  claimx check archive/
  claimx check claims.jsonl --texts archive/ --format sarif -o claimx.sarif
  claimx check archive/ --write-baseline known.json
  claimx check archive/ --baseline known.json --fail-level error
  claimx check article.txt --sources transcripts/ --select CX208
  claimx check --explain CX201

\b
Exit codes: 0 nothing found that fails, 1 something found, 2 could not run,
or there was no document, 3 nothing found that fails, but some documents
could not be read or processed.
"""
_PATH = click.Path(path_type=Path, exists=True)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _codes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes may be given one by one, or several with commas between them."""
    return tuple(code.strip() for item in given for code in item.split(",") if code.strip())


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the texts of claims are. [default: beside the claims, and the current folder]",
)
@click.option(
    "--config",
    type=_FILE,
    help="Settings. [default: the nearest claimx.toml, or pyproject.toml with [tool.claimx]]",
)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Only rules whose codes begin so, such as CX2,CX101; in place of the config's.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Not these; of two that a code begins with, the longer decides.",
)
@click.option(
    "--fail-level",
    type=click.Choice(get_args(Level)),
    help="The least level that makes the exit code 1. [default: warning]",
)
@click.option(
    "--format",
    type=click.Choice(list(OUTPUTS)),
    help="How to write. [default: by the suffix of --output, else text]",
)
@click.option("--expect", metavar="GOLD", type=_PATH, help="Claims that there should be.")
@click.option(
    "--sources",
    metavar="PATH",
    multiple=True,
    help="Transcripts and statements that quotations are compared with; may be repeated.",
)
@click.option("--baseline", type=_FILE, help="Leave out findings that this file knows.")
@click.option(
    "--write-baseline",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all findings to this file, as known ones; none of them fails.",
)
@click.option("--rules", is_flag=True, help="List the rules and exit.")
@click.option("--explain", metavar="CODE", help="Explain a rule and exit.")
@click.option(
    "--config-schema", is_flag=True, help="Print the JSON Schema of claimx.toml and exit."
)
@output_options
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes read texts.",
)
@model_option
@reading_options
@reporting_options
@click.pass_context
def check(ctx: click.Context, /, **given: Any) -> None:
    """Find what is wrong with texts and their claims, rule by rule.

    PATH is what extract takes, or lines that extract has written, whose texts are looked for by
    their ids; "-", or nothing, is standard input. Suggestions are shown and do not fail.
    """
    if _tells(given):
        return
    if nothing_given(given):
        click.echo(ctx.get_help())
        return
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    output = output_path(given)
    if output is not None:
        refuse_output(output, force=given["force"])
    if given["write_baseline"] is not None:
        refuse_output(given["write_baseline"], force=True)
    from claimx.cli._check_given import work_of

    ctx.exit(_checked(work_of(ctx, given, reporter), given, output, reporter))


def _tells(given: dict[str, Any]) -> bool:
    """Print what is asked about the rules themselves, if anything is."""
    if given["config_schema"]:
        from claimx.check.config_schema import config_schema

        click.echo(json.dumps(config_schema(), indent=2, ensure_ascii=False))
    elif given["explain"] is not None:
        click.echo(_explanation(given["explain"]), nl=False)
    elif given["rules"]:
        from claimx.check.rules import RULES

        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.level:<10}  {rule.name:<26}  {rule.message}")
    else:
        return False
    return True


def _explanation(code: str) -> str:
    from claimx.check.rules import RULES
    from claimx.check.tables import nearest

    rule = RULES.get(code.upper())
    if rule is None:
        raise InputError(
            f"there is no rule “{code}”", where="--explain", mend=nearest(code.upper(), RULES)
        )
    return rule.explanation


def _checked(
    work: Work, given: dict[str, Any], output: Path | None, reporter: Reporter
) -> ExitCode:
    from claimx.cli._check import Checking
    from claimx.cli._check_given import format_of

    checking = Checking(work, reporter)
    lines = any(holds_many(source, work.job.reading) for source in work.sources)
    total = None if lines else len(work.sources)
    with reporter.progress(total, shown=lines or len(work.sources) > 1) as progress:
        report = checking.run(progress)
    if not report.documents:
        raise InputError("there was no document to check", where=work.sources[0].name)
    with open_output(output) as stream:
        write_report(format_of(given), report, stream)
    _tell(checking, work, reporter)
    if given["write_baseline"] is not None:
        _write_baseline(checking, given["write_baseline"], reporter)
    elif checking.outcome.fails(work.config):
        return ExitCode.FINDINGS
    return ExitCode.SOME_FAILED if checking.outcome.failures else ExitCode.OK


def _tell(checking: Checking, work: Work, reporter: Reporter) -> None:
    without = checking.seen.without_text
    if without:
        reporter.warning(
            f"the texts of {without:,} documents were not found, so rules about texts are left "
            "out for them: name their folder with --texts"
        )
    if work.baseline is None:
        return
    docs = {*checking.seen.docs, ""}
    for known in work.baseline.stale(docs, checking.codes()):
        place = f"{known.doc}: " if known.doc else ""
        reporter.warning(f"{place}{known.code} of the baseline is no longer found")


def _write_baseline(checking: Checking, path: Path, reporter: Reporter) -> None:
    from claimx.check.baseline import Baseline

    findings = [*checking.outcome.found, *checking.outcome.known]
    with open_output(path) as stream:
        stream.write(Baseline.of(findings, checking.seen.counts).dump())
    reporter.note(f"{path}: {len(findings):,} findings are known from now on")
