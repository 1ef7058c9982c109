"""Runs are known again by their manifest."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.batch.manifest import Manifest, read_manifest, write_manifest
from claimx.batch.plan import Input, Plan
from claimx.errors import InputError, ModelError
from claimx.job import Job
from claimx.pipeline.load import describe
from claimx.readers.survey import Mark
from claimx.selection import Selection

PLAN = Plan((Input("a.jsonl", 120, 1_700_000_000_000_000_001, 7, (Mark(3, 3, 90),)),), 3)


def manifest() -> Manifest:
    job = Job(selection=Selection(speakers=("Hayashi",), acts=frozenset({"warn", "deny"})))
    return Manifest.of(job, ".jsonl.gz", PLAN)


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    write_manifest(path, manifest())
    assert read_manifest(path) == manifest()
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


def test_it_says_all_that_decides_what_comes_out() -> None:
    row = manifest().to_dict()
    assert set(row["versions"]) >= {"claimx", "spacy", "onnxruntime"}
    assert set(row["model"]) == {"name", "version"}
    assert row["options"]["selection"]["acts"] == ["deny", "warn"]
    assert row["options"]["reading"]["text_field"] == "text"
    assert (row["documents"], row["shards"], row["shard_size"]) == (7, 3, 3)
    assert row["inputs"][0]["size"] == 120


def test_the_first_to_write_it_is_the_one_that_counts(tmp_path: Path) -> None:
    write_manifest(tmp_path / "manifest.json", manifest())
    with pytest.raises(FileExistsError):
        write_manifest(tmp_path / "manifest.json", manifest())
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    write_manifest(tmp_path / "manifest.json", manifest())
    assert read_manifest(tmp_path / "manifest.json") == manifest()
    with pytest.raises(FileExistsError):
        write_manifest(tmp_path / "manifest.json", manifest())


@pytest.mark.parametrize("content", ["", "[]", '{"manifest": 2}', '{"manifest": 1}', "\udcff"])
def test_what_is_no_manifest_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="is no manifest of this version of claimx"):
        read_manifest(path)


def test_a_pipeline_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline: is no installed pipeline"):
        describe("no_such_pipeline")
