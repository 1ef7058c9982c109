"""``claimx extract`` into a folder of shards: its options, and what is said of the run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import all_of
from claimx.cli._output import told
from claimx.formats import FORMATS
from claimx.job import Job
from claimx.readers import Source

if TYPE_CHECKING:
    from claimx.batch.run import Run

_SHARE = re.compile(r"(\d+)/(\d+)")
_ONLY_FOLDERS = ("resume", "shard", "shard_size", "compress", "scheduler")


class Share(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """One of N shares, ``I/N``, counted from 1."""

    name = "I/N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Both numbers."""
        found = _SHARE.fullmatch(str(value))
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            self.fail(f"{value!r} is not I/N with I from 1 to N, such as 3/8", param, ctx)
        return int(found[1]), int(found[2])


batch_options = all_of(
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Processes to work with; what is written is the same.",
    ),
    click.option(
        "--failures",
        type=click.Path(path_type=Path),
        help="Write documents that failed to this file, as JSON lines; a folder has its own.",
    ),
    click.option("--resume", is_flag=True, help="Go on with what is in the output folder."),
    click.option(
        "--shard",
        type=Share(),
        help="Do one of N shares of the work in a folder, for job arrays; I from 1 to N.",
    ),
    click.option(
        "--shard-size",
        type=click.IntRange(min=1),
        help="Documents a file in a folder. [default: 10 to 500, by how many there are]",
    ),
    click.option(
        "--compress",
        type=click.Choice(["none", "gz", "bz2", "xz", "zst"]),
        help="How files in a folder are packed. [default: gz for text, none for binary formats]",
    ),
    click.option(
        "--engine",
        type=click.Choice(["local", "dask"]),
        default="local",
        show_default=True,
        help="What places the work of a folder: processes of this machine, or Dask.",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Of a Dask cluster (tcp://…); default one on this machine with --jobs workers.",
    ),
)


def refuse_without_folder(ctx: click.Context, given: dict[str, Any]) -> None:
    """Refuse options that mean something only with a folder.

    Raises:
        click.UsageError: one is given.
    """
    for name in _ONLY_FOLDERS:
        if given[name]:
            option = name.replace("_", "-")
            raise click.UsageError(f"--{option} needs --output FOLDER/", ctx)
    if given["engine"] != "local":
        raise click.UsageError(f"--engine {given['engine']} needs --output FOLDER/", ctx)


def run_into_folder(
    ctx: click.Context,
    sources: list[Source],
    job: Job,
    path: Path,
    given: dict[str, Any],
    reporter: Reporter,
) -> int:
    """Do it, and say how many documents failed.

    Raises:
        click.UsageError: options that do not go together.
        ClaimxError: the folder holds another run, an input has changed, workers cannot be had.
    """
    _refuse_what_does_not_fit(ctx, job, given)
    from claimx.batch.run import Request, Run
    from claimx.batch.run import Share as RunShare

    number, of = given["shard"] or (1, 1)
    with told(path):
        path.mkdir(parents=True, exist_ok=True)
        run = Run(
            Request(
                sources=sources,
                job=job,
                folder=path.resolve(),
                suffix=_suffix(job.format, given["compress"]),
                shard_size=given["shard_size"],
                share=RunShare(number, of),
                resume=given["resume"],
                force=given["force"],
                engine=given["engine"],
                jobs=given["jobs"],
                scheduler=given["scheduler"],
            )
        )
        _watch(run, reporter)
    tally = run.tally
    failed = f", {tally.failures:,} failed ({path / 'failures.jsonl'})" if tally.failures else ""
    reporter.note(f"{tally.documents:,} documents, {tally.claims:,} claims{failed}")
    return tally.failures


def _refuse_what_does_not_fit(ctx: click.Context, job: Job, given: dict[str, Any]) -> None:
    form = FORMATS[job.format]
    if not form.suffix and form.target != "folder":
        raise click.UsageError(f"--format {job.format} is to be read, not kept in a folder", ctx)
    if given["failures"] is not None:
        raise click.UsageError("--failures is failures.jsonl in the output folder", ctx)
    if given["force"] and (given["shard"] or given["resume"]):
        raise click.UsageError("--force begins anew: not with --resume or --shard", ctx)
    if given["scheduler"] and given["engine"] == "local":
        raise click.UsageError("--scheduler needs --engine dask", ctx)
    if form.target == "folder" and given["compress"] not in (None, "none"):
        raise click.UsageError(f"--format {job.format} is not packed", ctx)


def _suffix(name: str, compress: str | None) -> str:
    form = FORMATS[name]
    packing = compress or ("gz" if form.target == "text" else "none")
    return form.suffix if packing == "none" else f"{form.suffix}.{packing}"


def _watch(run: Run, reporter: Reporter) -> None:
    with reporter.progress(run.documents, shown=True, start=run.tally) as progress:
        for report in run.shards(tick=progress.set):
            for level, message in report.said:
                (reporter.error if level == "error" else reporter.warning)(message)
            progress.set(run.tally)
            reporter.detail(f"shard {report.shard}: {report.tally.documents} documents")
