from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimx.pipeline.tokenizer import create_tokenizer

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "claimx.GuardedTokenizer.v1"}}}
ENGLISH = spacy.blank("en")
TOKENIZER = create_tokenizer()(ENGLISH)


@pytest.fixture
def guarded() -> Language:
    return spacy.blank("en", config=CONFIG)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Odu said the mill’s shut.",
        "“It isn't,” she told A.B. Lee—twice—on Jan. 3.",
        "See https://example.org/a,b (or mail odu@example.org).\r\n\r\n\tIt cost $3.50/kg… 😀",
        "a" * 256 + " " + "b" * 256,
    ],
)
def test_ordinary_text_has_spacys_own_tokens(text: str) -> None:
    found, expected = TOKENIZER(text), ENGLISH(text)
    assert [token.text for token in found] == [token.text for token in expected]
    assert [token.idx for token in found] == [token.idx for token in expected]


def test_text_around_a_long_run_has_spacys_own_tokens() -> None:
    run = "x" * 1000
    found = [token.text for token in TOKENIZER(f"Odu isn't here.\n\n{run} Lee isn't either.")]
    before, after = ENGLISH("Odu isn't here.\n\n"), ENGLISH("Lee isn't either.")
    assert found[: len(before)] == [token.text for token in before]
    assert found[-len(after) :] == [token.text for token in after]


@pytest.mark.parametrize("mark", ['"', "”", "’", "("])
def test_ten_thousand_marks_in_a_run_are_all_there(mark: str) -> None:
    text = f"Odu said {mark * 10_000} and left."
    doc = TOKENIZER(text)
    assert doc.text == text
    assert [token.text for token in doc[-3:]] == ["and", "left", "."]


texts = st.text(st.characters(exclude_categories=["Cs"]))
runs = st.builds(
    lambda a, b, n, c: a + b * n + c, texts, st.text("“a.-'\"", max_size=3), st.just(300), texts
)


@settings(deadline=None, max_examples=25)
@given(texts | runs)
def test_the_text_is_kept_verbatim(text: str) -> None:
    assert TOKENIZER(text).text == text


def test_pipe_gives_the_docs_in_order() -> None:
    texts = ["Odu said.", "", "x" * 600]
    assert [doc.text for doc in TOKENIZER.pipe(texts, batch_size=2)] == texts


def test_a_pipeline_keeps_it_on_disk_and_in_bytes(guarded: Language, tmp_path: Path) -> None:
    text = "Odu isn't here. " + "”" * 600
    expected = [token.text for token in guarded(text)]
    guarded.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    copied = spacy.blank("en", config=CONFIG).from_bytes(guarded.to_bytes())
    for nlp in (loaded, copied):
        assert type(nlp.tokenizer) is type(guarded.tokenizer)
        assert [token.text for token in nlp(text)] == expected
