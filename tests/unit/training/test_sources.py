from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from claimx.errors import TrainingDataError
from claimx.training import sources
from claimx.training.sources import BASE, SOURCES, Source, checksum, verify, verify_base


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data of one file and one folder, both as published."""
    (tmp_path / "folder" / "deep").mkdir(parents=True)
    (tmp_path / "one.txt").write_text("Odu spoke.")
    (tmp_path / "folder" / "a.txt").write_text("a")
    (tmp_path / "folder" / "deep" / "b.txt").write_text("b")
    published = tuple(
        Source(name, path, "https://example.org", "1.2", "CC0", checksum(tmp_path / path))
        for name, path in (("One", "one.txt"), ("Folder", "folder"))
    )
    monkeypatch.setattr(sources, "SOURCES", published)
    return tmp_path


def test_data_as_published_pass(data: Path) -> None:
    verify(data)


def test_a_missing_source_is_named(data: Path) -> None:
    (data / "one.txt").unlink()
    with pytest.raises(TrainingDataError, match="One is missing") as caught:
        verify(data)
    assert caught.value.where == str(data / "one.txt")
    assert caught.value.mend == "get it from https://example.org"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: (folder / "a.txt").write_text("other"), id="changed"),
        pytest.param(lambda folder: (folder / "c.txt").write_text("c"), id="added"),
        pytest.param(lambda folder: (folder / "deep" / "b.txt").unlink(), id="removed"),
        pytest.param(lambda folder: (folder / "a.txt").rename(folder / "A.txt"), id="renamed"),
    ],
)
def test_a_changed_folder_is_named(data: Path, change: Callable[[Path], object]) -> None:
    change(data / "folder")
    with pytest.raises(TrainingDataError, match=r"Folder is not version 1\.2: its sha256 differs"):
        verify(data)


def test_a_changed_file_is_named(data: Path) -> None:
    (data / "one.txt").write_text("Odu spoke!")
    with pytest.raises(TrainingDataError, match=r"One is not version 1\.2"):
        verify(data)


def test_the_checksum_of_a_file_is_its_sha256(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert checksum(path) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_base_is_checked_too(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"MiniLM.* is missing"):
        verify_base(tmp_path)
    (tmp_path / BASE.path).write_bytes(b"other weights")
    with pytest.raises(TrainingDataError, match="its sha256 differs"):
        verify_base(tmp_path)


@pytest.mark.parametrize("source", [*SOURCES, BASE], ids=lambda source: source.name)
def test_every_source_says_where_it_is_published(source: Source) -> None:
    assert source.where.startswith("https://")
    assert re.fullmatch(r"[0-9a-f]{64}", source.sha256)
    assert all(source.to_dict().values())
    assert not Path(source.path).is_absolute()
