"""Whom pronouns mean, measured: ``python -m claimx.training.measure_pronouns``.

GAP's validation set twice: with its two names given, of which the pronoun means one or neither,
as its authors score it (Webster et al. 2018), and with the names that the pipeline itself finds
in the text. Then the pronouns of GUM's dev documents against its coreference: all of the third
person that mean somebody with a name, and those that claimx takes for the speaker of a claim.
Right is a name that stands in a mention of the same cluster; where the text names nobody,
whatever name is given is wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import click
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claimx.errors import ClaimxError
from claimx.evaluation import Ratio
from claimx.evaluation.tally import Hits
from claimx.pipeline.antecedents import Antecedents, keep_shared, take_shared
from claimx.pipeline.encoder import Encoder
from claimx.pipeline.layers import TokenRange, get_attributions
from claimx.pipeline.load import embedded_pipeline
from claimx.pipeline.model_files import EMBEDDED
from claimx.pipeline.speakers import Speakers
from claimx.pipeline.speakers.confidence import name_confidence
from claimx.pipeline.speakers.resolve import Resolver
from claimx.pipeline.words import model_words
from claimx.training.coreference import ClusteredText, GapText, Mention, read_gap, read_gum
from claimx.training.measure import record

PARTS = {
    "gap_names": "GAP validation, the two names given",
    "gap_text": "GAP validation, names as found",
    "gum_pronouns": "GUM dev, pronouns of the third person",
    "gum_speakers": "GUM dev, pronouns that speak",
}
#: What ``--min-name-confidence`` leaves of GAP's names as found.
LIMITS = {f"gap_text_{limit}": limit for limit in (0.6, 0.7, 0.8, 0.9)}
PARTS |= {name: f"GAP validation, names of {limit} and surer" for name, limit in LIMITS.items()}


@dataclass(slots=True)
class Reading:
    """One text as the pipeline reads it, with what the model says of every word."""

    doc: Doc
    antecedents: Antecedents | None
    resolver: Resolver = field(init=False)

    def __post_init__(self) -> None:
        self.resolver = Resolver(self.doc, get_attributions(self.doc), self.antecedents)
        self.resolver.speakers()

    def speaks(self, word: int) -> bool:
        """Whether a word is the whole source of a claim."""
        return any(item.source == (word, word + 1) for item in self.resolver.items)

    def name_of(self, word: int) -> TokenRange | None:
        """Where the name stands that the pronoun at a word is given, in words."""
        referent = self.resolver.meaning(word)
        if referent is None or referent.name is None:
            return None
        return self.resolver.named_at(referent)

    def mentions_of(self, name: Mention, before: int) -> list[TokenRange]:
        """A name's place, and those before a word where the same somebody is named."""
        registry = self.resolver.registry
        found = [registry.names[i] for i in range(name.start, name.end) if i in registry.names]
        entity = registry.entity(found[-1]) if found else None
        others = entity.mentions if entity is not None else []
        return [
            (name.start, name.end),
            *(
                (item.start, item.end)
                for item in others
                if item.end <= before and (item.end <= name.start or name.end <= item.start)
            ),
        ]

    def is_name(self, mention: Mention) -> bool:
        """Whether the head of a mention is a proper noun."""
        layout = self.resolver.layout
        first, last = layout.index[mention.start], layout.index[mention.end - 1]
        return self.doc[first : last + 1].root.pos_ == "PROPN"


@dataclass(slots=True)
class Measured:
    """The hits of each part; of GUM's pronouns those count as gold whose cluster has a name."""

    hits: dict[str, Hits] = field(default_factory=lambda: {name: Hits() for name in PARTS})

    def to_dict(self) -> dict[str, dict[str, float]]:
        """How many pronouns, and precision, recall and F1 in per cent, of each part."""
        return {
            name: {
                "gold": hits.gold,
                "predicted": hits.predicted,
                "precision": Ratio.of(hits).precision,
                "recall": Ratio.of(hits).recall,
                "f1": Ratio.of(hits).f1,
            }
            for name, hits in self.hits.items()
        }


def measure(
    data: Path, model: Path | None = None, *, limit: int | None = None, ranked: bool = True
) -> Measured:
    """Measure a model on GAP's validation set and on GUM's dev documents.

    Args:
        data: the folder of the training data.
        model: a folder with weights; None is the embedded model.
        limit: how many texts of each set at most; None is all.
        ranked: whether the model ranks, or salience alone (then of GAP's two names none is taken).

    Raises:
        ModelError: a file of the model is missing.
    """
    nlp = embedded_pipeline(model)
    measured = Measured()
    hits = measured.hits
    for item in islice(read_gap(data / "coref/gap-validation.tsv", nlp), limit):
        asked = [query.pronoun for query in item.asked.queries if ranked]
        reading = read(nlp, item.text, asked)
        hits["gap_names"] += _given_names(item, reading)
        hits["gap_text"] += _found_names(item, reading)
        for name, least in LIMITS.items():
            hits[name] += _found_names(item, reading, least)
    for text in islice(read_gum(data / "ud/ud-gum-dev.conllu.gz"), limit):
        pronouns = list(filter(text.is_pronoun, text.mentions))
        asked = [mention.start for mention in pronouns if ranked]
        reading = read(nlp, as_doc(nlp, text), asked)
        for mention in pronouns:
            found = cluster_hits(text, reading, mention)
            hits["gum_pronouns"] += found
            if reading.speaks(mention.start):
                hits["gum_speakers"] += found
    return measured


