from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.records import Document, Failure
from unit.readers.samples import failure, read_all, texts


def test_a_line_has_a_text_an_id_and_other_fields(folder: Path) -> None:
    row = {"body": "one", "key": 7, "source": "a paper", "tags": ["x", None]}
    (folder / "a.jsonl").write_text(json.dumps(row))
    assert read_all("a.jsonl", text_field="body", id_field="key") == [
        Document("one", "7", {"source": "a paper", "tags": ["x", None]})
    ]


def test_a_line_without_an_id_is_called_by_its_place(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "one"}\n\n{"text": "two", "id": null}\n')
    assert texts(read_all("a.jsonl")) == [("a.jsonl:1", "one"), ("a.jsonl:3", "two")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": ', "broken JSON"),
        (b'["text"]', "no JSON object"),
        (b'{"body": "one"}', "no field “text”"),
        (b'{"text": 5}', "no string in field “text”"),
        (b'{"text": "one", "id": [1]}', "field “id” is no string or number"),
        (b'{"text": "one", "n": NaN}', "broken JSON: NaN is not JSON"),
        (b'{"text": "one", "n": 1e999}', "broken JSON: 1e999 is too large a number"),
        (b'{"text": "\xff"}', "not utf-8: byte 10 (0xff)"),
        (b'{"text": ' + b"[" * 100_000, "broken JSON"),
    ],
)
def test_a_broken_line_is_named_by_its_place_and_the_others_go_on(
    folder: Path, line: bytes, reason: str
) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "1"}\n' + line + b'\n{"text": "3"}\n')
    first, broken, third = read_all("a.jsonl")
    assert texts([first, third]) == [("a.jsonl:1", "1"), ("a.jsonl:3", "3")]
    assert isinstance(broken, Failure)
    assert broken.doc == "a.jsonl:2"
    assert broken.message.startswith(f"a.jsonl:2: {reason}")


def test_lone_surrogates_are_kept(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "a\\ud800b"}')
    assert texts(read_all("a.jsonl")) == [("a.jsonl:1", "a\ud800b")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp500"])
def test_an_encoding_with_other_newlines(folder: Path, encoding: str) -> None:
    lines = '{"text": "one"}\n{"text": "two ü"}\n'
    (folder / "a.jsonl").write_bytes(lines.encode(encoding))
    assert [text for _, text in texts(read_all("a.jsonl", encoding=encoding))] == ["one", "two ü"]


def test_an_encoding_with_other_newlines_is_told_whole(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes('{"text": "one"}'.encode("utf-16") + b"\xff")
    (broken,) = read_all("a.jsonl", encoding="utf-16")
    assert failure(broken).message.startswith("a.jsonl: not utf-16: byte 32")
    (mended,) = read_all("a.jsonl", encoding="utf-16", errors="replace")
    assert failure(mended).message.startswith("a.jsonl:1: broken JSON")
