"""What stands between two words of a quotation and between those of the source that they are."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.check.quotations.alignment import Change
from claimx.check.quotations.chain import Pair
from claimx.check.quotations.lists import OTHER_READINGS
from claimx.check.quotations.quote import Quote
from claimx.check.quotations.source import Source
from claimx.check.quotations.words import Words, joined, letters, punctuation, same_spelling

# A speaker who begins again repeats no more words than these.
_REPEATED = 4
_CLAUSE_EDGES = frozenset(".,;:?!-")


@dataclass(frozen=True)
class Gap:
    """Between two pairs of words."""

    quote: Quote
    source: Source
    left: Pair
    right: Pair

    @property
    def added(self) -> int:
        """How many words of the quotation stand between."""
        return self.right[0] - self.left[0] - 1

    @property
    def missed(self) -> int:
        """How many words of the source stand between."""
        return self.right[1] - self.left[1] - 1

    @property
    def elided(self) -> bool:
        """Whether the quotation says that words were left out."""
        return self.quote.marked(self.left[0] + 1, self.right[0])

    @property
    def bracket(self) -> str:
        """What the quotation has in brackets there."""
        return self.quote.bracket(self.left[0] + 1, self.right[0])

    @property
    def source_text(self) -> str:
        """What the source has there, labels and stage directions included."""
        words = self.source.words
        return self.source.text[words.ends[self.left[1]] : words.starts[self.right[1]]]

    @property
    def quote_hesitations(self) -> tuple[str, ...]:
        return self.quote.words.hesitations(self.right[0])

    @property
    def source_hesitations(self) -> tuple[str, ...]:
        return self.source.words.hesitations(self.right[1])

    def rewriting(self) -> Change:
        """What it is that other words stand there."""
        own, other = self.left[0] + 1, self.left[1] + 1
        quoted = self.quote.words.slice(own, self.right[0])
        said = self.source.words.slice(other, self.right[1])
        if joined(quoted) == joined(said) and letters(said):
            if quoted.casefold() != said.casefold():
                return "punctuation"
            # Us for US is another word, but not where all is in capitals.
            return "case" if self.source.words.text.isupper() else "changed"
        if self.added == self.missed == 1:
            kept = self.quote.completed.get(own)
            whole = said.casefold()
            if kept and (whole.startswith(kept.casefold()) or whole.endswith(kept.casefold())):
                return "insertion"
            if _other_reading(quoted, said):
                return "contraction"
        return "changed"


def word_change(quoted: str, said: str) -> Change | None:
    """How a word looks different that is the same; None where it does not."""
    if quoted == said:
        return None
    if quoted.casefold() == said.casefold():
        return "case"
    if letters(quoted) and letters(quoted) == letters(said):
        return "punctuation"
    return "spelling" if same_spelling(quoted, said) else "contraction"


def punctuation_changed(gap: Gap) -> bool:
    """Whether other marks stand between two words that stand side by side in both."""
    own = gap.quote.words.between(gap.right[0])
    other = gap.source.words.between(gap.right[1])
    if gap.elided:  # dots for a pause, where nothing was left out
        return "..." not in punctuation(other)
    return punctuation(own) != punctuation(other)


def is_repetition(words: Words, left: int, right: int) -> bool:
    """Whether what stands between two words of a source is said again at once.

    Numbers are not: *twenty, twenty* may be one.
    """
    size = right - left - 1
    said = words.keys[left + 1 : right]
    if not 0 < size <= _REPEATED or any(map(str.isdigit, "".join(said))):
        return False
    return said in (
        words.keys[max(0, left - size + 1) : left + 1],
        words.keys[right : right + size],
    )


def is_clause_edge(words: Words, left: int, right: int) -> bool:
    """Whether one passage may end and another begin here.

    They stand in different sentences, and one of them ends or begins where a clause does. Words
    left out within one sentence are no joint, nor is half a clause with half of another.
    """
    if not any(words.opens(index) for index in range(left + 1, right + 1)):
        return False
    edges = punctuation(words.between(left + 1)), punctuation(words.between(right))
    return any(_CLAUSE_EDGES & set(edge) for edge in edges)


def _other_reading(quoted: str, said: str) -> bool:
    pair = quoted.casefold().replace("’", "'"), said.casefold().replace("’", "'")
    return pair in OTHER_READINGS or pair[::-1] in OTHER_READINGS
