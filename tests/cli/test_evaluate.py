"""``claimx evaluate``: what it prints, what it refuses, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from claimx.cli import cli
from claimx.errors import ExitCode
from fake_pipeline import TROUBLE

Row: TypeAlias = dict[str, Any]
Evaluate: TypeAlias = Callable[..., Result]

ARTICLE = "Hayashi said the air was “harsh”. China denied it had been told.\n"
OTHER = "Smith [the clerk said nothing.\n"
TABLE = """\
2 documents, 3 claims; 3 predicted

 spans             exact P      R     F1         95 %  begin  overlap  Jaccard
 ─────────────────────────────────────────────────────────────────────────────
 source               66.7   66.7   66.7    0.0–100.0   66.7     66.7     66.7
 cue                 100.0  100.0  100.0  100.0–100.0  100.0    100.0    100.0
 content             100.0  100.0  100.0  100.0–100.0  100.0    100.0    100.0


 claims                P      R     F1         95 %
 ──────────────────────────────────────────────────
 content, overlap  100.0  100.0  100.0  100.0–100.0
 linked             66.7   66.7   66.7    0.0–100.0


 in claims found      %       95 %
 ─────────────────────────────────
 speaker           66.7  0.0–100.0


 positions         macro F1       95 %  right  constant  each value: F1 (P, R)
 ──────────────────────────────────────────────────────────────────────────────
 act                   66.7  0.0–100.0   66.7      66.7  assert 67 (50, 100),
                                                         deny 67 (100, 50)
