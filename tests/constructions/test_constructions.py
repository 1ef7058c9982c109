"""Every way to attribute that claimx reads, and what looks like one and is none.

A construction is a file beside this one; its texts are marked as ``markup.py`` says and stand
apart by a line ``---``. Comments (``#``) may open a text; a blank line is part of it.

A text passes when the claims found are those marked, no more and no fewer, but for one
kind of extra: claims nested in a content count only in the texts that mark nested ones.

The texts that the embedded model is known to get wrong are in ``known_failures.txt``, an id
a line. Each must fail for as long as it is listed. To write the list anew::

    pytest tests/constructions -q --runxfail \\
        | sed -n 's/^FAILED .*::test_claims\\[\\([a-z0-9-]*\\)\\].*/\\1/p' > known.txt
    mv known.txt tests/constructions/known_failures.txt
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language

import claimx
from claimx.records import Claim
from markup import Marked, assert_claims, parse_markup

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.txt"
NO_CLAIMS = frozenset(
    {"scare-quotes", "titles", "negated-attribution", "plain-events", "first-person-narration"}
)
LEAST_TEXTS = 9
LEAST_PASSING = 5


class Text(NamedTuple):
    """One marked text of a construction; ``id`` is the construction's name and its number."""

    id: str
    marked: str


def read_texts(path: Path) -> list[Text]:
    """The texts of one construction, in their order, without the comments that open them."""
    blocks = path.read_text(encoding="utf-8").split("\n---\n")
    return [
        Text(f"{path.stem}-{number}", _without_comments(block))
        for number, block in enumerate(blocks, start=1)
    ]


def _without_comments(block: str) -> str:
    lines = block.strip("\n").split("\n")
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines)


CONSTRUCTIONS = {
    path.stem: read_texts(path) for path in sorted(HERE.glob("*.txt")) if path != KNOWN_FAILURES
}
TEXTS = [text for texts in CONSTRUCTIONS.values() for text in texts]
KNOWN = KNOWN_FAILURES.read_text(encoding="utf-8").split()


def _parameter(text: Text) -> object:
    reason = "the embedded model is known to get it wrong"
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)
    return pytest.param(text.marked, id=text.id, marks=[known] if text.id in KNOWN else [])


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline."""
    return claimx.load()


@pytest.mark.parametrize("marked", [_parameter(text) for text in TEXTS])
def test_claims(nlp: Language, marked: str) -> None:
    expected = parse_markup(marked)
    found = claimx.extract(expected.text, nlp=nlp).claims
    assert_claims(_comparable(found, expected), expected)


def _comparable(found: tuple[Claim, ...], expected: Marked) -> list[Claim]:
    """``found`` without the nested claims, unless the text marks such."""
    marks_nested = any(claim.within is not None for claim in expected.claims)
    return [claim for claim in found if marks_nested or claim.within is None]


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_markup_parses(construction: str) -> None:
    texts = CONSTRUCTIONS[construction]
    counts = [len(parse_markup(text.marked).claims) for text in texts]
    assert len(texts) >= LEAST_TEXTS
    if construction in NO_CLAIMS:
        assert not any(counts)
    else:
        assert all(counts)


def test_no_text_stands_twice() -> None:
    texts = [parse_markup(text.marked).text for text in TEXTS]
    assert all(texts)
    assert len(texts) == len(set(texts))


def test_constructions_without_claims_are_all_there() -> None:
    assert CONSTRUCTIONS.keys() >= NO_CLAIMS


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_enough_texts_of_each_construction_pass(construction: str) -> None:
    passing = [text.id for text in CONSTRUCTIONS[construction] if text.id not in KNOWN]
    assert len(passing) >= LEAST_PASSING


def test_known_failures_are_texts() -> None:
    assert set(KNOWN) <= {text.id for text in TEXTS}
    assert len(KNOWN) == len(set(KNOWN))
