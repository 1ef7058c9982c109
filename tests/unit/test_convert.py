"""Docs of words and attributions made by hand, and what becomes of them."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from claimx.convert import to_result
from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.records import Claim, Document, Evidence, Position, Result, Speaker, TextSpan


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


class Marked:
    """A text with spans marked inline: ``[S Smith] [C said] [X that it is over.]``."""

    def __init__(self, marked: str) -> None:
        self.text = ""
        self.spans: list[tuple[str, int, int]] = []
        opened: list[tuple[str, int]] = []
        for piece in re.split(r"(\[[SCXQ]\d? |\])", marked):
            if re.fullmatch(r"\[[SCXQ]\d? ", piece):
                opened.append((piece[1:-1], len(self.text)))
            elif piece == "]":
                label, start = opened.pop()
                self.spans.append((label, start, len(self.text)))
            else:
                self.text += piece

    def doc(self, nlp: Language) -> Doc:
        """The Doc with one attribution for each number in the marks, and its quotes."""
        doc = nlp(self.text)
        found: dict[str, Attribution] = {}
        quotes = []
        for label, start, end in sorted(self.spans, key=lambda span: span[1]):
            span = doc.char_span(start, end, alignment_mode="expand")
            assert span is not None
            bounds = (span.start, span.end)
            item = found.setdefault(label[1:], Attribution(None, None, []))
            if label[0] == "S":
                item.source = bounds
            elif label[0] == "C":
                item.cue = bounds
            elif label[0] == "X":
                item.contents.append(bounds)
            else:
                quotes.append(Span(doc, *bounds, label="QUOTE"))
        items = [found[key] for key in sorted(found) if found[key].contents]
        layers.set_attributions(doc, items)
        doc.spans[layers.QUOTES] = SpanGroup(doc, name=layers.QUOTES, spans=quotes)
        return doc


def convert(nlp: Language, marked: str) -> tuple[Claim, ...]:
    mark = Marked(marked)
    return to_result(mark.doc(nlp), Document(mark.text, "doc")).claims


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[S Smith] [C said] [X that it is over.]", ["it is over"]),
        ("[S Smith] [C said] [X That, in the end, it is over.]", ["in the end, it is over"]),
        ("[S Smith] [C said] [X that's over.]", ["that's over"]),
        ("[X “It is over,”] [S Smith] [C said].", ["It is over"]),
        ("[X “It is over,] [S Smith] [C said].", ["It is over"]),
        ('[X "It is over,"] [S Smith] [C said].', ["It is over"]),
        ("[X ‘It’s over,’] [S Smith] [C said].", ["It’s over"]),
        ("[X “Is it over?”] [S Smith] [C asked].", ["Is it over?"]),
        ("[X “I heard ‘no,’”] [S Smith] [C said].", ["I heard ‘no,’"]),
        ("[S Smith] [C said] [X “half” of it is over].", ["“half” of it is over"]),
        ("[S Smith] [C said] [X “half” or “all”].", ["“half” or “all”"]),
        ('[S Smith] [C said] [X "half" or "all".]', ['"half" or "all"']),
        ("[S Smith] [C moved] [X to leave the U.S.]", ["to leave the U.S."]),
        ("[X “It is,”] [S Smith] [C said], [X “over.”]", ["It is", "over"]),
        ("[X “It is,”] [S Smith] [C said][X .]", ["It is"]),
        ("[S Smith] [C said] [X whether it is over].", ["whether it is over"]),
    ],
)
def test_edges_of_contents_are_trimmed(blank: Language, marked: str, content: list[str]) -> None:
    (claim,) = convert(blank, marked)
    assert [span.text for span in claim.content.spans] == content
    assert claim.content.text == " … ".join(content)


def test_a_demonstrative_that_is_part_of_the_content(blank: Language) -> None:
    mark = Marked("[S Smith] [C said] [X that is over].")
    doc = mark.doc(blank)
    doc[2].pos_ = "PRON"
    (claim,) = to_result(doc, Document(mark.text)).claims
    assert claim.content.text == "that is over"


def test_a_content_of_nothing_but_marks_is_no_claim(blank: Language) -> None:
    assert convert(blank, "[S Smith] [C said] [X “.”]") == ()


@pytest.mark.parametrize(
    ("marked", "form", "quotes"),
    [
        ("[X [Q “It is over,”]] [S Smith] [C said].", "direct", ["It is over,"]),
        ("[S Smith] [C said] [X it is over].", "indirect", []),
        ("[S Smith] [C called] [X it [Q “over”] for all].", "mixed", ["over"]),
        (
            "[X [Q “It is,”]] [S Smith] [C said], [X [Q “over.”]]",
            "direct",
            ["It is,", "over."],
        ),
    ],
)
def test_the_form_is_read_from_the_quotes(
    blank: Language, marked: str, form: str, quotes: list[str]
) -> None:
    (claim,) = convert(blank, marked)
    assert claim.form == form
    assert [span.text.rstrip(",.") for span in claim.quotes] == [q.rstrip(",.") for q in quotes]


def test_a_claim_in_anothers_quote_has_its_own_form(blank: Language) -> None:
    mark = Marked("[X1 [Q “[S2 Jones] [C2 denied] [X2 the charge],”]] [S1 Smith] [C1 said].")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[1].within = 0
    layers.set_attributions(doc, items)
    outer, inner = to_result(doc, Document(mark.text, "d")).claims
    assert (outer.form, inner.form) == ("direct", "indirect")
    assert (outer.within, inner.within) == (None, "d#1")
    assert inner.quotes == ()


def test_a_component_can_tell_the_form_that_no_marks_show(blank: Language) -> None:
    mark = Marked("[S Smith][C :] [X It is over].")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[0].extra["form"] = "direct"
    layers.set_attributions(doc, items)
    assert to_result(doc, Document(mark.text)).claims[0].form == "direct"


def test_claims_stand_in_the_order_of_their_contents(blank: Language) -> None:
    claims = convert(
        blank, "[X1 It is over,] [S1 Smith] [C1 said]. [X2 [S3 Jones] [C3 saw] [X3 it]]."
    )
    assert [(claim.id, claim.content.text) for claim in claims] == [
        ("doc#1", "It is over"),
        ("doc#2", "Jones saw it"),
        ("doc#3", "it"),
    ]


def test_nesting_closes_over_a_claim_that_is_dropped(blank: Language) -> None:
    mark = Marked("[S1 A] [C1 said] [X1 b [C2 said] [X2 ,] [C3 saw] [X3 it]].")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[1].within, items[2].within = 0, 1
    layers.set_attributions(doc, items)
    outer, inner = to_result(doc, Document(mark.text, "d")).claims
    assert (outer.id, inner.within) == ("d#1", "d#1")


def test_nesting_in_a_circle_ends(blank: Language) -> None:
    mark = Marked("[C1 said] [X1 one] [C2 said] [X2 two]")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[0].within, items[1].within = 0, 0
    layers.set_attributions(doc, items)
    first, second = to_result(doc, Document(mark.text, "d")).claims
    assert (first.within, second.within) == (None, "d#1")


def test_the_sentence_is_the_cues(blank: Language) -> None:
    text = "It rained. It is over, Smith said. He left."
    (claim,) = convert(blank, "It rained. [X It is over,] [S Smith] [C said]. He left.")
    start, end = claim.sentence
    assert text[start:end] == "It is over, Smith said."


def test_the_cue_keeps_its_adverbs_and_its_lemma_is_the_verbs(blank: Language) -> None:
    mark = Marked("[S Smith] [C also said again,] [X that it is over].")
    doc = mark.doc(blank)
    doc[1].pos_, doc[2].pos_, doc[3].pos_ = "ADV", "VERB", "ADV"
    doc[2].lemma_ = "say"
    (claim,) = to_result(doc, Document(mark.text)).claims
    assert claim.cue is not None
    assert (claim.cue.text, claim.cue.lemma) == ("also said again", "say")


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[S Ann Smith, the mayor,] [C said] [X it is over].", "Ann Smith, the mayor"),
        ("[S Ann Smith, who leads the town,] [C said] [X it is over].", "Ann Smith"),
        ("[S Ann Smith, the mayor, who left,] [C said] [X it is over].", "Ann Smith, the mayor"),
        ("[S Ann Smith’s] [C claim] that [X it is over]", "Ann Smith"),
    ],
)
def test_a_speaker_keeps_an_apposition_and_no_relative_clause(
    blank: Language, marked: str, words: str
) -> None:
    mark = Marked(marked)
    doc = mark.doc(blank)
    (item,) = layers.get_attributions(doc)
    item.speaker = Speaker("Ann Smith", 0, 9, name="Ann Smith", kind="person", via="self")
    layers.set_attributions(doc, [item])
    (claim,) = to_result(doc, Document(mark.text)).claims
    assert claim.speaker.text == words


def test_a_negated_cue_keeps_its_negation(blank: Language) -> None:
    mark = Marked("[S Smith] [C never said] [X that it is over].")
    doc = mark.doc(blank)
    doc[1].pos_, doc[2].pos_ = "ADV", "VERB"
    (claim,) = to_result(doc, Document(mark.text)).claims
    assert claim.cue is not None
    assert claim.cue.text == "never said"


def test_no_source_is_a_speaker_of_nulls(blank: Language) -> None:
    (claim,) = convert(blank, "[X It is over], reportedly.")
    assert claim.speaker == Speaker()
    assert claim.cue is None


def test_a_source_without_the_speakers_component_is_still_a_speaker(blank: Language) -> None:
    (claim,) = convert(blank, "[S The mayor,] [C said] [X it is over].")
    assert claim.speaker == Speaker("The mayor", 0, 9)


def test_texts_come_from_the_document_as_given(blank: Language) -> None:
    mark = Marked("[S Sm?th] [C said] [X it is o?er].")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[0].speaker = Speaker("Sm?th", 0, 5, name="Sm?th", kind="person", via="self")
    items[0].position = Position(
        target=TextSpan("o?er", 17, 21), evidence=(Evidence("act", "cue.say", "o?er", 17, 21),)
    )
    layers.set_attributions(doc, items)
    given = Document(mark.text.replace("?", "\ud800"))
    (claim,) = to_result(doc, given).claims
    assert claim.speaker.text == "Sm\ud800th"
    assert claim.position.target == TextSpan("o\ud800er", 17, 21)
    assert claim.position.evidence[0].text == "o\ud800er"


def test_confidence_is_kept_between_nothing_and_one(blank: Language) -> None:
    mark = Marked("[C said] [X it is over]")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[0].confidence = 1.0000001
    layers.set_attributions(doc, items)
    assert to_result(doc, Document(mark.text)).claims[0].confidence == 1.0


def polnear(nlp: Language, marked: str) -> Claim:
    """The claim that the model has found, with its spans as it cut them."""
    mark = Marked(marked)
    doc = mark.doc(nlp)
    items = layers.get_attributions(doc)
    items[0].extra["chances"] = [1.0]
    layers.set_attributions(doc, items)
    (claim,) = to_result(doc, Document(mark.text), spans="polnear").claims
    return claim


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[S Smith] [C said] [X that it is over.]", "that it is over."),
        ("[X [Q “It is over,”]] [S Smith] [C said].", "“It is over,”"),
        ("[X [Q “It is,”]] [S Smith] [C said], [X [Q “over.”]]", "“It is,” … “over.”"),
    ],
)
def test_contents_may_stay_as_the_model_cut_them(
    blank: Language, marked: str, content: str
) -> None:
    assert polnear(blank, marked).content.text == content


def test_speakers_and_cues_may_stay_as_the_model_cut_them(blank: Language) -> None:
    claim = polnear(blank, "[S Ann Smith, who leads,] [C said:] [X It is over.]")
    assert (claim.speaker.text, claim.speaker.start, claim.speaker.end) == (
        "Ann Smith, who leads,",
        0,
        21,
    )
    assert claim.cue is not None
    assert (claim.cue.text, claim.cue.end) == ("said:", 27)


def test_what_is_not_about_spans_is_the_same_however_they_are_cut(blank: Language) -> None:
    marked = "[X [Q “It is over,”]] [S Smith] [C said]."
    (read,), cut = convert(blank, marked), polnear(blank, marked)
    assert (cut.form, cut.quotes, cut.sentence) == (read.form, read.quotes, read.sentence)
    assert cut.form == "direct"


def test_no_source_and_no_cue_stay_none_however_spans_are_cut(blank: Language) -> None:
    claim = polnear(blank, "[X It is over.]")
    assert (claim.speaker, claim.cue) == (Speaker(), None)


def test_polnear_has_no_nested_claims_and_none_that_layout_alone_shows(blank: Language) -> None:
    mark = Marked("[S1 A] [C1 said] [X1 [S2 B] [C2 saw] [X2 it.]] [X3 “It is over.”]")
    doc = mark.doc(blank)
    items = layers.get_attributions(doc)
    items[1].within = 0
    for item in items[:2]:
        item.extra["chances"] = [1.0]
    layers.set_attributions(doc, items)
    assert len(to_result(doc, Document(mark.text)).claims) == 3
    (claim,) = to_result(doc, Document(mark.text), spans="polnear").claims
    assert claim.content.text == "B saw it."


def test_a_doc_that_nothing_was_found_on_has_no_claims(blank: Language) -> None:
    document = Document("Smith left.")
    assert to_result(blank("Smith left."), document) == Result(document, ())
