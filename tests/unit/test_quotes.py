"""Quotation marks: what is quoted, by whatever marks, however broken."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from claimx.pipeline import layers
from claimx.pipeline.quotes import Quote, QuoteFinder, create_quotes, find_quotes, get_quotes


def quoted(text: str) -> list[str]:
    """The words within each pair of marks."""
    return [text[quote.inner_start : quote.inner_end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param('"The mill is shut," Odu said.', ["The mill is shut,"], id="straight"),
        pytest.param("“The mill is shut,” Odu said.", ["The mill is shut,"], id="curly"),
        pytest.param("'The mill is shut,' Odu said.", ["The mill is shut,"], id="straight-single"),
        pytest.param("‘The mill is shut,’ Odu said.", ["The mill is shut,"], id="british"),
        pytest.param("« The mill is shut », Odu said.", [" The mill is shut "], id="guillemets"),
        pytest.param("»The mill is shut«, Odu said.", ["The mill is shut"], id="guillemets-inward"),
        pytest.param("‹Shut›, Odu said.", ["Shut"], id="single-guillemets"),
        pytest.param("„The mill is shut“, Odu said.", ["The mill is shut"], id="low-high"),
        pytest.param("„The mill is shut”, Odu said.", ["The mill is shut"], id="low-high-99"),
        pytest.param("‚Shut‘, Odu said.", ["Shut"], id="single-low-high"),
        pytest.param("``The mill is shut,'' Odu said.", ["The mill is shut,"], id="latex"),
        pytest.param("`` Shut , '' Odu said .", [" Shut , "], id="treebank"),
        pytest.param("`The mill is shut,' Odu said.", ["The mill is shut,"], id="latex-single"),
        pytest.param("''The mill is shut,'' Odu said.", ["The mill is shut,"], id="two-straight"),
        pytest.param("‘‘The mill is shut,’’ Odu said.", ["The mill is shut,"], id="two-curly"),
        pytest.param('" Shut , " Odu said .', [" Shut , "], id="straight-apart"),
        pytest.param(
            '“The mill is shut," Odu said.', ["The mill is shut,"], id="curly-then-straight"
        ),
        pytest.param("”Shut,” Odu said.", ["Shut,"], id="closing-mark-opens"),
        pytest.param("“Shut“, Odu said.", ["Shut"], id="opening-mark-closes"),
        pytest.param("“Shut, ”Odu said.", ["Shut, "], id="space-on-the-wrong-side"),
        pytest.param('("Shut," Odu said.)', ["Shut,"], id="in-brackets"),
        pytest.param('Odu was blunt—"shut"—and left.', ["shut"], id="between-dashes"),
        pytest.param('"I thought—" Odu said.', ["I thought—"], id="broken-off"),
        pytest.param('"Yes""No"', ["Yes", "No"], id="back-to-back"),
    ],
)
def test_every_style_of_marks(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She told me ‘never’ twice,” Odu said.", ["She told me ‘never’ twice,", "never"]),
        ("‘She told me “never” twice,’ Odu said.", ["She told me “never” twice,", "never"]),
        ("\"She told me 'never' twice,\" he said.", ["She told me 'never' twice,", "never"]),
        ('"She told me "never" twice," he said.', ['She told me "never" twice,', "never"]),
        ("“‘Never,’ she told me,” Odu said.", ["‘Never,’ she told me,", "Never,"]),
        ("\"She told me, 'Never.'\"", ["She told me, 'Never.'", "Never."]),
        ("“A ‘b “c” d’ e”", ["A ‘b “c” d’ e", "b “c” d", "c"]),
    ],
)
def test_nested_quotes_stand_after_the_outer_ones(text: str, inner: list[str]) -> None:
    quotes = find_quotes(text)
    assert quoted(text) == inner
    assert [quote.depth for quote in quotes] == list(range(len(inner)))
    assert all(quote.closed for quote in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "It isn't Odu's mill, and it isn’t Odu’s fault.",
        "The ministers' plan and the farmers’ answer failed.",
        "The '90s, the ’90s and the ‘90s were lean years; so was the winter of '47.",
        "Tell 'em: ’tis the season, ‘twas ever thus, rock 'n' roll.",
        "They stayed just 'cause the workers' bus was late.",
        'He stands 6\'2" tall, or 5\' 11", and owns a 40" screen.',
        "The U.S.'s answer and the U.N.’s silence.",
        "Goin’ home, O'Neill and O‘Neill lost the keys' ring.",
        "It was n't Odu 's fault .",
        "The rows read 12″ by 4′.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotes(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("‘The ministers’ plan isn’t ours,’ she said.", ["The ministers’ plan isn’t ours,"]),
        ("'The ministers' plan isn't ours,' she said.", ["The ministers' plan isn't ours,"]),
        ("They were ‘heroes’ yesterday and the ministers’ friends.", ["heroes"]),
        ("They were 'heroes' and 'saints' to us.", ["heroes", "saints"]),
        ("He was called 'brilliant' by the ministers' aides.", ["brilliant"]),
        ("“Our ‘heroes’ now,” she said. The dogs’ owner left.", ["Our ‘heroes’ now,", "heroes"]),
        ('"The 12" pipe burst," she said.', ['The 12" pipe burst,']),
        ('"He is 6\'2"," she said.', ["He is 6'2\","]),
        ('Born in "1990" and buried in "2020" there.', ["1990", "2020"]),
        ("‘I got nothin’ to lose,’ she said.", ["I got nothin’ to lose,"]),
        ("‘He’s 6' tall,’ she said.", ["He’s 6' tall,"]),
        ("“Hamlet”’s ghost and ‘Lear’s fool’ met.", ["Hamlet", "Lear’s fool"]),
        ("‘Call it “the boys’ plan” then.’", ["Call it “the boys’ plan” then.", "the boys’ plan"]),
    ],
)
def test_apostrophes_inside_and_beside_quotes(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


@pytest.mark.parametrize("mark", ['"”', '""', "“”", "‘’", "''", "«»"])
def test_a_quote_over_paragraphs_is_reopened_in_each(mark: str) -> None:
    opening, closing = mark[0], mark[1]
    text = f"{opening}We came.\n\n{opening}We saw.\n\n{opening}We left,{closing} she said.\n\nBye."
    assert quoted(text) == ["We came.", "We saw.", "We left,"]
    assert [quote.continues for quote in find_quotes(text)] == [True, True, False]
    assert [quote.closed for quote in find_quotes(text)] == [False, False, True]


def test_a_nested_quote_is_reopened_with_the_outer_one() -> None:
    text = "“She told me: ‘Go home.\n\n“‘Stay there.’ So I did.”"
    assert quoted(text) == [
        "She told me: ‘Go home.",
        "Go home.",
        "‘Stay there.’ So I did.",
        "Stay there.",
    ]
    assert [quote.depth for quote in find_quotes(text)] == [0, 1, 0, 1]
    assert [quote.continues for quote in find_quotes(text)] == [True, True, False, False]


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "“We came, she said.  \n\nNobody else did."
    assert find_quotes(text) == [Quote(0, 19, 1, 19, depth=0, closed=False, continues=False)]


def test_an_unclosed_quote_ends_where_the_same_mark_opens_anew() -> None:
    text = "“We came, she said. “We saw,” he said."
    assert quoted(text) == ["We came, she said.", "We saw,"]
    assert [quote.closed for quote in find_quotes(text)] == [False, True]
    assert [quote.depth for quote in find_quotes(text)] == [0, 0]


def test_an_unclosed_nested_quote_ends_with_the_outer_one() -> None:
    assert quoted("“She said ‘never to me,” he said.") == ["She said ‘never to me,", "never to me,"]


def test_an_unclosed_straight_single_mark_is_an_apostrophe_in_the_flow_of_a_sentence() -> None:
    assert quoted("She asked for 'erbs and left.") == []
    assert quoted("'Herbs, she asked for.") == ["Herbs, she asked for."]


@pytest.mark.parametrize(
    "text",
    ["The mill is shut.” Odu left.", 'Shut" Odu said.', "Home » News", "“” \"\" ''", "“", ""],
)
def test_stray_and_empty_marks_are_ignored(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_one_paragraph(newline: str) -> None:
    lines = ["“The mill has been shut since", "the spring, and nobody told us", "why,” Odu said."]
    assert quoted(newline.join(lines)) == [newline.join(lines)[1:-11]]


def test_unwrapped_lines_are_paragraphs() -> None:
    text = "“The mill is shut.\n“The lake is dry,” Odu said.\nNobody else spoke."
    assert [quote.continues for quote in find_quotes(text)] == [True, False]


def test_offsets_are_those_of_the_text() -> None:
    text = "😀 Odu: “Shut.”"
    assert find_quotes(text) == [Quote(7, 14, 8, 13, depth=0, closed=True, continues=False)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“a ‘b’ ”c " * 2500 + "word " * 400_000, id="long-paragraph"),
        pytest.param("“‘" * 5000 + "a", id="only-opening"),
        pytest.param("“a" * 5000 + "b”" * 5000, id="deeply-nested"),
        pytest.param(("“‘" * 5000 + "a\n\n") * 2, id="reopened"),
        pytest.param("'" + "“a" * 5000 + " boys' b" * 5000, id="possessives-in-open-quotes"),
        pytest.param("‘the ministers’ plan " * 10_000, id="possessives"),
        pytest.param('"' * 10_000, id="one-cluster"),
        pytest.param(" " * 1_000_000 + "“‘“‘a" + " " * 1_000_000, id="white-space"),
    ],
)
def test_time_grows_with_the_length(text: str) -> None:
    started = time.process_time()
    find_quotes(text)
    assert time.process_time() - started < 2


def blank() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimx_quotes")
    return nlp


def test_component_puts_token_spans_and_characters_on_the_doc() -> None:
    doc = blank()("“The mill is shut,” Odu said.")
    (span,) = doc.spans[layers.QUOTES]
    assert (span.text, span.label_) == ("“The mill is shut,”", "QUOTE")
    assert get_quotes(doc) == find_quotes(doc.text)


def test_component_keeps_characters_where_tokens_do_not_align() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["said“Shut”and", "left"])
    QuoteFinder()(doc)
    (span,), (quote,) = doc.spans[layers.QUOTES], get_quotes(doc)
    assert span.text == "said“Shut”and"
    assert doc.text[quote.start : quote.end] == "“Shut”"


def test_component_takes_an_empty_doc() -> None:
    assert get_quotes(blank()("")) == []


def test_quotes_of_a_doc_without_the_component() -> None:
    assert get_quotes(spacy.blank("en")("“Shut.”")) == []


def test_quotes_survive_serialisation() -> None:
    nlp = blank()
    doc = nlp("“The mill ‘never’ shut,” Odu said.")
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert get_quotes(copy) == get_quotes(doc)
    assert [span.text for span in copy.spans[layers.QUOTES]] == [
        "“The mill ‘never’ shut,”",
        "‘never’",
    ]


def test_pipeline_with_the_component_survives_serialisation(tmp_path: Path) -> None:
    nlp = blank()
    nlp.to_disk(tmp_path / "pipeline")
    for copy in (spacy.load(tmp_path / "pipeline"), spacy.blank("en")):
        if not copy.pipe_names:
            copy.add_pipe("claimx_quotes")
            copy.from_bytes(nlp.to_bytes())
        assert len(get_quotes(copy("“Shut,” Odu said. “Dry.”"))) == 2


def test_factory_gives_the_component_its_name() -> None:
    assert create_quotes(spacy.blank("en"), "marks").name == "marks"
