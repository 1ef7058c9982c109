"""BIO lines: the text rebuilt of tokens, and spans compared on those tokens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.errors import LineError
from claimx.evaluation import GoldDocument, Scores, evaluate_documents, read_gold
from claimx.evaluation.detokenize import detokenize
from claimx.evaluation.readers.bio import label_spans
from unit.evaluation.samples import Row

TOKENS = ["Ann", "Smith", "said", "that", "``", "it", "is", "n't", "safe", ".", "''"]
LABELS = ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 7]
REBUILT = "Ann Smith said that “it isn't safe.”"


def read(tmp_path: Path, *rows: Row, name: str = "valid.txt") -> list[GoldDocument]:
    path = tmp_path / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return read_gold(path)


def row(**more: object) -> Row:
    return {"tokens": TOKENS, "labels": LABELS, **more}


def answer(text: str, *, content: str, doc: str = "valid#1") -> Row:
    def span(part: str) -> Row:
        start = text.index(part)
        return {"text": part, "start": start, "end": start + len(part)}

    return {
        "doc": doc,
        "speaker": span("Ann Smith"),
        "cue": span("said"),
        "content": {"text": content, "spans": [span(content)]},
    }


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (TOKENS, REBUILT),
        (["He", "(", "a", "clerk", ")", "ca", "n't", "."], "He (a clerk) can't."),
        (["-LRB-", "AP", "-RRB-", "--", "''"], "(AP) --”"),
        (["the", "mayor", "'s", "“", "plan", "”", ";", "$", "5", "%"], "the mayor's “plan”; $5%"),
        (["He", "said", '"', "yes", '"', ",", '"', "no", '"'], 'He said "yes", "no"'),
        (["`", "state", "party", "'", "won"], "‘state party' won"),
        (["", " ", "a", "\u00a0", "b"], "a b"),
        ([], ""),
    ],
)
def test_text_is_put_together_as_it_is_written(tokens: list[str], text: str) -> None:
    assert detokenize(tokens)[0] == text


def test_every_token_has_its_place() -> None:
    text, places = detokenize(TOKENS)
    words = [text[start:end] for start, end in places]
    assert words == ["Ann", "Smith", "said", "that", "“", "it", "is", "n't", "safe", ".", "”"]


def test_an_inside_that_goes_on_with_nothing_is_no_span() -> None:
    labels = ["I-cue", "B-cue", "I-cue", "I-source", "B-source", "B-source", "O", "B-content"]
    assert list(label_spans(labels)) == [
        ("cue", 1, 3),
        ("source", 4, 5),
        ("source", 5, 6),
        ("content", 7, 8),
    ]


def test_a_line_without_an_id_is_a_document(tmp_path: Path) -> None:
    first, second = read(tmp_path, row(), row())
    assert (first.name, second.name) == ("valid#1", "valid#2")
    assert first.text == f"{REBUILT}\n"
    assert (first.spans, first.has_links, len(first.claims)) == ("polnear", False, 3)


def test_lines_that_follow_with_one_id_are_one_document(tmp_path: Path) -> None:
    rows = [row(id="harrow.ann"), row(id="harrow.ann"), row(id="polls.ann"), row(id="harrow.ann")]
    documents = read(tmp_path, *rows)
    assert [document.name for document in documents] == ["harrow", "polls", "harrow#4"]
    assert documents[0].text == f"{REBUILT}\n{REBUILT}\n"
    sources = [claim.speaker for claim in documents[0].claims if claim.speaker]
    assert [documents[0].text[slice(*bounds)] for bounds in sources] == ["Ann Smith"] * 2


@pytest.mark.parametrize(
    ("content", "f1"),
    [
        ("that “it isn't safe.”", 100),
        # Marks and *that* count here, as in the published figures.
        ("“it isn't safe.”", 0),
        ("that “it isn't safe.", 0),
    ],
)
def test_spans_are_whole_and_untrimmed(tmp_path: Path, content: str, f1: float) -> None:
    documents = read(tmp_path, row())
    scores = evaluate_documents(documents, [answer(documents[0].text, content=content)])
    assert (scores.speaker_exact.f1, scores.cue_exact.f1) == (100, 100)
    assert scores.content_exact.f1 == f1


def test_bio_tells_spans_alone(tmp_path: Path) -> None:
    documents = read(tmp_path, row())
    found = Scores.to_dict(evaluate_documents(documents, []))
    assert {"speaker_exact", "cue_begin", "content_jaccard"} <= found.keys()
    assert not {"linked", "content_overlap", "gold", "speaker_acc", "act"} & found.keys()


def test_a_folder_holds_files_of_lines_and_others(tmp_path: Path) -> None:
    read(tmp_path, row())
    (tmp_path / "tag.txt").write_text("O\nB-cue\n")
    assert [document.name for document in read_gold(tmp_path)] == ["valid#1"]


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (row(labels=LABELS[1:]), "11 tokens but 10 labels"),
        (row(labels=["B-verb", *LABELS[1:]]), "“B-verb” is no label"),
        (row(tokens="Ann said"), "“tokens” is no list of strings"),
        (row(labels=[0] * 11), "“labels” is no list of strings"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, broken: Row, message: str) -> None:
    with pytest.raises(LineError, match=rf"valid\.txt:2: {message}"):
        read(tmp_path, row(), broken)
