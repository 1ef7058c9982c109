"""Where speakers stand: for each act, certainty, framing and stance, and each way of negating.

A file beside this one is one of them, written from the annotation guidelines alone by people who
had not seen the rules; a text that opens with ``# near miss`` looks like it and is another. The
files ``news-*`` and ``held-*`` are sentences of all kinds. The
texts are marked as ``markup.py`` says, a claim each, and stand apart by a line ``---``.

The claim is given as it is marked, on the embedded pipeline's own parse, so that what is tested
is how its position is read. Texts that are known to be read wrong are in ``known_failures.txt``,
an id a line, and must fail for as long as they are listed. To write the list anew::

    pytest tests/positions -q --runxfail \\
        | sed -n 's/^FAILED .*::test_position\\[\\([a-z0-9-]*\\)\\].*/\\1/p' > known.txt
    mv known.txt tests/positions/known_failures.txt
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import claimx
from claimx.pipeline.layers import Attribution, get_attributions, set_attributions
from claimx.records import ACTS, CERTAINTIES, FRAMINGS, STANCES, Position
from markup import POSITION_FIELDS, Fragment, Marked, parse_markup, same_words

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.txt"
KNOWN = KNOWN_FAILURES.read_text(encoding="utf-8").split()
NEAR_MISS = "# near miss"
LEAST_OF_ACT = 8
LEAST_OF_CERTAINTY = 6
LEAST_OF_NEGATION = 6


class Text(NamedTuple):
    """One marked text; ``id`` is its file's name and its number there."""

    id: str
    marked: str
    near_miss: bool


def read_texts(path: Path) -> list[Text]:
    """The texts of one file, without the comment lines that open them."""
    texts = []
    blocks = path.read_text(encoding="utf-8").split("\n---\n")
    for number, block in enumerate(blocks, start=1):
        lines = block.strip("\n").split("\n")
        near_miss = lines[0].startswith(NEAR_MISS)
        while lines[0].startswith("#"):
            lines.pop(0)
        texts.append(Text(f"{path.stem}-{number}", "\n".join(lines), near_miss))
    return texts


FILES = {p.stem: read_texts(p) for p in sorted(HERE.glob("*.txt")) if p != KNOWN_FAILURES}
TEXTS = [text for texts in FILES.values() for text in texts]
NEGATIONS = [name for name in FILES if name.startswith("negation-")]


def _parameter(text: Text) -> object:
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known to be read wrong")
    return pytest.param(text.marked, id=text.id, marks=[known] if text.id in KNOWN else [])


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline."""
    return claimx.load()


@pytest.mark.parametrize("marked", [_parameter(text) for text in TEXTS])
def test_position(nlp: Language, marked: str) -> None:
    text, (claim,) = parse_markup(marked)
    position = read_position(nlp, parse_markup(marked))
    got = {field: getattr(position, field) for field in POSITION_FIELDS}
    assert got == claim.fields, position.evidence
    if claim.target is not None:
        target = (position.target.start, position.target.end) if position.target else None
        assert same_words(text, claim.target, target), position.target


def read_position(nlp: Language, marked: Marked) -> Position:
    """The position of a claim with the marked spans; who the speaker is stays as it was found."""
    (claim,) = marked.claims
    doc = nlp(marked.text)
    item = Attribution(
        _tokens(doc, claim.speaker),
        _tokens(doc, claim.cue),
        [tokens for part in claim.content if (tokens := _tokens(doc, part)) is not None],
    )
    for found in get_attributions(doc):
        if found.source == item.source:
            item.speaker = found.speaker
    set_attributions(doc, [item])
    nlp.get_pipe("claimx_positions")(doc)
    (read,) = get_attributions(doc)
    assert read.position is not None
    return read.position


def _tokens(doc: Doc, fragment: Fragment | None) -> tuple[int, int] | None:
    if fragment is None:
        return None
    span = doc.char_span(*fragment, alignment_mode="expand")
    assert span is not None
    return span.start, span.end


def shown(name: str) -> Counter[str | None]:
    """How many texts that are no near misses have each value of a field."""
    texts = [text for text in TEXTS if not text.near_miss]
    return Counter(parse_markup(text.marked).claims[0].fields[name] for text in texts)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_a_text_marks_one_claim_with_all_fields(text: Text) -> None:
    (claim,) = parse_markup(text.marked).claims
    assert claim.fields.keys() == set(POSITION_FIELDS)


def test_no_text_stands_twice() -> None:
    texts = [parse_markup(text.marked).text for text in TEXTS]
    assert len(texts) == len(set(texts))


def test_every_value_is_shown_often_enough() -> None:
    acts, certainties = shown("act"), shown("certainty")
    assert all(acts[act] >= LEAST_OF_ACT for act in ACTS), acts
    assert all(certainties[value] >= LEAST_OF_CERTAINTY for value in CERTAINTIES), certainties
    assert all(shown("framing")[value] >= LEAST_OF_CERTAINTY for value in FRAMINGS)
    assert all(shown("stance")[value] >= LEAST_OF_CERTAINTY for value in STANCES)


@pytest.mark.parametrize(
    "name", [n for n in FILES if n != "negation-elsewhere" and not n.startswith(("news-", "held-"))]
)
def test_every_file_has_near_misses(name: str) -> None:
    assert any(text.near_miss for text in FILES[name])


@pytest.mark.parametrize("name", NEGATIONS)
def test_every_way_of_negating_is_shown_often_enough(name: str) -> None:
    assert sum(not text.near_miss for text in FILES[name]) >= LEAST_OF_NEGATION


def test_known_failures_are_texts() -> None:
    assert set(KNOWN) <= {text.id for text in TEXTS}
    assert len(KNOWN) == len(set(KNOWN))
