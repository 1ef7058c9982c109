"""spaCy's own heads on our encoder's vectors: ``python -m claimx.training.spacy_heads``.

The encoder's vectors stand still; spaCy's tagger, parser and entity recogniser are trained on
them with EWT train and measured on EWT dev, with its words and its sentences, each a line of
its own, as our own heads of the same encoder are. So one can see whether a head in the graph
is worth its place.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import click
import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example as SpacyExample
from spacy.util import minibatch, registry
from thinc.api import Maxout, Model, chain, fix_random_seed, with_array

from claimx.errors import ClaimxError
from claimx.evaluation import Ratio
from claimx.evaluation.conll import Analysis, compare
from claimx.evaluation.tally import Hits, Share
from claimx.pipeline.encoder import Encoder, core_scores
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.syntax import Syntax
from claimx.training.examples import ENTITY_LABELS, Example, labelled_spans
from claimx.training.measure import as_lines, entity_hits
from claimx.training.parses import gold_analysis, parse_words
from claimx.training.treebank import read_entities, read_treebank, treebank_example

WIDTH = 128
BATCH = 16
DROPOUT = 0.2
#: Of our own heads and of spaCy's: what is compared.
MEASURES = ("XPOS", "UAS", "LAS", "entities")
Documents: TypeAlias = list[tuple[Example, Analysis]]


@registry.architectures("claimx.DocTensor.v1")  # type: ignore[untyped-decorator]
def doc_tensor(width: int) -> Model[list[Doc], list[Any]]:
    """``doc.tensor`` as spaCy's token vectors, through one layer of ``width``."""
    read: Model[list[Doc], list[Any]] = Model("doc_tensor", _read_tensors)
    return chain(read, with_array(Maxout(nO=width, normalize=True, dropout=0.0)))


def _read_tensors(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> Any:  # noqa: ARG001
    tensors: list[Any] = [doc.tensor for doc in docs]
    return [model.ops.asarray2f(tensor) for tensor in tensors], lambda _: []


def spacy_pipeline() -> Language:
    """A blank pipeline with spaCy's tagger, parser and entity recogniser on ``doc.tensor``."""
    nlp = spacy.blank("en")
    vectors = {"@architectures": "claimx.DocTensor.v1", "width": WIDTH}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": vectors, "nO": None}
    nlp.add_pipe("tagger", config={"model": tagger})
    for name in ("parser", "ner"):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 128,
            "maxout_pieces": 3,
            "use_upper": True,
            "tok2vec": vectors,
            "nO": None,
        }
        nlp.add_pipe(name, config={"model": model})
    return nlp


def sentences(example: Example, encoder: Encoder, nlp: Language) -> Iterator[SpacyExample]:
    """Each sentence of a treebank's document, with the encoder's vectors and the gold."""
    assert example.sent_starts is not None
    assert example.heads is not None
    assert example.deps is not None
    assert example.entities is not None
    vectors = core_scores(list(encoder.scores(as_lines(example))), "vectors")
    edges = [*np.flatnonzero(example.sent_starts).tolist(), len(example.words)]
    spans = list(labelled_spans(example.entities, ENTITY_LABELS))
    for start, end in pairwise(edges):
        part = slice(start, end)
        read = Doc(nlp.vocab, words=example.words[part])
        read.tensor = vectors[part]  # type: ignore[assignment]  # spaCy's stub says float64
        gold = Doc(
            nlp.vocab,
            words=example.words[part],
            tags=example.tags["xpos"][part],
            heads=(example.heads[part] - start).tolist(),
            deps=["ROOT" if dep == "root" else dep for dep in example.deps[part]],
        )
        gold.ents = [
            Span(gold, first - start, last - start, label=name)
            for first, last, name in spans
            if start <= first and last <= end
        ]
        yield SpacyExample(read, gold)


def fit(nlp: Language, examples: list[SpacyExample], epochs: int, seed: int) -> None:
    """Train every component of ``nlp`` on ``examples``."""
    rng = random.Random(seed)
    fix_random_seed(seed)
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(epochs):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        shown = " ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        click.echo(f"epoch {epoch + 1}: {shown}", err=True)


def spacy_scores(nlp: Language, examples: list[SpacyExample]) -> dict[str, float]:
    """The :data:`MEASURES` of spaCy's heads, punctuation counted, in per cent."""
    tags, heads, labelled = Share(), Share(), Share()
    entities = Hits()
    for example in examples:
        gold, read = example.reference, nlp(example.predicted)
        entities += _entity_hits(gold, read)
        for ours, theirs in zip(read, gold, strict=True):
            head = ours.head.i == theirs.head.i
            tags += Share(ours.tag == theirs.tag, 1)
            heads += Share(head, 1)
            labelled += Share(head and ours.dep == theirs.dep, 1)
    accuracies = [100 * share.right / share.asked for share in (tags, heads, labelled)]
    return dict(zip(MEASURES, (*accuracies, Ratio.of(entities).f1), strict=True))


def _entity_hits(gold: Doc, read: Doc) -> Hits:
    ours, theirs = ({(e.start, e.end, e.label) for e in doc.ents} for doc in (gold, read))
    right = len(ours & theirs)
    return Hits(len(theirs), right, len(ours), right)


def own_scores(ours: Language, documents: Documents) -> dict[str, float]:
    """The :data:`MEASURES` of the heads in the graph, in per cent."""
    encoder, syntax = ours.get_pipe("claimx_encoder"), ours.get_pipe("claimx_syntax")
    assert isinstance(encoder, Encoder)
    assert isinstance(syntax, Syntax)
    hits: dict[str, Hits] = {name: Hits() for name in MEASURES}
    for example, gold in documents:
        found = compare(gold, parse_words(syntax, list(encoder.scores(as_lines(example))), gold))
        for name in ("XPOS", "UAS", "LAS"):
            hits[name] += found[name.lower()]
        hits["entities"] += sum(entity_hits(example, encoder).values(), Hits())
    return {name: Ratio.of(found).f1 for name, found in hits.items()}


def read_documents(data: Path, part: str) -> Documents:
    """The documents of EWT's ``part``, with entities, and as analyses to compare with."""
    entities = read_entities(data / f"ner/uner-ewt/{part}.iob2")
    return [
        (treebank_example(*document, entities=entities), gold_analysis(document[1]))
        for document in read_treebank(data / f"ud/ud-ewt-{part}.conllu.gz")
    ]


_FOLDER: Any = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--model", type=_FOLDER, help="Folder with weights; default the embedded model.")
@click.option("--epochs", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
def main(data: Path, model: Path | None, epochs: int, seed: int) -> None:
    """Compare our heads with spaCy's on the same vectors; all scores are in per cent."""
    try:
        ours = embedded_pipeline(model)
    except ClaimxError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    encoder = ours.get_pipe("claimx_encoder")
    assert isinstance(encoder, Encoder)
    theirs = spacy_pipeline()
    train, dev = (read_documents(data, part) for part in ("train", "dev"))
    read = [
        [item for example, _ in documents for item in sentences(example, encoder, theirs)]
        for documents in (train, dev)
    ]
    fit(theirs, read[0], epochs, seed)
    scores = own_scores(ours, dev), spacy_scores(theirs, read[1])
    click.echo(f"{'':10}{'graph':>8}{'spaCy':>8}")
    for name in MEASURES:
        click.echo(f"{name:10}{scores[0][name]:8.2f}{scores[1][name]:8.2f}")


if __name__ == "__main__":
    main(prog_name="python -m claimx.training.spacy_heads")
