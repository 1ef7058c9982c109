"""Lines of ``claimx extract``, read back as results: a claim a line, or a document a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from claimx.errors import DocumentError, LineError
from claimx.readers.json_lines import parse_line
from claimx.readers.options import ReadOptions
from claimx.records import (
    ACTS,
    CERTAINTIES,
    FRAMINGS,
    KINDS,
    POLARITIES,
    SCHEMA,
    STANCES,
    Claim,
    Document,
    Failure,
    Result,
)

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
    known: Result | None = None
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            item = _parsed(where, parse_line(line, options, where))
        except DocumentError as error:
            yield Failure(where, error.code, str(error))
            continue
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


def _parsed(where: str, row: dict[str, Any]) -> Result | Failure:
    if row.get("schema") != SCHEMA:
        raise LineError(
            f"is no line of {SCHEMA}", where=where, mend="write it anew with claimx extract"
        )
    try:
        if "claims" not in row:
            claim = _checked(Claim.from_dict(row))
            return Result(Document("", claim.doc, claim.meta), (claim,))
        if row["error"]:
            return Failure(row["doc"], row["error"]["code"], row["error"]["message"], row["meta"])
        result = Result.from_dict(row)
        return Result(result.document, tuple(map(_checked, result.claims)))
    except (AttributeError, KeyError, TypeError) as error:
        key = f": {error}" if isinstance(error, KeyError) else ""
        raise LineError(
            f"is no whole claim, a key is missing or of the wrong kind{key}",
            where=where,
            mend="claimx schema says what a line holds",
        ) from None


def _checked(claim: Claim) -> Claim:
    """``claim``, of whose values those that are compared and counted are seen to be sound.

    Raises:
        TypeError: one is not.
    """
    speaker, position = claim.speaker, claim.position
    words = (claim.within, speaker.text, speaker.name, speaker.role)
    texts = [span.text for span in claim.content.spans]
    texts += [item.text for item in position.evidence]
    texts += [position.target.text] if position.target else []
    sound = (
        isinstance(claim.doc, str)
        and isinstance(claim.id, str)
        and isinstance(claim.confidence, int | float)
        and isinstance(speaker.confidence, int | float | None)
        and all(isinstance(value, str | None) for value in words)
        and speaker.kind in KINDS
        and position.act in ACTS
        and position.stance in STANCES
        and position.polarity in POLARITIES
        and position.certainty in CERTAINTIES
        and position.framing in FRAMINGS
        and bool(claim.content.spans)
        and all(isinstance(text, str) for text in texts)
    )
    if not sound:
        raise TypeError
    return claim
