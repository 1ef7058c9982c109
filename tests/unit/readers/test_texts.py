from __future__ import annotations

import io
from pathlib import Path
from typing import get_args

import pytest

from claimx.readers import InputFormat, ReadOptions, find_sources, read
from claimx.records import Document, Failure
from unit.readers.samples import read_all, texts


def test_a_file_is_a_document_called_by_its_path_as_given(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\n")
    assert texts(read_all("./a.txt")) == [("./a.txt", "one\r\n")]


def test_the_order_given_is_kept(folder: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(name)
    assert texts(read_all("b.txt", "a.txt")) == [("b.txt", "b.txt"), ("a.txt", "a.txt")]


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        (b"one\ntwo", [("-", "one\ntwo")]),
        (b'{"text": "one"}\n{"text": "two"}\n', [("-:1", "one"), ("-:2", "two")]),
        (b'{"other": "one"}\n', [("-", '{"other": "one"}\n')]),
        (b'{"text": \n', [("-", '{"text": \n')]),
        (b"", [("-", "")]),
        (b'\xef\xbb\xbf{"text": "one"}', [("-:1", "one")]),
        (b"id,text\n1,one\n", [("-", "id,text\n1,one\n")]),
    ],
)
def test_standard_input_is_told_by_its_first_line(
    stdin: bytes, expected: list[tuple[str, str]]
) -> None:
    assert texts(read_all("-", stdin=stdin)) == expected


@pytest.mark.parametrize("input_format", get_args(InputFormat))
def test_standard_input_stays_open(input_format: InputFormat) -> None:
    stdin = io.BytesIO(b'"text"\n"one"\n"two"\n')
    found = read(find_sources(["-"]), ReadOptions(input_format=input_format), stdin=stdin)
    assert next(iter(found))
    found.close()  # type: ignore[attr-defined]
    del found
    assert not stdin.closed


def test_the_format_asked_for_wins(folder: Path) -> None:
    line = '{"text": "one"}'
    (folder / "a.jsonl").write_text(line)
    (folder / "a.txt").write_text(line)
    assert texts(read_all("a.jsonl", input_format="text")) == [("a.jsonl", line)]
    assert texts(read_all("a.txt", input_format="jsonl")) == [("a.txt:1", "one")]
    assert texts(read_all("-", input_format="text", stdin=line.encode())) == [("-", line)]
    assert texts(read_all(".", input_format="jsonl")) == [("./a.jsonl:1", "one")]


def test_an_undecodable_text_fails_alone(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"on\xe9")
    (folder / "b.txt").write_text("two")
    broken, sound = read_all("a.txt", "b.txt")
    assert isinstance(broken, Failure)
    assert (broken.doc, broken.code) == ("a.txt", "decoding")
    assert sound == Document("two", "b.txt")
    assert texts(read_all("a.txt", encoding="latin-1")) == [("a.txt", "oné")]


def test_a_file_that_goes_away_meanwhile_fails_alone(folder: Path) -> None:
    (folder / "a.txt").write_text("one")
    (folder / "b.txt").write_text("two")
    sources = find_sources(["a.txt", "b.txt"])
    (folder / "a.txt").unlink()
    gone, sound = read(sources, ReadOptions())
    assert isinstance(gone, Failure)
    assert gone.message == "a.txt: cannot be read: No such file or directory"
    assert sound == Document("two", "b.txt")