def read(nlp: Language, text: str | Doc, pronouns: Iterable[int]) -> Reading:
    """Run ``nlp`` over a text of which the model ranks what some ``pronouns`` (words) mean."""
    encoder, speakers = nlp.get_pipe("claimx_encoder"), nlp.get_pipe("claimx_speakers")
    assert isinstance(encoder, Encoder)
    assert isinstance(speakers, Speakers)
    doc = nlp(text)
    keep_shared(doc, encoder.scores(model_words(doc)), pronouns)
    shared = take_shared(doc)
    return Reading(doc, Antecedents(shared, speakers.files) if shared else None)


def as_doc(nlp: Language, text: ClusteredText) -> Doc:
    """The words of a text as a ``Doc``, with a blank line where a paragraph begins."""
    words: list[str] = []
    spaces: list[bool] = []
    for word, space, opens in zip(text.words, text.spaces, text.breaks, strict=True):
        if opens and words:
            words.append("\n\n")
            spaces.append(False)
        words.append(word)
        spaces.append(space)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _given_names(item: GapText, reading: Reading) -> Hits:
    """Of the two names the likelier one, by all its mentions up to the pronoun, if any."""
    (query,) = item.asked.queries
    if reading.antecedents is None:
        return _hits([False] * len(query.right), query.right)
    scores = [
        np.logaddexp.reduce(reading.antecedents.scores(query.pronoun, places))
        for places in (reading.mentions_of(name, query.pronoun) for name in query.candidates)
    ]
    best = int(np.argmax(scores)) if max(scores) > 0 else None
    return _hits([number == best for number in range(len(scores))], query.right)


def _found_names(item: GapText, reading: Reading, least: float = 0.0) -> Hits:
    """The name that the resolver gives, whose mentions may stand at one of the two names."""
    (query,) = item.asked.queries
    referent = reading.resolver.meaning(query.pronoun)
    sure = referent is not None and name_confidence(referent) >= least
    entity = referent.entity if referent is not None and sure else None
    mentions = entity.mentions if entity is not None else []
    meant = [
        any(name.start < mention.end and mention.start < name.end for name in mentions)
        for mention in query.candidates
    ]
    return _hits(meant, query.right)


def _hits(meant: Iterable[bool], right: Iterable[bool]) -> Hits:
    total = Hits()
    for ours, theirs in zip(meant, right, strict=True):
        both = ours and theirs
        total += Hits(int(ours), int(both), int(theirs), int(both))
    return total


def cluster_hits(text: ClusteredText, reading: Reading, pronoun: Mention) -> Hits:
    """Whether the name that a pronoun is given is one of its cluster."""
    named = any(item.cluster == pronoun.cluster and reading.is_name(item) for item in text.mentions)
    place = reading.name_of(pronoun.start)
    if place is None:
        return Hits(gold=int(named))
    around = [item for item in text.mentions if item.start <= place[0] and place[1] <= item.end]
    smallest = min(around, key=lambda item: item.end - item.start, default=None)
    right = smallest is not None and smallest.cluster == pronoun.cluster
    return Hits(1, int(right), int(named), int(right and named))


def _table(found: dict[str, dict[str, float]]) -> Iterator[str]:
    for part, scores in found.items():
        yield PARTS[part]
        yield from (f"  {name:12}{value:7.1f}" for name, value in scores.items())


_FOLDER: Any = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=_FOLDER, required=True, help="Folder with the published data.")
@click.option("--model", type=_FOLDER, help="Folder with weights; default the embedded model.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many texts a set.")
@click.option("--salience", is_flag=True, help="By salience alone, without the model.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--record", "recorded", is_flag=True, help="Write them into the model's meta.json.")
def main(**given: Any) -> None:
    """Measure whom pronouns mean, on GAP's validation set and on GUM's dev documents."""
    model: Path | None = given["model"]
    try:
        found = measure(
            given["data"], model, limit=given["limit"], ranked=not given["salience"]
        ).to_dict()
    except ClaimxError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    if given["recorded"]:
        record(found, PARTS, (model or EMBEDDED) / "meta.json")
    click.echo(json.dumps(found) if given["as_json"] else "\n".join(_table(found)))


if __name__ == "__main__":
    main(prog_name="python -m claimx.training.measure_pronouns")
