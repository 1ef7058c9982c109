"""The JSON Schema of ``claimx.toml``, made from the rules; ``claimx.schema.json`` is its copy."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeAlias

from claimx.check.config import FAIL_LEVEL
from claimx.check.config_file import SETS
from claimx.check.findings import LEVELS
from claimx.check.rule import Rule
from claimx.check.rules import RULES

JsonSchema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILE = "claimx.schema.json"
_TYPES: dict[type, JsonSchema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
    str: {"type": "string"},
    tuple: {"type": "array", "items": {"type": "string"}},
}


def config_schema() -> JsonSchema:
    """The schema of the file; in ``pyproject.toml``, that of the table ``tool.claimx``."""
    together = {code: rule for code, rule in RULES.items() if rule.across is None}
    return {
        "$schema": _DIALECT,
        "title": "claimx.toml: the settings of claimx check",
        **_table(check=_check(together)),
    }


def shipped_schema() -> str:
    """The text of the file that is shipped, for editors."""
    return files(__package__).joinpath(_FILE).read_text(encoding="utf8")


def _check(each: dict[str, Rule]) -> JsonSchema:
    codes = {**_TYPES[tuple], "description": "beginnings of codes: CX2, CX201, ALL"}
    override = _table(files={**_TYPES[tuple], "minItems": 1}, levels=_levels(), rules=_rules(each))
    return _table(
        select=codes,
        ignore=codes,
        **{"fail-level": {"enum": list(LEVELS), "default": FAIL_LEVEL}},
        levels=_levels(),
        rules=_rules(RULES),
        overrides={"type": "array", "items": {**override, "required": ["files"]}},
        gates={"type": "object", "additionalProperties": _gate()},
    )


def _levels() -> JsonSchema:
    return _table(
        **{
            code: {"enum": list(SETS), "default": rule.level, "description": rule.name}
            for code, rule in RULES.items()
        }
    )


def _rules(rules: dict[str, Rule]) -> JsonSchema:
    return _table(**{code: _settings(rule) for code, rule in rules.items() if rule.settings})


def _settings(rule: Rule) -> JsonSchema:
    found = {
        key: {**_TYPES[type(value)], "default": list(value) if type(value) is tuple else value}
        for key, value in rule.settings
    }
    return {**_table(**found), "description": rule.message}


def _gate() -> JsonSchema:
    return {**_table(min=_TYPES[float], max=_TYPES[float]), "minProperties": 1}


def _table(**properties: JsonSchema) -> JsonSchema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
