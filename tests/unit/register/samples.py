"""Claims of which only the speaker and the position matter, and what a register makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import samples
from claimx.formats.jsonl import dump_line
from claimx.records import Act, Claim, Kind, Position, Speaker, Stance, Via
from claimx.register import Aliases, Register, RegisteredSpeaker


def said(
    doc: str,
    text: str | None,
    name: str | None = None,
    role: str | None = None,
    *,
    kind: Kind = "person",
    via: Via | None = None,
    act: Act = "assert",
    stance: Stance = "neutral",
) -> Claim:
    """A claim of ``doc``; where no ``via`` is given, the words are the name."""
    known = via or ("self" if name else None)
    end = None if text is None else len(text)
    start = None if text is None else 0
    speaker = Speaker(text, start, end, name, role, kind, known)
    position = Position(act=act, stance=stance)
    return replace(samples.claim(), doc=doc, speaker=speaker, position=position, within=None)


def lines(*claims: Claim) -> str:
    """Claims as ``claimx extract`` writes them."""
    return "".join(f"{dump_line(item.to_dict())}\n" for item in claims)


def register(*claims: Claim, aliases: Aliases | None = None) -> list[RegisteredSpeaker]:
    """The speakers of claims, those of a document added together."""
    collected = Register(aliases)
    collected.add(claims)
    return collected.speakers()


def parts(speakers: Iterable[RegisteredSpeaker]) -> list[tuple[str | None, int, int]]:
    """Who there is, with how many claims in how many documents; in an order of its own."""
    rows = [(item.name, item.claims, item.documents) for item in speakers]
    return sorted(rows, key=lambda row: (row[0] or "", *row[1:]))
