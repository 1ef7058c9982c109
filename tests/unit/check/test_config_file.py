"""Files of settings: what is read, what is refused and how that is told."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from claimx.check.config import Config
from claimx.check.config_file import checked_codes, find_config, read_config
from claimx.check.config_schema import config_schema, shipped_schema
from claimx.check.rule import Gate
from claimx.errors import InputError

WHOLE = """
[check]
select = ["CX1", "cx2", "CX303"]
ignore = ["CX107"]
fail-level = "error"

[check.levels]
CX201 = "error"
CX203 = "off"

[check.rules.CX205]
words = ["quipped"]
framing = false

[check.rules.CX304]
percent = 5

[[check.overrides]]
files = ["archive/**"]
levels = {CX108 = "off"}
rules = {CX201 = {min_words = 9}}

[check.gates]
linked = {min = 75}
"cue_exact.p" = {min = 80, max = 100}
"""


def written(folder: Path, text: str, name: str = "claimx.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_that_there_is(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, WHOLE))
    assert config.select == ("CX1", "CX2", "CX303")
    assert (config.ignore, config.fail_level) == (("CX107",), "error")
    assert config.levels == {"CX201": "error", "CX203": "off"}
    assert config.rules["CX205"] == {"words": ("quipped",), "framing": False}
    assert config.rules["CX304"] == {"percent": 5.0}
    assert config.gates == {"linked": Gate(75), "cue_exact.p": Gate(80, 100)}
    (override,) = config.overrides
    assert (override.files, override.levels) == (("archive/**",), {"CX108": "off"})
    assert override.rules == {"CX201": {"min_words": 9}}
    assert (config.folder, config.file) == (tmp_path.resolve(), tmp_path / "claimx.toml")


def test_pyproject_has_it_under_tool(tmp_path: Path) -> None:
    inner = WHOLE.replace("[check", "[tool.claimx.check")
    path = written(tmp_path, f'[project]\nname = "x"\n{inner}', "pyproject.toml")
    assert read_config(path).fail_level == "error"


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    project = written(tmp_path, "[tool.claimx.check]\n", "pyproject.toml")
    assert find_config(below) == project
    written(tmp_path / "a", "[tool.other]\n", "pyproject.toml")  # nothing of ours: passed over
    assert find_config(below) == project
    own = written(tmp_path / "a", "[check]\n")
    assert find_config(below) == own


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[chekc]\n", "chekc: there is no key “chekc” (did you mean “check”?)"),
        (
            "[check]\nfail_level = 'error'\n",
            "check.fail_level: there is no key “fail_level” (did you mean “fail-level”?)",
        ),
        (
            "[check]\nfail-level = 'eror'\n",
            "check.fail-level: is not one of suggestion, warning, error (did you mean “error”?)",
        ),
        ("[check]\nselect = 'CX1'\n", "check.select: is not a list of strings"),
        ("[check]\nselect = ['CX9']\n", "check.select: there is no rule “CX9”"),
        ("check = 3\n", "check: is not a table"),
        ("[check.levels]\nCX021 = 'off'\n", "check.levels.CX021: there is no rule “CX021”"),
        ("[check.levels]\nCX201 = true\n", "check.levels.CX201: is not one of"),
        (
            "[check.rules.CX205]\nword = []\n",
            "check.rules.CX205.word: there is no setting “word” (did you mean “words”?)",
        ),
        ("[check.rules.CX205]\nwords = [1]\n", "check.rules.CX205.words: is not a list of strings"),
        ("[check.rules.CX205]\nframing = 1\n", "check.rules.CX205.framing: is not true or false"),
        ("[check.rules.CX201]\nmin_words = 1.5\n", "min_words: is not a whole number, 0 or more"),
        ("[check.rules.CX201]\nmin_words = true\n", "min_words: is not a whole number, 0 or more"),
        ("[check.rules.CX304]\npercent = nan\n", "percent: is not a number, 0 or more"),
        ("[check.rules.CX102]\nwords = 1\n", "check.rules.CX102.words: CX102 has no settings"),
        (
            "[check.overrides]\n",
            "check.overrides: is no list of tables (write [[check.overrides]])",
        ),
        ("[[check.overrides]]\nlevels = {}\n", "check.overrides[1].files: is missing or empty"),
        ("[[check.overrides]]\nfiles = ['a']\nfile = 1\n", "check.overrides[1].file: there is no"),
        (
            "[[check.overrides]]\nfiles = ['a']\nrules = {CX304 = {percent = 1}}\n",
            "check.overrides[1].rules.CX304: CX304 looks at all documents together",
        ),
        ("[check.gates]\nlinked = 75\n", "check.gates.linked: is not a table"),
        ("[check.gates]\nlinked = {}\n", "check.gates.linked: has no min and no max"),
        ("[check.gates]\nlinked = {mim = 3}\n", "check.gates.linked.mim: there is no key “mim”"),
        ("[check.gates]\nlinked.p = {min = 3}\n", 'write "linked.p" = {min = 75}'),
        ("[check\n", "is not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as error:
        read_config(path)
    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)


def test_a_project_without_settings_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no \[tool.claimx\]"):
        read_config(written(tmp_path, "[project]\n", "pyproject.toml"))


def test_codes_on_the_command_line() -> None:
    assert checked_codes(["all", "cx2"], "--select") == ("CX", "CX2")
    with pytest.raises(InputError, match="--select: there is no rule “CX250”"):
        checked_codes(["CX250"], "--select")


def test_the_schema_knows_what_is_read_and_refuses_what_is_not(tmp_path: Path) -> None:
    schema = config_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(tomllib.loads(WHOLE))
    assert not validator.is_valid({"check": {"fail_level": "error"}})
    assert not validator.is_valid({"check": {"levels": {"CX201": "eror"}}})
    assert not validator.is_valid({"check": {"rules": {"CX201": {"words": []}}}})
    assert read_config(written(tmp_path, "")) == Config(
        folder=tmp_path.resolve(), file=tmp_path / "claimx.toml"
    )


def test_the_schema_that_is_shipped_is_in_step() -> None:
    assert json.loads(shipped_schema()) == config_schema()
