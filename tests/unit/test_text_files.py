from __future__ import annotations

from pathlib import Path

import pytest

from claimx.text_files import document_name, find_text


@pytest.mark.parametrize(
    ("doc", "name"),
    [("a.txt", "a"), ("news/a.jsonl", "a"), ("a.b", "a.b"), ("a", "a"), ("", ""), ("x/..", "..")],
)
def test_a_document_is_called_by_the_last_part_of_its_id(doc: str, name: str) -> None:
    assert document_name(doc) == name


@pytest.mark.parametrize("doc", ["news/a.txt", "a.txt", "elsewhere/a.txt", "a", "a.jsonl"])
def test_a_text_is_found_by_path_by_its_last_part_and_by_its_name(doc: str, tmp_path: Path) -> None:
    for place in ("a.txt", "news/a.txt"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text("")
    expected = "news/a.txt" if doc == "news/a.txt" else "a.txt"
    assert find_text(doc, [tmp_path / "missing", tmp_path]) == tmp_path / expected


@pytest.mark.parametrize("doc", ["", ".", "..", "b.txt", "a\x00b", "\ud800", "x" * 5000])
def test_what_names_no_file_has_no_text(doc: str, tmp_path: Path) -> None:
    assert find_text(doc, [tmp_path]) is None
