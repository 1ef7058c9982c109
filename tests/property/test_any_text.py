"""Whatever the text: no traceback, verbatim offsets, valid lines."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import claimx
from claimx.formats import FORMATS, create_writer
from claimx.readers import InputFormat, ReadOptions, find_sources, read
from claimx.records import Claim, Document, Failure, Result
from claimx.text import Lines, decode, visible
from conftest import Rows
from unit.formats.made import back

# Words that make claims of the small pipeline, and everything that breaks texts.
WORDS = ("Smith", "[b]", "😀", " said ", " denied ", "that ")
MARKS = ("“", "”", "‘", "’", '"', "'", ".", ",")
BREAKS = (" ", "\n", "\r\n", "\r", "\x85", "\u2028")
CONTROLS = ("\x00", "\x1b[", "\u202e", "\ufeff", "\ud800")
PIECES = st.sampled_from((*WORDS, *MARKS, *BREAKS, *CONTROLS))
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
STREAMED = [name for name, item in FORMATS.items() if item.target == "text"]
WITH_TEXTS = [name for name, item in FORMATS.items() if item.needs_text and item.reader]


def spans(claim: Claim) -> list[dict[str, Any]]:
    row = claim.to_dict()
    found = [row["cue"], *row["content"]["spans"], *row["quotes"], row["position"]["target"]]
    if row["speaker"]["start"] is not None:
        found.append(row["speaker"])
    return [span for span in [*found, *row["position"]["evidence"]] if span]


@given(text=TEXTS)
def test_every_span_is_verbatim_and_ordered(nlp: Language, text: str) -> None:
    result = claimx.extract(text, nlp=nlp)
    starts = [claim.content.spans[0].start for claim in result]
    assert starts == sorted(starts)
    for number, claim in enumerate(result, start=1):
        assert claim.id == f"-#{number}"
        for span in spans(claim):
            assert 0 <= span["start"] < span["end"] <= len(text)
            assert text[span["start"] : span["end"]] == span["text"]


@given(text=TEXTS)
def test_contents_have_no_spaces_or_commas_at_their_edges(nlp: Language, text: str) -> None:
    for claim in claimx.extract(text, nlp=nlp):
        for span in claim.content.spans:
            assert span.text == span.text.strip()
            assert not span.text.startswith(",")
            assert any(map(str.isalnum, span.text))


@given(text=TEXTS)
def test_the_fragments_of_a_content_stand_in_order_and_apart(nlp: Language, text: str) -> None:
    for claim in claimx.extract(text, nlp=nlp):
        for before, after in pairwise(claim.content.spans):
            assert before.end <= after.start


@given(text=TEXTS, doc=st.text(max_size=5))
def test_every_line_is_valid_and_comes_back(nlp: Language, rows: Rows, text: str, doc: str) -> None:
    result = claimx.extract(Document(text, doc, {"note": text}), nlp=nlp)
    lines = written("jsonl", result).encode("utf-8").decode().split("\n")[:-1]
    assert [Claim.from_dict(row) for row in rows(lines)] == list(result)
    (line,) = written("jsonl", result, per="document").split("\n")[:-1]
    assert Result.from_dict(rows([line], per="document")[0], text) == result


@pytest.mark.parametrize("name", STREAMED)
@given(text=TEXTS)
def test_every_format_can_write_it(nlp: Language, name: str, text: str) -> None:
    written(name, claimx.extract(Document(text, text), nlp=nlp), many=True).encode("utf-8")


@pytest.mark.parametrize("name", WITH_TEXTS)
@settings(deadline=None)
@given(text=TEXTS)
def test_formats_that_hold_texts_give_them_back(nlp: Language, name: str, text: str) -> None:
    result = claimx.extract(Document(text, text, {"note": text}), nlp=nlp)
    assert back(name, result) == [result]


@pytest.mark.parametrize("input_format", get_args(InputFormat))
@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_named_failure(
    data: bytes, input_format: InputFormat
) -> None:
    options = ReadOptions(input_format=input_format)
    for item in read(find_sources(["-"]), options, stdin=io.BytesIO(data)):
        assert isinstance(item, Document) or item.message.startswith("-")


@given(texts=st.lists(TEXTS, max_size=5), broken=st.integers(0, 5))
def test_a_broken_line_takes_no_other_with_it(texts: list[str], broken: int) -> None:
    lines = [json.dumps({"text": text}) for text in texts]
    lines.insert(broken, "{")
    stdin = io.BytesIO("\n".join(lines).encode())
    found = list(read(find_sources(["-"]), ReadOptions(input_format="jsonl"), stdin=stdin))
    assert [item.text for item in found if isinstance(item, Document)] == texts
    assert sum(isinstance(item, Failure) for item in found) == 1


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_decoding_keeps_everything_but_a_leading_mark(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(text=TEXTS)
def test_what_is_visible_moves_no_terminal(text: str) -> None:
    assert not set(visible(text)) & {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}


@given(text=TEXTS, data=st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Lines(text).place(offset)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if text[offset - 1 : offset + 1] != "\r\n":
        assert line == before.count("\n") + 1
        assert column == len(before) - before.rfind("\n")


def written(name: str, *items: Result | Failure, **how: Any) -> str:
    stream = io.StringIO()
    writer = create_writer(name, stream, **how)
    for item in items:
        writer.write(item)
    writer.close()
    return stream.getvalue()
