"""Claims of one speaker about one thing, compared as the documents come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from claimx.contrasts.targets import fullest, same_content, same_thing
from claimx.contrasts.words import Phrase, read_target
from claimx.records import Claim, Stance, TextSpan
from claimx.register.aliases import Aliases, name_key
from claimx.register.identity import SpeakerKey, kinds_of, speaker_key
from claimx.register.roles import compatible

_OPPOSITE: dict[Stance, Stance] = {"favor": "against", "against": "favor"}


@dataclass(frozen=True, slots=True)
class Contrast:
    """An earlier claim of the same speaker on the same target, with the opposite position.

    Attributes:
        field: in which they differ.
        value, other: what this claim and the earlier one have there.
        doc, id: of the earlier claim.
        span, other_span: what the two are about: the targets where the stance differs, the
            first fragments of the contents where the polarity does. ``other_span`` is in ``doc``.
    """

    field: Literal["stance", "polarity"]
    value: str
    other: str
    doc: str
    id: str
    span: TextSpan
    other_span: TextSpan

    def to_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "value": self.value,
            "other": self.other,
            "doc": self.doc,
            "id": self.id,
            "span": self.span.to_dict(),
            "other_span": self.other_span.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class PositionedClaim:
    """A claim, and the earlier ones that it contradicts or turns from."""

    claim: Claim
    contrasts: tuple[Contrast, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The claim's output line with one more key."""
        return {**self.claim.to_dict(), "contrasts": [item.to_dict() for item in self.contrasts]}


class Contrasts:
    """Compares claims with those that came before them.

    Speakers are the same as in a :class:`claimx.register.Register`: by name within a document,
    over several where the name is full and the roles are compatible, or a file of aliases says so.
    A stance is compared with the latest one that takes sides, a polarity with the latest claim
    that says the same of the target. Claims without a target that means something (*it*) are not
    compared. What is kept grows with the claims that have one.
    """

    def __init__(self, aliases: Aliases | None = None) -> None:
        self._aliases = aliases or Aliases()
        # By speaker and by each form of the target's head, so that few are compared.
        self._earlier: defaultdict[tuple[SpeakerKey, str], list[_Known]] = defaultdict(list)
        self._count = 0

    def add(self, claims: Iterable[Claim]) -> Iterator[PositionedClaim]:
        """Each claim with what it contrasts with; the claims of a document stand together."""
        for doc, own in groupby(claims, key=lambda claim: claim.doc):
            yield from self._add_document(doc, list(own))

    def _add_document(self, doc: str, claims: Sequence[Claim]) -> Iterator[PositionedClaim]:
        kinds, roles = kinds_of(claims), _roles(claims)
        around = {claim.id: claim.within for claim in claims}
        mentioned = [phrase for claim in claims if (phrase := _target(claim)) is not None]
        for claim in claims:
            phrase = _target(claim)
            if phrase is None or claim.speaker.text is None:
                yield PositionedClaim(claim)
                continue
            key = speaker_key(doc, claim.speaker, kinds, self._aliases)
            own_roles = roles.get(name_key(claim.speaker.name or ""), frozenset())
            known = _Known(self._count, claim, fullest(phrase, mentioned), own_roles)
            self._count += 1
            comparable = [
                item.claim
                for item in self._about(key, phrase)
                if _same_speaker(key, item, known)
                and not _nested(claim, item.claim, around)
                and same_thing(known.target, item.target, one_document=item.claim.doc == doc)
            ]
            yield PositionedClaim(claim, tuple(_contrasts(claim, comparable)))
            for form in phrase.head:
                self._earlier[key, form].append(known)

    def _about(self, key: SpeakerKey, phrase: Phrase) -> list[_Known]:
        """Earlier claims of a speaker whose target has the head of ``phrase``, in their order."""
        found = {item for form in phrase.head for item in self._earlier[key, form]}
        return sorted(found, key=lambda item: item.number)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A claim that later ones are compared with; ``number`` counts them as they come.

    ``target`` is the fullest phrase that its document has for the target.
    """

    number: int
    claim: Claim
    target: Phrase
    roles: frozenset[str]


def _target(claim: Claim) -> Phrase | None:
    return read_target(claim.position.target.text) if claim.position.target else None


def _roles(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """All roles that one document gives each name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.speaker.role:
            found[name_key(claim.speaker.name or "")].add(claim.speaker.role)
    return {name: frozenset(roles) for name, roles in found.items()}


def _same_speaker(key: SpeakerKey, one: _Known, other: _Known) -> bool:
    """Whether roles speak against it; a document gives one name to one speaker."""
    if key[0] != "name" or one.claim.doc == other.claim.doc or not one.roles or not other.roles:
        return True
    return any(compatible(mine, theirs) for mine in one.roles for theirs in other.roles)


def _nested(one: Claim, other: Claim, around: dict[str, str | None]) -> bool:
    """Whether one stands in the other's content (*said he denied it*)."""
    if one.doc != other.doc:
        return False
    for inner, outer in ((one.id, other.id), (other.id, one.id)):
        here: str | None = inner
        for _ in around:  # lines that were edited may name each other in a circle
            here = around.get(here) if here is not None else None
            if here is None or here == outer:
                break
        if here is not None and here == outer:
            return True
    return False


def _contrasts(claim: Claim, earlier: Sequence[Claim]) -> Iterator[Contrast]:
    sides = [other for other in earlier if other.position.stance != "neutral"]
    if sides and _OPPOSITE.get(claim.position.stance) == sides[-1].position.stance:
        other = sides[-1]
        yield _contrast("stance", claim, other, claim.position.target, other.position.target)
    same = [other for other in earlier if same_content(claim, other)]
    if same and same[-1].position.polarity != claim.position.polarity:
        other = same[-1]
        yield _contrast("polarity", claim, other, claim.content.spans[0], other.content.spans[0])


def _contrast(
    field: Literal["stance", "polarity"],
    claim: Claim,
    other: Claim,
    span: TextSpan | None,
    other_span: TextSpan | None,
) -> Contrast:
    assert span is not None  # targets that are none have not been compared
    assert other_span is not None
    mine, theirs = getattr(claim.position, field), getattr(other.position, field)
    return Contrast(field, mine, theirs, other.doc, other.id, span, other_span)
