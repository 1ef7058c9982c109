"""``claimx status``: how far a run into a folder is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from claimx.cli._options import CONTEXT_SETTINGS
from claimx.cli._output import open_output
from claimx.cli._pace import duration


@click.command(context_settings=CONTEXT_SETTINGS)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def status(folder: Path, **given: Any) -> None:
    """Say how far a run into FOLDER is: done, failed, missing, documents a second, time left.

    Whoever does it, and wherever: it looks into the folder that `claimx extract --output` got.
    """
    from claimx.batch.status import read_status

    found = read_status(folder)
    with open_output(None) as stream:
        if given["format"] == "json":
            stream.write(json.dumps(found.to_dict()) + "\n")
            return
        rows = {
            "documents": f"{found.documents:,}",
            "done": f"{found.done.documents:,}",
            "failed": f"{found.done.failures:,}",
            "missing": f"{found.missing:,}",
            "claims": f"{found.done.claims:,}",
            "shards": f"{found.shards_done:,} of {found.shards:,}, {found.shards_running} running",
        }
        if found.documents_a_second is not None:
            rows["documents/s"] = f"{found.documents_a_second:,.2f}"
        if found.missing and found.seconds_left is not None:
            rows["time left"] = duration(found.seconds_left)
        for name, value in rows.items():
            stream.write(f"{name:12} {value}\n")
