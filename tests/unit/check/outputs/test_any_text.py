"""Whatever stands in names, messages and texts, an output is whole and moves no terminal."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from claimx.check.findings import LEVELS, Finding
from claimx.check.outputs import OUTPUTS, Report, write_report
from claimx.check.outputs.github import markdown, write
from claimx.records import TextSpan
from claimx.text import Lines
from unit.check.outputs.samples import SPEAKERLESS, Terminal, report
from unit.check.outputs.sarif_schema import SARIF

PIECES = ["::", "%", "%0A", "]]>", "|", "\n", "\r\n", "\x1b[31m", "\x00", "\x9b", "\u202e", "[/b]"]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*PIECES, "\ud800", "\udcff", ",", ":", "<", "&", "日本"]), st.text()
    ),
    max_size=6,
).map("".join)
# What a terminal acts on, but for the line breaks and the colours of a line of ours.
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


@st.composite
def findings(draw: st.DrawFn, text: str) -> Finding:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    line, column = Lines(text).place(start)
    span = draw(st.sampled_from([None, TextSpan.of(text, start, end)]))
    message, hint = draw(TEXTS), draw(TEXTS)
    level, doc = draw(st.sampled_from(LEVELS)), draw(TEXTS)
    place = (line, column) if span else (1, 1)
    return Finding("CX201", "a-name", level, doc, message, span, *place, hint)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(TEXTS)
    found = draw(st.lists(findings(text), max_size=3))
    rule = replace(
        SPEAKERLESS, explanation=draw(TEXTS), message="m" + draw(TEXTS), hint=draw(TEXTS)
    )
    known = draw(st.sampled_from([None, found]))
    docs = tuple(item.doc for item in found if item.doc)
    return report(*found, rules=(rule,), documents=docs, text_of=lambda _: text, baselined=known)


def written(name: str, given: Report, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    if name == "github":
        write(given, stream, {})
    else:
        write_report(name, given, stream)
    return stream.getvalue()


@given(reports())
def test_text_is_a_line_a_finding(given: Report) -> None:
    lines = written("text", given).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(given.findings)
    assert not any(map(ACTIVE.search, lines))


@given(reports())
def test_json_lines_hold_all_that_a_finding_has(given: Report) -> None:
    lines = written("jsonl", given).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [item.to_dict() for item in given.findings]


@given(reports())
def test_github_commands_come_apart_again(given: Report) -> None:
    lines = written("github", given).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(given.findings)
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match
        names = [item.partition("=")[0] for item in match[2].split(",")]
        assert names[-1] == "title"
        assert not re.search("%(?!25|0A|0D|2C|3A)", match[2] + match[3])


@given(reports())
def test_a_summary_has_a_row_a_finding(given: Report) -> None:
    lines = markdown(given).split("\n")
    rows = [re.split(r"(?<!\\) \| ", line) for line in lines if line.startswith("| ")]
    wide = [row for row in rows if len(row) == 4]
    assert len(wide) == (len(given.findings) + 2 if given.findings else 0)
    markdown(given).encode()


@given(reports())
def test_sarif_is_valid(given: Report) -> None:
    log = json.loads(written("sarif", given).encode())
    Draft7Validator(SARIF).validate(log)


@given(reports())
def test_junit_is_xml(given: Report) -> None:
    root = Xml.fromstring(written("junit", given).encode())
    failing = {(item.doc, item.code) for item in given.findings if item.level != "suggestion"}
    assert int(root.get("failures", "")) == len(failing)


@pytest.mark.parametrize("name", OUTPUTS)
@given(given=reports())
def test_no_output_moves_a_terminal(name: str, given: Report) -> None:
    shown = COLOUR.sub("", written(name, given, Terminal()))
    assert not ACTIVE.search(shown)
    shown.encode()
