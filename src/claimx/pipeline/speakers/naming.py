"""Whom a name, a title or a noun phrase means; pronouns are for :mod:`pronouns`."""

from __future__ import annotations

from dataclasses import replace

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.bodies import Bodies
from claimx.pipeline.speakers.confidence import SHARED_NAME
from claimx.pipeline.speakers.kinds import gives_role, is_listed, kind_of
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.mentions import Phrase, phrase_at
from claimx.pipeline.speakers.names import Name
from claimx.pipeline.speakers.referents import Referent, nameless, of_entity, titled, via_of
from claimx.pipeline.speakers.registry import Entity, Registry
from claimx.pipeline.speakers.roles import Role, title_in
from claimx.pipeline.speakers.titles import Titles, own_role
from claimx.records import Kind


class Naming:
    """Finds the referent of a noun phrase among the entities of a document."""

    def __init__(self, layout: Layout, registry: Registry) -> None:
        self.layout = layout
        self.registry = registry
        self.bodies = Bodies(layout, registry)
        self.titles = Titles(layout, registry)

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The noun phrase of a source, trimmed."""
        return phrase_at(self.layout, self.registry.names, start, end)

    def of(self, phrase: Phrase) -> Referent:
        """Who a phrase that is no pronoun means."""
        place = (phrase.start, phrase.end)
        if phrase.coordinated:
            return nameless("group", place)
        kind = kind_of(self.layout, phrase)
        title = self.bodies.title_of_work(phrase)
        if title is not None:
            return titled(self.layout, "document", title, place)
        if phrase.name is not None and not self._counted(phrase, phrase.name):
            return self._named(phrase, phrase.name, place)
        bare = self._bare(phrase)
        if bare is not None:
            return bare
        following = self._name_after(phrase, kind)
        if following is not None:
            return of_entity(following, "title", place, own_role(self.layout, phrase))
        if kind == "document":
            return self.bodies.document(phrase, place)
        if kind in {"organization", "place"}:
            return self.bodies.body(phrase, kind, place)
        if kind == "person":
            return self.titles.of(phrase, place)
        role = own_role(self.layout, phrase) if gives_role(self.layout, phrase) else None
        return nameless(kind, place, role)

    def _counted(self, phrase: Phrase, name: Name) -> bool:
        """Whether a capitalised plural is people, not a name ("31 Latinos")."""
        word = self.layout.text[name.end - 1]
        first = self.layout.lower[phrase.start]
        number = first in v.DETERMINERS - {"the", "a", "an"} or first.isdigit()
        return number and word.endswith("s") and name.kind == "unknown"

    def _bare(self, phrase: Phrase) -> Referent | None:
        """A capitalised word that opens its sentence and is no noun of the lists."""
        layout, head = self.layout, phrase.head
        if phrase.end - phrase.start > 1 or not layout.initial[head] or not layout.capital(head):
            return None
        if layout.tagged and layout.pos[head] != "PROPN":
            return None
        if is_listed(layout, phrase) or layout.lower[head] in v.FUNCTION_WORDS:
            return None
        return titled(layout, "organization", (head, head + 1), (head, head + 1))

    def _named(self, phrase: Phrase, name: Name, place: Place) -> Referent:
        entity = self.registry.entity(name)
        if entity is None:
            return nameless("unknown", place)
        role = title_in(self.layout, phrase.start, name)
        kind = entity.kind if entity.kind != "unknown" else self._guess(phrase, name, role)
        via = via_of(self.layout, entity, name)
        referent = of_entity(entity, via, place, role, kind)
        shared = name.start in self.registry.shared
        return replace(referent, confidence=SHARED_NAME) if shared else referent

    def _guess(self, phrase: Phrase, name: Name, role: Role | None) -> Kind:
        """The kind of a speaker whose name neither the model nor the lists know."""
        if role is not None:
            return "organization" if role.body else "person"
        entity = self.registry.entity(name)
        full = entity.words if entity is not None else name.words(self.layout)
        spoken = name.end < len(self.layout) and self.layout.text[name.end] == ":"
        if (len(full) > 1 or spoken) and phrase.determiner is None:
            return "person"
        return "organization"

    def _name_after(self, phrase: Phrase, kind: Kind) -> Entity | None:
        """The name in apposition to a role ("the owner's son, Ahmet Kaya,")."""
        if kind not in {"person", "unknown", "organization"} or phrase.end + 1 >= len(self.layout):
            return None
        if self.layout.text[phrase.end] != ",":
            return None
        start = phrase.end + 1
        if self.layout.lower[start].rstrip(".") in v.HONORIFICS and start + 1 < len(self.layout):
            start += 1
        name = self.registry.names.get(start)
        if name is None or name.start != start or self.layout.possessive(name.end):
            return None
        entity = self.registry.entity(name)
        closed = name.end >= len(self.layout) or not self.layout.word[name.end]
        wanted = {"person", "unknown"} if kind != "organization" else {"organization"}
        return entity if closed and entity is not None and entity.kind in wanted else None
