"""Some of a result's claims: those of certain speakers, targets and positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from claimx.records import Claim, Result
from claimx.register.aliases import Aliases, name_key


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims to keep; where a field is empty, any value will do.

    Attributes:
        speakers: whole words of a speaker's name, role or own words, whatever the case
            (*Hayashi*, *foreign minister*); or an id, or any name, of a file of aliases.
        targets: whole words of a target, or of whom a demand or a judgement is addressed to.
        acts, polarities, certainties, stances: values of the position.
    """

    speakers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    acts: frozenset[str] = frozenset()
    polarities: frozenset[str] = frozenset()
    certainties: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    aliases: Aliases = field(default_factory=Aliases)

    @property
    def is_open(self) -> bool:
        """Whether it keeps everything."""
        chosen = (self.acts, self.polarities, self.certainties, self.stances)
        return not (self.speakers or self.targets or any(chosen))

    def keeps(self, claim: Claim) -> bool:
        """Whether the claim is one of those."""
        position = claim.position
        return (
            _is_any(position.act, self.acts)
            and _is_any(position.polarity, self.polarities)
            and _is_any(position.certainty, self.certainties)
            and _is_any(position.stance, self.stances)
            and (not self.speakers or any(self._speaks(claim, words) for words in self.speakers))
            and (not self.targets or any(_is_target(claim, words) for words in self.targets))
        )

    def _speaks(self, claim: Claim, words: str) -> bool:
        speaker = claim.speaker
        if speaker.name is not None:
            given = self.aliases.id_of(speaker.name)
            if given is not None and given in (words, self.aliases.id_of(words)):
                return True
        return _hold((speaker.name, speaker.role, speaker.text), words)


def select(result: Result, selection: Selection) -> Result:
    """``result`` with the claims that ``selection`` keeps."""
    return result if selection.is_open else keep(result, selection.keeps)


def keep(result: Result, wanted: Callable[[Claim], bool]) -> Result:
    """``result`` with the claims that are wanted; their ids stay as they were.

    A claim nested in one that is left out is nested in the next one around it that is kept, or in
    none.
    """
    kept = [claim for claim in result.claims if wanted(claim)]
    if len(kept) == len(result.claims):
        return result
    around = {claim.id: claim.within for claim in result.claims}
    ids = {claim.id for claim in kept}
    return Result(result.document, tuple(_lifted(claim, around, ids) for claim in kept))


def _lifted(claim: Claim, around: Mapping[str, str | None], kept: Container[str]) -> Claim:
    outer = claim.within
    # Of claims read back from lines, the one around may not be there, or be within itself.
    for _ in around:
        if outer is None or outer not in around or (outer in kept and outer != claim.id):
            break
        outer = around[outer]
    if outer == claim.id or (outer in around and outer not in kept):
        outer = None
    return claim if outer == claim.within else replace(claim, within=outer)


def _is_any(value: str, chosen: frozenset[str]) -> bool:
    return not chosen or value in chosen


def _is_target(claim: Claim, words: str) -> bool:
    target = claim.position.target
    addressed = (item.text for item in claim.position.evidence if item.field == "target")
    return _hold([target.text if target else None, *addressed], words)


def _hold(texts: Iterable[str | None], words: str) -> bool:
    pattern = _whole_words(words)
    return any(text is not None and pattern.search(name_key(text)) for text in texts)


@cache
def _whole_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name_key(words))}(?!\w)")
