"""Whatever the tree and whatever has been found, stands are only added, beside other claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.stand_nouns import add_stand_nouns
from claimx.pipeline.stands import add_stands
from parsed import NLP, parsed

Row: TypeAlias = tuple[str, str, str, str, str, int]
Docs: TypeAlias = tuple[Doc, list[Attribution]]

SENTENCES = [
    "Odu/PROPN/nsubj>paid paid=pay/VERB/ROOT tribute/NOUN/obj>paid to/ADP/case>crews "
    "crews/NOUN/nmod>tribute",
    "Odu/PROPN/nsubj>welcomed has/AUX/aux>welcomed not/PART/advmod>welcomed "
    "welcomed=welcome/VERB/ROOT the/DET/det>tunnel tunnel/NOUN/obj>welcomed",
    "who/PRON/nsubj>backing backing=back/VERB.VBG/ROOT plans/NOUN/obj>backing ,/PUNCT/punct>plans",
    "studies/NOUN/nsubj>show show/VERB/ROOT it/PRON/nsubj>works works=work/VERB/ccomp>show",
    "She/PRON/nsubj>called called=call/VERB/ROOT on/ADP/case>crews crews/NOUN/obl>called "
    "to/PART/mark>leave leave/VERB.VB/xcomp>called",
    "Crews/NOUN/nsubj:pass>told were=be/AUX/aux:pass>told told=tell/VERB.VBN/ROOT "
    "by/ADP/case>Odu Odu/PROPN/obl:agent>told to/PART/mark>leave leave/VERB.VB/xcomp>told",
    "Mills/NOUN/nsubj:pass>thought were=be/AUX/aux:pass>thought thought=think/VERB.VBN/ROOT "
    "to/PART/mark>burn burn/VERB.VB/xcomp>thought",
    "Fears/NOUN/nsubj:pass>brushed were=be/AUX/aux:pass>brushed brushed=brush/VERB/ROOT "
    "aside/ADV/compound:prt>brushed by/ADP/case>Odu Odu/PROPN/obl:agent>brushed",
    "opposition/NOUN/ROOT to/ADP/case>cuts cuts/NOUN/nmod>opposition from/ADP/case>farmers "
    "farmers/NOUN/nmod>opposition",
    "her/PRON/nmod:poss>denial denial/NOUN/ROOT that/SCONJ/mark>works it/PRON/nsubj>works "
    "works=work/VERB/acl>denial",
    "its/PRON/nmod:poss>refusal refusal/NOUN/ROOT to/PART/mark>leave leave/VERB.VB/acl>refusal",
]
LABELS = ["nsubj", "nsubj:pass", "obj", "obl", "xcomp", "ccomp", "advcl", "acl", "acl:relcl"]
LABELS += ["aux", "aux:pass", "nmod", "nmod:poss", "case", "mark", "conj", "punct"]


def rows_of(marked: str) -> list[Row]:
    """Word, lemma, part of speech, tag and label, and how far off the head is."""
    return [
        (token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i - token.i)
        for token in parsed(marked)
    ]


PARTS = [rows_of(marked) for marked in SENTENCES]


lengths = st.integers(1, 4)


@st.composite
def docs_with_claims(draw: st.DrawFn) -> Docs:
    """Sentences run together, some words hung elsewhere, and claims cut out at random."""
    rows = [row for part in draw(st.lists(st.sampled_from(PARTS), min_size=1)) for row in part]
    heads = [place + row[5] for place, row in enumerate(rows)]
    labels = [row[4] for row in rows]
    places = st.integers(0, len(rows) - 1)
    moves = st.tuples(places, places, st.sampled_from(LABELS))
    for place, head, label in draw(st.lists(moves, max_size=6)):
        if place not in above(heads, head):
            heads[place], labels[place] = head, label
    doc = Doc(
        NLP.vocab,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        deps=labels,
        heads=heads,
    )
    spans = st.builds(lambda start, size: (start, min(start + size, len(rows))), places, lengths)
    claim = st.builds(
        Attribution, st.none() | spans, st.none() | spans, st.lists(spans, min_size=1, max_size=2)
    )
    return doc, draw(st.lists(claim, max_size=2))


def above(heads: Sequence[int], place: int) -> Iterator[int]:
    """``place``, its head, the head's head … up to the root."""
    yield place
    while heads[place] != place:
        place = heads[place]
        yield place


def words_of(*spans: TokenRange | None) -> set[int]:
    return {place for span in spans if span is not None for place in range(*span)}


@settings(max_examples=200, deadline=None)
@given(docs_with_claims(), st.sampled_from([0.0, 0.1, 1.0]))
def test_stands_are_added_beside_what_has_been_found(given: Docs, chance: float) -> None:
    doc, found = given
    chances = np.full(len(doc), chance, dtype=np.float32)
    taken = words_of(*(span for item in found for span in (item.cue, *item.contents)))
    before = repr(found)
    for add in (add_stands, add_stand_nouns):
        result = add(doc, found, chances)
        assert all(one is other for one, other in zip(result, found, strict=False))
        assert repr(found) == before
        for item in result[len(found) :]:
            assert item.cue is not None
            assert item.contents
            spans = [span for span in (item.source, item.cue, *item.contents) if span is not None]
            assert all(0 <= start < end <= len(doc) for start, end in spans)
            # Of a noun's cue the preposition may be another claim's.
            cue = item.cue if add is add_stands else (item.cue[0], item.cue[0] + 1)
            assert not taken & words_of(cue, *item.contents)
