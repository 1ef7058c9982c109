"""A pipeline of a few lines that stands for the model where the model is not what is tested.

It knows one construction, ``Name said/denied …`` in a sentence, and plain pairs of curly
marks; that is enough to send real claims through everything around the model.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.records import Position, Speaker

FACTORY = "claimx_test_said"
CUES = frozenset({"said", "denied"})
TROUBLE = "trouble-in-the-pipeline"
#: What kills the process that reads it, as a document does for which there is no memory.
KILLER = "kill-the-process"
#: What takes a moment, so that there is time to kill somebody.
SLOW = "take-a-moment"
MOMENT = 0.05


@Language.component(FACTORY)
def said(doc: Doc) -> Doc:
    """Attributions for every ``said`` or ``denied`` with a word on either side of it."""
    if TROUBLE in doc.text:
        raise ValueError("the pipeline does not like this text")
    if KILLER in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if SLOW in doc.text:
        time.sleep(MOMENT)
    layers.set_attributions(doc, _attributions(doc))
    doc.spans[layers.QUOTES] = SpanGroup(doc, name=layers.QUOTES, spans=_quotes(doc))
    return doc


def create_nlp() -> Language:
    """The pipeline, with sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(FACTORY)
    nlp.max_length = 1_000_000_000
    return nlp


def install(folder: Path) -> Path:
    """A folder for ``sys.path`` that tells spaCy, in whatever process, of the factory."""
    info = folder / "claimx_test_pipeline-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: claimx-test-pipeline\nVersion: 0\n"
    )
    (info / "entry_points.txt").write_text(f"[spacy_factories]\n{FACTORY} = {__name__}:said\n")
    return folder


def save(folder: Path) -> Path:
    """The pipeline on disk, for ``--model``; the factory is known where this was imported."""
    create_nlp().to_disk(folder)
    return folder


def _attributions(doc: Doc) -> list[Attribution]:
    found = []
    for sentence in doc.sents:
        for token in sentence:
            if token.lower_ not in CUES or token.i == sentence.start:
                continue
            name = doc[token.i - 1]
            if token.i + 1 < sentence.end and name.is_alpha:
                found.append(_attribution(doc, token.i, sentence.end))
    return found


def _attribution(doc: Doc, cue: int, end: int) -> Attribution:
    name = doc[cue - 1]
    denied = doc[cue].lower_ == "denied"
    return Attribution(
        source=(cue - 1, cue),
        cue=(cue, cue + 1),
        contents=[(cue + 1, end)],
        confidence=0.4 if denied else 0.9,
        speaker=Speaker(
            name.text, name.idx, name.idx + len(name), name=name.text, kind="person", via="self"
        ),
        position=Position(act="deny", polarity="negative") if denied else Position(),
        # As the model leaves on what it finds, and layout and syntax do not.
        extra={"chances": []},
    )


def _quotes(doc: Doc) -> list[Span]:
    spans, opened = [], None
    for token in doc:
        if token.text == "“":
            opened = token.i
        elif token.text == "”" and opened is not None:
            spans.append(Span(doc, opened, token.i + 1, label="QUOTE"))
            opened = None
    return spans
