"""How inputs are cut into shards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimx.batch.plan import LEAST, MOST, Input, Plan, make_plan
from claimx.errors import InputError
from claimx.readers import ReadOptions, Source, find_sources, read
from claimx.readers.survey import read_from


def lines(path: Path, count: int) -> Path:
    rows = (json.dumps({"text": f"{path.name} {number}"}) for number in range(count))
    path.write_text("".join(f"{row}\n" for row in rows))
    return path


def sources(folder: Path, *counts: int) -> list[Source]:
    """JSON lines with so many documents each; a text file where it is 0."""
    paths = []
    for number, count in enumerate(counts):
        path = folder / (f"{number}.jsonl" if count else f"{number}.txt")
        paths.append(str(lines(path, count) if count else path))
        if not count:
            path.write_text("A text.")
    return find_sources(paths)


@pytest.mark.parametrize(
    ("documents", "size"), [(1, LEAST), (100, LEAST), (2_000, 63), (40_000, MOST)]
)
def test_shards_are_as_large_as_there_is_need(tmp_path: Path, documents: int, size: int) -> None:
    plan = make_plan(sources(tmp_path, documents), ReadOptions())
    assert plan.shard_size == size
    assert plan.documents == documents
    assert sum(map(plan.size_of, range(plan.shards))) == documents


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=1, max_size=6), size=st.integers(1, 9))
def test_the_shards_are_the_documents_each_once_and_in_order(
    tmp_path: Path, counts: list[int], size: int
) -> None:
    found = sources(tmp_path, *counts)
    options = ReadOptions()
    plan = make_plan(found, options, shard_size=size)
    shards = list(plan.pieces(found))
    assert len(shards) == plan.shards
    documents = []
    for number, pieces in enumerate(shards):
        assert sum(piece.documents for piece in pieces) == plan.size_of(number)
        for piece in pieces:
            items = read_from(piece.source, options, piece.mark)
            documents += [item for item, _ in zip(items, range(piece.documents), strict=False)]
    assert documents == list(read(found, options))


def test_a_plan_comes_back_from_its_rows(tmp_path: Path) -> None:
    plan = make_plan(sources(tmp_path, 7, 0, 5), ReadOptions(), shard_size=3)
    rows = json.loads(json.dumps([item.to_dict() for item in plan.inputs]))
    assert Plan(tuple(map(Input.from_dict, rows)), 3) == plan


def test_nothing_to_read_is_no_shard(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    plan = make_plan(find_sources([str(tmp_path / "empty.jsonl")]), ReadOptions())
    assert (plan.documents, plan.shards) == (0, 0)


def test_standard_input_cannot_be_planned() -> None:
    with pytest.raises(InputError, match="standard input"):
        make_plan(find_sources(["-"]), ReadOptions())
