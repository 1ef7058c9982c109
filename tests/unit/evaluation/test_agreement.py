"""The scores are those of the reference scorer of the annotation guidelines, to the last digit."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from claimx.evaluation import evaluate, read_gold
from claimx.evaluation.assessment import assess
from claimx.evaluation.brat import read_brat
from claimx.records import ACTS, FORMS, KINDS, POLARITIES
from unit.evaluation.samples import Row, output_line

SHARED = Path(__file__).parents[3].parent / "shared"
SCORER = SHARED / "tools" / "score.py"

pytestmark = [
    pytest.mark.skipif(
        not SCORER.exists(),
        reason="the reference scorer and its gold are not beside this repository",
    ),
    # The reference leaves its input open.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def reference() -> Callable[[Path, Path], dict[str, Any]]:
    spec = spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[Path, Path], dict[str, Any]] = module.score
    return score


@pytest.mark.parametrize("noise", [0.0, 0.15, 0.5])
@pytest.mark.parametrize("gold", ["dev", "positions", "polnear-dev"])
def test_scores_are_those_of_the_reference(
    gold: str,
    noise: float,
    tmp_path: Path,
    reference: Callable[[Path, Path], dict[str, Any]],
) -> None:
    folder = first_documents(SHARED / "gold" / gold, tmp_path / "gold")
    rows = list(Noise(noise).predictions(folder))
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    theirs = reference(folder, path)
    ours = evaluate(folder, rows).to_dict()
    assert ours.keys() >= theirs.keys()
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value, rel=0, abs=1e-9), name
    assert noise == 0.0 or 0 < ours["linked"]["f"] < 100
    for role in ("speaker", "cue", "content"):
        begun, found = ours[f"{role}_begin"], ours[f"{role}_any"]
        exact, near = ours[f"{role}_exact"], ours[f"{role}_jaccard"]
        assert exact["f"] <= begun["f"] + 1e-9
        assert exact["f"] <= near["f"] + 1e-9
        assert noise == 0.0 or 0 < near["f"] <= found["f"] <= 100


@pytest.mark.parametrize("gold", ["dev", "polnear-dev"])
def test_all_of_the_assessment_is_made_of_those_scores(
    gold: str,
    tmp_path: Path,
    reference: Callable[[Path, Path], dict[str, Any]],
) -> None:
    folder = first_documents(SHARED / "gold" / gold, tmp_path / "gold")
    rows = [{**row, "confidence": 0.5} for row in Noise(0.3).predictions(folder)]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    theirs = reference(folder, path)["linked"]
    assessment = assess(read_gold(folder), rows, by=("document", "form"))
    assert assessment.calibration is not None
    assert assessment.calibration.thresholds[0].linked.f1 == pytest.approx(theirs["f"], abs=1e-9)
    interval = assessment.intervals["linked"]
    assert interval.low < theirs["f"] < interval.high
    for part in assessment.parts.values():
        right = sum(scores.linked.recall * scores.gold / 100 for scores in part.values())
        assert right == pytest.approx(theirs["r"] * assessment.scores.gold / 100)


def first_documents(gold: Path, folder: Path) -> Path:
    """A copy of a few texts and their gold: enough, for the reference takes its time."""
    folder.mkdir()
    for text in sorted(gold.glob("*.txt"))[:10]:
        for path in gold.glob(f"{text.stem}.*"):
            shutil.copy(path, folder)
    return folder


class Noise:
    """Makes predictions of the gold by spoiling a share of everything in it."""

    def __init__(self, share: float) -> None:
        self.share = share
        self.random = random.Random(7)

    def predictions(self, folder: Path) -> Iterator[Row]:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_bytes().decode("utf8")
            for row in gold_rows(path, text):
                if not self.hits():
                    yield self.spoil(row, text, path.name)
                if self.hits():
                    yield self.spoil(row, text, path.name)
        if self.share:
            yield {"doc": "elsewhere.txt", "speaker": None, "cue": None, "content": None}

    def spoil(self, row: Row, text: str, doc: str) -> Row:
        row = dict(row)
        row["content"] = [self.moved(span, text) for span in row["content"]]
        for key in ("speaker", "cue", "target"):
            row[key] = self.moved(row[key], text) if row.get(key) and not self.hits() else None
        values = (("act", ACTS), ("form", FORMS), ("polarity", POLARITIES), ("kind", KINDS))
        for key, choices in values:
            if self.hits():
                row[key] = self.random.choice((*choices, None))
        for key in ("name", "role"):
            if self.hits():
                row[key] = self.random.choice((None, "the Dr. " + str(row.get(key)), "Smith"))
        return output_line(row, doc)

    def moved(self, span: Row, text: str) -> Row:
        """The span with its ends moved; now and then its text is no longer what is there."""
        if not self.hits():
            return span
        start = max(span["start"] + self.random.randint(-12, 12), 0)
        end = min(max(span["end"] + self.random.randint(-12, 12), start), len(text))
        return {
            "text": span["text"] if self.hits() else text[start:end],
            "start": start,
            "end": end,
        }

    def hits(self) -> bool:
        return self.random.random() < self.share


def gold_rows(path: Path, text: str) -> Iterator[Row]:
    ours = path.with_suffix(".jsonl")
    if ours.exists():
        yield from (json.loads(row) for row in ours.read_text("utf8").split("\n") if row)
        return
    for item in read_brat(path.with_suffix(".ann")):
        spans = {"speaker": item.source, "cue": item.cue}
        found = {key: span(bounds, text) if bounds else None for key, bounds in spans.items()}
        yield {**found, "content": [span(bounds, text) for bounds in item.contents]}


def span(bounds: tuple[int, int], text: str) -> Row:
    start, end = bounds
    return {"text": text[start:end], "start": start, "end": end}
