"""Each output to the letter: ``pytest --update-golden`` with this folder writes them anew."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import claimx
from claimx.check.outputs import OUTPUTS, output_of, write_report
from claimx.check.outputs.github import markdown
from unit.check.outputs.samples import Terminal, whole

HERE = Path(__file__).parent / "golden"
GOLDENS = {
    "text": "text.txt",
    "jsonl": "findings.jsonl",
    "github": "github.txt",
    "sarif": "findings.sarif",
    "junit": "junit.xml",
}


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(claimx, "__version__", "1.2.3", raising=False)


def same(text: str, name: str, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf8", newline="\n")
    assert text == path.read_text(encoding="utf8")


def test_every_output_has_a_golden() -> None:
    assert set(GOLDENS) == set(OUTPUTS)


@pytest.mark.parametrize("name", GOLDENS)
def test_output(name: str, request: pytest.FixtureRequest) -> None:
    stream = io.StringIO()
    write_report(name, whole(), stream)
    same(stream.getvalue(), GOLDENS[name], request)


def test_summary_of_a_step(request: pytest.FixtureRequest) -> None:
    same(markdown(whole()), "summary.md", request)


def test_text_on_a_terminal(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It has no colours, and 80 columns.
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    write_report("text", whole(), stream)
    same(stream.getvalue(), "terminal.txt", request)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.sarif", "sarif"),
        ("a/b.XML", "junit"),
        ("a.jsonl", "jsonl"),
        ("a.txt", None),
        ("a", None),
    ],
)
def test_a_suffix_names_an_output(path: str, name: str | None) -> None:
    assert output_of(path) == name
