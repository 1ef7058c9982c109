"""Lines of ``claimx extract``, read back as results: a claim a line, or a document a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from claimx.errors import DocumentError, LineError
from claimx.readers.json_lines import parse_line
from claimx.readers.options import ReadOptions
from claimx.records import (
    ACTS,
    CERTAINTIES,
    FORMS,
    FRAMINGS,
    KINDS,
    POLARITIES,
    SCHEMA,
    STANCES,
    VIAS,
    Claim,
    Document,
    Failure,
    Result,
)
from claimx.verbatim import Words, words_of

_FAMILY = SCHEMA.partition("/")[0] + "/"


def first_line_is_claims(line: bytes, options: ReadOptions) -> bool:
    """Whether ``line`` is one that ``claimx extract`` writes, of whatever version."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        row = parse_line(line, options)
    except DocumentError:
        return False
    return str(row.get("schema")).startswith(_FAMILY)


def read_claims(
    name: str, stream: Iterable[bytes], options: ReadOptions
) -> Iterator[Result | Failure]:
    """A result for each document, its text left out; a broken line is a failure by its place.

    The claims of a document are those of lines that follow one another.
    """
    return joined(_items(name, stream, options))


def joined(items: Iterable[Result | Failure]) -> Iterator[Result | Failure]:
    """Results that follow one another, those of one document as one; failures go before it."""
    known: Result | None = None
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif known is not None and item.document.id == known.document.id:
            known = Result(known.document, known.claims + item.claims)
        else:
            if known is not None:
                yield known
            known = item
    if known is not None:
        yield known


def _items(name: str, stream: Iterable[bytes], options: ReadOptions) -> Iterator[Result | Failure]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            yield result_of(parse_line(line, options, where), where)
        except DocumentError as error:
            yield Failure(where, error.code, str(error))


def result_of(row: Mapping[str, Any], where: str) -> Result | Failure:
    """What an object says that has the keys of a line, called ``where`` in errors.

    Raises:
        LineError: it is of another version, or its claims are not sound.
    """
    if row.get("schema") != SCHEMA:
        raise LineError(
            f"is no line of {SCHEMA}", where=where, mend="write it anew with claimx extract"
        )
    with _refusing_parts(where):
        if "claims" not in row:
            return alone(checked(Claim.from_dict(row)))
        if row["error"]:
            return Failure(row["doc"], row["error"]["code"], row["error"]["message"], row["meta"])
        result = Result.from_dict(row)
        return Result(result.document, tuple(map(checked, result.claims)))


def claim_of(row: Mapping[str, Any], where: str) -> Claim:
    """The claim of an object that has all keys of a claim, called ``where`` in errors.

    Raises:
        LineError: a key is missing, or its value is not sound.
    """
    with _refusing_parts(where):
        return checked(Claim.from_dict(row))


def alone(claim: Claim) -> Result:
    """One claim as the result of its document, of which nothing else is known."""
    return Result(Document("", claim.doc, claim.meta), (claim,))


@contextmanager
def _refusing_parts(where: str) -> Iterator[None]:
    try:
        yield
    except (AttributeError, KeyError, TypeError) as error:
        key = f": {error}" if isinstance(error, KeyError) else ""
        raise LineError(
            f"is no whole claim, a key is missing or of the wrong kind{key}",
            where=where,
            mend="claimx schema says what a line holds",
        ) from None


def checked(claim: Claim) -> Claim:
    """``claim``, whose values are seen to be sound: of their kinds, and of those that there are.

    Raises:
        TypeError: one is not.
    """
    speaker, position = claim.speaker, claim.position
    words = (claim.within, speaker.text, speaker.name, speaker.role)
    sound = (
        isinstance(claim.doc, str)
        and isinstance(claim.id, str)
        and isinstance(claim.meta, Mapping)
        and isinstance(claim.confidence, int | float)
        and isinstance(speaker.confidence, int | float | None)
        and all(isinstance(value, str | None) for value in words)
        and (claim.cue is None or isinstance(claim.cue.lemma, str))
        and claim.form in FORMS
        and speaker.kind in KINDS
        and speaker.via in (*VIAS, None)
        and position.act in ACTS
        and position.stance in STANCES
        and position.polarity in POLARITIES
        and position.certainty in CERTAINTIES
        and position.framing in FRAMINGS
        and bool(claim.content.spans)
        and all(isinstance(value, int | None) for value in (speaker.start, speaker.end))
        and all(isinstance(value, int) for value in claim.sentence)
        and all(map(_is_sound, words_of(claim)))
    )
    if not sound:
        raise TypeError
    return claim


def _is_sound(words: Words) -> bool:
    bounds = (words.start, words.end)
    return isinstance(words.text, str) and all(isinstance(value, int) for value in bounds)
