"""Text: ``path:line:column: CX201 level message``, a line a finding, as compilers have it.

On a terminal each has its words below it, underlined, and how to mend it; the last line counts.
"""

from __future__ import annotations

import re
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from claimx.check.findings import Finding, Level
from claimx.check.outputs.report import ALL_DOCUMENTS, Report, summary
from claimx.formats._console import console_for
from claimx.text import one_line, visible

_STYLES: dict[Level, str] = {"error": "bold red", "warning": "yellow", "suggestion": "cyan"}
_MARGIN = "    "
_ELLIPSIS = "…"
_MOST_BEFORE = 30
_LEAST_WIDTH = 20
_LINE_BREAK = re.compile("[\r\n]")


def write(report: Report, stream: TextIO) -> None:
    """Write a line a finding; to a terminal with excerpts, hints, colours and counts."""
    if not stream.isatty():
        stream.writelines(f"{_line(finding)}\n" for finding in report.findings)
        stream.flush()
        return
    console = console_for(stream)
    for finding in report.findings:
        _show(finding, report, console)
    console.print(Text(summary(report), style="bold"))
    stream.flush()


def _line(finding: Finding) -> str:
    return f"{_place(finding)}: {_code(finding)} {one_line(finding.message)}"


def _place(finding: Finding) -> str:
    """The document, line and column, on one line whatever the document is called."""
    if not finding.doc:
        return ALL_DOCUMENTS
    return f"{visible(finding.doc)}:{finding.line}:{finding.column}"


def _code(finding: Finding) -> str:
    return f"{one_line(finding.code)} {finding.level}"


def _show(finding: Finding, report: Report, console: Console) -> None:
    style = _STYLES[finding.level]
    head = Text(f"{_place(finding)}: ", style="bold")
    head.append(_code(finding), style=f"not bold {style}")
    head.append(f" {one_line(finding.message)}", style="not bold")
    console.print(head, soft_wrap=True)
    text = report.text_of(finding.doc) if finding.span and finding.doc else None
    if text is not None:
        for line in _excerpt(finding, text, max(console.width - len(_MARGIN), _LEAST_WIDTH), style):
            console.print(Text(_MARGIN) + line, soft_wrap=True)
    if finding.hint:
        console.print(Text(f"{_MARGIN}hint: {one_line(finding.hint)}", style="dim"))


def _excerpt(finding: Finding, text: str, width: int, style: str) -> list[Text]:
    """The line in which the words begin, cut to the width, and marks below the words."""
    span = finding.span
    if span is None or text[span.start : span.end] != span.text or not span.text:
        return []
    begin = max(text.rfind(mark, 0, span.start) for mark in "\r\n") + 1
    before = _shown(text[begin : span.start])
    words, *rest = _LINE_BREAK.split(span.text.lstrip("\r\n"), maxsplit=1)
    # Long texts are not looked through for the end of a line that is not shown.
    after = "" if rest else _LINE_BREAK.split(text[span.end : span.end + width], maxsplit=1)[0]
    room = min(_MOST_BEFORE, width // 2)
    before = before if cell_len(before) <= room else _ELLIPSIS + _last(before, room - 1)
    left = width - cell_len(before)
    marked = _first(_shown(words) + (_ELLIPSIS if rest else ""), left)
    tail = _first(_shown(after), left - cell_len(marked))
    line = Text.assemble(before, (marked, style), tail)
    marks = Text(" " * cell_len(before)).append("^" * max(cell_len(marked), 1), style=style)
    return [line, marks]


def _shown(text: str) -> str:
    return visible(text.replace("\t", " "))


def _first(text: str, width: int) -> str:
    """As much of ``text`` as is shown in ``width`` cells, an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    kept = text[: max(width - 1, 0)]
    while kept and cell_len(kept) > width - 1:
        kept = kept[:-1]
    return kept + _ELLIPSIS if width > 0 else ""


def _last(text: str, width: int) -> str:
    kept = text[-width:]
    while cell_len(kept) > width:
        kept = kept[1:]
    return kept
