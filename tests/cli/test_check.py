"""``claimx check``: exit codes, settings, claims without a model, baselines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimx.check.config_schema import config_schema
from claimx.check.rules import RULES
from claimx.cli import cli
from claimx.errors import ExitCode
from conftest import TESTS, Extract
from fake_pipeline import TROUBLE

# The small pipeline knows names of one word.
GOOD = "Hayashi said the air was harsh.\n"
BAD = "Hayashi said the air was “harsh.\n"
MIXED = 'Hayashi said the air was “harsh” and "cold".\n'
# For a fresh interpreter, in which no other test has imported anything.
WITHOUT_SPACY = """
import sys
from claimx.cli import cli
cli(["check", *sys.argv[1:]], standalone_mode=False)
heavy = {"spacy", "onnxruntime", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.fixture
def check(model: Path) -> Extract:
    """``claimx check`` in this process."""

    def run(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, ["check", "--model", str(model), *args], stdin)

    return run


def plain(*args: str) -> Result:
    """The same without a model."""
    return CliRunner().invoke(cli, ["check", *args])


def codes(result: Result) -> list[str]:
    return [line.split()[1] for line in result.stdout.splitlines()]


def test_a_finding_is_a_line_with_its_place(folder: Path, check: Extract) -> None:
    (folder / "a.txt").write_text(GOOD + BAD)
    result = check("a.txt")
    assert result.exit_code == ExitCode.FINDINGS
    assert result.stdout == "a.txt:2:26: CX106 warning nothing closes this quotation mark\n"
    assert not result.stderr


@pytest.mark.parametrize(
    ("text", "args", "code"),
    [
        (GOOD, [], ExitCode.OK),
        (BAD, [], ExitCode.FINDINGS),
        (BAD, ["--fail-level", "error"], ExitCode.OK),
        (MIXED, [], ExitCode.OK),
        (MIXED, ["--fail-level", "suggestion"], ExitCode.FINDINGS),
        (BAD, ["--select", "CX2,CX107"], ExitCode.OK),
        (BAD, ["--ignore", "CX106"], ExitCode.OK),
        (BAD, ["--select", "CX106", "--ignore", "CX1"], ExitCode.FINDINGS),
        (TROUBLE, [], ExitCode.SOME_FAILED),
    ],
)
def test_exit_codes(
    folder: Path, check: Extract, text: str, args: list[str], code: ExitCode
) -> None:
    (folder / "a.txt").write_text(text)
    assert check("a.txt", *args).exit_code == code


def test_findings_fail_before_failures_do(folder: Path, check: Extract) -> None:
    for name, text in {"a.txt": TROUBLE, "b.txt": BAD}.items():
        (folder / name).write_text(text)
    result = check(".")
    assert result.exit_code == ExitCode.FINDINGS
    assert codes(result) == ["CX106"]
    assert "a.txt: " in result.stderr


def test_no_document_is_no_success(folder: Path, check: Extract) -> None:
    (folder / "a.jsonl").write_text("\n")
    result = check("a.jsonl")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert "there was no document to check" in result.stderr
    assert check("missing.txt").exit_code == ExitCode.CANNOT_RUN


def test_undecodable_bytes_are_a_finding_unless_the_rule_is_off(
    folder: Path, check: Extract
) -> None:
    (folder / "a.txt").write_bytes(b"caf\xe9 au lait")
    result = check("a.txt")
    assert (result.exit_code, codes(result)) == (ExitCode.FINDINGS, ["CX101"])
    assert not result.stderr
    result = check("a.txt", "--ignore", "CX101")
    assert (result.exit_code, codes(result)) == (ExitCode.SOME_FAILED, [])
    assert "a.txt: not utf-8" in result.stderr


def test_several_processes_find_the_same(folder: Path, check: Extract) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text((GOOD, BAD, MIXED)[number % 3] * (number + 1))
    one, two = check("."), check(".", "--jobs", "2")
    assert one.stdout == two.stdout != ""


@pytest.fixture
def claims(folder: Path, extract: Extract) -> Path:
    """Claims, whose texts are in ``texts/``."""
    (folder / "texts").mkdir()
    for name, text in {"a.txt": GOOD, "b.txt": BAD}.items():
        (folder / "texts" / name).write_text(text)
    lines = extract("texts", "--format", "jsonl").stdout
    path = folder / "claims.jsonl"
    path.write_text(lines.replace('"texts/', '"'))
    return path


@pytest.mark.usefixtures("claims")
def test_claims_are_checked_with_their_texts() -> None:
    result = plain("claims.jsonl", "--texts", "texts")
    assert (result.exit_code, codes(result)) == (ExitCode.FINDINGS, ["CX106"])
    without = plain("claims.jsonl")
    assert (without.exit_code, without.stdout) == (ExitCode.OK, "")
    assert "the texts of 2 documents were not found" in without.stderr
    assert not plain("claims.jsonl", "--quiet").stderr


def test_claims_about_another_text_are_told(claims: Path) -> None:
    claims.write_text(claims.read_text().replace("harsh", "mild!"))
    result = plain("claims.jsonl", "--texts", "texts", "--select", "CX206")
    assert result.exit_code == ExitCode.FINDINGS
    assert set(codes(result)) == {"CX206"}


def test_claims_need_no_model(claims: Path) -> None:
    (claims.parent / "texts" / "b.txt").write_text(GOOD)
    args = [str(claims), "--texts", "texts", "--select", "CX1"]
    env = {"PYTHONPATH": ":".join([str(TESTS), *filter(None, sys.path)])}
    subprocess.run(
        [sys.executable, "-c", WITHOUT_SPACY, *args], check=True, env=env, cwd=claims.parent
    )


def test_settings_are_found_upward_and_can_be_named(
    folder: Path, check: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "claimx.toml").write_text('[check.levels]\nCX106 = "suggestion"\n')
    (folder / "other.toml").write_text('[check.levels]\nCX106 = "error"\n')
    (folder / "in").mkdir()
    monkeypatch.chdir(folder / "in")
    Path("a.txt").write_text(BAD)
    assert check("a.txt").exit_code == ExitCode.OK
    result = check("a.txt", "--config", "../other.toml", "--fail-level", "error")
    assert result.exit_code == ExitCode.FINDINGS


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--select", "CX9"], "--select: there is no rule “CX9”"),
        (["--explain", "CX12"], "--explain: there is no rule “CX12” (did you mean “CX102”?)"),
        (["--baseline", "bad.json"], "bad.json: is not JSON"),
        (["--expect", "bad.json"], "bad.json: holds no gold"),
        (["--config", "bad.toml"], "bad.toml: check.levles: there is no key “levles”"),
        (["--config", "latin.toml"], "latin.toml: not utf-8"),
        (["--output", "a.txt"], "a.txt: is there already"),
        (["--write-baseline", "no/b.json"], "no: no such folder"),
    ],
)
def test_what_cannot_run_is_told_before_work_begins(
    folder: Path, args: list[str], told: str
) -> None:
    (folder / "a.txt").write_text(GOOD)
    (folder / "bad.json").write_text("no")
    (folder / "bad.toml").write_text("[check]\nlevles = {}\n")
    (folder / "latin.toml").write_bytes(b"# caf\xe9\n")
    result = plain("a.txt", *args, "--model", "is-never-loaded")
    assert result.exit_code == ExitCode.CANNOT_RUN
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_baseline_lets_pass_what_is_known_and_tells_what_is_gone(
    folder: Path, check: Extract
) -> None:
    (folder / "a.txt").write_text(BAD)
    written = check("a.txt", "--write-baseline", "known.json")
    assert (written.exit_code, codes(written)) == (ExitCode.OK, ["CX106"])
    (folder / "a.txt").write_text(f"{GOOD}\n{BAD}")
    moved = check("a.txt", "--baseline", "known.json", "--ignore", "CX304")
    assert (moved.exit_code, moved.stdout) == (ExitCode.OK, "")
    (folder / "a.txt").write_text(f"{BAD}\n{BAD}")
    again = check("a.txt", "--baseline", "known.json", "--ignore", "CX304")
    assert (again.exit_code, codes(again)) == (ExitCode.FINDINGS, ["CX106"])
    (folder / "a.txt").write_text(GOOD)
    gone = check("a.txt", "--baseline", "known.json")
    assert gone.exit_code == ExitCode.OK
    assert "a.txt: CX106 of the baseline is no longer found" in gone.stderr
    known = (folder / "known.json").read_bytes()
    assert check("a.txt", "--baseline", "known.json", "--quiet").stderr == ""
    assert (folder / "known.json").read_bytes() == known


