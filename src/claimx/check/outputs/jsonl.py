"""JSON lines: a finding a line."""

from __future__ import annotations

from typing import TextIO

from claimx.check.outputs.report import Report
from claimx.formats.jsonl import write_line


def write(report: Report, stream: TextIO) -> None:
    """Write each finding as :meth:`Finding.to_dict` has it; those of the baseline are left out."""
    for finding in report.findings:
        write_line(finding.to_dict(), stream)
    stream.flush()
