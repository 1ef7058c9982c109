from __future__ import annotations

import io
from xml.etree import ElementTree as Xml

from claimx.check.outputs import Report, write_report
from unit.check.outputs.samples import ALL, EMPTY, KNOWN, finding, report, whole


def suites(given: Report) -> dict[str | None, Xml.Element]:
    stream = io.StringIO()
    write_report("junit", given, stream)
    return {suite.get("name"): suite for suite in Xml.fromstring(stream.getvalue())}


def test_every_document_is_a_suite() -> None:
    found = suites(whole())
    documents = ["news/a b.txt", "clean.txt", "odd,na:me%.txt", "lines.jsonl:3"]
    assert list(found) == [*documents, "all documents"]
    (clean,) = found["clean.txt"]
    assert (clean.get("classname"), clean.get("name")) == ("clean.txt", "claimx check")
    assert len(clean) == 0


def test_a_rule_is_a_case_with_one_failure() -> None:
    (suite,) = [suites(report(*ALL[:2]))["news/a b.txt"]]
    (case,) = suite
    (failure,) = case
    assert (case.get("name"), case.get("line")) == ("CX201 quote-without-speaker", "2")
    assert (failure.get("type"), failure.get("message")) == ("warning", "nobody said this")
    assert len((failure.text or "").splitlines()) == 2


def test_what_does_not_make_the_check_fail_does_not_fail() -> None:
    found = [finding(message="small"), finding(message="big", level="error")]
    (case,) = suites(report(*found, fail_level="error"))["news/a b.txt"]
    assert [item.tag for item in case] == ["failure", "system-out"]
    assert case[0].get("message") == "big"
    assert "small" in (case[1].text or "")
    (case,) = suites(report(found[0], fail_level="error"))["news/a b.txt"]
    assert [item.tag for item in case] == ["system-out"]


def test_the_baseline_is_skipped() -> None:
    suite = suites(report(ALL[0], baselined=KNOWN))["news/a b.txt"]
    counts = [suite.get(name) for name in ("tests", "failures", "errors", "skipped")]
    assert counts == ["2", "1", "0", "1"]


def test_all_is_counted_at_the_root() -> None:
    stream = io.StringIO()
    write_report("junit", whole(), stream)
    root = Xml.fromstring(stream.getvalue())
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("6", "3", "1")


def test_what_xml_cannot_hold_is_replaced() -> None:
    found = finding(EMPTY, "a\x00\x1b.txt", "b\ud800\uffff\x0b]]> &", hint="")
    (suite,) = [suites(report(found))["a␀␛.txt"]]
    assert suite[0][0].get("message") == "b<U+D800>\ufffd␋]]> &"
