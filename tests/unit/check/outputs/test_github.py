from __future__ import annotations

import io
from pathlib import Path

import pytest

from claimx.check.findings import Finding
from claimx.check.outputs import Report
from claimx.check.outputs.github import markdown, write
from claimx.errors import OutputError
from unit.check.outputs.samples import ALL, GATE, SPEAKERLESS, finding, report


def written(given: Report, environ: dict[str, str] | None = None) -> list[str]:
    stream = io.StringIO()
    write(given, stream, environ or {})
    return stream.getvalue().splitlines()


def test_a_suggestion_is_a_notice() -> None:
    found = [finding(level=level) for level in ("error", "warning", "suggestion")]
    commands = [line.split(" ")[0] for line in written(report(*found))]
    assert commands == ["::error", "::warning", "::notice"]


def test_what_separates_properties_is_escaped_in_them_alone() -> None:
    (line,) = written(report(finding(doc="a,b:c%.txt", message="so: 5%, or 6", hint="")))
    assert line == (
        "::warning file=a%2Cb%3Ac%25.txt,line=1,title=CX201 quote-without-speaker::so: 5%25, or 6"
    )


def test_a_line_break_ends_no_command() -> None:
    (line,) = written(report(finding(doc="a\n::error::b", message="c\n::error::d", hint="e\rf")))
    assert line.startswith("::warning file=a␊%3A%3Aerror%3A%3Ab,")
    assert line.endswith("::c ::error::d%0Ae f")


def test_columns_are_left_out_over_several_lines() -> None:
    one, several = written(report(*ALL[:2]))
    assert ",line=2,endLine=2,col=3,endColumn=36," in one
    assert ",line=2,endLine=3,title" in several


def test_what_is_about_all_documents_has_no_place() -> None:
    (line,) = written(report(finding(GATE, "", "too low", hint="")))
    assert line == "::notice title=CX303 score-under-gate::too low"


def test_the_summary_is_added_to_the_file_that_the_environment_names(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    written(report(ALL[0]), {"GITHUB_STEP_SUMMARY": str(path)})
    assert path.read_text("utf-8") == "before\n" + markdown(report(ALL[0]))


def test_a_summary_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = str(tmp_path / "none" / "summary.md")
    with pytest.raises(OutputError, match=r"none/summary\.md: cannot be written: No such file"):
        written(report(ALL[0]), {"GITHUB_STEP_SUMMARY": path})


def test_the_summary_holds_the_first_fifty() -> None:
    found = [finding(message=f"number {n}") for n in range(52)]
    lines = markdown(report(*found)).splitlines()
    assert [line for line in lines if "number 49" in line]
    assert not [line for line in lines if "number 50" in line]
    assert lines[-1] == "2 more are not shown."
    assert "| CX201 quote-without-speaker | warning | 52 |" in lines


def test_nothing_in_a_cell_is_markdown() -> None:
    found = finding(message="a | b\n<b>*c*</b> `d` [e](f)" + "g" * 400)
    row = next(line for line in markdown(report(found)).splitlines() if "a \\|" in line)
    assert "| a \\| b \\<b\\>\\*c\\*\\</b\\> \\`d\\` \\[e\\]\\(f\\)gg" in row
    assert row.endswith("g… |")
    assert len(row) < 400


def test_the_worst_rules_come_first() -> None:
    found = [
        finding(GATE, level="suggestion"),
        finding(SPEAKERLESS, level="warning"),
        Finding("CX101", "undecodable", "error", "a", "m"),
    ]
    table = [line for line in markdown(report(*found)).splitlines() if line.startswith("| CX")]
    assert [line.split()[1] for line in table] == ["CX101", "CX201", "CX303"]


def test_no_findings_give_no_tables() -> None:
    assert markdown(report()) == "## claimx check\n\nno findings in 2 documents.\n\n"
