"""What two claims' speakers must share to be one: an id, or a name that can be trusted that far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from claimx.records import Claim, Kind, Speaker
from claimx.register.aliases import Aliases, name_key

#: An id, or a name with its kind and, where it may not be joined with others, its document.
SpeakerKey: TypeAlias = tuple[str, ...]


def speaker_key(
    doc: str, speaker: Speaker, kinds: Mapping[str, Kind], aliases: Aliases
) -> SpeakerKey:
    """The key of a speaker; whether the roles of two with one key are compatible is another matter.

    A person's name of one word, and words that are no name, count within ``doc`` alone.

    Args:
        kinds: of the names of the document, from :func:`kinds_of`.
    """
    if speaker.name is None:
        return ("nameless", name_key(speaker.text or ""), speaker.kind, doc)
    given = aliases.id_of(speaker.name)
    if given is not None:
        return ("id", given)
    name = name_key(speaker.name)
    kind = speaker.kind if speaker.kind != "unknown" else kinds.get(name, "unknown")
    full = " " in name or kind not in ("person", "unknown")
    return ("name", name, kind) if full else ("name", name, kind, doc)


def kinds_of(claims: Iterable[Claim]) -> dict[str, Kind]:
    """The kind of each name of a document, where some claims leave it open."""
    found: dict[str, Kind] = {}
    for claim in claims:
        if claim.speaker.name and claim.speaker.kind != "unknown":
            found.setdefault(name_key(claim.speaker.name), claim.speaker.kind)
    return found