"""


def span(part: str, text: str) -> Row:
    start = text.index(part)
    return {"text": part, "start": start, "end": start + len(part)}


def gold_row(speaker: str, cue: str, content: str, text: str, **more: Any) -> Row:
    spans = {"speaker": span(speaker, text), "cue": span(cue, text)}
    return {**spans, "content": [span(content, text)], **more}


ROWS = [
    gold_row("Hayashi", "said", "the air was “harsh”", ARTICLE, act="assert"),
    gold_row("China", "denied", "it had been told", ARTICLE, act="deny"),
]


@pytest.fixture
def gold(folder: Path) -> Path:
    """Two texts; the small pipeline knows only the last word before *said* as a source."""
    path = folder / "gold"
    path.mkdir()
    (path / "air.txt").write_text(ARTICLE)
    write_lines(path / "air.jsonl", *ROWS)
    (path / "clerk.txt").write_text(OTHER)
    write_lines(path / "clerk.jsonl", gold_row("Smith", "said", "nothing", OTHER, act="deny"))
    return path


@pytest.fixture
def evaluate(model: Path) -> Evaluate:
    """``claimx evaluate`` in this process, with the small pipeline where there is no PRED."""

    def run(*args: object, stdin: str | None = None, model: Path | None = model) -> Result:
        words = ["evaluate", *map(str, args), *(["--model", str(model)] if model else [])]
        return CliRunner().invoke(cli, words, stdin, env={"COLUMNS": "80", "NO_COLOR": "1"})

    return run


@pytest.fixture
def predictions(gold: Path, model: Path) -> Path:
    """What ``claimx extract`` says of the same texts."""
    path = gold.parent / "claims.jsonl"
    args = ["extract", "--model", str(model), str(gold), "-o", str(path)]
    assert CliRunner().invoke(cli, args).exit_code == 0
    return path


def write_lines(path: Path, *rows: Row) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


def printed(result: Result) -> str:
    return "\n".join(line.rstrip() for line in result.stdout.splitlines())


def test_the_pipeline_is_scored_as_a_table(gold: Path, evaluate: Evaluate) -> None:
    result = evaluate(gold)
    assert result.exit_code == ExitCode.OK, result.stderr
    assert printed(result).startswith(TABLE)


def test_predictions_score_as_the_pipeline_that_made_them(
    gold: Path, predictions: Path, evaluate: Evaluate
) -> None:
    here = evaluate(gold, "--format", "json")
    there = evaluate(gold, predictions, "--format", "json", model=None)
    piped = evaluate(gold, "-", "--format", "json", model=None, stdin=predictions.read_text())
    assert here.exit_code == there.exit_code == piped.exit_code == ExitCode.OK
    assert json.loads(here.stdout) == json.loads(there.stdout) == json.loads(piped.stdout)
    assert json.loads(here.stdout)["scores"]["cue_exact"]["f"] == 100


def test_parts_confidence_and_markup_in_names_are_shown_as_they_are(
    gold: Path, evaluate: Evaluate
) -> None:
    for suffix in ("txt", "jsonl"):
        (gold / f"air.{suffix}").rename(gold / f"[b]:smile:.{suffix}")
    shown = printed(evaluate(gold, "--by", "document", "--by", "form"))
    assert "\n [b]:smile:           2     2     100.0  100.0  100.0 " in shown
    assert "\n by form " in shown
    assert "\n 0.9                    2 " in shown
    assert "expected calibration error: " in shown


def test_bootstrap_is_the_same_each_time_and_can_be_left_out(
    gold: Path, evaluate: Evaluate
) -> None:
    once, again = (evaluate(gold, "--format", "json", "--bootstrap", "50") for _ in range(2))
    assert once.stdout == again.stdout
    found = json.loads(evaluate(gold, "--format", "json", "--bootstrap", "0").stdout)
    assert found["intervals"] == {"level": 95, "resamples": 0}


def test_bio_gold_stands_beside_published_figures(folder: Path, evaluate: Evaluate) -> None:
    row = {"tokens": ["Hayashi", "said", "it", "."], "labels": ["B-source", "B-cue", "B-content"]}
    labels = [*row["labels"], "I-content"]
    gold = write_lines(folder / "valid.txt", {**row, "labels": labels})
    shown = printed(evaluate(gold))
    assert "\n content             100.0" in shown
    assert "linked" not in shown
    assert "BERT + CofeNet" in shown
    assert "PolNeAR, test" in shown
    trimmed = printed(evaluate(gold, "--spans", "guidelines"))
    assert "no claims to score by form" in evaluate(gold, "--by", "form").stderr
    assert "\n content               0.0" in trimmed
    assert "BERT + CofeNet" not in trimmed


@pytest.mark.parametrize(("limit", "code"), [("cue_exact=100", 0), ("linked=66.7", 1)])
def test_a_score_under_its_limit_is_an_exit_code(
    gold: Path, evaluate: Evaluate, limit: str, code: int
) -> None:
    result = evaluate(gold, "--fail-under", "act.assert=10", "--fail-under", limit)
    assert result.exit_code == code
    assert result.stdout
    expected = "claimx: error: linked is 66.66, under 66.7\n" if code else ""
    assert result.stderr == expected


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--fail-under", "linked"], "'linked' is not NAME=VALUE"),
        (["--fail-under", "name_acc=1"], "this gold tells no score “name_acc”"),
        (["--bootstrap", "-1"], "--bootstrap"),
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["gold/air.jsonl", "--spans", "polnear"], "--spans is of no use with PRED"),
        (["gold/air.jsonl"], "air.jsonl:1: names no document"),
    ],
)
def test_what_cannot_be_done_is_told_before_work(
    gold: Path, evaluate: Evaluate, args: list[str], message: str
) -> None:
    result = evaluate(gold, *args, model=None)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr


def test_missing_and_broken_gold_is_told_before_work(gold: Path, evaluate: Evaluate) -> None:
    assert evaluate("nowhere").exit_code == ExitCode.CANNOT_RUN
    for name, content, message in (
        ("air.jsonl", b"{}\n", "air.jsonl:1: no gold claim: lacks “speaker”"),
        ("air.txt", b"\xff", "air.txt: not utf-8"),
    ):
        before = (gold / name).read_bytes()
        (gold / name).write_bytes(content)
        result = evaluate(gold)
        assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
        assert message in result.stderr
        (gold / name).write_bytes(before)


def test_a_text_on_which_the_pipeline_fails_is_named_and_the_others_count(
    gold: Path, evaluate: Evaluate
) -> None:
    (gold / "bad.txt").write_text(TROUBLE)
    (gold / "bad.jsonl").write_text("")
    result = evaluate(gold, "--format", "json")
    assert result.exit_code == ExitCode.SOME_FAILED
    assert result.stderr.startswith("claimx: error: bad: ")
    assert json.loads(result.stdout)["scores"]["docs"] == 3


def test_predictions_of_other_texts_are_warned_of(
    gold: Path, predictions: Path, evaluate: Evaluate
) -> None:
    (gold / "clerk.txt").unlink()
    (gold / "air.txt").write_text(ARTICLE.replace("harsh", "dusty"))
    write_lines(gold / "air.jsonl", ROWS[1])
    result = evaluate(gold, predictions, model=None)
    assert result.exit_code == ExitCode.OK
    assert "spans are not what stands at their offsets" in result.stderr
    assert "1 predicted documents have no gold" in result.stderr
    assert evaluate(gold, predictions, "-q", model=None).stderr == ""


def test_mistakes_are_written_and_not_over_others(gold: Path, evaluate: Evaluate) -> None:
    path = gold.parent / "mistakes.txt"
    assert evaluate(gold, "--errors", path).exit_code == ExitCode.OK
    written = path.read_text(encoding="utf8")
    assert "# clerk: 1 other speaker\n" in written
    assert "  gold  [s:Smith] [the clerk [c:said] [x:nothing].\n" in written
    assert "# air" not in written
    again = evaluate(gold, "--errors", path)
    assert (again.exit_code, again.stdout) == (ExitCode.CANNOT_RUN, "")
    assert "--force" in again.stderr
    path.write_text("old")
    assert evaluate(gold, "--errors", path, "--force").exit_code == ExitCode.OK
    assert path.read_text(encoding="utf8") == written


def test_output_lines_are_gold_with_their_texts_elsewhere(
    gold: Path, predictions: Path, evaluate: Evaluate
) -> None:
    moved = predictions.rename(gold.parent / "old.jsonl")
    found = json.loads(evaluate(moved, "--text-dir", gold, "--format", "json").stdout)
    assert found["scores"]["linked"]["f"] == 100
    assert found["scores"]["linked_named"]["f"] == 100


def test_its_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom claimx.cli import cli\n"
        "cli(['evaluate', '--help'], standalone_mode=False)\n"
        "print(sorted({'spacy', 'numpy', 'rich', 'onnxruntime'} & set(sys.modules)))"
    )
    env = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.splitlines()[-1] == "[]"
