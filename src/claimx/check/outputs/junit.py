"""JUnit XML, which CI systems of all kinds show as tests.

A document is a test suite, and a rule that finds something in it a test case: most systems show
one failure a case. A document in which nothing is found has one case that passes. What does not
make the check fail does not fail here: findings below its level are the output of a case that
passes, those of the baseline a case that is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO
from xml.etree import ElementTree as Xml

from claimx.check.findings import LEVELS, Finding, at_least
from claimx.check.outputs.report import ALL_DOCUMENTS, Report
from claimx.text import REPLACEMENT, one_line, visible

_NAME = "claimx check"
# What XML 1.0 cannot hold and `visible` leaves.
_NO_XML = re.compile("[\ufffe\uffff]")


def write(report: Report, stream: TextIO) -> None:
    """Write all documents as one XML document."""
    root = Xml.Element("testsuites", name=_NAME)
    found = _by_document(report.findings)
    known = _by_document(report.baselined or ())
    for doc in dict.fromkeys([*report.documents, *found, *known]):
        cases = [*_found(found.get(doc, []), report), *_known(known.get(doc, []))]
        suite = Xml.SubElement(root, "testsuite", name=_attribute(doc or ALL_DOCUMENTS))
        suite.extend(cases or [_case(doc, _NAME)])
        _count(suite, list(suite))
    _count(root, [case for suite in root for case in suite])
    Xml.indent(root)
    body = Xml.tostring(root, encoding="unicode")
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n')
    stream.flush()


def _by_document(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    documents: dict[str, list[Finding]] = {}
    for finding in findings:
        documents.setdefault(finding.doc, []).append(finding)
    return documents


def _by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(finding)
    return list(rules.values())


def _found(findings: Sequence[Finding], report: Report) -> Iterable[Xml.Element]:
    for own in _by_rule(findings):
        case = _rule_case(own)
        failing = [item for item in own if at_least(item.level, report.fail_level)]
        if failing:
            worst = max(failing, key=lambda item: LEVELS.index(item.level))
            failure = Xml.SubElement(
                case, "failure", type=worst.level, message=_attribute(worst.message)
            )
            failure.text = _lines(failing)
        passing = [item for item in own if not at_least(item.level, report.fail_level)]
        if passing:
            Xml.SubElement(case, "system-out").text = _lines(passing)
        yield case


def _known(findings: Sequence[Finding]) -> Iterable[Xml.Element]:
    for own in _by_rule(findings):
        case = _rule_case(own, " (baseline)")
        Xml.SubElement(case, "skipped", message=f"{len(own)} in the baseline")
        yield case


def _rule_case(findings: Sequence[Finding], beside: str = "") -> Xml.Element:
    first = findings[0]
    case = _case(first.doc, f"{first.code} {first.name}{beside}")
    if first.doc:
        case.set("line", str(first.line))
    return case


def _case(doc: str, name: str) -> Xml.Element:
    case = Xml.Element("testcase", classname=_attribute(doc or ALL_DOCUMENTS))
    case.set("name", _attribute(name))
    if doc:
        case.set("file", _attribute(doc))
    return case


def _lines(findings: Iterable[Finding]) -> str:
    return "\n".join(map(_line, findings))


def _line(finding: Finding) -> str:
    place = f"{finding.doc}:{finding.line}:{finding.column}" if finding.doc else ALL_DOCUMENTS
    hint = f" ({one_line(finding.hint)})" if finding.hint else ""
    return _held(
        f"{visible(place)}: {one_line(finding.code)} {finding.level} "
        f"{one_line(finding.message)}{hint}"
    )


def _attribute(text: str) -> str:
    """``text`` on one line; no control character, which a terminal would act on, is left."""
    return _held(visible(text))


def _held(text: str) -> str:
    return _NO_XML.sub(REPLACEMENT, text)


def _count(element: Xml.Element, cases: Sequence[Xml.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
