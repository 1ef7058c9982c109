from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.records import Claim, Content, Cue, Evidence, Position, Speaker, TextSpan

NLP = spacy.blank("en")
TEXT = "Odu said the mill shut, and Lee denied it."


def two_claims() -> list[Attribution]:
    """Odu said [the mill shut, and] Lee denied [it]; the second is nested in the first."""
    return [
        Attribution(
            source=(0, 1),
            cue=(1, 2),
            contents=[(2, 5), (6, 7)],
            confidence=0.75,
            speaker=Speaker("Odu", 0, 3, name="Ada Odu", role="mayor", kind="person", via="alias"),
            position=Position(
                act="deny",
                polarity="negative",
                target=TextSpan("the mill", 9, 17),
                evidence=(Evidence("act", "cue.say", "said", 4, 8),),
            ),
            extra={"note": [1, None, "two"]},
        ),
        Attribution(source=None, cue=None, contents=[(9, 10)], within=0),
    ]


def annotated() -> Doc:
    doc = NLP(TEXT)
    layers.set_attributions(doc, two_claims())
    return doc


def claim(number: int) -> Claim:
    return Claim(
        doc="a.txt",
        id=f"a.txt#{number}",
        speaker=Speaker("Odu", 0, 3, kind="person"),
        cue=Cue("said", 4, 8, "say"),
        content=Content((TextSpan("the mill shut", 9, 22),)),
        quotes=(),
        form="indirect",
        position=Position(),
        sentence=(0, len(TEXT)),
        within=None,
        confidence=0.5,
    )


def test_what_is_written_is_read_back() -> None:
    assert layers.get_attributions(annotated()) == two_claims()


def test_a_doc_without_layers_has_no_attributions_and_no_claims() -> None:
    assert layers.get_attributions(NLP(TEXT)) == []
    assert layers.get_claims(NLP(TEXT)) is None
    assert layers.get_claims(annotated()) is None


def test_spans_show_whose_they_are() -> None:
    doc = annotated()
    found = {
        key: [(span.text, span.label_, span.id_) for span in doc.spans[key]]
        for key in (layers.SOURCES, layers.CUES, layers.CONTENTS)
    }
    assert found == {
        layers.SOURCES: [("Odu", "SOURCE", "0")],
        layers.CUES: [("said", "CUE", "0")],
        layers.CONTENTS: [
            ("the mill shut", "CONTENT", "0"),
            ("and", "CONTENT", "0"),
            ("it", "CONTENT", "1"),
        ],
    }


def test_spans_with_the_same_bounds_keep_their_claims() -> None:
    doc = NLP(TEXT)
    same = [Attribution((0, 1), (1, 2), [(2, 5)]), Attribution((0, 1), (8, 9), [(2, 5)])]
    layers.set_attributions(doc, same)
    assert [span.id_ for span in doc.spans[layers.CONTENTS]] == ["0", "1"]
    assert layers.get_attributions(doc) == same


def test_writing_anew_replaces_what_was_there() -> None:
    doc = annotated()
    layers.set_attributions(doc, [Attribution((7, 8), (8, 9), [(9, 10)])])
    assert [span.text for span in doc.spans[layers.SOURCES]] == ["Lee"]
    assert len(layers.get_attributions(doc)) == 1
    layers.set_attributions(doc, [])
    assert layers.get_attributions(doc) == []


def test_everything_survives_bytes() -> None:
    doc = annotated()
    layers.set_claims(doc, [claim(1), claim(2)])
    again = Doc(NLP.vocab).from_bytes(doc.to_bytes())
    assert layers.get_attributions(again) == two_claims()
    assert layers.get_claims(again) == [claim(1), claim(2)]
    assert [span.id_ for span in again.spans[layers.CONTENTS]] == ["0", "0", "1"]


def test_layers_are_copied_onto_a_doc_of_the_same_tokens() -> None:
    source, target = annotated(), spacy.blank("en")(TEXT)
    layers.copy_layers(source, target)
    layers.set_claims(target, [claim(1)])
    assert layers.get_attributions(target) == two_claims()
    assert all(span.doc is target for span in target.spans[layers.CONTENTS])
    assert [span.label_ for span in target.spans[layers.CUES]] == ["CUE"]
    assert layers.QUOTES not in target.spans
    assert layers.get_claims(source) is None


@pytest.mark.parametrize("claims", [[], [claim(1)]])
def test_finished_claims_stand_beside_the_attributions(claims: list[Claim]) -> None:
    doc = annotated()
    layers.set_claims(doc, claims)
    assert layers.get_claims(doc) == claims
    assert layers.get_attributions(doc) == two_claims()
