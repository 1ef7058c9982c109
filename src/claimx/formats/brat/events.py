"""A claim as an event of brat with its attributes and its note, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from claimx import records
from claimx.errors import LineError
from claimx.formats.jsonl import dump_line
from claimx.readers.claims import claim_of
from claimx.records import Claim, Document, Position, Result, Speaker, TextSpan
from claimx.standoff import Bounds, Event, in_lines, text_bound

#: The parts of an event, in the order in which they are written.
ROLES = ("Source", "Cue", "Content", "Target")
#: The attributes of an event, with their values; in lower case they are fields of a claim.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "Form": records.FORMS,
    "Act": records.ACTS,
    "Polarity": records.POLARITIES,
    "Certainty": records.CERTAINTIES,
    "Stance": records.STANCES,
    "Framing": records.FRAMINGS,
}
# What ends a line to some programs and goes raw into JSON.
_ENDS_LINE = re.compile("[\x7f-\x9f\u2028\u2029]")
# Of a claim that somebody has put there by hand.
_BY_HAND: dict[str, Any] = {"form": "indirect", "within": None, "confidence": 1.0}


def standoff_lines(result: Result, text: str) -> Iterator[str]:
    """The lines of an ``.ann`` file; ``text`` is what stands beside it."""
    spans, attributes = count(1), count(1)
    for number, claim in enumerate(result, start=1):
        roles = _roles(claim)
        arguments = []
        for role, bounds in roles.items():
            key = f"T{next(spans)}"
            yield f"{key}\t{text_bound(role, bounds, text)}"
            arguments.append(f"{role}:{key}")
        key = f"T{next(spans)}"
        yield f"{key}\t{text_bound('Attribution', roles.get('Cue', roles['Content']), text)}"
        yield f"E{number}\tAttribution:{key} {' '.join(arguments)}"
        for name in ATTRIBUTES:
            yield f"A{next(attributes)}\t{name} E{number} {_value(claim, name)}"
        note = dump_line(_note(claim, result.document, roles, text))
        yield f"#{number}\tAnnotatorNotes E{number}\t{_ENDS_LINE.sub(_escape, note)}"


def _roles(claim: Claim) -> dict[str, list[Bounds]]:
    speaker, target = claim.speaker, claim.position.target
    roles: dict[str, list[Bounds]] = {}
    if speaker.text is not None and speaker.start is not None and speaker.end is not None:
        roles["Source"] = [(speaker.start, speaker.end)]
    if claim.cue is not None:
        roles["Cue"] = [(claim.cue.start, claim.cue.end)]
    roles["Content"] = [(span.start, span.end) for span in claim.content.spans]
    if target is not None:
        roles["Target"] = [(target.start, target.end)]
    return roles


def _value(claim: Claim, attribute: str) -> str:
    holder = claim if attribute == "Form" else claim.position
    return str(getattr(holder, attribute.lower()))


def _note(
    claim: Claim, document: Document, roles: dict[str, list[Bounds]], text: str
) -> dict[str, Any]:
    """What a claim has beside its spans and attributes; spans in it are bounds alone."""
    speaker, evidence = claim.speaker.to_dict(), claim.speaker.evidence
    if "Source" in roles:
        del speaker["text"], speaker["start"], speaker["end"]
    note: dict[str, Any] = {
        "id": claim.id,
        "speaker": {**speaker, "evidence": evidence and [evidence.start, evidence.end]},
        "quotes": [[span.start, span.end] for span in claim.quotes],
        "evidence": [[it.field, it.rule, it.start, it.end] for it in claim.position.evidence],
        "sentence": list(claim.sentence),
        "within": claim.within,
        "confidence": claim.confidence,
    }
    if claim.cue is not None:
        note["lemma"] = claim.cue.lemma
    if claim.doc != document.id:
        note["doc"] = claim.doc
    if claim.meta != document.meta:
        note["meta"] = dict(claim.meta)
    cut = {
        role: spans for role, spans in roles.items() if _joined(_cut(spans, text), text) != spans
    }
    return {**note, "spans": cut} if cut else note


def claim_from(
    event: Event,
    values: Mapping[str, str],
    note: Mapping[str, Any],
    document: Document,
    new: Iterator[str],
) -> Claim:
    """The claim of an event.

    Args:
        event: where its parts are.
        values: of its attributes.
        note: what a note of ours says; empty where somebody has put the event there by hand.
        document: its document.
        new: ids for claims whose note has none.

    Raises:
        LineError: it, or its note, is broken.
    """
    try:
        row = _row(event, values, note, document.text)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise LineError(
            f"has a note that is not whole: {error!r}",
            where=event.where,
            mend="take the JSON out of it, and only what stands in the text is read",
        ) from None
    known = {"doc": document.id, "meta": document.meta}
    own = {} if "id" in row else {"id": next(new)}
    return claim_of({**_BY_HAND, **known, **own, **row}, event.where)


def _row(
    event: Event, values: Mapping[str, str], note: Mapping[str, Any], text: str
) -> dict[str, Any]:
    """The claim as :meth:`Claim.to_dict` has it, without what is not known."""
    spans = {role: _spans(event, role, note, text) for role in ROLES}
    fields = {name.lower(): values[name] for name in ATTRIBUTES if name in values}
    form = {"form": fields.pop("form")} if "form" in fields else {}
    cue, source, target = (_first(spans[role]) for role in ("Cue", "Source", "Target"))
    position = {
        **Position().to_dict(),
        **fields,
        "target": target,
        "evidence": [_evidence(text, *item) for item in note.get("evidence", ())],
    }
    start, end = note.get("sentence", _bounds(spans["Content"][0]))
    return {
        **{key: note[key] for key in ("doc", "id", "meta", "within", "confidence") if key in note},
        **form,
        "speaker": {**_speaker(note.get("speaker", {}), text), **(source or {})},
        "cue": cue and {**cue, "lemma": note.get("lemma", cue["text"].lower())},
        "content": {"spans": spans["Content"]},
        "quotes": [_span(text, bounds) for bounds in note.get("quotes", ())],
        "position": position,
        "sentence": {"start": start, "end": end},
    }


def _spans(event: Event, role: str, note: Mapping[str, Any], text: str) -> list[dict[str, Any]]:
    """The spans of a role: those of the note, unless they have been moved since."""
    found = event.roles.get(role, [])
    kept = [(start, end) for start, end in note.get("spans", {}).get(role, ())]
    bounds = kept if _cut(kept, text) == found else _joined(found, text)
    return [_span(text, item) for item in bounds]


def _cut(spans: list[Bounds], text: str) -> list[Bounds]:
    return [piece for span in spans for piece in in_lines(text, span)]


def _joined(pieces: list[Bounds], text: str) -> list[Bounds]:
    """One span where ``pieces`` are what it is on each of its lines; else themselves."""
    if not pieces:
        return []
    whole = (pieces[0][0], pieces[-1][1])
    return [whole] if in_lines(text, whole) == pieces else pieces


def _speaker(note: Mapping[str, Any], text: str) -> dict[str, Any]:
    speaker = {**Speaker().to_dict(), **note}
    evidence = speaker["evidence"]
    return {**speaker, "evidence": evidence and _span(text, evidence)}


def _evidence(text: str, field: str, rule: str, start: int, end: int) -> dict[str, Any]:
    return {"field": field, "rule": rule, **_span(text, (start, end))}


def _span(text: str, bounds: Any) -> dict[str, Any]:
    start, end = bounds
    return TextSpan.of(text, start, end).to_dict()


def _first(spans: list[dict[str, Any]]) -> dict[str, Any] | None:
    return spans[0] if spans else None


def _bounds(span: Mapping[str, Any]) -> Bounds:
    return span["start"], span["end"]


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