def test_counts_of_the_baseline_are_compared(folder: Path, check: Extract) -> None:
    (folder / "a.txt").write_text(GOOD)
    check("a.txt", "--write-baseline", "known.json")
    (folder / "a.txt").write_text(GOOD * 3)
    result = check("a.txt", "--baseline", "known.json")
    assert result.exit_code == ExitCode.FINDINGS
    assert "there are 3 claims, where the baseline has 1" in result.stdout


def test_expected_claims_and_gates(folder: Path, check: Extract, extract: Extract) -> None:
    (folder / "a.txt").write_text(GOOD)
    (folder / "gold.jsonl").write_text(extract("a.txt", "--format", "jsonl").stdout)
    (folder / "claimx.toml").write_text("[check.gates]\nlinked = {min = 75}\n")
    assert check("a.txt", "--expect", "gold.jsonl").exit_code == ExitCode.OK
    assert "there are gates, but no scores without --expect" in check("a.txt").stderr
    (folder / "a.txt").write_text(GOOD + GOOD)
    more = check("a.txt", "--expect", "gold.jsonl", "--select", "CX302")
    assert (more.exit_code, codes(more)) == (ExitCode.FINDINGS, ["CX302"])
    (folder / "claimx.toml").write_text("[check.gates]\nlinked = {min = 99}\n")
    low = check("a.txt", "--expect", "gold.jsonl", "--select", "CX303")
    assert low.stdout == "all documents: CX303 error linked is 66.66, under 99\n"
    (folder / "claimx.toml").write_text("[check.gates]\nlinkd = {min = 75}\n")
    unknown = check("a.txt", "--expect", "gold.jsonl")
    assert unknown.exit_code == ExitCode.CANNOT_RUN
    assert "claimx.toml: check.gates.linkd: this gold tells no score “linkd”" in unknown.stderr


