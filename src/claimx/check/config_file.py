"""The file of settings: ``claimx.toml``, or ``[tool.claimx]`` in ``pyproject.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from claimx.check.config import FAIL_LEVEL, Config, Override, Set
from claimx.check.findings import LEVELS, Level
from claimx.check.rule import Gate, Settings
from claimx.check.rules import RULES
from claimx.check.tables import Table, nearest
from claimx.errors import InputError
from claimx.text import decode

NAME = "claimx.toml"
_PYPROJECT = "pyproject.toml"
#: What a rule may be set to.
SETS: tuple[Set, ...] = (*get_args(Level), "off")
CHECK_KEYS = ("select", "ignore", "fail-level", "levels", "rules", "overrides", "gates")
OVERRIDE_KEYS = ("files", "levels", "rules")


def find_config(folder: Path) -> Path | None:
    """The file of settings in a folder, or in the nearest one above that has one."""
    for place in (folder, *folder.parents):
        own, project = place / NAME, place / _PYPROJECT
        if own.is_file():
            return own
        if project.is_file() and _of_project(_parsed(project)) is not None:
            return project
    return None


def read_config(path: Path) -> Config:
    """The settings in a file.

    Raises:
        InputError: it cannot be read, is not TOML, or holds what is no setting; it names the key.
        DecodingError: it is not UTF-8.
    """
    values: Mapping[str, Any] | None = _parsed(path)
    name = ""
    if path.name == _PYPROJECT:
        values, name = _of_project(values or {}), "tool.claimx"
        if values is None:
            raise InputError("has no [tool.claimx]", where=str(path), mend=f"or write {NAME}")
    top = Table(values or {}, str(path), name)
    top.refuse_unknown(["check"])
    return _config(top.table("check"), path)


def checked_codes(codes: Sequence[str], where: str) -> tuple[str, ...]:
    """Beginnings of codes, such as ``CX2``; ``ALL`` is that of all.

    Raises:
        InputError: no rule begins so.
    """
    found = tuple("CX" if code.upper() == "ALL" else code.upper() for code in codes)
    for code in found:
        if not code or not any(known.startswith(code) for known in RULES):
            raise InputError(f"there is no rule “{code}”", where=where, mend=nearest(code, RULES))
    return found


def _config(table: Table, path: Path) -> Config:
    table.refuse_unknown(CHECK_KEYS)
    return Config(
        select=_codes(table, "select"),
        ignore=_codes(table, "ignore"),
        fail_level=table.choice("fail-level", LEVELS, FAIL_LEVEL),
        levels=_levels(table.table("levels")),
        rules=_rules(table.table("rules")),
        overrides=tuple(map(_override, table.tables("overrides"))),
        gates=_gates(table.table("gates")),
        folder=path.resolve().parent,
        file=path,
    )


def _codes(table: Table, key: str) -> tuple[str, ...]:
    return checked_codes(table.get(key, tuple, ()), f"{table.file}: {table.path(key)}")


def _levels(table: Table) -> dict[str, Set]:
    table.refuse_unknown(RULES, "rule")
    return {code: table.choice(code, SETS) for code in table.values}


def _rules(table: Table) -> dict[str, Settings]:
    table.refuse_unknown(RULES, "rule")
    return {code: _settings(code, table.table(code)) for code in table.values}


def _settings(code: str, table: Table) -> Settings:
    known = dict(RULES[code].settings)
    if not known and table.values:
        table.refuse(next(iter(table.values)), f"{code} has no settings")
    table.refuse_unknown(known, "setting")
    return {key: table.get(key, type(known[key])) for key in table.values}


def _override(table: Table) -> Override:
    table.refuse_unknown(OVERRIDE_KEYS)
    files = table.get("files", tuple, ())
    if not files:
        table.refuse("files", "is missing or empty", 'such as files = ["archive/**"]')
    rules = _rules(table.table("rules"))
    for code in rules:
        if RULES[code].across is not None:
            why = f"{code} looks at all documents together, so it is set for all"
            table.refuse(f"rules.{code}", why, f"write [check.rules.{code}]")
    return Override(files, _levels(table.table("levels")), rules)


def _gates(table: Table) -> dict[str, Gate]:
    return {name: _gate(table.table(name)) for name in _flat(table)}


def _flat(table: Table) -> list[str]:
    """Names of scores; dotted ones are to be in quotation marks, else TOML nests them."""
    for name in table.values:
        inner = table.table(name).values
        nested = next((key for key, value in inner.items() if isinstance(value, dict)), None)
        if nested is not None:
            table.refuse(f"{name}.{nested}", "is nested", f'write "{name}.{nested}" = {{min = 75}}')
    return list(table.values)


def _gate(table: Table) -> Gate:
    table.refuse_unknown(["min", "max"])
    gate = Gate(table.get("min", float), table.get("max", float))
    if gate.min is None and gate.max is None:
        raise InputError(
            f"{table.name}: has no min and no max", where=table.file, mend="write {min = 75}"
        )
    return gate


def _of_project(values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = values.get("tool")
    found = tool.get("claimx") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = decode(path.read_bytes(), where=str(path))
        return tomllib.loads(text)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML: {error}", where=str(path)) from None
