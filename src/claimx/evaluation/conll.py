"""Tags and trees against a treebank's, on the system's own words and sentences.

After the evaluation of the CoNLL 2018 shared task (Zeman et al. 2018): words are the same
where they cover the same characters, white space left out; those of a multiword token
(*don't*) where their forms stand in the same order (longest common subsequence). Labels of
dependencies are compared whole, with their subtypes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimx.evaluation.tally import Hits
from claimx.evaluation.tokens import CharRange

MEASURES = ("words", "sentences", "upos", "xpos", "lemma", "uas", "las")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an analysis.

    ``span`` counts characters that are not white space; of a word of a multiword token it
    is that of the whole token. ``head`` is an index into the document's words, a root's own.
    """

    form: str
    span: CharRange
    upos: str
    xpos: str
    lemma: str
    head: int
    dep: str
    multiword: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document's words, and the index at which each sentence begins."""

    words: Sequence[Word]
    starts: Sequence[int]

    def sentences(self) -> set[CharRange]:
        """The characters of each sentence."""
        bounds = pairwise([*self.starts, len(self.words)])
        return {(self.words[first].span[0], self.words[last - 1].span[1]) for first, last in bounds}


def compare(gold: Analysis, system: Analysis) -> dict[str, Hits]:
    """The hits of each of :data:`MEASURES`; for the ratio of words see ``words``."""
    aligned = dict(align(gold.words, system.words))
    found = len(gold.sentences() & system.sentences())
    counts = {
        "words": len(aligned),
        **_right_words(gold.words, system.words, aligned),
    }
    hits = {
        name: Hits(len(system.words), count, len(gold.words), count)
        for name, count in counts.items()
    }
    hits["sentences"] = Hits(len(system.starts), found, len(gold.starts), found)
    return {name: hits[name] for name in MEASURES}


def align(gold: Sequence[Word], system: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The index of each gold word with that of the system's same word, where there is one.

    Both sides' spans are counted in the same text.
    """
    i = j = 0
    while i < len(gold):
        start, end = gold[i].span
        last = _end_of_token(gold, i)
        while j < len(system) and system[j].span[0] < start:
            j += 1
        stop = j
        while stop < len(system) and system[stop].span[1] <= end:
            stop += 1
        if gold[i].multiword:
            ours = tuple(word.form.lower() for word in gold[i:last])
            theirs = tuple(word.form.lower() for word in system[j:stop])
            yield from ((i + a, j + b) for a, b in _common(ours, theirs))
        elif stop > j and system[j].span == (start, end):
            yield i, j
        i, j = last, stop


def _end_of_token(words: Sequence[Word], first: int) -> int:
    last = first + 1
    if words[first].multiword:
        while last < len(words) and words[last].span == words[first].span:
            last += 1
    return last


@lru_cache(maxsize=4096)
def _common(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The index pairs of a longest common subsequence of a few words."""
    if not ours or not theirs:
        return ()
    if ours[-1] == theirs[-1]:
        return (*_common(ours[:-1], theirs[:-1]), (len(ours) - 1, len(theirs) - 1))
    return max(_common(ours, theirs[:-1]), _common(ours[:-1], theirs), key=len)


def _right_words(
    gold: Sequence[Word], system: Sequence[Word], aligned: Mapping[int, int]
) -> dict[str, int]:
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    for i, j in aligned.items():
        ours, theirs = gold[i], system[j]
        same_head = aligned.get(ours.head) == theirs.head
        right["upos"] += ours.upos == theirs.upos
        right["xpos"] += ours.xpos == theirs.xpos
        right["lemma"] += ours.lemma == theirs.lemma
        right["uas"] += same_head
        right["las"] += same_head and ours.dep == theirs.dep
    return right
