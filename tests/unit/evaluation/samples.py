"""Texts, gold and output lines made by hand, for the tests of the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from claimx.evaluation import GoldDocument
from claimx.evaluation.claims import from_gold

Row: TypeAlias = dict[str, Any]

TEXT = (
    "The mayor of Harrow, Ann Smith, said that the bridge is “safe enough”. "
    "She denied the delays. Engineers from the county warned against a hasty opening."
)
SAID: Row = {"speaker": "Ann Smith", "cue": "said", "content": ["the bridge is “safe enough"]}
DENIED: Row = {"speaker": "She", "cue": "denied", "content": ["the delays"]}
WARNED: Row = {
    "speaker": "Engineers from the county",
    "cue": "warned against",
    "content": ["a hasty opening"],
}


def span(part: str | None, text: str = TEXT) -> Row | None:
    """The first place of ``part``."""
    if part is None:
        return None
    start = text.index(part)
    return {"text": part, "start": start, "end": start + len(part)}


def gold(*claims: Mapping[str, Any], text: str = TEXT, name: str = "harrow") -> GoldDocument:
    """A document with claims given by the words of their spans."""
    return GoldDocument(name, text, tuple(from_gold(gold_row(claim, text)) for claim in claims))


def gold_row(claim: Mapping[str, Any], text: str = TEXT) -> Row:
    """A line of gold."""
    spans = {key: span(claim.get(key), text) for key in ("speaker", "cue", "target")}
    contents = [span(part, text) for part in claim["content"]]
    return {**claim, **spans, "content": contents}


def line(claim: Mapping[str, Any], text: str = TEXT, doc: str = "harrow.txt") -> Row:
    """The output line that says the same as :func:`gold_row`."""
    return output_line(gold_row(claim, text), doc)


def output_line(row: Mapping[str, Any], doc: str) -> Row:
    """A line of gold as claimx would write it, as far as it is scored."""
    speaker = row["speaker"] or {"text": None, "start": None, "end": None}
    spans: Sequence[Row] = row["content"]
    position = ("act", "polarity", "certainty", "stance", "framing", "target")
    return {
        "doc": doc,
        "speaker": {**speaker, **{key: row.get(key) for key in ("name", "role", "kind")}},
        "cue": row["cue"],
        "content": {"text": " … ".join(item["text"] for item in spans), "spans": spans},
        "form": row.get("form"),
        "position": {key: row.get(key) for key in position},
    }
