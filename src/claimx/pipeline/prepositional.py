"""Claims made by a preposition: *according to*, *as per*, *in the words of*.

PolNeAR has hardly any but the first, and the model leaves out the half of a clause that
such a phrase interrupts. The cue is exact words, so it is found by them, its source is
the noun phrase after it, and its content the clause that it hangs on, by the parse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.lexicons import load, words
from claimx.pipeline.refine import noun_phrase
from claimx.pipeline.words import tokens_of

CONFIDENCE = 0.6
#: A cue, its source, its contents.
Found: TypeAlias = tuple[TokenRange, TokenRange, list[TokenRange]]
#: A clause that ends a content: its head is asked, not the word that the phrase hangs on.
_CLAUSES = frozenset({"ROOT", "conj", "parataxis", "ccomp", "advcl"})
#: Nouns that only lead to the head of a noun phrase ("prosecutor Alma Reyes").
_WITHIN = frozenset({"compound", "nmod:poss", "nmod:desc", "flat"})
_EDGE = frozenset({"PUNCT", "SPACE", "CCONJ"})
_COMMAS = frozenset({",", "—", "–", "--"})
#: What is said of a source after its noun phrase, and is no content of it.
_ASIDES = frozenset({"acl:relcl", "acl", "appos"})


def add_prepositional(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` with those of prepositional cues, or their contents, added."""
    if not doc.has_annotation("DEP"):
        return list(found)
    known = {index: item for item in found if item.cue for index in range(*item.cue)}
    holders = _holders(found)
    added = []
    for cue, source, contents in chain(_phrases(doc), _possessives(doc)):
        item = known.get(cue[0])
        if item is None and (item := known.get(source[0] - 1)) is not None:
            item.cue, item.source = cue, source  # "In" alone
        if item is None and contents:
            phrase = min(cue[0], source[0]), max(cue[1], source[1])
            outer = _give_up(found, holders, phrase, contents)
            added.append(Attribution(source, cue, contents, outer, CONFIDENCE))
        elif item is not None and _is_half(item, contents):
            item.contents = contents
    return [*found, *added]


def _holders(found: Sequence[Attribution]) -> dict[int, list[int]]:
    """For each token, the numbers of the claims that have it in a content."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(found):
        for span in item.contents:
            for index in range(*span):
                holders[index].append(number)
    return holders


def _give_up(
    found: Sequence[Attribution],
    holders: Mapping[int, Sequence[int]],
    phrase: TokenRange,
    contents: Sequence[TokenRange],
) -> int | None:
    """Take the clause around ``phrase`` from a claim that has more, or say whose it is in.

    A claim all of whose contents lie in the clause reports it: the new one is nested in it.
    """
    clause = (
        min(phrase[0], *(start for start, _ in contents)),
        max(phrase[1], *(end for _, end in contents)),
    )
    near = {number for index in range(*clause) for number in holders.get(index, ())}
    for number in sorted(near):
        item = found[number]
        apart = [span for span in item.contents if span[1] <= clause[0] or span[0] >= clause[1]]
        if len(apart) == len(item.contents):
            continue
        if not apart:
            return number
        item.contents = apart
    return None


def _phrases(doc: Doc) -> Iterator[Found]:
    """*according to Odu*."""
    for cue in _cues(doc):
        source = _source(doc, cue[1])
        if source is not None:
            yield cue, source, _contents(doc, cue, source)


def _possessives(doc: Doc) -> Iterator[Found]:
    """*in Odu's view*: the cue is the noun alone, as of other nouns."""
    for noun in tokens_of(doc, words("prepositional", "views")):
        start = next((child.i for child in noun.lefts if child.lower_ == "in"), None)
        owner = next((child for child in noun.lefts if child.dep_ == "nmod:poss"), None)
        seen = any(child.dep_ == "nmod" for child in noun.rights)
        if owner is None or start is None or seen:  # "in their view of the sea"
            continue
        sides = clause_without(doc, range(start, noun.i + 1))
        cue = (noun.i, noun.i + 1)
        yield cue, noun_phrase(owner), [side for side in sides if side is not None]


