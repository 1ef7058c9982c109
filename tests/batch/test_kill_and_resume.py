"""The short form of ``kill_and_resume.py``, with the small pipeline."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from batch.kill_and_resume import VICTIMS, Runs, differences, disturbed, write_documents
from claimx.errors import ExitCode
from fake_pipeline import SLOW
from samples import result_files

DOCUMENTS = 120


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Runs:
    """Runs over short documents, each of which takes a moment."""
    path = tmp_path_factory.mktemp("documents") / "documents.jsonl"
    write_documents(path, DOCUMENTS, extra=SLOW)
    program = (
        "-c",
        f"import sys; sys.path[:] = {sys.path!r}; from claimx.cli import main; main()",
    )
    return Runs(path, ("--model", str(model), "--shard-size", "15"), program)


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory, runs: Runs) -> dict[str, bytes]:
    """The results of a run that nobody disturbs."""
    output = tmp_path_factory.mktemp("peace") / "out"
    assert runs.finish(output, "local") == ExitCode.SOME_FAILED  # of the broken lines
    return result_files(output)


def test_there_are_results_and_failures(peace: dict[str, bytes]) -> None:
    assert list(peace) == ["failures.jsonl", *(f"part-{n:05}.jsonl.gz" for n in range(8))]
    assert peace["failures.jsonl"].count(b"\n") == 2


@pytest.mark.parametrize(("engine", "who"), VICTIMS)
def test_whoever_is_killed_the_results_are_the_same(
    tmp_path: Path, runs: Runs, peace: dict[str, bytes], engine: str, who: str
) -> None:
    kills = disturbed(runs, tmp_path / "out", engine, who, 4.0, random.Random(who))
    assert kills
    assert differences(peace, tmp_path / "out") == []
