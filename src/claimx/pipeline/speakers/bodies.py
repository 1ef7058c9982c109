"""Texts and bodies without a name of their own: who issued them, which one is meant."""

from __future__ import annotations

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.mentions import Phrase
from claimx.pipeline.speakers.names import Name
from claimx.pipeline.speakers.referents import Referent, nameless, of_entity, titled, via_of
from claimx.pipeline.speakers.registry import Entity, Registry
from claimx.pipeline.speakers.roles import title_before
from claimx.records import Kind

_MOST = 50
_RECENT = 8
_FURTHEST = 3
# A text without stops is one long sentence.
_WORDS_BACK = 120
_ISSUERS = frozenset(["by", "of", "from"])
_SAME_BODY = {"city": "municipality", "town": "municipality", "organisation": "organization"}


class Bodies:
    """Finds the referent of "the ministry", "a report by the agency", "the book …"."""

    def __init__(self, layout: Layout, registry: Registry) -> None:
        self.layout = layout
        self.registry = registry
        self._governments = self._find_governments()

    def title_of_work(self, phrase: Phrase) -> Place | None:
        """The title after "the book" and its like."""
        layout = self.layout
        for index in range(phrase.start, phrase.end - 1):
            if index > phrase.core:
                break
            if layout.lower[index] in v.WORKS and layout.capital(index + 1):
                end = phrase.end
                while end > index + 1 and not layout.word[end - 1]:
                    end -= 1
                return index + 1, end
        return None

    def document(self, phrase: Phrase, place: Place) -> Referent:
        """A text is named by its title, else by the body that issued it."""
        layout = self.layout
        for index in range(phrase.start, phrase.end):
            name = self.registry.names.get(index)
            if name is None or name.start != index:
                continue
            entity = self.registry.entity(name)
            if entity is None or entity.kind not in {"organization", "unknown"}:
                continue
            issued = layout.possessive(name.end) and name.end < phrase.head
            if issued and entity.kind != "organization":
                continue
            if issued or self._issues(phrase, name):
                via = via_of(layout, entity, name)
                return Referent("document", entity.name, entity.role(), via, entity, None, *place)
        return nameless("document", place)

    def _issues(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name stands in "by X", "of the X", or is the paper that printed it."""
        layout, before = self.layout, name.start - 1
        role = title_before(layout, name)
        if role is not None and role.body:
            before = role.start - 1
        if layout.lower[before] in v.DETERMINERS:
            before -= 1
        if before < phrase.core:
            return False
        printed = (
            bool(v.PRESS & set(layout.lower[before : name.end])) and layout.lower[before] == "in"
        )
        return printed or layout.lower[before] in _ISSUERS

    def body(self, phrase: Phrase, kind: Kind, place: Place) -> Referent:
        """A body or a place without a name: the one named before, or by its country."""
        layout, head = self.layout, self.layout.compound(phrase.head)
        named = self._capitalised(phrase)
        if named is not None:
            return titled(layout, "organization", named, place)
        name = self._modifier(phrase)
        if name is not None:
            entity = self.registry.entity(name)
            genitive = layout.possessive(name.end)
            if head in v.GOVERNMENTS and not genitive:
                return titled(layout, "organization", (name.start, phrase.head + 1), place)
            # "A Senate subcommittee" is not the Senate.
            whole = not genitive and phrase.determiner not in {"a", "an"}
            if entity is not None and whole and entity.kind in {"organization", "unknown"}:
                if entity.kind == "unknown" and head not in v.ANAPHORS:
                    return nameless(kind, place)
                via = via_of(layout, entity, name)
                return of_entity(entity, via, place, None, "organization")
            return nameless(kind, place)
        if phrase.determiner in {"the", None} and phrase.core - phrase.start <= 2:
            found = self._anaphor(phrase, head)
            if found is not None:
                return found
        return nameless(kind, place)

    def _capitalised(self, phrase: Phrase) -> Place | None:
        """The whole phrase as a name, where a headline or a slip hid that it is one."""
        layout, start = self.layout, phrase.start
        start += 1 if phrase.determiner == "the" else 0
        words = range(start, phrase.core)
        shown = len(words) > 1 and all(layout.capital(i) for i in words)
        return (start, phrase.core) if shown else None

    def _modifier(self, phrase: Phrase) -> Name | None:
        for index in range(phrase.head - 1, phrase.start - 1, -1):
            if index in self.registry.names:
                return self.registry.names[index]
        return None

    def _anaphor(self, phrase: Phrase, head: str) -> Referent | None:
        """ "The ministry" is the last body whose name or description has that noun."""
        if phrase.end > phrase.core or head not in v.ANAPHORS:
            return None
        if head in v.GOVERNMENTS:
            government = self._government_before(head, phrase.start)
            if government is not None:
                place = (phrase.start, phrase.end)
                return titled(self.layout, "organization", government, place, "title")
        heads = [head, _SAME_BODY[head]] if head in _SAME_BODY else [head]
        if head in v.PRESS:
            heads.extend(v.PRESS)
        bodies = [e for word in heads for e in self.registry.bodies_named(word)[-_MOST:]]
        named = [e for e in bodies if e.last_before(phrase.start) >= 0]
        named += [
            e
            for e in self.registry.with_role(head)[-_MOST:]
            if e.kind == "organization" and e.last_before(phrase.start) >= 0
        ]
        best = max(named, key=lambda e: e.last_before(phrase.start), default=None)
        if best is None and head in v.GENERIC_BODIES:
            best = self._only_body(phrase)
        return of_entity(best, "title", (phrase.start, phrase.end)) if best is not None else None

    def _only_body(self, phrase: Phrase) -> Entity | None:
        """Where one body alone has been named just before, "the company" is that one.

        Not one whose name says that it is of another kind, nor one that is only spoken to.
        """
        layout, registry = self.layout, self.registry
        first, least = phrase.start, max(0, phrase.start - _WORDS_BACK)
        while (
            first > least
            and layout.sentence[phrase.start] - layout.sentence[first - 1] <= _FURTHEST
        ):
            first -= 1
        # "The group of voters … the group": the text has another one in mind.
        if layout.lower[phrase.head] in layout.lower[first : phrase.start]:
            return None
        count = registry.before(registry.bodies, phrase.start)
        near = {
            id(entity): entity
            for start, name, entity in registry.bodies[max(0, count - _RECENT) : count]
            if layout.sentence[phrase.start] - layout.sentence[start] <= _FURTHEST
            and entity.kind == "organization"
            and not (v.ANAPHORS - v.GENERIC_BODIES) & set(entity.words)
            and not self._spoken_to(name)
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def _spoken_to(self, name: Name) -> bool:
        before = name.start - 1
        if before > 0 and self.layout.lower[before] in v.DETERMINERS:
            before -= 1
        return before >= 0 and (
            self.layout.lower[before] in v.PREPOSITIONS or self.layout.lower[before] == "told"
        )

    def _government_before(self, head: str, position: int) -> Place | None:
        """The one government that the text has named ("the Conservative government")."""
        named = [place for place in self._governments.get(head, []) if place[0] < position]
        return named[0] if len({self.layout.slice(*place) for place in named}) == 1 else None

    def _find_governments(self) -> dict[str, list[Place]]:
        """Governments by head noun, where each is first called by its country or its party."""
        layout, names = self.layout, self.registry.names
        found: dict[str, dict[str, Place]] = {}
        for index in range(1, len(layout)):
            head, name = layout.lower[index], names.get(index - 1)
            if head not in v.GOVERNMENTS or layout.capital(index):
                continue
            start = name.start if name is not None else index - 1
            # An adjective of nationality is no name of its own ("the Danish government").
            if name is None and (layout.initial[start] or not layout.capital(start)):
                continue
            place = (start, index + 1)
            found.setdefault(head, {}).setdefault(layout.slice(*place), place)
        return {head: list(rows.values()) for head, rows in found.items()}
