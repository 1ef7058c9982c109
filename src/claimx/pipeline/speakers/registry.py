"""Who is in a document: names that mean the same, their kinds, genders and roles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout, Place
from claimx.pipeline.speakers.names import Name, find_names
from claimx.pipeline.speakers.roles import Role, roles_of, shared_roles
from claimx.records import Kind

_PLACE_PREPOSITIONS = frozenset(["in", "at", "from", "near", "across", "to", "around", "outside"])
_SMALL = frozenset(["of", "the", "and", "for", "&", "de", "la", "le", "del", "in", "on"])
_LONGEST_ACRONYM = 8
# Of those who share a surname in a very long text the last few are enough.
_MOST = 50
_PRONOUN_REACH = 14


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something with a name; ``mentions`` are in the order of the text.

    ``titled`` says that the gender is that of a title or a role, not of pronouns that follow.
    """

    words: tuple[str, ...]
    name: str
    kind: Kind = "unknown"
    gender: v.Gender | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    mentions: list[Name] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    starts: list[int] = field(default_factory=list)
    latest: int = -1
    titled: bool = False

    def last_before(self, position: int) -> int:
        """Where it was last named before a token; -1 where it was not."""
        at = bisect_left(self.starts, position)
        last = self.starts[at - 1] if at else -1
        return max(last, self.latest) if self.latest < position else last

    def role(self) -> Role | None:
        """The fullest role, of those that fit the kind."""
        fitting = [r for r in self.roles.values() if r.body == (self.kind == "organization")]
        return max(fitting, key=lambda r: r.end - r.start, default=None)


