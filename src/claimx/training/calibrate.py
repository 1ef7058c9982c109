"""Fits the confidence of claims: ``python -m claimx.training.calibrate``.

A logistic regression from the chances of a claim's parts to whether the claim is *linked*
rightly on PolNeAR dev, written into the model's ``tables.npz``. Half of the articles,
every second by name, are kept out of a first fit to say how well it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claimx.evaluation import GoldDocument, read_gold
from claimx.evaluation.calibration import Floats, calibration_error, reliability
from claimx.evaluation.claims import Row, from_prediction
from claimx.evaluation.matching import on_tokens, pair_claims
from claimx.evaluation.tokens import Tokens
from claimx.pipeline.attribution import Attributor
from claimx.pipeline.layers import Attribution, TokenRange, get_attributions
from claimx.pipeline.load import embedded_pipeline

_RIDGE = 1.0


def samples(nlp: Language, documents: list[GoldDocument]) -> Iterator[tuple[list[float], bool]]:
    """The chances of every claim that the pipeline finds with a cue, and whether it is right."""
    for document in documents:
        doc = nlp(document.text)
        tokens = Tokens(document.text)
        items = [
            item
            for item in get_attributions(doc)
            if "chances" in item.extra and item.within is None
        ]
        ours = [on_tokens(from_prediction(_row(doc, item)), tokens) for item in items]
        gold = [on_tokens(claim, tokens) for claim in document.claims]
        right = {
            id(pair.predicted)
            for pair in pair_claims(gold, ours, tokens)
            if pair.same_content and pair.same_speaker
        }
        for item, claim in zip(items, ours, strict=True):
            yield item.extra["chances"], id(claim) in right


def fit(features: Floats, right: Floats) -> Floats:
    """Weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = _RIDGE * np.eye(len(weights))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (right - chance) - ridge @ weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _row(doc: Doc, item: Attribution) -> Row:
    def span(bounds: TokenRange | None) -> Row | None:
        if bounds is None:
            return None
        found = doc[bounds[0] : bounds[1]]
        return {"text": found.text, "start": found.start_char, "end": found.end_char}

    contents = [span(bounds) for bounds in item.contents]
    return {"speaker": span(item.source), "cue": span(item.cue), "content": {"spans": contents}}


def _arrays(rows: list[tuple[list[float], bool]]) -> tuple[Floats, Floats]:
    features, right = zip(*rows, strict=True)
    return np.array(features, dtype=np.float64), np.array(right, dtype=np.float64)


_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--model", type=_FOLDER, required=True, help="Folder with the model's files.")
def main(data: Path, model: Path) -> None:
    """Fit the confidence of claims on PolNeAR dev and write it into the model."""
    nlp = embedded_pipeline(model)
    attributor = nlp.get_pipe("claimx_attribution")
    assert isinstance(attributor, Attributor)
    attributor.thresholds = replace(attributor.thresholds, confidence=0.0)
    documents = read_gold(data / "attribution/polnear/data/dev")
    first = _arrays(list(samples(nlp, documents[0::2])))
    second = _arrays(list(samples(nlp, documents[1::2])))
    weights = fit(*first)
    chance = 1 / (1 + np.exp(-second[0] @ weights))
    for sure, share, count in reliability(chance, second[1]):
        click.echo(f"confidence {sure:.2f}: {share:.2f} right of {count}")
    error = 100 * calibration_error(chance, second[1])
    click.echo(f"expected calibration error on the half kept out: {error:.1f} points")
    both = [np.concatenate(parts) for parts in zip(first, second, strict=True)]
    with np.load(model / "tables.npz") as arrays:
        tables = {name: arrays[name] for name in arrays.files}
    tables["confidence"] = fit(both[0], both[1]).astype(np.float32)
    np.savez(model / "tables.npz", **tables)


if __name__ == "__main__":
    main(prog_name="python -m claimx.training.calibrate")
