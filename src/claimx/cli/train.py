"""``claimx train``: the embedded model, built anew from public data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from claimx.cli._options import CONTEXT_SETTINGS
from claimx.errors import ModelError

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings=CONTEXT_SETTINGS)
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--base", type=_FOLDER, required=True, help="Folder with the encoder to start from.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the model and its checkpoint, from which a second run goes on.",
)
@click.option(
    "--from",
    "start",
    type=_FOLDER,
    help="Folder of a model to keep; only its upper layers are trained anew.",
)
@click.option(
    "--only",
    "part",
    type=click.Choice(["attribution", "antecedents", "factuality"]),
    help="With --from: the upper layers for this alone.",
)
@click.option("--seed", type=int, help="Another seed than the published model's.")
@click.pass_context
def train(ctx: click.Context, /, **given: Any) -> None:
    """Build the embedded model from public data; needs the extra claimx[train]."""
    if given["part"] is not None and given["start"] is None:
        raise click.UsageError("--only goes with --from, which names the model to keep", ctx)
    try:
        from claimx.training.loop import Settings
        from claimx.training.train import train as run_training
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.partition(".")[0] == "claimx":
            raise
        raise ModelError(
            f"training needs {error.name}, which is not installed",
            mend="pip install 'claimx[train]'",
        ) from None
    seed = given["seed"]
    run_training(
        given["data"],
        given["base"],
        given["out"],
        settings=Settings() if seed is None else Settings(seed=seed),
        start=given["start"],
        part=given["part"],
    )
