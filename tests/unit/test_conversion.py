from __future__ import annotations

from pathlib import Path

import pytest

from claimx.conversion import Part, converted, find_parts
from claimx.errors import InputError
from claimx.output import results_to
from claimx.records import Document, Failure, Result
from samples import TEXT, claim
from unit.register.samples import lines

RESULT = Result(Document(TEXT, "a.txt", {"source": "a paper"}), (claim(),))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


def test_a_file_is_told_by_its_suffix_or_by_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv.gz"
    assert find_parts(path) == [Part(path, "csv")]
    assert find_parts(path, "jsonl") == [Part(path, "jsonl")]
    with pytest.raises(InputError, match="name it with --from"):
        find_parts(tmp_path / "claims.txt")


def test_shards_are_told_by_their_names(out: Path) -> None:
    for name in ("part-2.csv", "part-1.jsonl.zst", "part-3", "part-4.txt", "failures.jsonl"):
        (out / name).write_text("")
    first, second = Part(out / "part-1.jsonl.zst", "jsonl"), Part(out / "part-2.csv", "csv")
    assert find_parts(out) == [first, second]
    assert find_parts(out, "csv") == [second]
    with pytest.raises(InputError, match="holds no claims in the format brat"):
        find_parts(out, "brat")


def test_a_folder_is_for_brat_where_it_holds_annotations(out: Path) -> None:
    (out / "a.ann").write_text("")
    (out / "part-1.jsonl").write_text("")
    assert find_parts(out) == [Part(out, "brat")]
    assert find_parts(out, "jsonl") == [Part(out / "part-1.jsonl", "jsonl")]


def test_a_format_without_texts_needs_none(out: Path) -> None:
    path = out / "claims.jsonl"
    path.write_text(lines(claim()))
    (found,) = converted(path, "csv")
    assert isinstance(found, Result)
    assert found.document.text == ""


def test_texts_of_the_input_are_taken_before_those_beside_it(out: Path) -> None:
    with results_to(out / "claims.spacy", "docbin") as writer:
        writer.write(RESULT)
    (out / "a.txt").write_text("another text")
    for texts in (None, out):
        assert list(converted(out / "claims.spacy", "brat", texts=texts)) == [RESULT]


def test_a_byte_order_mark_is_no_part_of_a_text(out: Path) -> None:
    (out / "claims.jsonl").write_text(lines(claim()))
    (out / "a.txt").write_text(TEXT, encoding="utf-8-sig")
    assert list(converted(out / "claims.jsonl", "docbin")) == [RESULT]


def test_a_failure_has_the_id_and_what_came_with_the_document(out: Path) -> None:
    (out / "claims.jsonl").write_text(lines(claim()))
    (failure,) = converted(out / "claims.jsonl", "docbin")
    assert isinstance(failure, Failure)
    assert (failure.doc, failure.code, failure.meta) == ("a.txt", "document", {"source": "a paper"})


def test_nothing_is_read_before_it_is_asked_for(out: Path) -> None:
    items = converted(out / "missing.jsonl", "csv")
    (failure,) = items
    assert isinstance(failure, Failure)
    assert failure.message.endswith("missing.jsonl: cannot be read: No such file or directory")
