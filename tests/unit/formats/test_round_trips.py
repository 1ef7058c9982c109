"""Whatever the claims: what a format writes, it gives back."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from claimx.conversion import READABLE
from claimx.errors import DocumentError
from claimx.formats import FORMATS, format_of, read_results
from claimx.output import results_to
from claimx.records import Document, Failure, Result
from samples import TEXT, claim
from unit.formats.made import back, results, without_text, written

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}
FILES = [name for name in READABLE if FORMATS[name].target != "folder"]
RESULT = Result(Document(TEXT, "a.txt", {"source": "a paper"}), (claim(),))


def known(name: str, result: Result) -> Result:
    """What a format knows of a result."""
    return result if FORMATS[name].needs_text else without_text(result)


@pytest.mark.parametrize("name", READABLE)
@settings(deadline=None, max_examples=40)
@given(items=st.lists(results(), max_size=2, unique_by=lambda item: item.document.id))
def test_any_claims_come_back(name: str, items: list[Result]) -> None:
    # A document without claims leaves a trace only where its text does.
    traced = [item for item in items if item.claims or FORMATS[name].needs_text]
    if traced or FORMATS[name].target != "folder":
        assert back(name, *items) == [known(name, item) for item in traced]


@pytest.mark.parametrize("name", READABLE)
def test_failures_leave_no_trace(name: str) -> None:
    failure = Failure("b.txt", "decoding", "b.txt: not utf-8")
    assert back(name, failure, RESULT, failure) == [known(name, RESULT)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_claims_is_sound(name: str) -> None:
    assert back(name) == []


@pytest.mark.parametrize("name", FILES)
def test_the_same_claims_are_the_same_bytes(name: str) -> None:
    assert written(name, RESULT, RESULT) == written(name, RESULT, RESULT)


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", FILES)
def test_files_may_be_packed(tmp_path: Path, name: str, packing: str) -> None:
    ours = tmp_path / f"ours{FORMATS[name].suffix}{packing}"
    with results_to(ours, name) as writer:
        writer.write(RESULT)
    theirs = tmp_path / f"theirs{FORMATS[name].suffix}{packing}"
    theirs.write_bytes(PACKINGS[packing](written(name, RESULT)))
    for path in (ours, theirs):
        assert format_of(path) == name
        assert list(read_results(name, path)) == [known(name, RESULT)]


@pytest.mark.parametrize("name", ["csv", "docbin", "parquet", "webanno"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{}", b"Once upon a time.\n"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / "claims"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=r"claims(:\d+)?: "):
        list(read_results(name, path))


@pytest.mark.parametrize("name", READABLE)
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="missing"):
        list(read_results(name, tmp_path / "missing"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "claims.gz"
    path.write_bytes(gzip.compress(written(name, RESULT))[:-20])
    with pytest.raises(DocumentError, match=r"claims\.gz: "):
        list(read_results(name, path))


def test_lines_a_document_hold_those_without_claims_and_failures(tmp_path: Path) -> None:
    empty = Result(Document("", "b.txt"), ())
    failure = Failure("c.txt", "line", "c.txt: broken")
    items: list[Result | Failure] = [RESULT, empty, failure]
    path = tmp_path / "documents.jsonl"
    with results_to(path, "jsonl", per="document") as writer:
        for item in items:
            writer.write(item)
    # A failure is told at once, a result when it is known that no more of it comes.
    assert sorted(read_results("jsonl", path), key=repr) == sorted(
        [without_text(RESULT), empty, failure], key=repr
    )


def test_the_claims_of_a_document_are_those_that_follow_one_another() -> None:
    other = Result(Document(TEXT, "b.txt"), RESULT.claims)
    for name in ("csv", "parquet", "webanno"):
        found = back(name, RESULT, RESULT, RESULT)
        assert found == [without_text(Result(RESULT.document, RESULT.claims * 3))]
    assert len(back("docbin", RESULT, RESULT, other)) == 3