def _cues(doc: Doc) -> Iterator[TokenRange]:
    phrases = [phrase.split() for phrase in load("prepositional")["cues"]]
    for token in tokens_of(doc, frozenset(phrase[0] for phrase in phrases)):
        for phrase in phrases:
            end = token.i + len(phrase)
            if [word.lower_ for word in doc[token.i : end]] == phrase:
                yield token.i, end
                break


def _source(doc: Doc, start: int) -> TokenRange | None:
    """The noun phrase that begins at ``start``."""
    if start >= len(doc) or doc[start].pos_ in ("PUNCT", "SPACE", "VERB"):
        return None
    if doc[start].lower_ in words("prepositional", "measures"):
        return None
    sentence = doc[start].sent
    for token in doc[start : sentence.end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in _WITHIN:
            first, last = noun_phrase(token)
            return (start, last) if first <= start < last else (start, token.i + 1)
        if token.pos_ in ("PUNCT", "VERB"):
            return None
    return None


def _contents(doc: Doc, cue: TokenRange, source: TokenRange) -> list[TokenRange]:
    """The clause around the phrase, less the phrase: one fragment, or one on each side."""
    phrase = range(cue[0], _aside_end(doc, source))
    before, after = clause_without(doc, phrase)
    # An aside may have the comma after it as its own last word.
    edge = doc[phrase.stop - 1 : phrase.stop + 1]
    parted = edge[0].text in _COMMAS or edge[-1].text in _COMMAS or edge[-1].is_quote
    if before and after and not parted:
        # "… , according to X who …": what follows without a comma belongs to the source.
        after = None
    return [fragment for fragment in (before, after) if fragment]


def clause_without(doc: Doc, phrase: range) -> tuple[TokenRange | None, TokenRange | None]:
    """What stands before and after a phrase in the clause that it hangs on."""
    governor = _governor(doc, phrase)
    if governor is None:
        return None, None
    clause = sorted({token.i for token in governor.subtree} - set(phrase))
    before = _trimmed(doc, [i for i in clause if i < phrase.start])
    return before, _trimmed(doc, [i for i in clause if i >= phrase.stop])


def _aside_end(doc: Doc, source: TokenRange) -> int:
    """The end of the appositions and relative clauses that hang on a source."""
    asides = (child for token in doc[slice(*source)] for child in token.rights)
    ends = [child.right_edge.i + 1 for child in asides if child.dep_ in _ASIDES]
    return max([source[1], *ends])


def _governor(doc: Doc, phrase: range) -> Token | None:
    """The head of the clause that the phrase hangs on."""
    outside = [doc[i].head for i in phrase if doc[i].head.i not in phrase]
    if not outside:
        return None
    token = outside[0]
    while token.dep_ not in _CLAUSES and token.head != token:
        token = token.head
    return token


def _trimmed(doc: Doc, indexes: list[int]) -> TokenRange | None:
    """The range of a fragment, without punctuation and conjunctions at its edges."""
    while indexes and doc[indexes[0]].pos_ in _EDGE and not doc[indexes[0]].is_quote:
        indexes = indexes[1:]
    while indexes and doc[indexes[-1]].pos_ in _EDGE and not doc[indexes[-1]].is_quote:
        indexes = indexes[:-1]
    wordy = [i for i in indexes if not doc[i].is_punct and not doc[i].is_space]
    return (indexes[0], indexes[-1] + 1) if wordy else None


def _is_half(item: Attribution, contents: Sequence[TokenRange]) -> bool:
    """Whether an attribution has one side of a clause that the cue stands in the middle of."""
    return (
        len(contents) == 2
        and len(item.contents) == 1
        and any(
            item.contents[0][0] >= start - 1 and item.contents[0][1] <= end + 1
            for start, end in contents
        )
    )
