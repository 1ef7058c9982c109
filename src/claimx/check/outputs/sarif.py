"""SARIF 2.1.0, which code scanning services and editors read.

Columns are counted in code points, and a line ends at CR, LF or both, as everywhere here; the log
says so. A finding whose line is not known has offsets instead; one about a whole document has no
region.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, TextIO, TypeAlias
from urllib.parse import quote

import claimx
from claimx.check.findings import Finding, Level
from claimx.check.outputs.report import Report, bounds
from claimx.check.rule import Rule
from claimx.formats.jsonl import shown_on_terminal
from claimx.text import one_line, visible, without_surrogates

Json: TypeAlias = dict[str, Any]

VERSION = "2.1.0"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: The key of the fingerprint; its number goes up when the hash is made anew.
FINGERPRINT = "claimxFinding/v1"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "suggestion": "note"}
_IN_BASELINE = {"kind": "external", "status": "accepted", "justification": "in the baseline"}
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_URI_MARKS = "/:?#[]@!$&'()*+,;=%~"


def write(report: Report, stream: TextIO) -> None:
    """Write one run; findings of the baseline are in it, as suppressed ones."""
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [_run(report)]}
    text = json.dumps(log, ensure_ascii=False, indent=2)
    stream.write((shown_on_terminal(text) if stream.isatty() else text) + "\n")
    stream.flush()


def _run(report: Report) -> Json:
    indexes = {rule.code: index for index, rule in enumerate(report.rules)}
    results = [_result(finding, indexes, report) for finding in report.findings]
    if report.baselined is not None:
        # Where any result says whether it is suppressed, all have to.
        results = [{**result, "suppressions": []} for result in results]
        known = [_result(finding, indexes, report) for finding in report.baselined]
        results += [{**result, "suppressions": [_IN_BASELINE]} for result in known]
    return {
        "tool": {
            "driver": {
                "name": "claimx",
                "semanticVersion": claimx.__version__,
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": one_line(rule.message)},
        "fullDescription": {"text": one_line(rule.message)},
        "help": {
            "text": one_line(rule.hint) or one_line(rule.message),
            "markdown": visible(rule.explanation, keep="\n"),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(finding: Finding, indexes: Mapping[str, int], report: Report) -> Json:
    result: Json = {"ruleId": finding.code}
    if finding.code in indexes:
        result["ruleIndex"] = indexes[finding.code]
    # A message must not be empty.
    message = one_line(finding.message) or finding.name
    hint = f" ({one_line(finding.hint)})" if finding.hint else ""
    result |= {
        "level": _LEVELS[finding.level],
        "message": {"text": message + hint},
        "locations": [_location(finding)] if finding.doc else [],
        "partialFingerprints": {FINGERPRINT: report.fingerprint(finding)},
    }
    return result


def _location(finding: Finding) -> Json:
    place: Json = {"artifactLocation": {"uri": uri_of(finding.doc)}}
    region = _region(finding)
    if region is not None:
        place["region"] = region
    return {"physicalLocation": place}


def _region(finding: Finding) -> Json | None:
    span, words = finding.span, bounds(finding)
    if span is None:
        return None
    snippet = {"text": without_surrogates(span.text)}
    if words is None:
        length = len(span.text)
        return {"charOffset": span.start, "charLength": length, "snippet": snippet}
    return {
        "startLine": words.line,
        "startColumn": words.column,
        "endLine": words.end_line,
        "endColumn": words.end_column,
        "snippet": snippet,
    }


def uri_of(doc: str) -> str:
    """The URI of a document's id, which is a path, an address, or any name."""
    if _REMOTE.match(doc):
        return quote(_bytes(doc), safe=_URI_MARKS)
    path = PurePath(doc)
    # A name such as "a.jsonl:3" is no scheme: its colon is escaped as all else.
    escaped = quote(_bytes(path.as_posix()), safe="/~")
    if not path.is_absolute():
        return escaped
    return f"file:///{escaped.lstrip('/')}"


def _bytes(text: str) -> bytes:
    """``text`` as the bytes of a file's name, also of one that is no UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return without_surrogates(text).encode()
