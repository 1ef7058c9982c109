"""What ``claimx extract`` leaves out where only some claims are asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimx.convert import to_result
from claimx.errors import ExitCode
from claimx.records import Result
from conftest import Extract, Rows

ARTICLE = "Hayashi said the air was “harsh”. China denied it had been told. Smith said no.\n"


@pytest.fixture
def with_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every claim is about its whole content, which the small pipeline would not say."""

    def aimed(*args: Any, **options: Any) -> Result:
        result = to_result(*args, **options)
        claims = [
            replace(claim, position=replace(claim.position, target=claim.content.spans[0]))
            for claim in result
        ]
        return Result(result.document, tuple(claims))

    monkeypatch.setattr("claimx.run.to_result", aimed)


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ([], ["-#1", "-#2", "-#3"]),
        (["--speaker", "china"], ["-#2"]),
        (["--speaker", "China", "--speaker", "SMITH"], ["-#2", "-#3"]),
        (["--speaker", "Chin"], []),
        (["--act", "deny"], ["-#2"]),
        (["--act", "deny", "--act", "warn"], ["-#2"]),
        (["--polarity", "positive"], ["-#1", "-#3"]),
        (["--certainty", "certain"], ["-#1", "-#2", "-#3"]),
        (["--certainty", "possible"], []),
        (["--stance", "neutral", "--speaker", "Hayashi"], ["-#1"]),
        (["--stance", "against"], []),
        (["--speaker", "China", "--polarity", "positive"], []),
        (["--polarity", "positive", "--min-confidence", "0.95"], []),
    ],
)
def test_only_some_claims_can_be_asked_for(
    extract: Extract, rows: Rows, args: list[str], ids: list[str]
) -> None:
    result = extract(*args, stdin=ARTICLE)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert [row["id"] for row in rows(result.stdout)] == ids


@pytest.mark.usefixtures("with_targets")
@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--target", "AIR"], ["-#1"]),
        (["--target", "the air was", "--target", "told"], ["-#1", "-#2"]),
        (["--target", "air", "--speaker", "China"], []),
        (["--target", "ai"], []),
    ],
)
def test_claims_about_something_can_be_asked_for(
    extract: Extract, rows: Rows, args: list[str], ids: list[str]
) -> None:
    assert [row["id"] for row in rows(extract(*args, stdin=ARTICLE).stdout)] == ids


def test_claims_without_a_target_are_about_nothing(extract: Extract) -> None:
    assert extract("--target", "air", stdin=ARTICLE).stdout == ""


def test_what_is_kept_is_as_it_was(extract: Extract, rows: Rows) -> None:
    everything = rows(extract(stdin=ARTICLE).stdout)
    assert rows(extract("--speaker", "China", stdin=ARTICLE).stdout) == [everything[1]]


def test_a_document_has_its_line_whatever_is_left_of_it(
    folder: Path, extract: Extract, rows: Rows
) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text("Smith said yes.")
    (folder / "c.txt").write_bytes(b"\xff")
    result = extract("--speaker", "China", "--per", "document", ".")
    assert result.exit_code == ExitCode.SOME_FAILED
    first, second, third = rows(result.stdout, per="document")
    assert [claim["id"] for claim in first["claims"]] == ["./a.txt#2"]
    assert (second["claims"], second["error"]) == ([], None)
    assert third["error"]["code"] == "decoding"


@pytest.mark.parametrize("name", ["table", "text"])
def test_the_other_formats_hold_what_is_kept(extract: Extract, name: str) -> None:
    output = extract("--format", name, "--act", "assert", stdin=ARTICLE).stdout
    assert "Hayashi" in output
    assert "deny" not in output
    nothing = extract("--format", "table", "--act", "warn", stdin=ARTICLE)
    assert (nothing.exit_code, nothing.stdout) == (ExitCode.OK, "no claims found\n")


def test_verbose_explains_and_counts_what_is_kept(extract: Extract) -> None:
    stderr = extract("-v", "--act", "deny", stdin=ARTICLE).stderr.splitlines()
    assert stderr[1:] == [
        "claimx: -#2: deny, negative, certain, neutral, neutral",
        "claimx: -: 1 claims",
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--act", "shout"], "'shout' is not one of"),
        (["--polarity", ""], "'' is not one of"),
        (["--certainty", "sure"], "'sure' is not one of"),
        (["--stance", "for"], "'for' is not one of"),
        (["--speaker", ""], "'--speaker': holds no words"),
        (["--target", " "], "'--target': holds no words"),
        (["--aliases", "people.toml"], "No such option"),
    ],
)
def test_what_cannot_be_asked_for_is_told(extract: Extract, args: list[str], message: str) -> None:
    result = extract(*args, stdin=ARTICLE)
    assert (result.exit_code, result.stdout) == (ExitCode.CANNOT_RUN, "")
    assert message in result.stderr
