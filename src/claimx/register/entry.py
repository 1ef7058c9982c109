"""One speaker of a register, as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claimx.records import SCHEMA, Act, Kind, Stance


@dataclass(frozen=True, slots=True)
class RegisteredSpeaker:
    """Somebody who speaks, over all documents in which it is sure to be the same.

    Attributes:
        id: of the file of aliases; None where that has none.
        name: the fullest proper name; None where the text names nobody.
        kind: what the speaker is.
        roles: every role that a text gives, the commonest first.
        aliases: the other words for the speaker, the commonest first; pronouns only for those
            without a name.
        doc: the first document in which they speak.
        documents: in how many they do.
        claims: how many claims are theirs.
        acts, stances: how many of their claims have each; values without a claim left out.
    """

    id: str | None
    name: str | None
    kind: Kind
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    doc: str
    documents: int
    claims: int
    acts: Mapping[Act, int]
    stances: Mapping[Stance, int]

    def to_dict(self) -> dict[str, Any]:
        """The speaker as one output line: every key there, in the order of the schema."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "roles": list(self.roles),
            "aliases": list(self.aliases),
            "doc": self.doc,
            "documents": self.documents,
            "claims": self.claims,
            "acts": dict(self.acts),
            "stances": dict(self.stances),
        }
