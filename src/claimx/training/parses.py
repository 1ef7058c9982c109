"""A treebank's documents, and what the model makes of the same words or of the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from conllu import Token, TokenList
from spacy.language import Language
from spacy.tokens import Doc

from claimx.evaluation.conll import Analysis, Word
from claimx.evaluation.tokens import CharRange
from claimx.pipeline.encoder import WindowScores, core_scores
from claimx.pipeline.syntax import ROOT, Syntax
from claimx.training.treebank import begins_paragraph


def gold_analysis(sentences: Sequence[TokenList]) -> Analysis:
    """The words of a document as its treebank has them, empty nodes left out."""
    words: list[Word] = []
    starts = []
    place = 0
    for sentence in sentences:
        first = len(words)
        starts.append(first)
        for token, span, multiword in _spans(sentence, place):
            head = token["head"]
            words.append(
                Word(
                    form=token["form"],
                    span=span,
                    upos=token["upos"],
                    xpos=token["xpos"],
                    lemma=token["lemma"],
                    head=first + head - 1 if head else len(words),
                    dep=token["deprel"] if head else "root",
                    multiword=multiword,
                )
            )
            place = span[1]
    return Analysis(words, starts)


def raw_text(sentences: Sequence[TokenList]) -> str:
    """The text of a document: sentences a space apart, paragraphs a blank line."""
    parts: list[str] = []
    for sentence in sentences:
        if parts:
            parts.append("\n\n" if begins_paragraph(sentence) else " ")
        parts.append(sentence.metadata["text"])
    return "".join(parts)


def parse_words(syntax: Syntax, windows: Sequence[WindowScores], gold: Analysis) -> Analysis:
    """What ``syntax`` makes of the treebank's own words and sentences.

    A sentence that goes on where another window takes over is cut there, as in any text;
    the heads across the cut count as wrong.
    """
    starts = np.zeros(len(gold.words), dtype=bool)
    starts[np.asarray(gold.starts, dtype=np.int64)] = True
    starts[[window["core"][0] for window in windows]] = True
    heads, deps = syntax.parse(windows, starts)
    tags = core_scores(windows, "tags").astype(np.int64)
    labels = syntax.files.labels
    lemmas = syntax.lemmas([word.form for word in gold.words], tags)
    words = [
        replace(
            word,
            upos=labels["upos"][upos],
            xpos=labels["xpos"][xpos],
            lemma=lemma,
            head=head,
            dep=labels["dep"][dep],
        )
        for word, lemma, (upos, xpos, *_), head, dep in zip(
            gold.words, lemmas, tags.tolist(), heads.tolist(), deps.tolist(), strict=True
        )
    ]
    return Analysis(words, gold.starts)


def parse_raw(nlp: Language, text: str) -> Analysis:
    """What the pipeline makes of a text: its own words and sentences."""
    doc = nlp.make_doc(text)
    for name in ("claimx_encoder", "claimx_syntax"):
        doc = nlp.get_pipe(name)(doc)
    return _doc_analysis(doc)


def _spans(sentence: TokenList, place: int) -> Iterator[tuple[Token, CharRange, bool]]:
    """The words of a sentence with their characters, and whether their token has more words."""
    last_of_token, span = 0, (place, place)
    for token in sentence:
        number = token["id"]
        if isinstance(number, tuple):
            if number[1] == "-":
                last_of_token, span = number[2], _next_span(span, token["form"])
            continue
        multiword = number <= last_of_token
        if not multiword:
            span = _next_span(span, token["form"])
        yield token, span, multiword


def _next_span(before: CharRange, form: str) -> CharRange:
    return before[1], before[1] + len("".join(form.split()))


def _doc_analysis(doc: Doc) -> Analysis:
    visible = np.array([not character.isspace() for character in doc.text], dtype=np.int64)
    place = np.append(0, np.cumsum(visible)).tolist()
    tokens = [token for token in doc if not token.is_space]
    number = {token.i: n for n, token in enumerate(tokens)}
    words = [
        Word(
            form=token.text,
            span=(place[token.idx], place[token.idx + len(token.text)]),
            upos=token.pos_,
            xpos=token.tag_,
            lemma=token.lemma_,
            head=number[token.head.i],
            dep="root" if token.dep_ == ROOT else token.dep_,
        )
        for token in tokens
    ]
    firsts = (next((t.i for t in sentence if not t.is_space), None) for sentence in doc.sents)
    return Analysis(words, [number[i] for i in firsts if i is not None])
