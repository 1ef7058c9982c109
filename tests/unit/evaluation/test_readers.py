"""Every format of gold on a small sample, and what is said of a broken one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimx.errors import ClaimxError, InputError, LineError
from claimx.evaluation import GoldDocument, evaluate_documents, read_gold
from claimx.evaluation.claims import ScoredClaim
from claimx.evaluation.readers import FORMATS
from unit.evaluation.samples import DENIED, SAID, TEXT, WARNED, Row, gold_row, line, span

BRAT = """\
T1\tSource 21 30\tAnn Smith
T2\tCue 32 36\tsaid
T3\tContent 37 69\tthat the bridge is “safe enough”
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
"""
CLAIM = ScoredClaim(speaker=(21, 30), cue=(32, 36), contents=((37, 69),))


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf8")
    return path


def write_lines(path: Path, *rows: Row) -> Path:
    return write(path, "".join(json.dumps(row) + "\n" for row in rows))


def citron(**changes: Any) -> str:
    quote = {
        "cue": span("said"),
        "sources": [span("Ann Smith"), span("The mayor")],
        "contents": [span("that the bridge is “safe enough”")],
    }
    return json.dumps({"text": TEXT, "quotes": [quote], **changes}, indent=1)


def parts(document: GoldDocument) -> list[tuple[str | None, str | None, list[str]]]:
    """The words of each claim's speaker, cue and content."""

    def words(bounds: tuple[int, int] | None) -> str | None:
        return document.text[slice(*bounds)] if bounds else None

    return [
        (
            words(claim.speaker),
            words(claim.cue),
            [document.text[slice(*it)] for it in claim.contents],
        )
        for claim in document.claims
    ]


def test_our_gold_is_a_folder_a_text_or_its_lines(tmp_path: Path) -> None:
    text = write(tmp_path / "harrow.txt", TEXT)
    lines = write_lines(tmp_path / "harrow.jsonl", gold_row({**SAID, "act": "assert"}))
    for path in (tmp_path, text, lines):
        (document,) = read_gold(path)
        assert (document.name, document.text, document.spans) == ("harrow", TEXT, "guidelines")
        assert parts(document) == [("Ann Smith", "said", ["the bridge is “safe enough"])]
        assert document.claims[0].labels["act"] == "assert"


def test_lines_of_output_beside_their_text_are_gold(tmp_path: Path) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    write_lines(tmp_path / "harrow.jsonl", line({**SAID, "name": "Ann Smith", "stance": "favor"}))
    (document,) = read_gold(tmp_path)
    assert document.claims[0].name == "Ann Smith"
    assert document.claims[0].labels["stance"] == "favor"


def test_lines_about_another_text_are_refused_beside_this_one(tmp_path: Path) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    write_lines(tmp_path / "harrow.jsonl", line(SAID, doc="polls.txt"))
    with pytest.raises(LineError, match=r"harrow\.jsonl:1: is about “polls\.txt”"):
        read_gold(tmp_path)


@pytest.mark.parametrize("doc", ["harrow.txt", "articles/harrow.txt", "harrow"])
def test_output_of_many_texts_finds_them_beside_it_or_where_it_is_told(
    doc: str, tmp_path: Path
) -> None:
    claims = [line(SAID, doc=doc), line(DENIED, doc=doc), line(SAID, doc="polls.txt")]
    out = write_lines(tmp_path / "out" / "claims.jsonl", *claims)
    with pytest.raises(LineError, match=r"claims\.jsonl:1: its text .* --text-dir"):
        read_gold(out)
    for name in ("harrow", "polls"):
        write(tmp_path / "texts" / f"{name}.txt", TEXT)
    for texts, names in ((tmp_path / "texts", ["harrow", "polls"]),):
        documents = read_gold(out, texts=texts)
        assert [document.name for document in documents] == names
        assert [len(document.claims) for document in documents] == [2, 1]
    write_lines(tmp_path / "texts" / "claims.jsonl", *claims)
    assert read_gold(tmp_path / "texts") == documents


def test_output_a_document_a_line_may_have_no_claims_but_not_have_failed(tmp_path: Path) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    empty: Row = {"doc": "harrow.txt", "claims": [], "error": None}
    lines = write_lines(tmp_path / "claims.jsonl", empty)
    assert [document.claims for document in read_gold(lines)] == [()]
    write_lines(lines, {**empty, "error": {"code": "decoding", "message": "not utf-8"}})
    with pytest.raises(LineError, match=r"claims\.jsonl:1: “harrow\.txt” failed"):
        read_gold(lines)


def test_two_texts_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in "ab":
        write(tmp_path / folder / "harrow.txt", TEXT)
    rows = [line(SAID, doc=f"{folder}/harrow.txt") for folder in "ab"]
    with pytest.raises(InputError, match="two documents that are called “harrow”"):
        read_gold(write_lines(tmp_path / "claims.jsonl", *rows))