def test_formats_go_by_name_or_suffix(folder: Path, check: Extract) -> None:
    (folder / "a.txt").write_text(BAD)
    (row,) = [json.loads(line) for line in check("a.txt", "--format", "jsonl").stdout.splitlines()]
    assert (row["code"], row["line"], row["column"]) == ("CX106", 1, 26)
    result = check("a.txt", "--output", "a.sarif")
    assert (result.exit_code, result.stdout) == (ExitCode.FINDINGS, "")
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"


def test_standard_input_is_a_text(folder: Path, check: Extract) -> None:  # noqa: ARG001
    assert codes(check("-", stdin=BAD)) == ["CX106"]


def test_rules_are_listed_and_explained() -> None:
    listed = plain("--rules")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(RULES)
    assert plain("--explain", "cx201").stdout == RULES["CX201"].explanation
    assert json.loads(plain("--config-schema").stdout) == config_schema()


def test_an_altered_quotation_fails(folder: Path, check: Extract) -> None:
    (folder / "a.txt").write_text("Hayashi said “the air was as harsh as ever”.\n")
    (folder / "talk.txt").write_text("The air was as mild as ever.\n")
    result = check("a.txt", "--sources", "talk.txt", "--select", "CX208", "--fail-level", "error")
    assert (result.exit_code, codes(result)) == (ExitCode.FINDINGS, ["CX208"])
    assert "[-mild-] {+harsh+}" in result.stdout
    missing = check("a.txt", "--sources", "no.txt")
    assert (missing.exit_code, "no.txt" in missing.stderr) == (ExitCode.CANNOT_RUN, True)
