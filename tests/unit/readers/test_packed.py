from __future__ import annotations

from pathlib import Path

import pytest

from claimx.records import Document, Failure
from unit.readers.samples import PACK, failure, read_all, texts

PACKINGS = pytest.mark.parametrize("suffix", [suffix for suffix in PACK if suffix])


@PACKINGS
def test_packed_files_are_unpacked(folder: Path, suffix: str) -> None:
    contents = {"a.txt": b"one", "a.jsonl": b'{"text": "two"}\n', "a.csv": b"text\nthree\n"}
    for name, content in contents.items():
        (folder / f"{name}{suffix}").write_bytes(PACK[suffix](content))
    assert texts(read_all(*(name + suffix for name in contents))) == [
        (f"a.txt{suffix}", "one"),
        (f"a.jsonl{suffix}:1", "two"),
        (f"a.csv{suffix}:2", "three"),
    ]


@PACKINGS
def test_packed_files_put_together_are_one(folder: Path, suffix: str) -> None:
    (folder / f"a.txt{suffix}").write_bytes(PACK[suffix](b"one ") + PACK[suffix](b"two"))
    assert texts(read_all(f"a.txt{suffix}")) == [(f"a.txt{suffix}", "one two")]


@PACKINGS
def test_the_suffix_may_be_in_capitals(folder: Path, suffix: str) -> None:
    name = f"A.JSONL{suffix.upper()}"
    (folder / name).write_bytes(PACK[suffix](b'{"text": "one"}'))
    assert texts(read_all(name)) == [(f"{name}:1", "one")]


@PACKINGS
def test_a_file_that_is_not_what_its_suffix_says_fails_alone(folder: Path, suffix: str) -> None:
    (folder / f"a.txt{suffix}").write_bytes(b"plain")
    (folder / "b.txt").write_text("two")
    broken, sound = read_all(f"a.txt{suffix}", "b.txt")
    assert failure(broken).message.startswith(f"a.txt{suffix}: cannot be read: ")
    assert sound == Document("two", "b.txt")


@PACKINGS
def test_a_file_that_breaks_off_gives_what_it_has_and_fails(folder: Path, suffix: str) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % (number * 7919) for number in range(200_000))
    name = f"a.jsonl{suffix}"
    (folder / name).write_bytes(PACK[suffix](lines)[:-500])
    *found, last = read_all(name)
    assert texts(found[:2]) == [(f"{name}:1", "0"), (f"{name}:2", "7919")]
    assert isinstance(last, Failure)
    assert (last.doc, last.code) == (name, "document")


# Those of bz2 and xz take what follows for padding, as their commands do.
@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_what_follows_a_packed_file_is_told(folder: Path, suffix: str) -> None:
    (folder / f"a.txt{suffix}").write_bytes(PACK[suffix](b"one") + b"more")
    (broken,) = read_all(f"a.txt{suffix}")
    assert failure(broken).message.startswith(f"a.txt{suffix}: cannot be read: ")


def test_an_archive_that_looks_far_back_is_unpacked(folder: Path) -> None:
    import zstandard

    parameters = zstandard.ZstdCompressionParameters(window_log=28)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    (folder / "a.txt.zst").write_bytes(packed.compress(b"one") + packed.flush())
    assert texts(read_all("a.txt.zst")) == [("a.txt.zst", "one")]
