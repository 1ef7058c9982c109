from __future__ import annotations

import io
import re

import pytest

from claimx.check.findings import Finding
from claimx.check.outputs import Report, write_report
from claimx.records import TextSpan
from unit.check.outputs.samples import ALL, KNOWN, Terminal, finding, report


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")


def written(given: Report, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    write_report("text", given, stream)
    return stream.getvalue()


def shown(text: str, start: int, end: int) -> list[str]:
    """The excerpt on a terminal, without colours: the words, and the marks below them."""
    span = TextSpan.of(text, start, end)
    found = Finding("CX1", "x", "error", "a", "m", span)
    lines = written(report(found, text_of=lambda _: text), Terminal()).splitlines()[1:-1]
    return [re.sub(r"\x1b\[[0-9;]*m", "", line)[4:] for line in lines]


def test_only_a_terminal_gets_excerpts_hints_and_counts() -> None:
    assert written(report(ALL[0])) == "news/a b.txt:2:3: CX201 warning nobody said this\n"
    assert written(report()) == ""


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[33mCX201 warning" in written(report(ALL[0]), Terminal())
    assert "\x1b" not in written(report(ALL[0]))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", written(report(ALL[0]), Terminal()))


def test_words_are_marked_in_their_line() -> None:
    assert shown("one\ntwo three\nfour", 8, 13) == ["two three", "    ^^^^^"]


def test_wide_characters_are_marked_where_they_stand() -> None:
    assert shown("日本 said", 3, 7) == ["日本 said", "     ^^^^"]


def test_words_over_several_lines_are_cut_at_the_first() -> None:
    assert shown("so “one\ntwo” it", 4, 11) == ["so “one…", "    ^^^^"]


def test_a_long_line_is_cut_to_the_width() -> None:
    text = "a" * 90 + " here " + "b" * 90
    words, marks = shown(text, 91, 95)
    assert len(words) == 36
    assert words[marks.index("^") : marks.rindex("^") + 1] == "here"
    assert words.startswith("…")
    assert words.endswith("…")
    words, marks = shown(text, 0, len(text))
    assert words == "a" * 35 + "…"
    assert marks == "^" * 36


def test_words_that_are_not_in_the_text_have_no_excerpt() -> None:
    found = Finding("CX1", "x", "error", "a", "m", TextSpan("other", 0, 5))
    for text in ("words", "", None):
        given = report(found, text_of=lambda _, text=text: text)
        assert len(written(given, Terminal()).splitlines()) == 2


def test_what_looks_like_markup_is_left_as_it_is() -> None:
    found = finding(message="[bold]said[/bold] :smile: [/x]")
    assert "[bold]said[/bold] :smile: [/x]" in written(report(found), Terminal())


@pytest.mark.parametrize(
    ("found", "known", "line"),
    [
        ((), None, "no findings in 2 documents"),
        ((), KNOWN, "no findings in 2 documents; 1 more in the baseline"),
        (ALL[:1], None, "1 finding in 1 of 2 documents: 1 warning"),
        (
            ALL,
            KNOWN,
            "5 findings in 3 of 2 documents: 2 errors, 2 warnings, 1 suggestion; "
            "1 more in the baseline",
        ),
    ],
)
def test_the_last_line_counts(
    found: tuple[Finding, ...],
    known: tuple[Finding, ...] | None,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    last = written(report(*found, baselined=known), Terminal()).splitlines()[-1]
    assert last == f"\x1b[1m{line}\x1b[0m"
