"""Floating quotes, colons, headlines and transcripts: claims that no verb marks."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from claimx.pipeline.cueless import CONFIDENCE, CuelessFinder
from claimx.pipeline.layers import Attribution
from claimx.pipeline.quotes import QuoteFinder
from parsed import Told, claim, parsed, span, told

SHUT = "the/DET/det>mill mill/NOUN/nsubj>shut shut/VERB.VBD/{} ./PUNCT/punct>shut"
TRIED = (
    "“/PUNCT/punct>tried We/PRON/nsubj>tried tried=try/VERB/ROOT ./PUNCT/punct>tried "
    "”/PUNCT/punct>tried"
)


def plain(text: str) -> Doc:
    """A text without a parse."""
    return QuoteFinder()(spacy.blank("en")(text))


def found(doc: Doc, *items: Attribution) -> list[Told]:
    return [told(doc, item) for item in CuelessFinder(doc, items).attributions()]


def spoke(name: str = "Odu/PROPN/nsubj>spoke", more: str = "") -> str:
    return f"{name} spoke=speak/VERB/ROOT {more} ./PUNCT/punct>spoke"


def test_a_quote_after_the_sentence_that_introduces_its_speaker() -> None:
    assert found(parsed(f"{spoke()} {TRIED}")) == [("Odu", None, ["“We tried.”"])]


def test_a_quote_in_the_paragraph_after() -> None:
    assert found(parsed(f"{spoke()} ¶ {TRIED}")) == [("Odu", None, ["“We tried.”"])]


def test_a_name_speaks_rather_than_a_thing() -> None:
    town = "the/DET/det>town town/NOUN/nsubj>spoke"
    assert found(parsed(f"{spoke(town)} {TRIED}")) == [("the town", None, ["“We tried.”"])]
    to_odu = "to/ADP/case>Odu Odu/PROPN/obl>spoke"
    doc = parsed(f"{spoke(town, to_odu)} {TRIED}")
    doc.ents = [Span(doc, *span(doc, "Odu"), label="PER")]
    assert found(doc) == [("Odu", None, ["“We tried.”"])]


def test_a_quote_that_nobody_is_introduced_for_is_left() -> None:
    assert found(parsed(TRIED)) == []
    no_subject = "Silence/NOUN/ROOT ./PUNCT/punct>Silence"
    assert found(parsed(f"{no_subject} {TRIED}")) == []
    assert found(plain("Odu spoke. “We tried.”")) == []  # no parse, no subject


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("“/PUNCT/punct>spoke Enough/ADV/dep>spoke ”/PUNCT/punct>spoke", id="a-word"),
        pytest.param(TRIED.replace("We/", "we/"), id="goes-on-small"),
        pytest.param(TRIED.replace("./PUNCT/punct>tried ", ""), id="no-stop"),
    ],
)
def test_words_in_marks_that_are_no_sentence_are_left(quote: str) -> None:
    assert found(parsed(f"{spoke()} {quote}")) == []


def test_a_quote_within_a_sentence_is_left() -> None:
    assert found(parsed(f"{spoke().removesuffix(' ./PUNCT/punct>spoke')} {TRIED}")) == []


def test_a_quote_that_a_claim_has_is_left() -> None:
    doc = parsed(f"{spoke()} {TRIED}")
    item = Attribution((0, 1), (1, 2), [span(doc, "“We tried.”")])
    assert CuelessFinder(doc, [item]).attributions() == [item]


def test_what_layout_alone_finds_is_not_too_sure() -> None:
    doc = parsed(f"{spoke()} {TRIED}")
    assert [item.confidence for item in CuelessFinder(doc, []).attributions()] == [CONFIDENCE]


SAID = "Odu/PROPN/nsubj>said said=say/VERB/ROOT ./PUNCT/punct>said"
QUOTED = f"“/PUNCT/punct>shut {SHUT} ”/PUNCT/punct>shut".format("ccomp>said").replace("./", ",/", 1)


def test_a_quote_goes_on_with_the_claim_before() -> None:
    doc = parsed(f"{QUOTED} {SAID} {TRIED}")
    item = claim(doc, "Odu", "said", "“the mill shut,”")
    assert found(doc, item) == [("Odu", "said", ["“the mill shut,”", "“We tried.”"])]


def test_a_quote_does_not_go_on_over_another_sentence() -> None:
    lee = (
        "Lee/PROPN/nsubj>sat sat=sit/VERB/ROOT down/ADV/advmod>sat after/ADP/case>years "
        "a/DET/det>years few/ADJ/amod>years more/ADJ/amod>years long/ADJ/amod>years "
        "years/NOUN/obl>sat ./PUNCT/punct>sat"
    )
    doc = parsed(f"{QUOTED} {SAID} {lee} {TRIED}")
    item = claim(doc, "Odu", "said", "“the mill shut,”")
    assert found(doc, item) == [
        ("Odu", "said", ["“the mill shut,”"]),
        ("Lee", None, ["“We tried.”"]),
    ]


def test_a_quote_does_not_go_on_with_words_that_are_not_quoted() -> None:
    # The text ends in a mark, and begins with the content: the one is not before the other.
    shut = SHUT.format("ccomp>said").replace("./", ",/")
    doc = parsed(f"{shut} {SAID} {TRIED}")
    item = claim(doc, "Odu", "said", "the mill shut")
    assert found(doc, item) == [
        ("Odu", "said", ["the mill shut"]),
        ("Odu", None, ["“We tried.”"]),
    ]


def test_a_quote_in_the_paragraph_after_a_claim_is_its_speakers() -> None:
    doc = parsed(f"{QUOTED} {SAID} ¶ {TRIED}")
    item = claim(doc, "Odu", "said", "“the mill shut,”")
    assert found(doc, item)[1:] == [("Odu", None, ["“We tried.”"])]


def test_a_few_words_and_a_colon_lead_to_a_quote() -> None:
    doc = plain("It rained.\n\nThe minister: “We tried”")
    assert found(doc) == [("The minister", ":", ["“We tried”"])]


def test_a_clause_and_a_colon_do_not() -> None:
    colon = spoke().replace("./PUNCT", ":/PUNCT").replace("VERB/ROOT", "VERB.VBD/ROOT")
    assert found(parsed(f"{colon} {TRIED}")) == []
    long = "The very old and rather tired but still quite lively former minister of mills"
    assert found(plain(f"{long}: “We tried.”")) == []


@pytest.mark.parametrize(
    ("headline", "claims"),
    [
        ("Police: Girl found safe", [("Police", ":", ["Girl found safe"])]),
        ("The mill union: Pay is low", [("The mill union", ":", ["Pay is low"])]),
        ("Weather: Rain in the north", []),
        ("Police: Girl found safe.", []),
        ("Police:Girl found safe", []),
    ],
)
def test_a_headline_may_open_with_somebody_who_speaks(headline: str, claims: list[Told]) -> None:
    assert found(plain(f"{headline}\n\nShe is well.")) == claims


def test_only_the_first_line_is_a_headline() -> None:
    assert found(plain("She is well\n\nPolice: Girl found safe")) == []


def test_a_headline_with_a_claim_is_left() -> None:
    doc = plain("Police: Odu denies all\n\nShe is well.")
    item = claim(doc, "Odu", "denies", "all")
    assert found(doc, item) == [("Odu", "denies", ["all"])]


TRANSCRIPT = "MAYOR LINDQVIST: The mill is shut.\n\nQ: For good?\n\nIt rained.\n"


def test_lines_of_a_transcript_are_direct_speech_of_their_labels() -> None:
    doc = plain(TRANSCRIPT)
    items = CuelessFinder(doc, []).attributions()
    assert [told(doc, item) for item in items] == [
        ("MAYOR LINDQVIST", ":", ["The mill is shut."]),
        ("Q", ":", ["For good?"]),
    ]
    assert [item.extra for item in items] == [{"form": "direct"}] * 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MAYOR LINDQVIST: The mill is shut.\n\nIt rained.", id="one-line"),
        pytest.param("When it rains: Stay in.\n\nWhen it snows: Stay in.", id="no-names"),
        pytest.param("Odu:\n\nLee:\n\n", id="nothing-said"),
    ],
)
def test_other_lines_with_colons_are_no_transcript(text: str) -> None:
    assert found(plain(text)) == []


def test_what_the_model_finds_in_a_line_is_nested_in_it() -> None:
    doc = plain(TRANSCRIPT.replace("The mill", "Lee said the mill"))
    said = claim(doc, "Lee", "said", "the mill is shut")
    inner, line, _ = CuelessFinder(doc, [said]).attributions()
    assert (inner.within, line.within) == (1, None)
    assert told(doc, line)[2] == ["Lee said the mill is shut."]
    assert "form" not in inner.extra


def test_a_line_that_the_model_has_found_is_only_marked_as_direct() -> None:
    doc = plain(TRANSCRIPT)
    item = claim(doc, "MAYOR LINDQVIST", None, "The mill is shut")
    items = CuelessFinder(doc, [item]).attributions()
    assert (items[0], len(items)) == (item, 2)
    assert item.extra == {"form": "direct"}


def test_the_quote_of_a_line_is_not_counted_twice() -> None:
    doc = plain("Odu: “We tried.”\n\nLee: “We did.”\n")
    assert found(doc) == [("Odu", ":", ["“We tried.”"]), ("Lee", ":", ["“We did.”"])]


def test_an_empty_text_has_none() -> None:
    assert found(plain("")) == []


PULLED = "I was told to leave the mill. Ann Odu"


def pulled(text: str, *people: str) -> list[Told]:
    doc = plain(text)
    doc.ents = [Span(doc, *span(doc, person), label="PER") for person in people]
    return found(doc)


def test_a_pull_quote_in_the_first_person_is_whose_name_follows() -> None:
    expected = [("Ann Odu", None, ["I was told to leave the mill."])]
    assert pulled(PULLED, "Ann Odu") == expected
    assert pulled(PULLED.replace(". ", ".\n"), "Ann Odu") == expected
    assert pulled(PULLED.replace(". ", ". — "), "Ann Odu") == expected


def test_a_pull_quote_is_a_passage_of_the_text() -> None:
    text = f"{PULLED}\n\nI was told to leave the mill. It shut in May."
    assert pulled(text, "Ann Odu") == [
        ("Ann Odu", None, ["I was told to leave the mill."]),
        ("Ann Odu", None, ["I was told to leave the mill."]),
    ]


def test_claims_in_a_pull_quote_are_nested() -> None:
    doc = plain(PULLED)
    doc.ents = [Span(doc, *span(doc, "Ann Odu"), label="PER")]
    inner = claim(doc, None, "told", "to leave the mill")
    CuelessFinder(doc, [inner]).attributions()
    assert inner.within == 1


def test_a_pull_quote_in_two_places_is_a_claim_in_each() -> None:
    told_once = ("Ann Odu", None, ["I was told to leave the mill."])
    doc = plain(f"{PULLED}\n\n{PULLED}")
    doc.ents = [Span(doc, start, start + 2, label="PER") for start in (8, 19)]
    assert found(doc) == [told_once, told_once]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param("The mill shut in May. Ann Odu", ["Ann Odu"], id="not-in-the-first-person"),
        pytest.param("I was told to leave the mill. Old Town", [], id="nobodys-name"),
        pytest.param("I was told to leave the mill. Ann Odu left", ["Ann Odu"], id="a-sentence"),
    ],
)
def test_what_is_no_pull_quote(text: str, people: list[str]) -> None:
    assert pulled(text, *people) == []


def test_a_quote_after_the_colon_that_a_claim_ends_at_goes_on_with_it() -> None:
    called = (
        "Odu/PROPN/nsubj>called called=call/VERB.VBD/ROOT it/PRON/obj>called "
        "wrong/ADJ/xcomp>called :/PUNCT/punct>called"
    )
    doc = parsed(f"{called} {TRIED}")
    item = claim(doc, "Odu", "called", "it wrong")
    assert found(doc, item) == [("Odu", "called", ["it wrong", "“We tried.”"])]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        pytest.param(
            "Mill to Shut, Says Minister in Interview",
            ("Minister", "Says", ["Mill to Shut"]),
            id="with-a-place",
        ),
        pytest.param(
            "Wells run dry, say two engineers",
            ("two engineers", "say", ["Wells run dry"]),
            id="small-letters",
        ),
    ],
)
def test_who_speaks_after_the_verb_of_a_headline(headline: str, expected: Told) -> None:
    doc = plain(f"{headline}\n\nIt was built in 1901.")
    for token in doc:
        token.lemma_ = "say" if token.lower_ in ("says", "say") else token.lower_
    assert found(doc) == [expected]
    wrong = claim(doc, headline.split()[0], expected[1], expected[0] or "")
    assert found(doc, wrong) == [expected]


@pytest.mark.parametrize(
    "headline",
    [
        pytest.param("Mill shuts, says profits fell", id="no-speaker"),
        pytest.param("Mill shuts, buys minister", id="no-verb-of-saying"),
        pytest.param("Mill shuts, says minister.", id="a-sentence"),
        pytest.param("Mill shuts, says minister in Oslo.", id="a-longer-sentence"),
    ],
)
def test_what_is_no_inverted_headline(headline: str) -> None:
    doc = plain(f"{headline}\n\nIt was built in 1901.")
    for token in doc:
        token.lemma_ = {"says": "say", "buys": "buy"}.get(token.lower_, token.lower_)
    assert found(doc) == []
