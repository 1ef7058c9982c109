"""How a quotation and its source compare: records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from claimx.records import TextSpan

Kind: TypeAlias = Literal[
    "verbatim", "cosmetic", "ellipsis", "insertion", "joined", "altered", "not_found"
]
#: From the best to the worst.
KINDS: tuple[Kind, ...] = get_args(Kind)

Change: TypeAlias = Literal[
    "case",
    "punctuation",
    "spelling",
    "contraction",
    "cleaned",
    "ellipsis",
    "insertion",
    "joined",
    "changed",
    "added",
    "dropped",
    "reordered",
]
CHANGES: tuple[Change, ...] = get_args(Change)

#: What a change alone makes of a quotation.
KIND_OF: dict[Change, Kind] = {
    **dict.fromkeys(CHANGES[:5], "cosmetic"),
    "ellipsis": "ellipsis",
    "insertion": "insertion",
    "joined": "joined",
    **dict.fromkeys(CHANGES[8:], "altered"),
}

# Of what is left out or joined over, no more words are shown than these at each end.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the quotation and what the source has for it.

    Attributes:
        op: ``same``, or what was changed.
        quote: the words of the quotation, empty where it has none.
        source: the words of the source, empty where it has none.
    """

    op: Change | Literal["same"]
    quote: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a source holds a quotation, and what is different.

    Attributes:
        kind: the worst of its changes; ``not_found`` where too little is the same to tell.
        source: the name of the source, None where nothing was found.
        spans: the passages of the source, code points of its text, end exclusive.
        difference: word by word, in the order of the quotation; empty where nothing was found.
        changes: all that was changed.
        similarity: between 0 and 1: how many of the words of the quotation and of its passage
            are the same, those that say little counting less; 1 where all are.
    """

    kind: Kind
    source: str | None
    spans: tuple[TextSpan, ...]
    difference: tuple[Difference, ...]
    changes: frozenset[Change]
    similarity: float

    def show(self, context: int = 4) -> str:
        """The difference in one line: ``will [-never-] {+not+} pay``.

        Args:
            context: how many words that are the same are shown beside a difference.
        """
        last = len(self.difference) - 1
        shown = []
        for index, item in enumerate(self.difference):
            if item.op == "same":
                before, after = context * (index > 0), context * (index < last)
                shown.append(_shorten(item.quote, before, after))
            else:
                shown.append(_changed(item))
        return " ".join(filter(None, shown))


def kind_of(changes: frozenset[Change]) -> Kind:
    """The worst kind that these changes make."""
    kinds = (KIND_OF[change] for change in changes)
    return max(kinds, key=KINDS.index, default="verbatim")


def _changed(item: Difference) -> str:
    if item.op == "ellipsis":
        return "…"
    old = f"[-{_shorten(item.source, _SHOWN, _SHOWN)}-]" if item.source else ""
    new = f"{{+{' '.join(item.quote)}+}}" if item.quote else ""
    return f"{old} {new}".strip()


def _shorten(words: tuple[str, ...], before: int, after: int) -> str:
    if len(words) <= before + after + 1:
        return " ".join(words)
    first, last = words[:before], words[len(words) - after :]
    return " ".join((*first, "…", *last))
