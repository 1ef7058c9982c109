from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from claimx.errors import InputError
from claimx.readers import ReadOptions, find_sources, read
from claimx.records import Document, Failure


def read_all(*paths: str, stdin: bytes = b"", **options: Any) -> list[Document | Failure]:
    chosen = ReadOptions(**options)
    sources = find_sources(paths, input_format=chosen.input_format)
    return list(read(sources, chosen, stdin=io.BytesIO(stdin)))


def texts(found: list[Document | Failure]) -> list[tuple[str, str]]:
    assert all(isinstance(item, Document) for item in found), found
    return [(item.id, item.text) for item in found if isinstance(item, Document)]


def test_a_file_is_a_document_called_by_its_path_as_given(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\n")
    assert texts(read_all("./a.txt")) == [("./a.txt", "one\r\n")]


def test_a_folder_is_read_recursively_and_sorted(folder: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/c.txt", "notes.md"):
        path = folder / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    assert [doc for doc, _ in texts(read_all("news"))] == [
        "news/a/c.txt",
        "news/a/z.TXT",
        "news/b.txt",
    ]


def test_the_order_given_is_kept(folder: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(name)
    assert texts(read_all("b.txt", "a.txt")) == [("b.txt", "b.txt"), ("a.txt", "a.txt")]


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_packed_files_are_unpacked(folder: Path, suffix: str, pack: Any) -> None:
    (folder / f"a.txt{suffix}").write_bytes(pack(b"one"))
    (folder / f"a.jsonl{suffix}").write_bytes(pack(b'{"text": "two"}\n'))
    assert texts(read_all(f"a.txt{suffix}", f"a.jsonl{suffix}")) == [
        (f"a.txt{suffix}", "one"),
        (f"a.jsonl{suffix}:1", "two"),
    ]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_a_file_that_is_not_what_its_suffix_says_fails_alone(folder: Path, suffix: str) -> None:
    (folder / f"a.txt{suffix}").write_bytes(b"plain")
    (folder / "b.txt").write_text("two")
    broken, sound = read_all(f"a.txt{suffix}", "b.txt")
    assert isinstance(broken, Failure)
    assert broken.message.startswith(f"a.txt{suffix}: cannot be read: ")
    assert sound == Document("two", "b.txt")


def test_a_packed_file_that_breaks_off_gives_what_it_has_and_fails(folder: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(20_000))
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-500])
    *found, last = read_all("a.jsonl.gz")
    assert texts(found[:2]) == [("a.jsonl.gz:1", "0"), ("a.jsonl.gz:2", "1")]
    assert isinstance(last, Failure)
    assert last.code == "document"


def test_a_json_line_has_a_text_an_id_and_other_fields(folder: Path) -> None:
    row = {"body": "one", "key": 7, "source": "a paper", "tags": ["x", None]}
    (folder / "a.jsonl").write_text(json.dumps(row))
    assert read_all("a.jsonl", text_field="body", id_field="key") == [
        Document("one", "7", {"source": "a paper", "tags": ["x", None]})
    ]


def test_a_json_line_without_an_id_is_called_by_its_place(folder: Path) -> None:
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


def test_lone_surrogates_in_json_are_kept(folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"text": "a\\ud800b"}')
    assert texts(read_all("a.jsonl")) == [("a.jsonl:1", "a\ud800b")]


def test_json_lines_of_an_encoding_with_wider_newlines(folder: Path) -> None:
    lines = '{"text": "one"}\n{"text": "two “”"}\n'
    (folder / "a.jsonl").write_bytes(lines.encode("utf-16"))
    assert [text for _, text in texts(read_all("a.jsonl", encoding="utf-16"))] == [
        "one",
        "two “”",
    ]


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        (b"one\ntwo", [("-", "one\ntwo")]),
        (b'{"text": "one"}\n{"text": "two"}\n', [("-:1", "one"), ("-:2", "two")]),
        (b'{"other": "one"}\n', [("-", '{"other": "one"}\n')]),
        (b'{"text": \n', [("-", '{"text": \n')]),
        (b"", [("-", "")]),
        (b'\xef\xbb\xbf{"text": "one"}', [("-:1", "one")]),
    ],
)
def test_standard_input_is_told_by_its_first_line(
    stdin: bytes, expected: list[tuple[str, str]]
) -> None:
    assert texts(read_all("-", stdin=stdin)) == expected


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


@pytest.mark.parametrize("path", ["missing.txt", "missing/", "nul\x00.txt", "x" * 5000])
def test_a_missing_path_is_told_before_anything_is_read(folder: Path, path: str) -> None:
    (folder / "a.txt").write_text("one")
    with pytest.raises(InputError, match="no such file or folder"):
        find_sources(["a.txt", path])


def test_a_folder_without_texts_is_an_error(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=r"empty: folder holds no \*\.txt"):
        find_sources(["empty"])


def test_standard_input_can_be_read_only_once() -> None:
    with pytest.raises(InputError, match="more than once"):
        find_sources(["-", "-"])


def test_a_file_that_goes_away_meanwhile_fails_alone(folder: Path) -> None:
    (folder / "a.txt").write_text("one")
    (folder / "b.txt").write_text("two")
    sources = find_sources(["a.txt", "b.txt"])
    (folder / "a.txt").unlink()
    gone, sound = read(sources, ReadOptions())
    assert isinstance(gone, Failure)
    assert gone.message == "a.txt: cannot be read: No such file or directory"
    assert sound == Document("two", "b.txt")
