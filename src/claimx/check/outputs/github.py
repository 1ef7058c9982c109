"""Workflow commands, which GitHub shows beside the lines of a change, and a step summary.

What may stand in a command, and how the rest is escaped, is that of GitHub's own toolkit: data
escape ``%``, CR and LF, properties ``:`` and ``,`` too.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from claimx.check.findings import LEVELS, Finding, Level
from claimx.check.outputs.report import ALL_DOCUMENTS, Report, bounds, summary
from claimx.errors import OutputError
from claimx.text import one_line, visible

SUMMARY = "GITHUB_STEP_SUMMARY"
_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "suggestion": "notice"}
_MOST_IN_SUMMARY = 50
# A summary of more than 1 MiB is not shown at all.
_LONGEST_CELL = 300
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$])")


def write(report: Report, stream: TextIO, environ: Mapping[str, str] | None = None) -> None:
    """Write a command a finding, and add a summary to the file that the environment names.

    Raises:
        OutputError: the summary cannot be written.
    """
    stream.writelines(_command(finding) + "\n" for finding in report.findings)
    stream.flush()
    path = (os.environ if environ is None else environ).get(SUMMARY)
    if path:
        _add(path, markdown(report))


def markdown(report: Report) -> str:
    """The summary: a table by rule, and the first findings."""
    lines = ["## claimx check", "", f"{summary(report)}.", ""]
    if report.findings:
        lines += _by_rule(report)
        lines += _first_findings(report)
    return "\n".join(lines) + "\n"


def _command(finding: Finding) -> str:
    properties = ",".join(
        f"{name}={_escape(value, ':,')}" for name, value in _properties(finding).items()
    )
    message = one_line(finding.message)
    if finding.hint:
        message += f"\n{one_line(finding.hint)}"
    return f"::{_COMMANDS[finding.level]} {properties}::{_escape(message)}"


def _properties(finding: Finding) -> dict[str, str]:
    title = f"{finding.code} {finding.name}"
    if not finding.doc:
        return {"title": one_line(title)}
    place = {"file": visible(finding.doc), "line": str(finding.line)}
    words = bounds(finding)
    if words is not None:
        place["endLine"] = str(words.end_line)
        # Over several lines columns are refused.
        if words.line == words.end_line:
            place |= {"col": str(words.column), "endColumn": str(words.end_column)}
    return {**place, "title": one_line(title)}


def _escape(text: str, also: str = "") -> str:
    """``text`` with ``%``, line breaks and the characters of ``also`` as their codes."""
    return "".join(f"%{ord(mark):02X}" if mark in f"%\r\n{also}" else mark for mark in text)


def _by_rule(report: Report) -> Iterator[str]:
    counts = Counter((finding.code, finding.name, finding.level) for finding in report.findings)
    worst_first = sorted(counts, key=lambda key: (-LEVELS.index(key[2]), key))
    yield from ("| Rule | Level | Findings |", "| --- | --- | ---: |")
    for key in worst_first:
        code, name, level = key
        yield _row(f"{code} {name}", level, f"{counts[key]:,}")
    yield ""


def _first_findings(report: Report) -> Iterator[str]:
    shown = report.findings[:_MOST_IN_SUMMARY]
    yield from ("| Place | Rule | Level | What |", "| --- | --- | --- | --- |")
    for finding in shown:
        place = f"{finding.doc}:{finding.line}:{finding.column}" if finding.doc else ALL_DOCUMENTS
        yield _row(place, finding.code, finding.level, finding.message)
    left = len(report.findings) - len(shown)
    if left:
        yield from ("", f"{left:,} more are not shown.")


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """``text`` on one line, as it is: nothing in it is Markdown."""
    line = one_line(text)
    cut = line if len(line) <= _LONGEST_CELL else line[: _LONGEST_CELL - 1] + "…"
    return _MARKDOWN.sub(r"\\\1", cut)


def _add(path: str, text: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", where=path, mend=f"{SUMMARY} names it"
        ) from error
