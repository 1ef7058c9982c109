"""``python -m claimx.evaluation GOLD_DIR PRED.jsonl``: scores as a table, or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from claimx.errors import ClaimxError
from claimx.evaluation import evaluate, read_predictions
from claimx.evaluation.report import table


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("predictions", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def main(gold: Path, predictions: Path, as_json: bool) -> None:
    """Score the claims in PREDICTIONS against the GOLD folder."""
    try:
        scores = evaluate(gold, read_predictions(predictions))
    except ClaimxError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    if as_json:
        click.echo(json.dumps(scores.to_dict()))
    else:
        click.echo("\n".join(table(scores)))


if __name__ == "__main__":
    main(prog_name="python -m claimx.evaluation")
