"""Known findings: kept by their words, told once known, told when they are gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimx.check.baseline import Baseline, Known, fingerprint, read_baseline
from claimx.check.counts import Counts
from claimx.check.findings import Finding
from claimx.errors import InputError
from claimx.records import TextSpan

SPAN = Finding("CX201", "n", "warning", "a.txt", "m", TextSpan("so  it\nis", 5, 14), 1, 6)
WHOLE = Finding("CX102", "n", "warning", "b.txt", "there are no words")


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(Baseline.of([SPAN, WHOLE, SPAN], Counts(2, 3, 1)).dump(), encoding="utf-8")
    found = read_baseline(path)
    assert found.counts == Counts(2, 3, 1)
    assert found.known == {Known.of(SPAN): 2, Known.of(WHOLE): 1}
    assert found.dump() == path.read_text(encoding="utf-8")
    path.write_text(Baseline.of([], Counts()).dump(), encoding="utf-8")
    assert not read_baseline(path).known


def test_a_finding_is_known_wherever_it_moves() -> None:
    moved = replace(SPAN, span=TextSpan("so it is", 90, 98), line=7, message="other")
    assert Baseline.of([SPAN], Counts()).knows(moved)
    assert fingerprint(moved) == fingerprint(SPAN)
    for other in (replace(SPAN, doc="b.txt"), replace(SPAN, code="CX202"), WHOLE):
        assert not Baseline.of([SPAN], Counts()).knows(other)
        assert fingerprint(other) != fingerprint(SPAN)


def test_a_finding_is_known_as_often_as_it_was_found() -> None:
    baseline = Baseline.of([SPAN, SPAN], Counts())
    assert [baseline.knows(SPAN) for _ in range(3)] == [True, True, False]


def test_what_is_gone_is_stale_where_it_was_looked_for() -> None:
    baseline = Baseline.of([SPAN, WHOLE], Counts())
    assert baseline.knows(WHOLE)
    assert [known.code for known in baseline.stale({"a.txt", "b.txt"}, {"CX201"})] == ["CX201"]
    assert not list(baseline.stale({"b.txt"}, {"CX201"}))
    assert not list(baseline.stale({"a.txt"}, {"CX102"}))


GOOD = '{"schema": "claimx/baseline/1", "counts": {}, "findings": %s}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON"),
        ("[]", "is no baseline"),
        ('{"schema": "claimx/1"}', "is no baseline"),
        ('{"schema": "claimx/baseline/1"}', "is no whole baseline"),
        (GOOD % '[{"code": "CX1"}]', "is no whole baseline"),
        (GOOD % '[{"code": "CX1", "doc": "a", "words": "b", "count": -1}]', "is no whole baseline"),
        (GOOD.replace("{},", '{"claims": "9"},') % "[]", "is no whole baseline"),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_baseline(path)
