"""A quotation and what was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimx.check.findings import Level
from claimx.check.quotations import Source
from claimx.check.rule import Context
from claimx.check.sources import read_sources
from claimx.errors import InputError
from unit.check.samples import claim, found, subject, words

SAID = Source(
    "talk.txt",
    "The dam will not hold another winter. We have known that for ten years. I asked for money "
    "three times, and three times the county said no.",
)
CONTEXT = Context(sources=[SAID])


@pytest.mark.parametrize(
    ("quote", "level", "message"),
    [
        ("The dam will not hold another winter.", None, ""),
        ("the dam will not hold, another winter", "suggestion", "differs from “talk.txt” in"),
        ("I asked … and three times the county said no", "suggestion", "leaves words"),
        ("I asked [the county] for money three times", "suggestion", "has words in brackets"),
        ("The dam will not hold another winter. I asked for money three times", "warning", "joins"),
        ("The dam will hold another winter", "error", "is not what “talk.txt” has: "),
        ("Elephants were seen over Norwegian mountains", "error", "is in none of the sources"),
    ],
)
def test_kinds_of_alignment(quote: str, level: Level | None, message: str) -> None:
    text = f"“{quote}”, Ada Okafor said."
    said = claim(text, quote, speaker="Ada Okafor", form="direct")
    findings = found("CX208", subject(text, said), context=CONTEXT)
    assert [item.level for item in findings] == ([level] if level else [])
    assert all(item.message.startswith(message) for item in findings)
    assert not found("CX208", subject(text, said))


def test_whose_quotes_are_compared() -> None:
    text = "“We never knew,” she said. “No idea”, he said."
    said = claim(text, "We never knew", speaker="she", name="Ada Okafor", form="direct")
    short = claim(text, "No idea", speaker="he", form="direct")
    nobody = claim(text, "We never knew", form="direct")
    checked = subject(text, said, said, short)
    assert words(found("CX208", checked, context=CONTEXT)) == ["We never knew"]
    assert len(found("CX208", checked, context=CONTEXT, min_words=2)) == 2
    assert found("CX208", checked, context=CONTEXT, speakers=("okafor",))
    assert not found("CX208", checked, context=CONTEXT, speakers=("Lindqvist",))
    assert not found("CX208", subject(text, nobody), context=CONTEXT)


def test_sources_are_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    assert [source.text for source in read_sources([str(tmp_path)])] == ["One.", "Two."]
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"b\.txt: not utf-8"):
        read_sources([str(tmp_path)])
    with pytest.raises(InputError):
        read_sources([str(tmp_path / "missing")])
