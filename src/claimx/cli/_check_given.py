"""What ``claimx check`` is given, read and seen to be sound before work begins."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claimx.check.baseline import Baseline, read_baseline
from claimx.check.config import Config
from claimx.check.config_file import checked_codes, find_config, read_config
from claimx.check.expected import read_expected, refuse_unknown_gates
from claimx.check.outputs import output_of
from claimx.check.rule import Context
from claimx.check.sources import read_sources
from claimx.cli._check import Work
from claimx.cli._console import Reporter, told_before_work
from claimx.cli._inputs import given_sources
from claimx.cli._options import output_path, read_options
from claimx.cli._output import is_terminal
from claimx.job import Job
from claimx.readers import Source, holds_many


def work_of(ctx: click.Context, given: dict[str, Any], reporter: Reporter) -> Work:
    """Everything that the run needs, seen to be sound before work begins.

    Raises:
        click.UsageError: an id for one text, and there may be more.
        ClaimxError: a path is missing, or a file of the command's own is broken.
    """
    options = read_options(given)
    sources = given_sources(ctx, given, options)
    if options.doc_id is not None and (len(sources) > 1 or holds_many(sources[0], options)):
        raise click.UsageError("--doc-id names one text, but there may be more", ctx)
    with told_before_work():
        config = _config(given, reporter)
        baseline = read_baseline(given["baseline"]) if given["baseline"] else None
        context = _context(given, config, baseline, reporter)
    return Work(
        sources=sources,
        folders=_folders(given["texts"], sources),
        job=Job(reading=options, model=given["model"]),
        jobs=given["jobs"],
        config=config,
        context=context,
        baseline=baseline,
        keep_texts=_is_shown(given),
    )


def _config(given: dict[str, Any], reporter: Reporter) -> Config:
    path: Path | None = given["config"] or find_config(Path.cwd())
    config = Config() if path is None else read_config(path)
    if path is not None:
        reporter.detail(f"settings of {path}")
    if given["select"]:
        config = replace(config, select=checked_codes(given["select"], "--select"))
    if given["ignore"]:
        config = replace(config, ignore=checked_codes(given["ignore"], "--ignore"))
    if given["fail_level"]:
        config = replace(config, fail_level=given["fail_level"])
    return config


def _context(
    given: dict[str, Any], config: Config, baseline: Baseline | None, reporter: Reporter
) -> Context:
    expected = None
    if given["expect"] is not None:
        expected = read_expected(given["expect"], texts=given["texts"])
        refuse_unknown_gates(config.gates, expected, str(config.file or "--config"))
    elif config.gates:
        reporter.warning("there are gates, but no scores without --expect")
    counts = None if baseline is None else baseline.counts
    sources = read_sources(given["sources"], read_options(given)) if given["sources"] else None
    return Context(expected, config.gates, counts, sources)


def _folders(texts: Path | None, sources: list[Source]) -> list[Path]:
    if texts is not None:
        return [texts]
    beside = [source.path.parent for source in sources if source.path is not None]
    return list(dict.fromkeys([*beside, Path()]))


def _is_shown(given: dict[str, Any]) -> bool:
    """Whether the output shows words in their lines."""
    return output_path(given) is None and format_of(given) == "text" and is_terminal(sys.stdout)


def format_of(given: dict[str, Any]) -> str:
    """The output asked for; else by the suffix of the file, else text."""
    name: str | None = given["format"]
    return name or output_of(given["output"] or "") or "text"
