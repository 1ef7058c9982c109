"""Roles without a name: "the foreign minister" is whoever the text gives that role."""

from __future__ import annotations

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.kinds import gives_role
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.mentions import Phrase
from claimx.pipeline.speakers.names import Name
from claimx.pipeline.speakers.referents import Referent, of_entity
from claimx.pipeline.speakers.registry import Entity, Registry
from claimx.pipeline.speakers.roles import Role

_MOST = 50
_FURTHEST = 3
_RECENT = 8
# Sentences between the last mentions of two ministers within which "the minister" is either.
_IN_SIGHT = 2
# "One of the family's attorneys".
_PARTITIVE = frozenset(["one", "of"])
# "The president" is not the vice president.
_LESSER = frozenset(["vice", "deputy", "assistant", "former", "ex", "shadow"])


def own_role(layout: Layout, phrase: Phrase) -> Role | None:
    """The words of a phrase as a role, without article or possessive."""
    start = phrase.start
    while start < phrase.end and (
        layout.lower[start] in v.DETERMINERS
        or layout.lower[start] in v.POSSESSIVES
        or layout.lower[start] in _PARTITIVE
    ):
        start += 1
    return Role(start, phrase.end) if start < phrase.end else None


class Titles:
    """Finds the person known by a role."""

    def __init__(self, layout: Layout, registry: Registry) -> None:
        self.layout = layout
        self.registry = registry

    def of(self, phrase: Phrase, place: Place) -> Referent:
        """A role without a name: the person known by it, else an unnamed one."""
        layout, head = self.layout, self.layout.lower[phrase.head]
        role = own_role(layout, phrase)
        gender = v.gender(head)
        bare = phrase.determiner is None and layout.capital(phrase.start)
        if phrase.determiner == "the" or bare:
            entity = self._holder(phrase, head) or self._only_person(phrase, head)
            if entity is not None:
                return of_entity(entity, "title", place, role)
        shown = role if gives_role(layout, phrase) else None
        return Referent("person", None, shown, None, None, gender, *place)

    def _may_be_subject(self, name: Name) -> bool:
        before = self.layout.lower[name.start - 1] if name.start else ""
        return name.end - name.start > 1 and before not in v.PREPOSITIONS

    def _holder(self, phrase: Phrase, head: str) -> Entity | None:
        """The person with the role whose words the phrase repeats, the last one named.

        None where the text has just named two of them.
        """
        said = self._content(phrase.start, phrase.end) - {head}
        fitting = []
        for entity in self.registry.with_role(head)[-_MOST:]:
            if entity.kind not in {"person", "unknown"}:
                continue
            for role in entity.roles.values():
                given = self._content(role.start, role.end)
                if head not in given or self._lesser(role, head) - said:
                    continue
                if said <= given or given <= said | {head}:
                    fitting.append(entity)
                    break
        if not fitting:
            return None
        if said and len(fitting) > 1:
            full = [e for e in fitting if said & self._role_words(e)]
            fitting = full or fitting
        if len(fitting) == 1:
            return fitting[0]
        named = sorted((e.last_before(phrase.start), n) for n, e in enumerate(fitting))
        (other, _), (last, number) = named[-2:]
        return fitting[number] if last >= 0 and self._long_ago(other, last) else None

    def _long_ago(self, one: int, other: int) -> bool:
        """Whether whoever was named at ``one`` is out of sight at ``other``, a later word."""
        sentences = self.layout.sentence
        return one < 0 or sentences[other] - sentences[one] > _IN_SIGHT

    def _content(self, start: int, end: int) -> frozenset[str]:
        words = self.layout.lower[start:end]
        return frozenset(
            v.expanded(w) for w in words if w[0].isalnum() and w not in v.FUNCTION_WORDS
        )

    def _lesser(self, role: Role, head: str) -> frozenset[str]:
        """What makes a role less than its head noun says ("*vice* president")."""
        words = [v.expanded(w) for w in self.layout.lower[role.start : role.end]]
        return frozenset(words[: words.index(head)]) & _LESSER if head in words else frozenset()

    def _role_words(self, entity: Entity) -> frozenset[str]:
        spans = entity.roles.values()
        return frozenset().union(*(self._content(role.start, role.end) for role in spans))

    def _only_person(self, phrase: Phrase, head: str) -> Entity | None:
        """Where one person alone has been named just before, "the trainer" is that one."""
        layout = self.layout
        modified = phrase.end > phrase.core or any(
            layout.possessive(i) or i in self.registry.names
            for i in range(phrase.start, phrase.end)
        )
        if phrase.determiner != "the" or modified or not v.is_role(layout.compound(phrase.head)):
            return None
        if phrase.end < len(layout) and layout.lower[phrase.end] in v.PREPOSITIONS:
            return None
        people = self.registry.people
        count = self.registry.before(people, phrase.start)
        near = [
            (name, entity)
            for start, name, entity in people[max(0, count - _RECENT) : count]
            if layout.sentence[phrase.start] - layout.sentence[start] <= _FURTHEST
            and (entity.kind == "person" or self._may_be_subject(name))
        ]
        entities = list({id(entity): entity for _, entity in near}.values())
        if len(entities) != 1 or entities[0].roles or len(entities[0].words) < 2:
            return None
        if not any(layout.initial[name.start] for name, _ in near):
            return None
        gender = v.gender(head)
        clash = gender is not None and entities[0].gender not in {None, gender}
        return None if clash else entities[0]
