"""Who is meant by the words of a text: the answer that all the rules give."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.names import Name
from claimx.pipeline.speakers.registry import Entity
from claimx.pipeline.speakers.roles import Role
from claimx.records import Kind, Via


@dataclass(frozen=True, slots=True)
class Referent:
    """Who is meant. ``start`` and ``end`` are the words of the phrase that says so.

    ``named`` is where a name stands that is no entity's; ``confidence`` is the chance that the
    name is right, where it was weighed against others.
    """

    kind: Kind
    name: str | None = None
    role: Role | None = None
    via: Via | None = None
    entity: Entity | None = None
    gender: v.Gender | None = None
    start: int = -1
    end: int = -1
    named: Place | None = None
    confidence: float | None = None


def nameless(kind: Kind, place: Place, role: Role | None = None) -> Referent:
    """Somebody or something whom the text does not name."""
    return Referent(kind, role=role, start=place[0], end=place[1])


def titled(layout: Layout, kind: Kind, named: Place, place: Place, via: Via = "self") -> Referent:
    """Something with a name that is no entity: a book, a government by its country.

    ``named`` is where the name stands.
    """
    return Referent(kind, layout.slice(*named), None, via, None, None, *place, named)


def of_entity(
    entity: Entity,
    via: Via,
    place: Place,
    role: Role | None = None,
    kind: Kind | None = None,
) -> Referent:
    """An entity as it is meant at ``place``; of its role there and its others the fullest."""
    known = entity.role()
    if role is None or (known is not None and _length(known) > _length(role)):
        role = known
    kind = kind or (entity.kind if entity.kind != "unknown" else "person")
    return Referent(kind, entity.name, role, via, entity, entity.gender, *place)


def via_of(layout: Layout, entity: Entity, name: Name) -> Via:
    """How a name leads to the fullest name of its bearer."""
    words = name.words(layout)
    if words == entity.words:
        return "self"
    short = len(words) == 1 and words[0] not in entity.words
    return "acronym" if short and entity.kind != "person" else "alias"


def _length(role: Role) -> int:
    return role.end - role.start
