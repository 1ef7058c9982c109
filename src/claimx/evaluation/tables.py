"""An assessment as tables to read; imported only where they are printed, for rich is slow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from claimx.evaluation.assessment import Assessment, Parts
from claimx.evaluation.calibration import Calibration
from claimx.evaluation.intervals import LEVEL
from claimx.evaluation.published import Published
from claimx.evaluation.scores import LabelScores, Ratio, Scores
from claimx.evaluation.tally import ROLES
from claimx.formats._console import console_for
from claimx.text import one_line

_INTERVAL = f"{LEVEL} %"
# The least width of the first column, so that names are not folded to shreds.
_NAME = 16
_RATIOS = {
    "content, overlap": "content_overlap",
    "linked": "linked",
    "linked, by name": "linked_named",
}
_ACCURACIES = {
    "speaker": "speaker_acc",
    "name": "name_acc",
    "wrong name": "name_wrong",
    "role": "role_acc",
    "target": "target_acc",
}


def write_tables(assessment: Assessment, stream: TextIO) -> None:
    """Print all tables on ``stream``, as wide as its terminal, 80 columns elsewhere."""
    console = console_for(stream)
    for item in _tables(assessment):
        console.print(item)


def _tables(assessment: Assessment) -> Iterator[RenderableType]:
    scores = assessment.scores
    yield from _heading(scores)
    yield _spans(assessment)
    if scores.has_links:
        yield _claims(assessment)
        yield _found(assessment)
    if scores.labels and scores.has_links:
        yield _positions(assessment)
    for part, found in assessment.parts.items():
        if found:
            yield _part(part, found)
    if assessment.calibration:
        yield _thresholds(assessment.calibration)
        yield from _reliability(assessment.calibration)
    if assessment.published:
        yield from _published(assessment.published)


def _heading(scores: Scores) -> Iterator[Text]:
    claims = f", {scores.gold} claims; {scores.predicted} predicted" if scores.has_links else ""
    yield Text(f"{scores.documents} documents{claims}", style="bold")
    if scores.bad_offsets:
        yield Text(f"{scores.bad_offsets} spans are not what stands at their offsets", style="red")
    if scores.unknown_documents:
        yield Text(f"{scores.unknown_documents} documents have no gold", style="red")


def _spans(assessment: Assessment) -> Table:
    names = ("exact P", "R", "F1", _INTERVAL, "begin", "overlap", "Jaccard")
    table = _table("spans", *names)
    for role in ROLES:
        found = getattr(assessment.scores, role)
        table.add_row(
            _cell("source" if role == "speaker" else role),
            *_ratio(found.exact),
            _interval(assessment, f"{role}_exact"),
            *(_number(ratio.f1) for ratio in (found.begin, found.any, found.jaccard)),
        )
    return table


def _claims(assessment: Assessment) -> Table:
    table = _table("claims", "P", "R", "F1", _INTERVAL)
    for label, name in _RATIOS.items():
        ratio = getattr(assessment.scores, name)
        if ratio is not None:
            table.add_row(_cell(label), *_ratio(ratio), _interval(assessment, name))
    return table


def _found(assessment: Assessment) -> Table:
    """Of claims whose content was found: how often a part of them is right."""
    numbers = assessment.scores.to_dict()
    table = _table("in claims found", "%", _INTERVAL)
    for label, name in _ACCURACIES.items():
        if name in numbers:
            table.add_row(_cell(label), _number(numbers[name]), _interval(assessment, name))
    return table


def _positions(assessment: Assessment) -> Table:
    table = _table("positions", "macro F1", _INTERVAL, "right", "constant")
    table.add_column("each value: F1 (P, R)", overflow="fold")
    for name, labels in assessment.scores.labels.items():
        table.add_row(
            _cell(name),
            _number(labels.macro),
            _interval(assessment, name),
            _number(labels.accuracy),
            _number(labels.constant),
            _cell(_values(labels)),
        )
    return table


def _values(labels: LabelScores) -> str:
    return ", ".join(
        f"{value} {ratio.f1:.0f} ({ratio.precision:.0f}, {ratio.recall:.0f})"
        for value, ratio in labels.values.items()
    )


def _part(part: str, found: Parts) -> Table:
    links = any(scores.has_links for scores in found.values())
    sizes = ("gold", "ours", "linked P", "R", "F1") if links else ()
    table = _table(f"by {part}", *sizes, "source", "cue", "content")
    for name, scores in found.items():
        size = (Text(f"{scores.gold}"), Text(f"{scores.predicted}")) if links else ()
        linked = _ratio(scores.linked) if links else ()
        exact = (getattr(scores, role).exact.f1 for role in ROLES)
        table.add_row(_cell(name), *size, *linked, *map(_number, exact))
    return table


def _thresholds(calibration: Calibration) -> Table:
    table = _table("--min-confidence", "claims", "linked P", "R", "F1")
    for row in calibration.thresholds:
        cells = (Text(f"{row.claims}"), *_ratio(row.linked))
        table.add_row(_cell(f"{row.minimum:.1f}"), *cells)
    return table


def _reliability(calibration: Calibration) -> Iterator[RenderableType]:
    table = _table("confidence", "claims", "linked")
    for row in calibration.bins:
        cells = (Text(f"{row.claims}"), _number(100 * row.right))
        table.add_row(_cell(f"{row.confidence:.2f}"), *cells)
    yield table
    yield Text(f" expected calibration error: {calibration.error:.1f} points")


def _published(results: Sequence[Published]) -> Iterator[RenderableType]:
    table = _table("published, exact F1", "source", "cue", "content")
    table.add_column("on", overflow="fold")
    for row in results:
        numbers = map(_number, (row.source, row.cue, row.content))
        table.add_row(_cell(row.system), *numbers, _cell(row.set))
    yield table
    yield Text(
        " These compare where GOLD is the set that they name, and spans are cut by --spans polnear."
    )
    for reference in dict.fromkeys(row.reference for row in results):
        yield Text(f" {reference}")


def _table(name: str, *numbers: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(name, overflow="fold", min_width=_NAME)
    for number in numbers:
        table.add_column(number, justify="right", no_wrap=True)
    return table


def _interval(assessment: Assessment, name: str) -> Text:
    found = assessment.intervals.get(name)
    return Text(f"{found.low:.1f}–{found.high:.1f}" if found else "", style="dim")


def _ratio(ratio: Ratio) -> tuple[Text, Text, Text]:
    return _number(ratio.precision), _number(ratio.recall), _number(ratio.f1, style="bold")


def _number(value: float, *, style: str = "") -> Text:
    return Text(f"{value:.1f}", style=style)


def _cell(text: str) -> Text:
    return Text(one_line(text))
