"""Claims of which only the speaker, the target, the content and the position matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from claimx.contrasts import Contrast, Contrasts, PositionedClaim
from claimx.records import Act, Claim, Content, Kind, Polarity, Position, Speaker, Stance, TextSpan
from claimx.register import Aliases
from unit.register.samples import said

#: What differs, and the id of the earlier claim.
Found: TypeAlias = list[tuple[str, str]]


def stands(
    id_: str,
    target: str | None,
    content: str | None = None,
    *,
    name: str | None = "Ann Smith",
    text: str | None = None,
    role: str | None = None,
    kind: Kind = "person",
    stance: Stance = "neutral",
    polarity: Polarity = "positive",
    act: Act = "assert",
    within: str | None = None,
) -> Claim:
    """A claim of the document before the ``#``; where no content is given, it is the target."""
    claim = said(id_.partition("#")[0], text or name, name, role, kind=kind)
    words = content or target or "it is so"
    aim = None if target is None else _place(words, target)
    return replace(
        claim,
        id=id_,
        content=Content((TextSpan.of(words, 0, len(words)),)),
        quotes=(),
        position=Position(act=act, polarity=polarity, stance=stance, target=aim),
        within=within,
    )


def _place(words: str, target: str) -> TextSpan:
    start = words.index(target)
    return TextSpan.of(words, start, start + len(target))


def compared(*claims: Claim, aliases: Aliases | None = None) -> list[PositionedClaim]:
    return list(Contrasts(aliases).add(claims))


def found(items: Iterable[PositionedClaim]) -> list[Found]:
    """What each of the claims contrasts with."""
    return [[(item.field, item.id) for item in positioned.contrasts] for positioned in items]


def last(*claims: Claim, aliases: Aliases | None = None) -> Found:
    """What the last of the claims contrasts with."""
    return found(compared(*claims, aliases=aliases))[-1]


def odd(text: str) -> PositionedClaim:
    """A claim with ``text`` in all its words, and in those of what it contrasts with."""
    span = TextSpan(f"plan{text}", 0, 9)
    claim = replace(
        AGAINST.claim,
        doc=f"a{text}",
        id=f"a{text}#1",
        speaker=Speaker(f"she{text}", 0, 9, f"Ann{text}", f"mayor{text}", "person", "pronoun"),
        content=Content((TextSpan(f"so{text}", 0, 9),)),
        position=replace(AGAINST.claim.position, target=span),
    )
    contrast = Contrast("stance", "against", "favor", f"z{text}", f"z{text}#1", span, span)
    return PositionedClaim(claim, (contrast,))


OFFICE = "the [NATO] office"
FAVOR = PositionedClaim(stands("a.txt#1", OFFICE, role="mayor", stance="favor"))
AGAINST = PositionedClaim(
    stands(
        "b :smile:.txt#12",
        OFFICE,
        f"{OFFICE}, “which” is dear",
        role="mayor",
        stance="against",
        act="oppose",
    ),
    (
        Contrast(
            field="stance",
            value="against",
            other="favor",
            doc="a.txt",
            id="a.txt#1",
            span=TextSpan(OFFICE, 0, 17),
            other_span=TextSpan(OFFICE, 0, 17),
        ),
    ),
)
NOBODY = PositionedClaim(stands("b :smile:.txt#13", None, "it rained", name=None))
ITEMS = (FAVOR, AGAINST, NOBODY)
