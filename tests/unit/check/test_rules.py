"""All rules together: their codes, pages and settings; what order findings come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimx.check.config import Config, Override
from claimx.check.rules import RULES
from claimx.check.run import check
from claimx.check.subject import Subject
from unit.check.samples import found, subject

_HEADINGS = ("Why it matters", "Fires", "Does not fire", "Settings")


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_whole(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert re.fullmatch(r"CX[1-9]\d\d", code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert (rule.each is None) != (rule.across is None)
    assert not rule.message.endswith(".")
    assert not rule.hint.endswith(".")


@pytest.mark.parametrize("code", RULES)
def test_a_page_explains_the_rule_and_each_setting(code: str) -> None:
    rule = RULES[code]
    assert rule.explanation.startswith(f"# {code} {rule.name}\n")
    assert re.findall(r"^## (.*)$", rule.explanation, re.MULTILINE) == list(_HEADINGS)
    told = dict(re.findall(r"^- `(\w+)` \(([^)]*)\)", rule.explanation, re.MULTILINE))
    assert told == {key: _as_toml(value) for key, value in rule.settings}


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "[]" if value == () else f"{value:g}" if isinstance(value, float) else str(value)


def test_codes_and_names_are_given_once_and_in_order() -> None:
    assert list(RULES) == sorted(RULES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_findings_come_document_by_document_in_the_order_of_the_text() -> None:
    text = 'Ada said “no. “And yes” "too".\n\nLeave a Reply'
    findings = list(check([subject(text, doc="b"), subject(text, doc="a")]))
    assert [(item.doc, item.code) for item in findings] == [
        ("b", "CX106"),
        ("b", "CX107"),
        ("b", "CX109"),
        ("a", "CX104"),
        ("a", "CX106"),
        ("a", "CX107"),
        ("a", "CX109"),
    ]
    assert (findings[2].line, findings[2].column) == (3, 1)


def test_documents_are_read_as_findings_are_asked_for() -> None:
    def endless() -> Iterator[Subject]:
        number = 0
        while True:
            number += 1
            yield subject("", doc=f"{number}.txt")

    findings = check(endless(), Config(select=("CX102",)))
    assert [next(findings).doc for _ in range(3)] == ["1.txt", "2.txt", "3.txt"]


@pytest.mark.parametrize(
    ("select", "ignore", "on"),
    [
        ((), (), True),
        (("CX1",), (), True),
        (("CX2",), (), False),
        (("CX102",), ("CX1",), True),
        (("CX1",), ("CX102",), False),
        ((), ("CX",), False),
    ],
)
def test_the_longer_of_two_beginnings_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], on: bool
) -> None:
    assert ("CX102" in Config(select, ignore).active()) == on


def test_overrides_set_levels_and_settings_of_some_documents(tmp_path: Path) -> None:
    config = Config(
        select=("CX102", "CX109"),
        levels={"CX102": "error"},
        overrides=(
            Override(("old/**",), {"CX102": "off"}),
            Override(("old/new/*.txt",), {"CX102": "suggestion"}, {"CX109": {"lines": 1}}),
        ),
        folder=tmp_path,
    )
    docs = ["a.txt", "old/a.txt", "old/new/a.txt", str(tmp_path / "old/b.txt"), "older/a.txt"]
    findings = check([subject("", doc=doc) for doc in docs], config)
    assert [(item.doc, item.level) for item in findings] == [
        ("a.txt", "error"),
        ("old/new/a.txt", "suggestion"),
        ("older/a.txt", "error"),
    ]
    tail = "One.\nLeave a Reply\nTwo."
    both = [subject(tail, doc=doc) for doc in ("a.txt", "old/new/a.txt")]
    assert [item.doc for item in check(both, config)] == ["a.txt"]


def test_a_rule_over_all_documents_may_be_on_for_some_only(tmp_path: Path) -> None:
    config = Config(
        select=("CX103",),
        levels={"CX103": "off"},
        overrides=(Override(("a*",), {"CX103": "error"}),),
        folder=tmp_path,
    )
    subjects = [subject(text, doc=doc) for doc in ("a", "b") for text in ("One.", "Two.")]
    assert [item.doc for item in check(subjects, config)] == ["a"]


def test_a_rule_about_texts_says_nothing_without_them() -> None:
    for code in ("CX102", "CX104", "CX106", "CX108", "CX206"):
        assert not found(code, subject("", has_text=False), subject("", doc="b", has_text=False))
