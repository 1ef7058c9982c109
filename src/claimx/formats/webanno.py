"""W3C Web Annotation: one page of annotations in JSON-LD, an annotation a claim, each on its line.

The targets are the fragments of the content, by position (code points, end exclusive) and by their
words; the bodies are who says so, as a comment, and where they stand, as tags, for a tool to show.
The claim itself is there under ``claimx``, and is what is read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from claimx.errors import DocumentError, LineError
from claimx.formats._files import opened
from claimx.formats.jsonl import dump_line, shown_on_terminal
from claimx.readers.claims import joined, result_of
from claimx.readers.json_lines import parse_line
from claimx.readers.options import ReadOptions
from claimx.records import Claim, Failure, Result, TextSpan
from claimx.schema import Per
from claimx.text import without_surrogates

# What is under "claimx" is JSON to JSON-LD, and no more.
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"claimx": {"@id": "urn:claimx:claim", "@type": "@json"}},
]
_HEAD = {"@context": _CONTEXT, "id": "urn:claimx:annotations", "type": "AnnotationPage"}
_AROUND = 32
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_RESERVED = ":/?#@!$&'()*+,;=%"


class WebAnnotationWriter:
    """One annotation a claim, as it comes; the page ends with :meth:`close`.

    Documents without claims leave no trace.
    """

    def __init__(self, stream: TextIO, *, per: Per = "claim", many: bool = False) -> None:  # noqa: ARG002
        self._stream = stream
        self._between = "\n"
        self._write(f'{dump_line(_HEAD)[:-1]},"items":[')

    def write(self, result: Result | Failure) -> None:
        if isinstance(result, Result):
            for claim in result.claims:
                self._write(self._between, dump_line(annotation(claim, result.document.text)))
                self._between = ",\n"
        self._stream.flush()

    def close(self) -> None:
        """Write the end of the page."""
        self._write("\n", "]}", "\n")
        self._stream.flush()

    def _write(self, *pieces: str) -> None:
        terminal = self._stream.isatty()
        self._stream.writelines(shown_on_terminal(it) if terminal else it for it in pieces)


def annotation(claim: Claim, text: str = "") -> dict[str, Any]:
    """A claim as an annotation; with the text, the words around each fragment are there too."""
    return {
        "id": f"urn:claimx:claim:{_escaped(claim.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": list(_bodies(claim)),
        "target": [_target(span, claim.doc, text) for span in claim.content.spans],
        "claimx": claim.to_dict(),
    }


def as_iri(doc: str) -> str:
    """A document's id as an IRI: what is a URL stays one, anything else is a relative path."""
    if _SCHEME.match(doc):
        return _NO_ESCAPE.sub("%25", quote(without_surrogates(doc), safe=_RESERVED))
    return _escaped(doc)


def _escaped(name: str) -> str:
    return quote(without_surrogates(name), safe="/")


def _bodies(claim: Claim) -> Iterator[dict[str, str]]:
    speaker, position = claim.speaker, claim.position
    who, role = speaker.name or speaker.text or "", speaker.role or ""
    if role.lower() not in who.lower():
        who = f"{who}, {role}" if who else role
    if who:
        yield _body("commenting", who)
    tags = {
        "form": claim.form,
        "act": position.act,
        "polarity": position.polarity,
        "certainty": position.certainty,
        "stance": position.stance,
        "framing": position.framing,
    }
    for name, value in tags.items():
        yield _body("tagging", f"{name}: {value}")


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(span: TextSpan, doc: str, text: str) -> dict[str, Any]:
    words = {"type": "TextQuoteSelector", "exact": span.text}
    if text[span.start : span.end] == span.text:
        words["prefix"] = text[max(0, span.start - _AROUND) : span.start]
        words["suffix"] = text[span.end : span.end + _AROUND]
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": as_iri(doc), "selector": [place, words]}


def read_webanno(path: Path) -> Iterator[Result | Failure]:
    """The results of a page, without their texts; an annotation that holds no claim is a failure.

    The claims of a document are those of annotations that follow one another. The page is read
    whole. What is read is under ``claimx``: to change a body or a target changes nothing.

    Raises:
        DocumentError: the file cannot be read or unpacked, or is no page of annotations.
        MissingExtraError: the package to unpack it with is not installed.
    """
    return joined(_items(path))


def _items(path: Path) -> Iterator[Result | Failure]:
    with opened(path) as stream:
        page = parse_line(stream.read(), ReadOptions(), str(path))
    found = page.get("items")
    if not isinstance(found, list):
        raise LineError("is no page of annotations: lacks “items”", where=str(path))
    for number, item in enumerate(found, start=1):
        where = f"{path}: annotation {number}"
        claim = item.get("claimx") if isinstance(item, dict) else None
        try:
            yield _result(claim, where)
        except DocumentError as error:
            yield Failure(where, error.code, str(error))


def _result(claim: Any, where: str) -> Result | Failure:
    if not isinstance(claim, dict):
        raise LineError(
            "holds no claim of claimx", where=where, mend="claimx convert --to webanno writes it"
        )
    return result_of(claim, where)