def test_brat_is_a_folder_a_text_or_its_annotation(tmp_path: Path) -> None:
    text = write(tmp_path / "harrow.txt", TEXT)
    annotation = write(tmp_path / "harrow.ann", BRAT)
    for path in (tmp_path, text, annotation):
        assert read_gold(path) == [GoldDocument("harrow", TEXT, (CLAIM,), spans="polnear")]


def test_polnear_counts_the_first_annotator_by_name(tmp_path: Path) -> None:
    write(tmp_path / "text" / "paper_2016-01-01_harrow.txt", TEXT)
    for annotator, content in (("ef01", ""), ("4b22", BRAT)):
        write(tmp_path / "attributions" / f"paper_2016-01-01_harrow_{annotator}.ann", content)
    (document,) = read_gold(tmp_path)
    assert document == GoldDocument("paper_2016-01-01_harrow", TEXT, (CLAIM,), spans="polnear")


def test_a_text_that_polnear_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    write(tmp_path / "attributions" / "harrow_ef01.ann", BRAT)
    with pytest.raises(InputError, match=r"harrow\.txt: cannot be read: No such file"):
        read_gold(tmp_path)


def test_citron_holds_its_text(tmp_path: Path) -> None:
    file = write(tmp_path / "deep" / "harrow.json", citron())
    expected = [GoldDocument("harrow", TEXT, (CLAIM,), spans="polnear")]
    spans = [read_gold(path)[0].claims[0] for path in (file, tmp_path)]
    assert [(it.speaker, it.cue, it.contents) for it in spans] == [
        (CLAIM.speaker, CLAIM.cue, CLAIM.contents)
    ] * 2
    assert read_gold(file)[0].spans == expected[0].spans


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"text": "a",\n "quotes": [', r"harrow\.json:2: broken JSON"),
        ('{"quotes": []}', "lacks “text”"),
        (citron(quotes={}), "lacks “quotes”"),
        (citron(quotes=[{"cue": None, "sources": []}]), r"harrow\.json:\d+, quote 1: no quote"),
        (
            citron(quotes=[{"cue": span("said"), "sources": [], "contents": [{"start": 0}]}]),
            "quote 1: no gold claim: lacks “end”",
        ),
        (citron(text=f" {TEXT}"), r"harrow\.json:\d+, quote 1: a span is not what stands"),
    ],
)
def test_a_broken_citron_document_is_named(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(LineError, match=message):
        read_gold(write(tmp_path / "harrow.json", content))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"speaker": None, "content": []}, "lacks “cue”"),
        ({"speaker": "Ann", "cue": None, "content": []}, "no gold claim"),
        (
            {"speaker": {"start": "1", "end": 2, "text": "h"}, "cue": None, "content": []},
            "are no whole numbers",
        ),
        (
            {"speaker": {"start": 9000, "end": 9001}, "cue": None, "content": []},
            "not what stands in the text",
        ),
        ({**gold_row(SAID), "cue": {**line(WARNED)["cue"], "text": "told"}}, "not what stands"),
    ],
)
def test_a_broken_line_of_ours_is_named_and_how_to_mend_it(
    tmp_path: Path, row: Row, message: str
) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    write_lines(tmp_path / "harrow.jsonl", gold_row(SAID), row)
    with pytest.raises(LineError, match=rf"harrow\.jsonl:2: .*{message}"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ("T1\tSource here\tAnn", r"harrow\.ann:1: “Source here” is no label with offsets"),
        ("T1\tSource 1\tAnn", "Source 12 20"),
        ("#1\tnote\nT1\tSource 22 31\tAnn Smith", r"harrow\.ann:2: “Ann Smith” is not what"),
    ],
)
def test_a_broken_line_of_brat_is_named(tmp_path: Path, annotation: str, message: str) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    write(tmp_path / "harrow.ann", annotation)
    with pytest.raises(LineError, match=message):
        read_gold(tmp_path)


def test_what_is_no_gold_is_told_what_gold_is(tmp_path: Path) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    for path in (tmp_path, tmp_path / "harrow.txt"):
        with pytest.raises(InputError, match="holds no gold") as caught:
            read_gold(path)
        assert all(form.looks in str(caught.value) for form in FORMATS.values())


def test_gold_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "harrow.txt").write_bytes(b"\xff")
    write_lines(tmp_path / "harrow.jsonl", gold_row(SAID))
    with pytest.raises(ClaimxError, match=r"harrow\.txt: not utf-8"):
        read_gold(tmp_path)


def test_a_reader_gives_what_scores_as_its_own_prediction(tmp_path: Path) -> None:
    write(tmp_path / "harrow.txt", TEXT)
    write_lines(tmp_path / "harrow.jsonl", gold_row(SAID), gold_row(DENIED))
    scores = evaluate_documents(read_gold(tmp_path), [line(SAID), line(DENIED)])
    assert scores.linked.f1 == 100
