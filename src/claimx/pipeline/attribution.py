"""Source, cue and content, and which belongs to which, onto a ``Doc``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claimx.pipeline.adverbial import add_adverbial
from claimx.pipeline.antecedents import PRONOUNS, keep_shared
from claimx.pipeline.cueless import CuelessFinder
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.features import IntArray
from claimx.pipeline.layers import SCORES, Attribution, TokenRange, set_attributions
from claimx.pipeline.linker import Linker, Thresholds
from claimx.pipeline.model_files import ModelFiles, embedded
from claimx.pipeline.nested import add_nested
from claimx.pipeline.nominal import add_nominal
from claimx.pipeline.prepositional import add_prepositional
from claimx.pipeline.refine import keep, refine
from claimx.pipeline.stand_nouns import add_stand_nouns
from claimx.pipeline.stands import add_stands
from claimx.pipeline.stateless import Stateless
from claimx.pipeline.words import ModelWords, model_words
from claimx.text import QUOTATION_MARKS


class Attributor(Stateless):
    """Writes the attributions of a ``Doc``; needs the encoder's scores, and drops them."""

    def __init__(self, name: str, files: ModelFiles, thresholds: Thresholds) -> None:
        self.name = name
        self.files = files
        self.thresholds = thresholds

    def __call__(self, doc: Doc) -> Doc:
        windows: list[WindowScores] = doc.user_data.pop(SCORES, [])
        linker = Linker(windows, self.files, self.thresholds) if windows else None
        found = linker.attributions() if linker else []
        words = model_words(doc)
        chances = np.zeros(len(doc), dtype=np.float32)
        if linker:
            chances[words.index] = linker.cues
        paragraphs = np.cumsum(words.breaks, dtype=np.int64)
        for item in found:
            drop_far_fragments(item, words.words, paragraphs)
        on_tokens = [_on_tokens(item, words.index) for item in found]
        unsure = {
            number
            for number, item in enumerate(on_tokens)
            if item.confidence < self.thresholds.confidence
        }
        on_tokens = keep(on_tokens, unsure)
        refined = add_adverbial(doc, refine(doc, add_prepositional(doc, on_tokens)))
        refined = add_nominal(doc, add_stands(doc, refined, chances))
        found = CuelessFinder(doc, add_stand_nouns(doc, refined, chances)).attributions()
        attributions = add_nested(doc, found)
        keep_shared(doc, windows, _speaking_pronouns(words, attributions))
        set_attributions(doc, attributions)
        return doc


def _speaking_pronouns(words: ModelWords, attributions: Iterable[Attribution]) -> Iterator[int]:
    """The words that are a pronoun of the third person and the whole source of a claim."""
    for item in attributions:
        if item.source is not None and item.source[1] == item.source[0] + 1:
            place = int(np.searchsorted(words.index, item.source[0]))
            if words.words[place].lower() in PRONOUNS:
                yield place


def drop_far_fragments(item: Attribution, words: list[str], paragraphs: IntArray) -> None:
    """Of several contents of a claim, drop those in other paragraphs that are not quoted.

    A quote may go on over paragraphs; other words that an unquoted content seems to share
    with a cue that far away (a headline's, mostly) are the author's.
    """
    if item.cue is None:
        return
    home = paragraphs[item.cue[0]]
    kept = [
        (start, end)
        for start, end in item.contents
        if paragraphs[start] == home or _is_quoted(words, start)
    ]
    if any(paragraphs[start] == home for start, _ in kept):
        item.contents = kept


def _is_quoted(words: list[str], start: int) -> bool:
    return any(word in QUOTATION_MARKS for word in words[max(start - 1, 0) : start + 1])


def _on_tokens(item: Attribution, index: IntArray) -> Attribution:
    """The same attribution in tokens of the ``Doc`` instead of the model's words."""

    def tokens(span: TokenRange) -> TokenRange:
        return int(index[span[0]]), int(index[span[1] - 1]) + 1

    item.source = tokens(item.source) if item.source else None
    item.cue = tokens(item.cue) if item.cue else None
    item.contents = [tokens(span) for span in item.contents]
    return item


@Language.factory(
    "claimx_attribution",
    assigns=["doc.spans"],
    requires=["doc.tensor"],
    default_config={"path": None, "thresholds": asdict(Thresholds())},
)
def create_attribution(
    nlp: Language,  # noqa: ARG001
    name: str,
    path: str | None,
    thresholds: dict[str, float],
) -> Attributor:
    """Attribution by the embedded model, or by the one in the folder ``path``."""
    files = embedded if path is None else ModelFiles(Path(path))
    return Attributor(name, files.check(), Thresholds(**thresholds))