class Registry:
    """The entities of one document, and the names over its tokens.

    Attributes:
        names: the name over each token that has one.
        entities: in the order in which the text first names them.
        shared: where names begin that more than one of them could be called by.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        found = find_names(layout)
        self.names = {i: name for name in found for i in range(name.start, name.end)}
        self.entities: list[Entity] = []
        self._of: dict[int, Entity] = {}
        self._full: dict[int, list[Place]] = {}
        self.shared: set[int] = set()
        self._by_last: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._enter_long([name for name in found if len(name.words(layout)) > 1])
        self._settle()
        self._enter_short([name for name in found if len(name.words(layout)) == 1])
        self._join_acronyms(found)
        self._count_pronouns(found)
        self._settle()
        self._by_role = self._index_roles()
        self.people = self._mentions_of("person", "unknown")
        self.bodies = self._mentions_of("organization", "place", "unknown")

    def entity(self, name: Name) -> Entity | None:
        """Whom a name means."""
        return self._of.get(name.start)

    def with_role(self, head: str) -> list[Entity]:
        """The people who have a role with this head noun."""
        return self._by_role.get(head, [])

    def bodies_named(self, head: str) -> list[Entity]:
        """The organizations whose name has this noun at its head."""
        return [e for e in self._by_last.get(head, [])[-_MOST:] if e.kind == "organization"]

    @staticmethod
    def before(mentions: list[tuple[int, Name, Entity]], position: int) -> int:
        """How many of ``mentions`` stand before a token."""
        return bisect_left(mentions, position, key=lambda row: row[0])

    def evidence(self, entity: Entity, position: int) -> Place:
        """Where the full name of ``entity`` stands: the last time up to a token, else the first."""
        known = self._full.get(id(entity))
        if known is None:
            spelt = (item for item in entity.mentions if self._text(item) == entity.name)
            known = self._full[id(entity)] = [(item.start, item.end) for item in spelt]
        at = bisect_right(known, (position, len(self.layout)))
        return known[max(at - 1, 0)]

    def _text(self, name: Name) -> str:
        return self.layout.slice(name.start, name.end)

    def _enter_long(self, names: list[Name]) -> None:
        known: dict[tuple[str, ...], Entity] = {}
        for name in names:
            words = name.words(self.layout)
            key = words
            if name.kind in {"person", "unknown"} and len(words) > 2 and words[-2] not in _SMALL:
                key = (words[0], words[-1])
            entity = known.get(key) or self._with_particle(words)
            if entity is None:
                entity = known[key] = self._new(words, name)
            elif len(words) > len(entity.words):
                entity.words, entity.name = words, self._text(name)
            self._mention(entity, name)

    def _with_particle(self, words: tuple[str, ...]) -> Entity | None:
        """The person whose surname of several words is all of the name ("Van der Meer")."""
        if words[0] not in v.PARTICLES:
            return None
        size = len(words)
        longer = [e for e in self._by_last.get(words[-1], [])[-_MOST:] if len(e.words) > size]
        return next((e for e in reversed(longer) if e.words[-size:] == words), None)

    def _new(self, words: tuple[str, ...], name: Name) -> Entity:
        entity = Entity(words, self._text(name))
        self.entities.append(entity)
        self._by_first[words[0]].append(entity)
        for head in {words[-1], *_inner_heads(words)}:
            self._by_last[head].append(entity)
        return entity

    def _mention(self, entity: Entity, name: Name) -> None:
        entity.mentions.append(name)
        # A surname that is also a city ("Paris") says nothing of whoever bears it.
        borne = len(entity.words) > 1 and name.kind == "place"
        if not borne or len(name.words(self.layout)) > 1:
            entity.kinds[name.kind] += 1
        self._of[name.start] = entity
        headline = self.layout.headline[name.start]
        roles = [] if headline else roles_of(self.layout, name)
        for role in roles:
            entity.roles.setdefault(self._wording(role), role)
        # A role beside the name outweighs what the entity model says of it.
        for role in roles:
            entity.kinds["organization" if role.body else "person"] += 1 if role.body else 3
        entity.gender = entity.gender or name.gender or self._role_gender(roles)
        entity.titled = entity.gender is not None

    def _wording(self, role: Role) -> str:
        return " ".join(self.layout.lower[role.start : role.end])

    def _role_gender(self, roles: list[Role]) -> v.Gender | None:
        for role in roles:
            for index in range(role.start, role.end):
                if self.layout.lower[index] in v.PREPOSITIONS:
                    break
                if found := v.gender(self.layout.lower[index]):
                    return found
        return None

    def _settle(self) -> None:
        for name, role in shared_roles(self.layout, self.names):
            entity = self._of.get(name.start)
            if entity is not None and self._wording(role) not in entity.roles:
                entity.roles[self._wording(role)] = role
                entity.kinds["person"] += 1
        for entity in self.entities:
            votes = [(n, kind) for kind, n in entity.kinds.items() if kind != "unknown"]
            entity.kind = max(votes)[1] if votes else "unknown"

    def _count_pronouns(self, names: list[Name]) -> None:
        """Learn genders from the pronouns that follow a name in its sentence."""
        votes: dict[int, Counter[v.Gender]] = defaultdict(Counter)
        for name in names:
            entity = self._of.get(name.start)
            if entity is None or entity.gender or {"organization", "place"} & set(entity.kinds):
                continue
            found = self._pronoun_after(name)
            if found is not None:
                votes[id(entity)][found] += 1
        for entity in self.entities:
            ranked = votes[id(entity)].most_common(2) if id(entity) in votes else []
            # One pronoun is too little to make a person of a single unknown word.
            enough = 1 if len(entity.words) > 1 or entity.kinds["person"] else 2
            if not ranked or ranked[0][1] < enough:
                continue
            if len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]:
                entity.gender = ranked[0][0]
                entity.kinds["person"] += 1

    def _pronoun_after(self, name: Name) -> v.Gender | None:
        layout = self.layout
        for index in range(name.end, min(name.end + _PRONOUN_REACH, len(layout))):
            same = layout.sentence[index] == layout.sentence[name.start]
            if not same or layout.quoted[index] != layout.quoted[name.start]:
                return None
            if (
                index in self.names
                or v.is_role(layout.lower[index])
                or layout.lower[index] in v.KIN
            ):
                return None
            if (found := v.pronoun_gender(layout.lower[index])) is not None:
                return found
        return None

    def _enter_short(self, names: list[Name]) -> None:
        alone: dict[str, Entity] = {}
        for entity in self.entities:
            entity.starts = [mention.start for mention in entity.mentions]
        for name in names:
            word = name.words(self.layout)[0]
            known = self._person_called(word, name) or self._body_called(word, name)
            entity = known or alone.get(word) or self._new((word,), name)
            if known is None:
                alone[word] = entity
            self._mention(entity, name)
            entity.latest = name.start
        for entity in self.entities:
            entity.mentions.sort(key=lambda item: item.start)
            entity.starts = [mention.start for mention in entity.mentions]
            entity.latest = -1

    def _person_called(self, word: str, name: Name) -> Entity | None:
        """The person whose surname, else first name, is ``word``: the last one named before."""
        taken = name.label not in {None, "PER", "PERSON", "MISC"} and not name.titled
        before = self.layout.lower[name.start - 1] if name.start else ""
        known = name.label is None and not name.titled and name.kind != "unknown"
        if known and (name.kind != "place" or before in _PLACE_PREPOSITIONS):
            return None
        # The model may take a surname for a place or a body; its place in the text decides.
        noun = word in v.PLACES or word in v.ORGANIZATIONS
        if taken and (noun or before in _PLACE_PREPOSITIONS):
            return None
        surnamed = [e for e in self._by_last.get(word, [])[-_MOST:] if _may_be_person(e, word)]
        called = [e for e in self._by_first.get(word, [])[-_MOST:] if e.kind == "person"]
        if taken:
            surnamed, called = [e for e in surnamed if e.kind == "person"], []
        for group in (surnamed, called):
            fitting = [e for e in group if not _clash(e.gender, name.gender)]
            if len(fitting) > 1:
                self.shared.add(name.start)
            if fitting:
                return _nearest(fitting, name.start)
        return None

    def _body_called(self, word: str, name: Name) -> Entity | None:
        if name.titled or (word not in v.ORGANIZATIONS and name.label != "ORG"):
            return None
        candidates = self.bodies_named(word)
        # "Boeing" may be the Boeing Company; the U.N. is not its Security Council.
        if word not in v.ORGANIZATIONS and not _is_acronym(self._text(name)):
            called = self._by_first.get(word, [])[-_MOST:]
            candidates = candidates + [e for e in called if e.kind == "organization"]
        fitting = [e for e in candidates if len(e.words) > 1]
        return _nearest(fitting, name.start) if fitting else None

    def _join_acronyms(self, names: list[Name]) -> None:
        """Let a short form mean the long name: "… Agency (IAEA)", or by its initials."""
        merged: set[int] = set()
        long_by_initials = {
            initials: e for e in reversed(self.entities) if (initials := _initials(e)) is not None
        }
        for name in names:
            short = self._of.get(name.start)
            if short is None or len(short.words) != 1 or not _is_acronym(short.name):
                continue
            long = self._bracketed(name) or long_by_initials.get(short.words[0])
            if long is not None and long is not short:
                self._merge(short, long)
                merged.add(id(short))
        self.entities = [entity for entity in self.entities if id(entity) not in merged]

    def _bracketed(self, name: Name) -> Entity | None:
        text = self.layout.text
        if name.start < 2 or name.end >= len(text) or text[name.start - 1] != "(":
            return None
        before = self.names.get(name.start - 2)
        entity = self._of.get(before.start) if before and text[name.end] == ")" else None
        if entity is None or len(entity.words) < 2:
            return None
        short = name.words(self.layout)[0]
        if "".join(word[0] for word in entity.words if word not in _SMALL) == short:
            return entity
        return entity if entity.kind != "person" and entity.words[0][0] == short[0] else None

    def _merge(self, short: Entity, long: Entity) -> None:
        for mention in short.mentions:
            self._of[mention.start] = long
        long.mentions = sorted([*long.mentions, *short.mentions], key=lambda item: item.start)
        long.starts = [mention.start for mention in long.mentions]
        long.roles.update(short.roles)
        long.kinds.update(short.kinds)
        self._by_first[short.words[0]].remove(short)

    def _index_roles(self) -> dict[str, list[Entity]]:
        index: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities:
            heads = set()
            for role in entity.roles.values():
                for i in range(role.start, role.end):
                    if self.layout.lower[i] in v.PREPOSITIONS:
                        break
                    heads.add(v.expanded(self.layout.lower[i]))
            for head in heads:
                index[head].append(entity)
        return index

    def _mentions_of(self, *kinds: Kind) -> list[tuple[int, Name, Entity]]:
        rows = [
            (mention.start, mention, entity)
            for entity in self.entities
            if entity.kind in kinds
            for mention in entity.mentions
        ]
        return sorted(rows, key=lambda row: row[0])


def _inner_heads(words: tuple[str, ...]) -> list[str]:
    """The nouns before *of* and *for* in a name ("Church of …")."""
    return [a for a, b in pairwise(words) if b in {"of", "for"}]


def _may_be_person(entity: Entity, word: str) -> bool:
    if len(entity.words) < 2 or entity.words[-1] != word:
        return False
    return entity.kind in {"person", "unknown"}


def _clash(one: v.Gender | None, other: v.Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _nearest(entities: list[Entity], position: int) -> Entity:
    """The entity named last before ``position``, else the one first named after it."""

    def distance(entity: Entity) -> tuple[bool, int]:
        last = entity.last_before(position)
        if last >= 0:
            return False, position - last
        return True, entity.starts[0] if entity.starts else 0

    return min(entities, key=distance)


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= _LONGEST_ACRONYM and letters.isupper() and letters.isalnum()


def _initials(entity: Entity) -> str | None:
    if len(entity.words) < 3 or entity.kind == "person":
        return None
    return "".join(word[0] for word in entity.words if word not in _SMALL)
