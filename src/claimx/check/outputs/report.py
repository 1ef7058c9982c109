"""What outputs are given: the findings, and what is needed to tell them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimx.check.findings import LEVELS, Finding, Level
from claimx.check.rule import Rule

#: What findings about no single document are said to be about.
ALL_DOCUMENTS = "all documents"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that a check has to say.

    Attributes:
        findings: in the order in which they are told, those of the baseline left out.
        rules: those that were asked, in the order of their codes.
        documents: the ids of all documents that were looked at, in their order.
        text_of: the text of a document by its id, None where it is not at hand; only called where
            an excerpt is shown.
        fingerprint: a hash of a finding that stays when its place moves: the baseline's.
        baselined: findings that the baseline knows; None where there is no baseline.
        fail_level: the least level that makes the check fail.
    """

    findings: Sequence[Finding]
    rules: Sequence[Rule]
    documents: Sequence[str]
    text_of: Callable[[str], str | None]
    fingerprint: Callable[[Finding], str]
    baselined: Sequence[Finding] | None = None
    fail_level: Level = "warning"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lines and columns of the words of a finding, from 1; the end column is the one after."""

    line: int
    column: int
    end_line: int
    end_column: int


def bounds(finding: Finding) -> Bounds | None:
    """Where the words of a finding stand; None where it has none, or nobody knows the line.

    The line is not known of claims that came without their text: then the finding says 1, 1,
    though its words begin further on.
    """
    span, line, column = finding.span, finding.line, finding.column
    if span is None or ((line, column) == (1, 1) and span.start > 0):
        return None
    breaks = list(_LINE_BREAK.finditer(span.text))
    if not breaks:
        return Bounds(line, column, line, column + len(span.text))
    return Bounds(line, column, line + len(breaks), len(span.text) - breaks[-1].end() + 1)


def count_words(findings: Sequence[Finding]) -> str:
    """How many of each level, the worst first: ``1 error, 2 warnings``."""
    counts = Counter(finding.level for finding in findings)
    return ", ".join(plural(counts[level], level) for level in reversed(LEVELS) if counts[level])


def plural(count: int, noun: str) -> str:
    """``1 error``, ``2,000 errors``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def summary(report: Report) -> str:
    """One line that says how many findings there are, of which levels, in how many documents."""
    known = len(report.baselined or ())
    beside = f"; {known:,} more in the baseline" if known else ""
    among = plural(len(report.documents), "document")
    if not report.findings:
        return f"no findings in {among}{beside}"
    found = plural(len(report.findings), "finding")
    touched = len({finding.doc for finding in report.findings if finding.doc})
    return f"{found} in {touched:,} of {among}: {count_words(report.findings)}{beside}"
