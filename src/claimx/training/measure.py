"""How good a model is on the development sets: ``python -m claimx.training.measure``.

Syntax is measured on EWT dev and GUM dev together, with the treebanks' own words and
sentences and from raw text; entities on Universal NER's EWT dev with its words and its
sentences, each a line of its own, MISC left out, which it does not have; attribution on
PolNeAR dev by the whole pipeline, with the spans cut as its annotators cut them, against the
first annotator of each text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
import numpy as np
from conllu import TokenList
from spacy.language import Language

from claimx.errors import ClaimxError
from claimx.evaluation import GoldDocument, Ratio, Scores, evaluate_documents, read_gold
from claimx.evaluation.conll import MEASURES, compare
from claimx.evaluation.tally import Hits
from claimx.pipeline.encoder import Encoder, core_scores
from claimx.pipeline.entities import entity_spans
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.model_files import EMBEDDED
from claimx.pipeline.syntax import Syntax
from claimx.pipeline.words import ModelWords
from claimx.records import Document
from claimx.run import extract
from claimx.training.examples import ENTITY_LABELS, IGNORED, Example, labelled_spans
from claimx.training.parses import gold_analysis, parse_raw, parse_words, raw_text
from claimx.training.treebank import read_entities, read_treebank, treebank_example

ENTITIES = ("PER", "LOC", "ORG")
_GIVEN = frozenset({"words", "sentences"})
TITLES = {
    "gold_words": "EWT and GUM dev, gold words and sentences",
    "raw_text": "EWT and GUM dev, raw text",
    "entities": "UNER EWT dev, gold words and sentences",
    "attribution": "PolNeAR dev, whole pipeline",
}
_ROLES = ("source", "cue", "content", "linked")


@dataclass(slots=True)
class Measured:
    """Summed counts of syntax and entities, and the scores of attribution."""

    gold_words: dict[str, Hits] = field(default_factory=lambda: _no_hits(MEASURES))
    raw_text: dict[str, Hits] = field(default_factory=lambda: _no_hits(MEASURES))
    entities: dict[str, Hits] = field(default_factory=lambda: _no_hits(ENTITIES))
    attribution: Scores | None = None

    def to_dict(self) -> dict[str, dict[str, float]]:
        """F1 in per cent of every measure; with gold words it is the accuracy."""
        entities = {"all": sum(self.entities.values(), Hits()), **self.entities}
        given = {name: hits for name, hits in self.gold_words.items() if name not in _GIVEN}
        found = {
            "gold_words": _f1(given),
            "raw_text": _f1(self.raw_text),
            "entities": _f1(entities),
        }
        if self.attribution is not None:
            found["attribution"] = _attribution_f1(self.attribution)
        return found


def measure(data: Path, model: Path | None = None, *, limit: int | None = None) -> Measured:
    """Measure a model on the development sets.

    Args:
        data: the folder of the training data.
        model: a folder with weights; None is the embedded model.
        limit: how many documents of each set at most; None is all.

    Raises:
        ModelError: a file of the model is missing.
        ProcessingError: the pipeline failed on a text.
    """
    nlp = embedded_pipeline(model)
    measured = Measured()
    entities = read_entities(data / "ner/uner-ewt/dev.iob2")
    for name, sentences in islice(read_treebank(data / "ud/ud-ewt-dev.conllu.gz"), limit):
        example = treebank_example(name, sentences, entities=entities)
        _measure_document(nlp, example, sentences, measured)
    for name, sentences in islice(read_treebank(data / "ud/ud-gum-dev.conllu.gz"), limit):
        _measure_document(nlp, treebank_example(name, sentences), sentences, measured)
    texts = islice(read_gold(data / "attribution/polnear/data/dev"), limit)
    measured.attribution = attribution_scores(nlp, list(texts))
    return measured


def attribution_scores(nlp: Language, documents: list[GoldDocument]) -> Scores:
    """What the pipeline's output, its spans cut PolNeAR's way, scores on ``documents``."""
    results = (extract(nlp, Document(item.text, item.name), spans="polnear") for item in documents)
    claims = (claim.to_dict() for claim in chain.from_iterable(results))
    return evaluate_documents(documents, claims)


def as_lines(example: Example) -> ModelWords:
    """The words of a treebank's document, each sentence a line of its own."""
    assert example.sent_starts is not None
    return ModelWords(example.words, np.arange(len(example.words)), example.sent_starts)


