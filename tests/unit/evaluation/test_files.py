"""Gold beside texts, and predictions, in files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimx.errors import InputError, LineError
from claimx.evaluation import evaluate, read_gold, read_predictions
from claimx.evaluation.brat import BratAttribution, read_brat
from unit.evaluation.samples import DENIED, SAID, TEXT, Row, gold_row, line

BRAT = """\
T1\tSource 0 19\tThe mayor of Harrow
T2\tCue 32 36\tsaid
T3\tContent 37 55;56 69\tthat the bridge is “safe enough”
T4\tContent 82 92\tthe delays
T5\tDiscuss 71 74\tShe
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4
E2\tAttribution:T5 Source:T5
#1\tAnnotatorNotes T1\tunsure
"""


def write_lines(path: Path, rows: list[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "harrow.txt").write_text(TEXT, encoding="utf8")
    write_lines(folder / "harrow.jsonl", [gold_row(SAID), gold_row(DENIED)])
    return folder


def test_brat_roles_may_be_numbered_and_discontinuous(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text(BRAT, encoding="utf8")
    assert list(read_brat(path)) == [
        BratAttribution(source=(0, 19), cue=(32, 36), contents=[(37, 55), (56, 69), (82, 92)])
    ]


def test_gold_is_ours_or_brat_and_a_text_alone_is_left_out(gold_folder: Path) -> None:
    for name in ("polls", "unread"):
        (gold_folder / f"{name}.txt").write_text(TEXT, encoding="utf8")
    (gold_folder / "polls.ann").write_text(BRAT, encoding="utf8")
    ours, brat = read_gold(gold_folder)
    assert (ours.name, len(ours.claims)) == ("harrow", 2)
    assert (brat.name, brat.claims[0].speaker) == ("polls", (0, 19))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold"):
        read_gold(tmp_path)


@pytest.mark.parametrize("row", ['{"speaker": null}', "[]", '{"speaker": null, ', '"a claim"'])
def test_a_broken_line_of_gold_is_named_by_its_place(gold_folder: Path, row: str) -> None:
    with (gold_folder / "harrow.jsonl").open("a") as lines:
        lines.write(f"\n{row}\n")
    with pytest.raises(LineError, match=r"harrow\.jsonl:4"):
        read_gold(gold_folder)


def test_predictions_are_read_a_claim_or_a_document_a_line(tmp_path: Path) -> None:
    claims = [line(SAID), line(DENIED)]
    one = write_lines(tmp_path / "claims.jsonl", claims)
    other = write_lines(tmp_path / "documents.jsonl", [{"doc": "harrow.txt", "claims": claims}])
    assert list(read_predictions(one)) == list(read_predictions(other)) == claims


def test_a_prediction_without_its_document_is_refused(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "claims.jsonl", [line(SAID), {"cue": None}])
    with pytest.raises(LineError, match=r"claims\.jsonl:2"):
        list(read_predictions(path))


def test_files_are_scored_as_their_rows_are(gold_folder: Path) -> None:
    assert evaluate(gold_folder, [line(SAID)]).linked.recall == 50
