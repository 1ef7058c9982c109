"""``claimx diff``: two sets of claims about the same corpus in, what differs out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from claimx.cli._console import Reporter
from claimx.cli._options import (
    CONTEXT_SETTINGS,
    output_format,
    output_options,
    output_path,
    reporting_options,
)
from claimx.cli._output import open_output, refuse_output
from claimx.conversion import READABLE, converted
from claimx.diff import CONFIDENCE, FIELDS, USUAL_FIELDS, Comparison, compare
from claimx.errors import ExitCode
from claimx.formats.diff import DIFF_FORMATS
from claimx.records import Failure

EPILOG = """\b
Examples:
  claimx diff old.jsonl new.jsonl
  claimx diff --exit-code --field name --field act old/ new.parquet
  claimx diff old.jsonl new.jsonl --format jsonl | jq 'select(.difference == "gone")'
"""


@click.command(context_settings=CONTEXT_SETTINGS, epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--from",
    "source",
    type=click.Choice(READABLE),
    help="What OLD and NEW hold. [default: what their suffixes say]",
)
@click.option(
    "--format",
    type=click.Choice(list(DIFF_FORMATS)),
    help="How to write. [default: table on a terminal, jsonl elsewhere]",
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    type=click.Choice(list(FIELDS)),
    help="Only changes of this field; may be repeated. Claims gone or new are told anyway.",
)
@click.option("--confidence", is_flag=True, help="Changes of the confidence too.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@output_options
@reporting_options
@click.pass_context
def diff(ctx: click.Context, /, **given: Any) -> None:
    """Compare two sets of claims about the same corpus.

    OLD and NEW are what `claimx extract` has written: files of any format that `claimx convert`
    reads, or folders of shards, for instance of two models, or of two editions of the articles.
    Claims are paired by their words, so offsets may differ. A document without claims leaves no
    trace in lines of claims: there, one that lost all of them is only in OLD.
    """
    output = output_path(given)
    if output is not None:
        refuse_output(output, force=given["force"])
    reporter = Reporter(quiet=given["quiet"], verbose=given["verbose"])
    old, new = (converted(given[name], "jsonl", source=given["source"]) for name in ("old", "new"))
    told = _Told(compare(old, new, _fields(given)), reporter)
    with open_output(output) as stream:
        DIFF_FORMATS[output_format(given, output, DIFF_FORMATS)](told, stream)
    reporter.note(told.summary())
    if told.failures:
        ctx.exit(ExitCode.SOME_FAILED)
    if given["exit_code"] and told.differences:
        ctx.exit(ExitCode.FINDINGS)


def _fields(given: dict[str, Any]) -> set[str]:
    asked = set(given["fields"] or USUAL_FIELDS)
    return asked | {CONFIDENCE} if given["confidence"] else asked


class _Told:
    """Hands comparisons on, counts what they hold, and says what failed."""

    def __init__(self, items: Iterable[Comparison | Failure], reporter: Reporter) -> None:
        self._items = items
        self._reporter = reporter
        self._counts: Counter[str] = Counter()
        self._same = 0
        self.failures = 0

    def __iter__(self) -> Iterator[Comparison]:
        for item in self._items:
            if isinstance(item, Failure):
                self._reporter.error(item.message)
                self.failures += 1
                continue
            self._counts.update(found.kind for found in item.differences)
            self._same += item.same
            self._reporter.detail(f"{item.doc}: {len(item.differences)} differences")
            yield item

    @property
    def differences(self) -> int:
        return self._counts.total()

    def summary(self) -> str:
        """``1 gone, 2 new, 3 changed, 40 the same``, and the documents that are in one only."""
        parts = [f"{self._counts[kind]:,} {kind}" for kind in ("gone", "new", "changed")]
        parts.append(f"{self._same:,} the same")
        for kind, side in (("document-gone", "OLD"), ("document-new", "NEW")):
            count = self._counts[kind]
            if count:
                noun = "document" if count == 1 else "documents"
                parts.append(f"{count:,} {noun} only in {side}")
        return ", ".join(parts)