def entity_hits(example: Example, encoder: Encoder) -> dict[str, Hits]:
    """The hits of each entity type, where the data set says what is one."""
    assert example.entities is not None
    assert example.sent_starts is not None
    scores = core_scores(list(encoder.scores(as_lines(example))), "entity")
    known = example.entities != IGNORED
    gold = set(labelled_spans(example.entities, ENTITY_LABELS))
    found = entity_spans(example.words, scores, ENTITY_LABELS, example.sent_starts)
    predicted = {span for span in found if known[span[0] : span[1]].all()}
    return {name: _span_hits(gold, predicted, name) for name in ENTITIES}


def _measure_document(
    nlp: Language, example: Example, sentences: list[TokenList], measured: Measured
) -> None:
    gold = gold_analysis(sentences)
    words = ModelWords(example.words, np.arange(len(example.words)), example.breaks)
    encoder, syntax = nlp.get_pipe("claimx_encoder"), nlp.get_pipe("claimx_syntax")
    assert isinstance(encoder, Encoder)
    assert isinstance(syntax, Syntax)
    windows = list(encoder.scores(words))
    given = parse_words(syntax, windows, gold)
    _add(measured.gold_words, compare(gold, given))
    _add(measured.raw_text, compare(gold, parse_raw(nlp, raw_text(sentences))))
    if example.entities is not None:
        _add(measured.entities, entity_hits(example, encoder))


def _span_hits(
    gold: set[tuple[int, int, str]], predicted: set[tuple[int, int, str]], name: str
) -> Hits:
    ours = {span for span in gold if span[2] == name}
    theirs = {span for span in predicted if span[2] == name}
    right = len(ours & theirs)
    return Hits(len(theirs), right, len(ours), right)


def _no_hits(names: Iterable[str]) -> dict[str, Hits]:
    return {name: Hits() for name in names}


def _add(total: dict[str, Hits], more: dict[str, Hits]) -> None:
    for name, hits in more.items():
        total[name] += hits


def _f1(hits: dict[str, Hits]) -> dict[str, float]:
    return {name: Ratio.of(found).f1 for name, found in hits.items()}


def _attribution_f1(scores: Scores) -> dict[str, float]:
    ratios = (scores.speaker_exact, scores.cue_exact, scores.content_exact, scores.linked)
    return {name: ratio.f1 for name, ratio in zip(_ROLES, ratios, strict=True)}


def record(found: dict[str, dict[str, float]], titles: dict[str, str], path: Path) -> None:
    """Write the scores of each part under its title into ``meta.json``, beside those of others."""
    meta = json.loads(path.read_text(encoding="utf8"))
    meta["scores"] |= {
        titles[part]: {name: round(value, 1) for name, value in scores.items()}
        for part, scores in found.items()
    }
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


def _table(found: dict[str, dict[str, float]]) -> Iterator[str]:
    for part, scores in found.items():
        yield TITLES[part]
        yield from (f"  {name:12}{value:7.2f}" for name, value in scores.items())


_FOLDER: Any = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--model", type=_FOLDER, help="Folder with weights; default the embedded model.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many documents a set.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option(
    "--record", "recorded", is_flag=True, help="Write the scores into the model's meta.json."
)
def main(data: Path, model: Path | None, limit: int | None, as_json: bool, recorded: bool) -> None:
    """Measure a model on the development sets; all scores are F1 in per cent."""
    try:
        found = measure(data, model, limit=limit).to_dict()
    except ClaimxError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    if recorded:
        record(found, TITLES, (model or EMBEDDED) / "meta.json")
    click.echo(json.dumps(found) if as_json else "\n".join(_table(found)))


if __name__ == "__main__":
    main(prog_name="python -m claimx.training.measure")
