"""What was said and what was printed: pairs that a person can read, in ``pairs.txt``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimx.check.quotations import KINDS, Source, align

ALL = Path(__file__).with_name("pairs.txt").read_text(encoding="utf8")


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    quote: str
    kind: str
    changes: frozenset[str]
    shown: str | None


def read(block: str) -> Case:
    name, *lines = block.strip().split("\n")
    marked: dict[str, list[str]] = {}
    for line in lines:
        marked.setdefault(line[0], []).append(line[2:])
    kind, _, changes = marked["="][0].partition(":")
    shown = marked["~"][0] if "~" in marked else None
    quote = marked[">"][0]
    return Case(name, "\n".join(marked["<"]), quote, kind, frozenset(changes.split()), shown)


CASES = [read(block) for block in ALL.split("\n== ")[1:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_pair_is_told_as_what_it_is(case: Case) -> None:
    found = align(case.quote, [Source("said", case.source)])
    assert (found.kind, found.changes) == (case.kind, case.changes)
    if case.shown is not None:
        assert found.show() == case.shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_other_sources_make_no_difference(case: Case) -> None:
    others = [Source(other.name, other.source) for other in CASES if other.source != case.source]
    # Some talk of the same, and hold the quotation in the same way.
    assert align(case.quote, [*others, Source("said", case.source)]).kind == case.kind


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_quotation_is_found_where_it_was_not_said(case: Case) -> None:
    first = case.source[:30]
    others = [Source(c.name, c.source) for c in CASES if c.source[:30] != first]
    unrelated = [source for source in others if not shares(source.text, case.source)]
    assert align(case.quote, unrelated).kind == "not_found"


def shares(one: str, other: str) -> bool:
    """Whether two texts talk of the same, by four words in a row."""
    words = one.split()
    return any(" ".join(words[k : k + 4]) in other for k in range(len(words) - 3))


def test_every_kind_has_pairs() -> None:
    counts = Counter(case.kind for case in CASES)
    assert all(counts[kind] >= 2 for kind in KINDS)
