"""Claims in, speakers out: who is the same within a document, and who over all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from claimx.records import Act, Claim, Kind, Stance
from claimx.register.aliases import Aliases, name_key
from claimx.register.entry import RegisteredSpeaker
from claimx.register.identity import SpeakerKey, kinds_of, speaker_key
from claimx.register.roles import groups

_T = TypeVar("_T", bound=str)
_BY_NAME = frozenset(["self", "alias", "acronym", "title"])


@dataclass(slots=True)
class _Tally:
    """What has been seen of a speaker."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    acts: Counter[Act] = field(default_factory=Counter)
    stances: Counter[Stance] = field(default_factory=Counter)
    docs: list[str] = field(default_factory=list)
    documents: int = 0

    def add(self, claim: Claim) -> None:
        speaker = claim.speaker
        self.kinds[speaker.kind] += 1
        self.acts[claim.position.act] += 1
        self.stances[claim.position.stance] += 1
        if speaker.role:
            self.roles[_plain(speaker.role)] += 1
        if speaker.name:
            self.names[_plain(speaker.name)] += 1
        if speaker.text and (speaker.name is None or speaker.via in _BY_NAME):
            self.aliases[_plain(speaker.text)] += 1

    def join(self, other: _Tally) -> None:
        for name in ("kinds", "names", "roles", "aliases", "acts", "stances"):
            getattr(self, name).update(getattr(other, name))
        self.docs = [*self.docs, *other.docs][:1]
        self.documents += other.documents


class Register:
    """Collects the speakers of claims, document by document.

    Within a document, claims with the same name and kind are one speaker's. Over several, that
    holds where the name is full (a person's has two words) and a role is compatible, or where a
    file of aliases gives the name an id. Speakers without a name stay apart by document, and
    claims of which the text says no speaker at all are left out.
    What is kept grows with the number of speakers, not of claims.
    """

    def __init__(self, aliases: Aliases | None = None) -> None:
        self._aliases = aliases or Aliases()
        # By key, then by the roles that one document gives: who is who is settled at the end.
        self._tallies: defaultdict[SpeakerKey, dict[frozenset[str], _Tally]] = defaultdict(dict)

    def add(self, claims: Iterable[Claim]) -> None:
        """Add the claims of one document, or of several, each document's together."""
        for doc, own in groupby(claims, key=lambda claim: claim.doc):
            self._add_document(doc, list(own))

    def speakers(self) -> list[RegisteredSpeaker]:
        """Everyone, the one with most claims first. Who is who does not depend on the order."""
        found = [
            self._entry(key, tally)
            for key, by_roles in self._tallies.items()
            for tally in _joined(key, by_roles)
        ]
        return sorted(found, key=_rank)

    def _add_document(self, doc: str, claims: list[Claim]) -> None:
        kinds = kinds_of(claims)
        tallies: defaultdict[SpeakerKey, _Tally] = defaultdict(_Tally)
        for claim in claims:
            if claim.speaker.text is not None:
                tallies[speaker_key(doc, claim.speaker, kinds, self._aliases)].add(claim)
        for key, tally in tallies.items():
            tally.docs, tally.documents = [doc], 1
            roles = frozenset(role.casefold() for role in tally.roles)
            known = self._tallies[key].setdefault(roles, _Tally())
            known.join(tally)

    def _entry(self, key: SpeakerKey, tally: _Tally) -> RegisteredSpeaker:
        given = key[1] if key[0] == "id" else None
        name = self._aliases.names[given] if given else _first(tally.names)
        shown = {name_key(name)} if name else set()
        others = tally.names + tally.aliases
        return RegisteredSpeaker(
            id=given,
            name=name,
            kind=_first(tally.kinds) or "unknown",
            roles=_ordered(tally.roles),
            aliases=tuple(text for text in _ordered(others) if name_key(text) not in shown),
            doc=tally.docs[0],
            documents=tally.documents,
            claims=tally.acts.total(),
            acts=dict(_ranked(tally.acts)),
            stances=dict(_ranked(tally.stances)),
        )


def _joined(key: SpeakerKey, by_roles: dict[frozenset[str], _Tally]) -> list[_Tally]:
    """One tally for each speaker who can be told apart by role.

    Those without a role join the only one there is; where there are several they stay apart.
    """
    if key[0] != "name" or len(by_roles) == 1:
        return [_sum(by_roles.values())]
    groups_of = groups(role for roles in by_roles for role in roles)
    # Roles that one document gives one speaker belong together, whatever their words.
    merged = _connected(groups_of, [roles for roles in by_roles if roles])
    found = [_sum(tally for roles, tally in by_roles.items() if roles & group) for group in merged]
    silent = by_roles.get(frozenset())
    if silent is None:
        return found
    # In the order in which they were added, for the first document's sake.
    return [_sum(by_roles.values())] if len(found) == 1 else [*found, silent]


def _connected(parts: Iterable[set[str]], links: Iterable[frozenset[str]]) -> list[set[str]]:
    found: list[set[str]] = [set(part) for part in parts]
    for link in links:
        touched = [part for part in found if part & link]
        found = [part for part in found if not part & link] + [set().union(*touched)]
    return found


def _sum(tallies: Iterable[_Tally]) -> _Tally:
    total = _Tally()
    for tally in tallies:
        total.join(tally)
    return total


def _plain(text: str) -> str:
    return " ".join(text.split())


def _ranked(counter: Counter[_T]) -> list[tuple[_T, int]]:
    """The commonest first, those that are as common by the alphabet."""
    return sorted(counter.items(), key=lambda row: (-row[1], row[0]))


def _ordered(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(text for text, _ in _ranked(counter))


def _first(counter: Counter[_T]) -> _T | None:
    return next((text for text, _ in _ranked(counter)), None)


def _rank(item: RegisteredSpeaker) -> tuple[int, bool, str, str]:
    words = item.name or next(iter(item.aliases), "")
    return -item.claims, item.name is None, words.casefold(), item.doc
