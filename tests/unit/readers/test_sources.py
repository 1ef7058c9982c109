"""What there is to read: files, folders, patterns, lists."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from claimx.errors import InputError, MissingExtraError
from claimx.readers import InputFormat, Listed, Source, find_sources, read_list

pytestmark = pytest.mark.usefixtures("folder")


def create(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)


def names(paths: Sequence[str], input_format: InputFormat = "auto") -> list[str]:
    return [source.name for source in find_sources(paths, input_format=input_format)]


def test_a_folder_is_searched_with_all_below_it_and_sorted() -> None:
    create("news/b.txt", "news/a/z.TXT", "news/a/c.txt", "news/notes.md", "news/a.jsonl")
    assert names(["news"]) == ["news/a/c.txt", "news/a/z.TXT", "news/b.txt"]


@pytest.mark.parametrize(
    ("input_format", "suffixes"),
    [
        ("auto", [".txt"]),
        ("text", [".txt"]),
        ("jsonl", [".jsonl", ".jsonlines", ".ndjson"]),
        ("csv", [".csv"]),
        ("tsv", [".tab", ".tsv"]),
        ("parquet", [".parquet"]),
    ],
)
def test_a_folder_is_searched_for_what_is_asked_for_packed_or_not(
    input_format: InputFormat, suffixes: list[str]
) -> None:
    kinds = (".csv", ".jsonl", ".jsonlines", ".md", ".ndjson", ".parquet", ".tab", ".tsv", ".txt")
    packings = ("", ".bz2", ".gz", ".xz", ".zip", ".zst")
    create(*(f"news/a{kind}{packing}" for kind in kinds for packing in packings))
    assert names(["news"], input_format) == [
        f"news/a{suffix}{packing}"
        for suffix in suffixes
        for packing in packings
        if packing != ".zip"
    ]


def test_a_folder_without_texts_is_an_error() -> None:
    create("empty/a.jsonl")
    with pytest.raises(InputError, match=r"empty: folder holds no \*\.txt"):
        find_sources(["empty"])
    with pytest.raises(InputError, match=r"empty: folder holds no \*\.csv"):
        find_sources(["empty"], input_format="csv")


@pytest.mark.parametrize("path", ["missing.txt", "missing/", "nul\x00.txt", "x" * 5000])
def test_a_missing_path_is_told_before_anything_is_read(path: str) -> None:
    create("a.txt")
    with pytest.raises(InputError, match="no such file or folder"):
        find_sources(["a.txt", path])


def test_standard_input_can_be_read_only_once() -> None:
    with pytest.raises(InputError, match="more than once"):
        find_sources(["-", "-"])


def test_a_source_knows_its_path_where_it_has_one() -> None:
    create("a.txt")
    file, stdin = find_sources(["a.txt", "-"])
    assert (file.path, stdin.path) == (Path("a.txt"), None)


# Patterns.


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("news/*.txt", ["news/a.txt", "news/b.txt"]),
        ("./news/*.txt", ["./news/a.txt", "./news/b.txt"]),
        ("news/?.jsonl", ["news/c.jsonl"]),
        ("news/[bc].*", ["news/b.txt", "news/c.jsonl"]),
        ("**/*.txt", ["news/a.txt", "news/b.txt", "news/deep/er/d.txt"]),
        ("news/**", ["news/a.txt", "news/b.txt", "news/c.jsonl", "news/deep/er/d.txt"]),
        ("news/dee*", ["news/deep/er/d.txt"]),
    ],
)
def test_a_pattern_gives_what_it_matches_sorted(pattern: str, expected: list[str]) -> None:
    create("news/b.txt", "news/a.txt", "news/c.jsonl", "news/deep/er/d.txt")
    assert names([pattern]) == expected


def test_a_path_that_is_there_is_no_pattern() -> None:
    create("a[1].txt", "a1.txt", "b*.txt", "b2.txt")
    assert names(["a[1].txt", "b*.txt"]) == ["a[1].txt", "b*.txt"]


@pytest.mark.parametrize("pattern", ["*.csv", "missing/**", "a[1].txt", "nul\x00*", "news/**/*.x"])
def test_a_pattern_that_matches_nothing_is_told(pattern: str) -> None:
    create("a.txt", "news/b.txt")
    with pytest.raises(InputError, match="matches no file or folder"):
        find_sources(["a.txt", pattern])


# Lists.


@pytest.mark.parametrize(
    ("data", "null", "expected"),
    [
        (b"a.txt\nb.txt\n", False, [("a.txt", 1), ("b.txt", 2)]),
        (b"a.txt\r\n\r\n \n b c.txt ", False, [("a.txt", 1), (" b c.txt ", 4)]),
        (b"\xef\xbb\xbfa.txt\n", False, [("a.txt", 1)]),
        (b"a.txt\0b\n.txt\0", True, [("a.txt", 1), ("b\n.txt", 2)]),
        (b"caf\xe9.txt\n", False, [("caf\udce9.txt", 1)]),
    ],
)
def test_a_list_has_a_path_a_line(
    folder: Path, data: bytes, null: bool, expected: list[tuple[str, int]]
) -> None:
    (folder / "list").write_bytes(data)
    found = [Listed(path, f"list:{line}") for path, line in expected]
    assert read_list("list", null=null) == found
    assert [item.path for item in read_list("-", null=null, stdin=io.BytesIO(data))] == [
        path for path, _ in expected
    ]


def test_what_is_listed_follows_what_is_named() -> None:
    create("a.txt", "b.txt", "news/c.txt")
    listed = [Listed("a.txt", "list:1"), Listed("news", "list:2"), Listed("-", "list:3")]
    assert find_sources(["b.txt"], listed=listed) == [
        Source("b.txt"),
        Source("a.txt"),
        Source("news/c.txt"),
        Source("-", "stdin"),
    ]


def test_what_is_listed_and_missing_is_told_with_its_line() -> None:
    create("a.txt")
    listed = [Listed("a.txt", "list:1"), Listed("b.txt", "list:2"), Listed("*.txt", "list:5")]
    with pytest.raises(InputError) as caught:
        find_sources(["c.txt"], listed=listed)
    assert str(caught.value) == "c.txt, list:2: b.txt, list:5: *.txt: no such file or folder"


@pytest.mark.parametrize("data", [b"", b"\n \r\n"])
def test_a_list_without_a_path_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="-: list holds no path"):
        read_list("-", stdin=io.BytesIO(data))


def test_standard_input_cannot_be_in_the_list_that_it_is(folder: Path) -> None:
    with pytest.raises(InputError, match="-:2: standard input is the list"):
        read_list("-", stdin=io.BytesIO(b"a.txt\n-\n"))
    (folder / "list").write_text("-\n")
    assert read_list("list") == [Listed("-", "list:1")]


def test_a_list_that_cannot_be_read_is_told() -> None:
    with pytest.raises(InputError, match="missing: cannot be read: No such file"):
        read_list("missing")


# Extras.


@pytest.mark.parametrize(
    ("path", "module", "extra"),
    [
        ("a.parquet", "pyarrow.parquet", "parquet"),
        ("a.txt.zst", "zstandard", "zstd"),
        ("https://example.org/a.txt", "smart_open.transport", "remote"),
        ("s3://bucket/a.txt", "smart_open.transport", "remote"),
    ],
)
def test_a_package_that_is_not_there_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, path: str, module: str, extra: str
) -> None:
    create("a.parquet", "a.txt.zst")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        find_sources([path])
    assert caught.value.mend == f"pip install 'claimx[{extra}]'"


def test_parquet_that_is_asked_for_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError):
        find_sources(["-"], input_format="parquet")
