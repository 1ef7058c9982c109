from __future__ import annotations

import io
import json
import re
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft7Validator

from claimx.check.outputs import Report, write_report
from claimx.check.outputs.sarif import uri_of
from unit.check.outputs.samples import ALL, KNOWN, finding, report, whole
from unit.check.outputs.sarif_schema import SARIF


def run_of(given: Report) -> dict[str, Any]:
    stream = io.StringIO()
    write_report("sarif", given, stream)
    log = json.loads(stream.getvalue())
    Draft7Validator(SARIF).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SARIF)


def test_a_log_is_valid() -> None:
    assert len(run_of(whole())["results"]) == len(ALL) + len(KNOWN)
    assert run_of(report())["results"] == []


def test_a_result_names_its_rule_by_its_place() -> None:
    run = run_of(whole())
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
    (unknown,) = run_of(report(ALL[0], rules=()))["results"]
    assert "ruleIndex" not in unknown


def test_levels_are_those_of_the_specification() -> None:
    found = [finding(level=level) for level in ("suggestion", "warning", "error")]
    levels = [result["level"] for result in run_of(report(*found))["results"]]
    assert levels == ["note", "warning", "error"]


def test_the_fingerprint_is_the_one_that_is_given() -> None:
    given = report(ALL[0], fingerprint=lambda item: item.message.upper())
    (result,) = run_of(given)["results"]
    assert result["partialFingerprints"] == {"claimxFinding/v1": "NOBODY SAID THIS"}


def test_all_results_say_whether_they_are_suppressed_or_none_does() -> None:
    assert "suppressions" not in run_of(report(ALL[0]))["results"][0]
    new, known = run_of(report(ALL[0], baselined=KNOWN))["results"]
    assert new["suppressions"] == []
    assert known["suppressions"][0]["kind"] == "external"
    assert run_of(report(ALL[0], baselined=()))["results"][0]["suppressions"] == []


def test_the_region_is_where_the_words_are() -> None:
    regions = [
        result["locations"][0]["physicalLocation"].get("region")
        for result in run_of(whole())["results"][:4]
    ]
    one, several, document, unknown = regions
    assert (one["startLine"], one["startColumn"]) == (2, 3)
    assert (one["endLine"], one["endColumn"]) == (2, 36)
    assert (several["endLine"], several["endColumn"]) == (3, 4)
    assert document is None
    assert (unknown["charOffset"], unknown["charLength"]) == (40, 14)
    assert "startLine" not in unknown


def test_what_is_about_all_documents_has_no_location() -> None:
    assert run_of(whole())["results"][4]["locations"] == []


@pytest.mark.parametrize(
    ("doc", "uri"),
    [
        ("a.txt", "a.txt"),
        ("./news/a b.txt", "news/a%20b.txt"),
        ("é#1?.txt", "%C3%A9%231%3F.txt"),
        ("100%.txt", "100%25.txt"),
        ("a.jsonl:3", "a.jsonl%3A3"),
        ("/data/a b.txt", "file:///data/a%20b.txt"),
        ("//data/a.txt", "file:///data/a.txt"),
        ("https://example.org/a b?c=1", "https://example.org/a%20b?c=1"),
        ("s3://bucket/ä", "s3://bucket/%C3%A4"),
        ("-", "-"),
        ("a\udcff", "a%FF"),
        ("a\ud800", "a%EF%BF%BD"),
    ],
)
def test_an_id_is_a_uri(doc: str, uri: str) -> None:
    assert uri_of(doc) == uri
    assert re.fullmatch(r"[!-~]+", uri)
    unquote_to_bytes(uri)
