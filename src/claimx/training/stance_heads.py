"""A learned head for stance against the lexicon: ``python -m claimx.training.stance_heads``.

Softmax regressions on the encoder's vectors of content and cue: one learnt from silver, the stances
that the lexicon reads in wire text (PolNeAR train), and one learnt from the gold itself with the
lexicon's reading as features, each text of the gold left out in turn. Both are measured on the
gold's own spans beside the lexicon alone, so that one can see whether a head is worth its place.
MPQA's attitudes on MASC come without the texts that they are offsets of, and are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click
import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import nn

from claimx.errors import ClaimxError
from claimx.evaluation import GoldDocument, read_gold
from claimx.evaluation.claims import ScoredClaim
from claimx.pipeline.layers import Attribution, TokenRange, get_attributions, set_attributions
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.model_files import FloatArray
from claimx.records import ACTS, STANCES, Stance

STEPS = 400
RATE = 0.02
DECAY = 1e-3
FOLDS = 10
#: Chances above which a head is trusted where the lexicon reads no side.
TRUST = (0.6, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Item:
    """One claim: its vectors, what the lexicon reads in it, and the stance that is right."""

    vector: FloatArray
    lexicon: Stance
    features: FloatArray
    right: Stance
    document: str


def items_of(doc: Doc, document: str, right: Sequence[Stance | None]) -> Iterator[Item]:
    """An item for each attribution on ``doc`` whose stance is known."""
    for item, stance in zip(get_attributions(doc), right, strict=True):
        if stance is None or item.position is None or not item.contents:
            continue
        content = [doc.tensor[slice(*span)] for span in item.contents]
        cue = doc.tensor[slice(*item.cue)] if item.cue else np.zeros_like(doc.tensor[:1])
        parts = [np.concatenate(content).mean(0), cue.mean(0)]
        known = [item.position.stance == value for value in STANCES]
        known += [item.position.act == value for value in ACTS]
        known += [item.position.polarity == "negative", item.position.framing == "distancing"]
        features = np.array(known, dtype=np.float32)
        yield Item(np.concatenate(parts), item.position.stance, features, stance, document)


def silver(nlp: Language, folder: Path, limit: int) -> list[Item]:
    """Claims of PolNeAR's texts with the stances that the lexicon reads."""
    found: list[Item] = []
    for path in islice(sorted(folder.glob("*.txt")), limit):
        doc = nlp(path.read_bytes().decode("utf8"))
        stances = [item.position.stance for item in get_attributions(doc) if item.position]
        found += items_of(doc, path.stem, stances)
    return found


def gold(nlp: Language, document: GoldDocument) -> list[Item]:
    """The gold claims of a text, their positions read anew."""
    doc = nlp(document.text)
    claims = [claim for claim in document.claims if claim.contents]
    found = [_attribution(doc, claim) for claim in claims]
    set_attributions(doc, found)
    nlp.get_pipe("claimx_positions")(doc)
    stances = [claim.labels.get("stance") for claim in claims]
    return list(items_of(doc, document.name, stances))  # type: ignore[arg-type]


def _attribution(doc: Doc, claim: ScoredClaim) -> Attribution:
    def tokens(bounds: tuple[int, int] | None) -> TokenRange | None:
        span = doc.char_span(*bounds, alignment_mode="expand") if bounds else None
        return None if span is None else (span.start, span.end)

    contents = [bounds for part in claim.contents if (bounds := tokens(part)) is not None]
    return Attribution(tokens(claim.speaker), tokens(claim.cue), contents)


def fit(inputs: FloatArray, right: Sequence[Stance]) -> nn.Linear:
    """A softmax regression, classes weighed alike."""
    torch.manual_seed(7)
    places = torch.tensor([STANCES.index(stance) for stance in right])
    counts = torch.bincount(places, minlength=len(STANCES)).clamp(min=1)
    weight = len(places) / (len(STANCES) * counts.float())
    head = nn.Linear(inputs.shape[1], len(STANCES))
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    given = torch.from_numpy(inputs)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(head(given), places, weight=weight)
        torch.autograd.backward(loss)
        optimizer.step()
    return head


def chances(head: nn.Linear, inputs: FloatArray) -> FloatArray:
    """The chance (items, stances) of each stance."""
    with torch.no_grad():
        found: FloatArray = head(torch.from_numpy(inputs)).softmax(-1).numpy()
    return found


def macro(given: Sequence[Stance], right: Sequence[Stance]) -> float:
    """The mean F1 of the stances, in per cent."""
    pairs = list(zip(given, right, strict=True))
    scores = []
    for stance in STANCES:
        both = sum(ours == theirs == stance for ours, theirs in pairs)
        either = sum((ours == stance) + (theirs == stance) for ours, theirs in pairs)
        scores.append(200 * both / max(either, 1))
    return sum(scores) / len(scores)


def compare(wire: Sequence[Item], items: Sequence[Item]) -> Iterator[tuple[str, float]]:
    """Each way to read a stance, and how well it does on ``items``."""
    right = [item.right for item in items]
    yield "always the commonest", macro([max(set(right), key=right.count)] * len(right), right)
    lexicon = [item.lexicon for item in items]
    yield "lexicon alone", macro(lexicon, right)
    vectors = np.stack([item.vector for item in items])
    learnt = chances(fit(np.stack([i.vector for i in wire]), [i.right for i in wire]), vectors)
    told = [STANCES[place] for place in learnt.argmax(1)]
    yield "head on vectors, from silver", macro(told, right)
    for limit in TRUST:
        mixed = [
            head if own == "neutral" and sure.max() >= limit else own
            for own, head, sure in zip(lexicon, told, learnt, strict=True)
        ]
        yield (
            f"lexicon, the head where it is neutral and the head {limit} sure",
            macro(mixed, right),
        )
    for name, use in (("lexicon's features", False), ("vectors and lexicon's features", True)):
        yield f"head on {name}, from the other texts of the gold", macro(folds(items, use), right)


def folds(items: Sequence[Item], use_vectors: bool) -> list[Stance]:
    """What heads say that were learnt from the other documents."""
    parts = [[item.features] + ([item.vector] if use_vectors else []) for item in items]
    inputs = np.stack([np.concatenate(part) for part in parts]).astype(np.float32)
    documents = sorted({item.document for item in items})
    fold = {name: number % FOLDS for number, name in enumerate(documents)}
    own = np.array([fold[item.document] for item in items])
    found: list[Stance] = ["neutral"] * len(items)
    for number in range(FOLDS):
        rest = np.flatnonzero(own != number)
        head = fit(inputs[rest], [items[i].right for i in rest.tolist()])
        for place in np.flatnonzero(own == number).tolist():
            said = chances(head, inputs[place : place + 1])[0]
            found[place] = STANCES[int(said.argmax())]
    return found


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--limit", default=250, show_default=True, help="Texts of PolNeAR for silver.")
@click.argument("golds", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(data: Path, limit: int, golds: tuple[Path, ...]) -> None:
    """Measure heads for stance on GOLDS, folders of annotated texts, against the lexicon."""
    nlp = embedded_pipeline()
    texts = data / "attribution/polnear/data/train/text"
    wire = silver(nlp, texts, limit)
    click.echo(f"silver: {len(wire)} claims")
    for path in golds:
        items = [item for document in read_gold(path) for item in gold(nlp, document)]
        click.echo(f"{path.name}: {len(items)} claims, macro F1 of stance on their own spans")
        for name, score in compare(wire, items):
            click.echo(f"  {score:5.1f}  {name}")


if __name__ == "__main__":
    try:
        main()
    except ClaimxError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
