"""Any result, as hypothesis makes it: spans of any text, something or nothing in each field."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from claimx import records
from claimx.formats import FORMATS, create_writer, read_results
from claimx.output import text_in
from claimx.records import (
    Claim,
    Content,
    Cue,
    Document,
    Evidence,
    Failure,
    Position,
    Result,
    Speaker,
    TextSpan,
)

# Words, and everything that breaks texts, lines and formats.
_WORDS = (
    "Smith",
    "said",
    "Müller",
    "😀",
    "[b]",
    " ",
    '"',
    "“",
    "'",
    ",",
    ";",
    "=1",
    "\\",
    "%7",
    "{",
)
_BREAKS = ("\n", "\r\n", "\r", "\t", "\x0b", "\x1c", "\x85", "\u2028", "\x00", "\x1b[", "\ufeff")
# Alone: a high one before a low one is another character to JSON.
_SURROGATE = "\ud800"
WORDS = st.lists(
    st.sampled_from((*_WORDS, *_BREAKS, _SURROGATE)) | st.text(max_size=3), max_size=12
).map("".join)
IDS = st.sampled_from(("a.txt", "news/a.txt", "https://example.org/a b?c=1", "-", "..")) | WORDS
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
META = st.dictionaries(WORDS, st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=2)))
SHARES = st.floats(0, 1)


def _spans(text: str) -> st.SearchStrategy[TextSpan]:
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return bounds.map(lambda it: TextSpan.of(text, min(it), max(*it, min(it) + 1)))


def _speakers(span: st.SearchStrategy[TextSpan]) -> st.SearchStrategy[Speaker]:
    def made(words: TextSpan | None, **fields: Any) -> Speaker:
        place = (words.text, words.start, words.end) if words else (None, None, None)
        return Speaker(*place, **fields)

    return st.builds(
        made,
        st.none() | span,
        name=st.none() | WORDS,
        role=st.none() | WORDS,
        kind=st.sampled_from(records.KINDS),
        via=st.sampled_from((None, *records.VIAS)),
        evidence=st.none() | span,
        confidence=st.none() | SHARES,
    )


def _positions(span: st.SearchStrategy[TextSpan]) -> st.SearchStrategy[Position]:
    evidence = st.builds(
        lambda words, field, rule: Evidence(field, rule, words.text, words.start, words.end),
        span,
        WORDS,
        WORDS,
    )
    return st.builds(
        Position,
        act=st.sampled_from(records.ACTS),
        polarity=st.sampled_from(records.POLARITIES),
        certainty=st.sampled_from(records.CERTAINTIES),
        stance=st.sampled_from(records.STANCES),
        framing=st.sampled_from(records.FRAMINGS),
        target=st.none() | span,
        evidence=st.lists(evidence, max_size=2).map(tuple),
    )


def _claims(document: Document) -> st.SearchStrategy[Claim]:
    span = _spans(document.text)
    cue = st.builds(lambda it, lemma: Cue(it.text, it.start, it.end, lemma), span, WORDS)
    return st.builds(
        Claim,
        doc=st.just(document.id),
        id=WORDS,
        speaker=_speakers(span),
        cue=st.none() | cue,
        content=st.lists(span, min_size=1, max_size=3).map(lambda it: Content(tuple(it))),
        quotes=st.lists(span, max_size=2).map(tuple),
        form=st.sampled_from(records.FORMS),
        position=_positions(span),
        sentence=span.map(lambda it: (it.start, it.end)),
        within=st.none() | WORDS,
        confidence=SHARES,
        meta=st.just(document.meta),
    )


@st.composite
def results(draw: st.DrawFn, *, least: int = 0) -> Result:
    """A document with its claims, ``least`` of them or more."""
    text = draw(WORDS.filter(bool) if least else WORDS)
    document = Document(text, draw(IDS), draw(META))
    if not text:
        return Result(document, ())
    return Result(document, tuple(draw(st.lists(_claims(document), min_size=least, max_size=2))))


def written(name: str, *items: Result | Failure, folder: Path | None = None) -> bytes:
    """What a writer of a format writes to a stream."""
    stream = io.BytesIO()
    if FORMATS[name].target == "text":
        with text_in(stream) as text:
            _write(name, text, items)
    else:
        _write(name, folder or stream, items)
    return stream.getvalue()


def _write(name: str, target: Any, items: Iterable[Result | Failure]) -> None:
    writer = create_writer(name, target)
    for item in items:
        writer.write(item)
    writer.close()


def back(name: str, *items: Result | Failure) -> list[Result | Failure]:
    """What is read of what was written."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        if FORMATS[name].target == "folder":
            written(name, *items, folder=path)
        else:
            path /= f"claims{FORMATS[name].suffix}"
            path.write_bytes(written(name, *items))
        return list(read_results(name, path))


def without_text(result: Result) -> Result:
    """A result as a format gives it back that holds no texts."""
    return Result(Document("", result.document.id, result.document.meta), result.claims)
