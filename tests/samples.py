"""A claim made by hand, with something in every field."""

from __future__ import annotations

from pathlib import Path

from claimx.records import Claim, Content, Cue, Evidence, Position, Speaker, TextSpan

TEXT = "He denied “the charge” and left."


def claim() -> Claim:
    content = TextSpan.of(TEXT, 10, 22)
    return Claim(
        doc="a.txt",
        id="a.txt#1",
        speaker=Speaker("He", 0, 2, "Ann Smith", "the mayor", "person", "pronoun"),
        cue=Cue("denied", 3, 9, "deny"),
        content=Content((content, TextSpan.of(TEXT, 27, 31))),
        quotes=(TextSpan.of(TEXT, 11, 21),),
        form="mixed",
        position=Position(
            act="deny",
            polarity="negative",
            target=content,
            evidence=(Evidence("act", "cue.deny", "denied", 3, 9),),
        ),
        sentence=(0, 32),
        within="a.txt#7",
        confidence=0.93,
        meta={"source": "a paper"},
    )


def result_files(output: Path) -> dict[str, bytes]:
    """Every file of an output folder by its name, but for what is known of the run itself."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and "_claimx" not in path.parts
    }
