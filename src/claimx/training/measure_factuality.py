"""Factuality measured on UDS-IH2's dev set: ``python -m claimx.training.measure_factuality``.

The sign of each predicate (so, or not so; labels of 0 are left out), beside what the commonest sign
as the only answer would get. The head is asked for every predicate. The rules of positions are
asked for those that are the main verb of their sentence, which they read as a content of its own:
positive and at least probable is so, all else is not.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claimx.errors import ClaimxError
from claimx.evaluation import Ratio
from claimx.evaluation.tally import Hits
from claimx.pipeline.factuality import Factuality, create_factuality
from claimx.pipeline.layers import SCORES, Attribution
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.model_files import EMBEDDED
from claimx.pipeline.positions import read_position
from claimx.pipeline.positions.forms import forms_of
from claimx.pipeline.words import model_words
from claimx.training.factuality import Sentence, parsed, read_uds, sentences_of
from claimx.training.measure import record

PARTS = {
    "uds_head": "UDS-IH2 dev, sign by the head for factuality",
    "rp_head": "veridicality of natural sentences, dev, the same",
    "mv_head": "MegaVeridicality 2, dev, the same",
    "uds_rules": "UDS-IH2 dev, main verbs, sign by the rules of positions",
}


def measure(data: Path, model: Path | None, *, limit: int | None = None) -> dict[str, Any]:
    """Accuracy, the constant's, F1 of what is not so, and correlation, in per cent."""
    nlp = embedded_pipeline(model)
    head = create_factuality(nlp, "claimx_factuality", None if model is None else str(model))
    uds = read_uds(data / "position/uds-ih2/dev.jsonl")[:limit]
    by_rules = [
        (_by_rules(doc, place), label)
        for sentence in uds
        for doc in [parsed(nlp, sentence)]
        for place, label in sentence.labels.items()
        if doc[place].dep_ == "ROOT"
    ]
    others = {"rp_head": "RP/rp/dev.jsonl", "mv_head": "MV2/mv2-all/dev.jsonl"}
    sets = {"uds_head": uds} | {name: _packed(data, path)[:limit] for name, path in others.items()}
    found = {name: _by_head(nlp, head, sentences) for name, sentences in sets.items()}
    scores, labels = zip(*by_rules, strict=True)
    return {**found, "uds_rules": signs(scores, labels)}


def _packed(data: Path, name: str) -> list[Sentence]:
    """One of the two sets of verbs and their complements, which nothing is trained on."""
    with tarfile.open(data / "position/veridicality.tar.gz") as packed:
        member = packed.extractfile(name)
        assert member is not None
        return sentences_of(member.read().decode("utf8"))


def _by_head(nlp: Language, head: Factuality, sentences: Iterable[Sentence]) -> dict[str, float]:
    labels: list[float] = []
    scores: list[float] = []
    for sentence in sentences:
        if not sentence.labels:
            continue
        doc = parsed(nlp, sentence)
        places = np.array(list(sentence.labels))
        # The model's words are those of the data, but for white space, of which there is none.
        assert len(model_words(doc).words) == len(doc)
        scores += head.scores(doc.user_data[SCORES], places, [doc[int(i)] for i in places]).tolist()
        labels += sentence.labels.values()
    return {**signs(scores, labels), "r": 100 * float(np.corrcoef(scores, labels)[0, 1])}


def _by_rules(doc: Doc, place: int) -> float:
    """1 where the rules read the sentence of a main verb as so, else -1."""
    sentence = doc[place].sent
    item = Attribution(None, None, [(sentence.start, sentence.end)])
    position = read_position(doc, item, [forms_of(token) for token in doc])
    so = position.polarity == "positive" and position.certainty in ("certain", "probable")
    return 1.0 if so else -1.0


def signs(scores: Sequence[float], labels: Sequence[float]) -> dict[str, float]:
    """How often the sign is right, of labels that have one, and F1 of the negative ones."""
    pairs = [(score > 0, label > 0) for score, label in zip(scores, labels, strict=True) if label]
    right = sum(ours == theirs for ours, theirs in pairs)
    positive = sum(theirs for _, theirs in pairs)
    return {
        "sign": 100 * right / len(pairs),
        "constant": 100 * max(positive, len(pairs) - positive) / len(pairs),
        "negative_f1": _negative(pairs).f1,
        "predicates": len(pairs),
    }


def _negative(pairs: Iterable[tuple[bool, bool]]) -> Ratio:
    found = list(pairs)
    both = sum(not ours and not theirs for ours, theirs in found)
    ours = sum(not mine for mine, _ in found)
    theirs = sum(not gold for _, gold in found)
    return Ratio.of(Hits(ours, both, theirs, both))


_FOLDER: Any = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--model", type=_FOLDER, help="Folder with weights; default the embedded model.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many sentences.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option(
    "--record", "recorded", is_flag=True, help="Write the scores into the model's meta.json."
)
def main(data: Path, model: Path | None, limit: int | None, as_json: bool, recorded: bool) -> None:
    """Measure what is so and what is not on the dev set of UDS-IH2; all in per cent."""
    try:
        found = measure(data, model, limit=limit)
    except ClaimxError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    if recorded:
        record(found, PARTS, (model or EMBEDDED) / "meta.json")
    if as_json:
        click.echo(json.dumps(found))
        return
    for part, scores in found.items():
        click.echo(PARTS[part])
        for name, value in scores.items():
            click.echo(f"  {name:12}{value:7.1f}")


if __name__ == "__main__":
    main(prog_name="python -m claimx.training.measure_factuality")
