"""Paths that are not on this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimx.errors import InputError, MissingExtraError
from claimx.readers import Source, find_sources
from claimx.readers.remote import without_query
from claimx.records import Document
from unit.readers.samples import PACK, failure, read_all, texts


def test_a_url_is_a_source_that_nobody_has_looked_at() -> None:
    url = "https://example.org/a.jsonl?key=1"
    assert find_sources([url]) == [Source(url, "remote")]
    assert find_sources([url])[0].path is None


def test_a_text_is_called_by_its_url(folder: Path, server: str) -> None:
    (folder / "a.txt").write_bytes(b"one\r\n")
    assert texts(read_all(f"{server}/a.txt")) == [(f"{server}/a.txt", "one\r\n")]


@pytest.mark.parametrize("suffix", PACK)
def test_json_lines_are_unpacked_here(folder: Path, server: str, suffix: str) -> None:
    data = b"".join(b'{"text": "%d"}\n' % number for number in range(50_000))
    (folder / f"a.jsonl{suffix}").write_bytes(PACK[suffix](data))
    url = f"{server}/a.jsonl{suffix}"
    found = texts(read_all(url))
    assert found[0] == (f"{url}:1", "0")
    assert (len(found), found[-1]) == (50_000, (f"{url}:50000", "49999"))


def test_the_query_of_a_url_is_no_part_of_its_suffix(folder: Path, server: str) -> None:
    (folder / "a.csv").write_text("text\none\n")
    url = f"{server}/a.csv?version=2.txt"
    assert texts(read_all(url)) == [(f"{url}:2", "one")]
    assert without_query("s3://bucket/what?.jsonl") == "s3://bucket/what?.jsonl"


def test_parquet_is_read_from_a_copy(folder: Path, server: str) -> None:
    pq.write_table(pa.table({"text": ["one"]}), folder / "a.parquet")
    assert texts(read_all(f"{server}/a.parquet")) == [(f"{server}/a.parquet:1", "one")]


def test_what_is_not_there_fails_alone(folder: Path, server: str) -> None:
    (folder / "a.txt").write_text("one")
    missing, sound = read_all(f"{server}/b.txt", f"{server}/a.txt")
    assert failure(missing).doc == f"{server}/b.txt"
    assert failure(missing).code == "document"
    assert failure(missing).message == (
        f"{server}/b.txt: cannot be read: the server answers 404 File not found"
    )
    assert sound == Document("one", f"{server}/a.txt")


def test_a_server_that_is_not_there_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a.txt"
        (broken,) = read_all(url)
    assert failure(broken).message == f"{url}: cannot be read: Connection refused"


def test_a_url_that_is_none_is_a_failure() -> None:
    (broken,) = read_all("http://[1/a.txt")
    assert failure(broken).message.startswith("http://[1/a.txt: cannot be read: ")


def test_an_answer_that_breaks_off_gives_what_it_has_and_fails(folder: Path, server: str) -> None:
    (folder / "short.jsonl").write_bytes(b'{"text": "one"}\n{"text": "two"}\n')
    *found, last = read_all(f"{server}/short.jsonl")
    assert failure(last).message.startswith(f"{server}/short.jsonl: cannot be read: ")
    assert all(text in ("one", "two") for _, text in texts(found))


def test_a_scheme_that_nothing_reads_is_told_before_anything_is_read() -> None:
    with pytest.raises(InputError, match=r"gopher://x/a\.txt: nothing is known that reads gopher"):
        find_sources(["gopher://x/a.txt"])


@pytest.mark.parametrize(
    ("scheme", "package"), [("s3", "claimx[remote]"), ("sftp", "smart-open[all]")]
)
def test_a_store_whose_package_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, scheme: str, package: str
) -> None:
    from smart_open import transport

    monkeypatch.setitem(transport._ERRORS, scheme, scheme)
    with pytest.raises(MissingExtraError) as caught:
        find_sources([f"{scheme}://bucket/a.txt"])
    assert caught.value.mend == f"pip install '{package}'"


def test_az_is_another_word_for_azure(monkeypatch: pytest.MonkeyPatch) -> None:
    from smart_open import transport

    asked: list[str] = []
    monkeypatch.setattr(transport, "get_transport", asked.append)
    find_sources(["az://container/a.txt", "GS://bucket/a.txt"])
    assert asked == ["azure", "gs"]
