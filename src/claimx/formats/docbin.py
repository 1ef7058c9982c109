"""spaCy's ``DocBin``: each text as a ``Doc`` of blank English, its claims on it.

``doc.spans["claimx"]`` holds a span for each speaker, cue, content fragment and target, its ``id_``
the id of the claim, at the edges of the tokens around it. ``doc.user_data["claimx"]`` is the
document as ``--per document`` writes it: what the claims are to the letter. What msgpack cannot
hold, a lone surrogate or an integer of more than 64 bits, is replaced there; the whole is then
beside it as JSON, with the text, under ``exact``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from claimx.errors import DocumentError, LineError
from claimx.formats._files import opened
from claimx.formats.jsonl import dump_line
from claimx.readers.claims import result_of
from claimx.records import Claim, Document, Failure, Result, TextSpan
from claimx.schema import Per
from claimx.text import without_surrogates
from claimx.verbatim import Words, refuse_other_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

#: Of the group of spans, and of what is kept of the document.
KEY = "claimx"
_EXACT = "exact"
_INTEGERS = range(-(2**63), 2**64)


class DocBinWriter:
    """A ``Doc`` a document; all of them are held until the end, as a ``DocBin`` is one piece.

    Documents that failed are left out.
    """

    def __init__(self, stream: BinaryIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        from spacy.tokens import DocBin

        self._stream = stream
        self._nlp = _blank_english()
        self._docs = DocBin(attrs=(), store_user_data=True)

    def write(self, result: Result | Failure) -> None:
        """Add a document.

        Raises:
            DocumentError: its claims are not about its text.
        """
        if isinstance(result, Result):
            refuse_other_text(result)
            # The words of a text are forgotten with it.
            with self._nlp.memory_zone():
                self._docs.add(self._doc(result))

    def close(self) -> None:
        """Write them all."""
        self._stream.write(self._docs.to_bytes())

    def _doc(self, result: Result) -> Doc:
        doc: Doc = self._nlp.tokenizer(without_surrogates(result.document.text))
        doc.spans[KEY] = [span for claim in result for span in _spans(doc, claim)]
        doc.user_data[KEY] = _kept(result)
        return doc


@lru_cache(maxsize=1)
def _blank_english() -> Language:
    import spacy

    return spacy.blank("en")


def _spans(doc: Doc, claim: Claim) -> Iterator[Span]:
    for label, words in _labelled(claim):
        span = doc.char_span(
            words.start,
            words.end,
            label=label,
            span_id=without_surrogates(claim.id),
            alignment_mode="expand",
        )
        if span is not None:
            yield span


def _labelled(claim: Claim) -> Iterator[tuple[str, Words]]:
    speaker, target = claim.speaker, claim.position.target
    if speaker.text is not None and speaker.start is not None and speaker.end is not None:
        yield "SPEAKER", TextSpan(speaker.text, speaker.start, speaker.end)
    if claim.cue is not None:
        yield "CUE", claim.cue
    for span in claim.content.spans:
        yield "CONTENT", span
    if target is not None:
        yield "TARGET", target


def _kept(result: Result) -> dict[str, Any]:
    whole = {**result.to_dict(), "text": result.document.text}
    try:
        # What JSON holds in 64 bits and UTF-8, msgpack does too.
        row: dict[str, Any] = orjson.loads(orjson.dumps(whole))
    except orjson.JSONEncodeError:
        row = {**_storable(whole), _EXACT: dump_line(whole)}
    del row["text"]  # the Doc has it
    return row


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, Mapping):
        return {_storable(key): _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    return str(value) if isinstance(value, int) and value not in _INTEGERS else value


def read_docbin(path: Path) -> Iterator[Result | Failure]:
    """The results of a file, with their texts; a ``Doc`` that none was kept on is a failure.

    What is read is ``doc.user_data``: to move a span changes nothing.

    Raises:
        DocumentError: the file cannot be read or unpacked, or is no ``DocBin``.
        MissingExtraError: the package to unpack it with is not installed.
    """
    for number, doc in enumerate(_docs(path), start=1):
        where = f"{path}: Doc {number}"
        try:
            yield _result(doc, where)
        except DocumentError as error:
            yield Failure(where, error.code, str(error))


def _docs(path: Path) -> Iterator[Doc]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    with opened(path) as stream:
        data = stream.read()
    try:
        yield from DocBin().from_bytes(data).get_docs(Vocab())
    except Exception as error:
        # Whatever the bytes make of msgpack, numpy or spaCy.
        reason = f"{type(error).__name__}: {error}"
        raise DocumentError(f"is no sound DocBin: {reason}", where=str(path)) from None


def _result(doc: Doc, where: str) -> Result | Failure:
    row = _row(doc, where)
    result = result_of(row, where)
    if isinstance(result, Failure):
        return result
    document = Document(row.get("text", doc.text), result.document.id, result.document.meta)
    return Result(document, result.claims)


def _row(doc: Doc, where: str) -> dict[str, Any]:
    kept: Any = doc.user_data.get(KEY)
    try:
        # msgpack gives tuples for lists; JSON makes lists of both.
        row = json.loads(kept[_EXACT] if _EXACT in kept else orjson.dumps(kept))
    except (TypeError, ValueError):
        row = None
    if not isinstance(row, dict):
        raise LineError(
            f"has no claims in user_data[“{KEY}”]",
            where=where,
            mend="claimx convert --to docbin writes them",
        )
    return row
