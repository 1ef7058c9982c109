"""Scores as a table to read, in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.evaluation.scores import LabelScores, Ratio, Scores

_NAME = 24


def table(scores: Scores) -> Iterator[str]:
    """The lines of a table: counts, then spans and claims, then the fields of positions."""
    yield _row("documents", f"{scores.documents}")
    yield _row("claims", f"{scores.predicted} predicted, {scores.gold} in the gold")
    yield _row("bad offsets", f"{scores.bad_offsets}")
    if scores.unknown_documents:
        yield _row("documents without gold", f"{scores.unknown_documents}")
    yield ""
    yield _row("", _cells("precision", "recall", "F1"))
    for name, ratio in _ratios(scores).items():
        if ratio is not None:
            yield _row(name, _numbers(ratio.precision, ratio.recall, ratio.f1))
    yield ""
    yield _row("in claims found", _cells("accuracy"))
    for name, value in _accuracies(scores).items():
        if value is not None:
            yield _row(name, _numbers(value))
    if scores.labels:
        yield ""
        yield _row("", _cells("accuracy", "constant", "macro F1") + "   F1 of each value")
    for name, labels in scores.labels.items():
        yield _row(name, _label_cells(labels))


def _ratios(scores: Scores) -> dict[str, Ratio | None]:
    return {
        "speaker, exact": scores.speaker_exact,
        "cue, exact": scores.cue_exact,
        "content, exact": scores.content_exact,
        "cue, any token": scores.cue_any,
        "content, overlap": scores.content_overlap,
        "linked": scores.linked,
        "linked, by name": scores.linked_named,
    }


def _accuracies(scores: Scores) -> dict[str, float | None]:
    return {
        "speaker": scores.speaker_accuracy,
        "name": scores.name_accuracy,
        "wrong names": scores.name_wrong,
        "role": scores.role_accuracy,
        "target": scores.target_accuracy,
    }


def _label_cells(labels: LabelScores) -> str:
    values = "  ".join(f"{value} {f1:.1f}" for value, f1 in labels.f1.items())
    return f"{_numbers(labels.accuracy, labels.constant, labels.macro)}   {values}"


def _row(name: str, cells: str) -> str:
    return f"{name:{_NAME}}{cells}".rstrip()


def _numbers(*values: float) -> str:
    return _cells(*(f"{value:.1f}" for value in values))


def _cells(*cells: str) -> str:
    return "".join(f"{cell:>10}" for cell in cells)
