"""What is checked, and how strictly: the settings of ``claimx check``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from claimx.check.findings import Level
from claimx.check.globs import matches
from claimx.check.rule import Gate, Rule, Settings
from claimx.check.rules import RULES

#: What a rule is set to: a level, or not to be looked at.
Set: TypeAlias = Level | Literal["off"]
#: What fails where nothing is said: suggestions are shown, and let pass.
FAIL_LEVEL: Level = "warning"


@dataclass(frozen=True, slots=True)
class Override:
    """Levels and settings of rules for the documents whose paths match one of the patterns."""

    files: tuple[str, ...]
    levels: Mapping[str, Set] = field(default_factory=dict)
    rules: Mapping[str, Settings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Active:
    """A rule as it is set for a document."""

    rule: Rule
    level: Level
    settings: Settings


@dataclass(frozen=True)
class Config:
    """All settings; those of a file are read by :func:`claimx.check.config_file.read_config`.

    Attributes:
        select: beginnings of the codes of rules to look at; empty for all.
        ignore: beginnings of those not to look at; of two, the longer one decides.
        fail_level: the least level at which the check fails.
        levels, rules: the levels, and the settings, of rules by their codes.
        overrides: what is otherwise for some documents; of two that match, the later decides.
        gates: what scores have to be.
        folder: where patterns of paths are seen from.
        file: where these settings stand, None where nobody wrote them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: Level = FAIL_LEVEL
    levels: Mapping[str, Set] = field(default_factory=dict)
    rules: Mapping[str, Settings] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    gates: Mapping[str, Gate] = field(default_factory=dict)
    folder: Path = field(default_factory=Path.cwd)
    file: Path | None = None

    def active(self, doc: str | None = None) -> dict[str, Active]:
        """The rules that are looked at, by code, as they are set for a document, or in general."""
        overrides = self._overrides_of(doc)
        key = tuple(map(id, overrides))
        if key not in self._cache:
            self._cache[key] = self.of(overrides)
        return self._cache[key]

    def anywhere(self) -> dict[str, Active]:
        """The rules that are looked at in general, or else for some documents, by code."""
        found = self.active()
        for override in self.overrides:
            found = {**self.of([override]), **found}
        return {code: found[code] for code in RULES if code in found}

    def of(self, overrides: Sequence[Override]) -> dict[str, Active]:
        """The rules that are looked at where these overrides hold."""
        found = {}
        for code, rule in RULES.items():
            level: Set = rule.level
            settings: dict[str, Any] = dict(rule.settings)
            layers: list[Config | Override] = [self, *overrides]
            for layer in layers:
                level = layer.levels.get(code, level)
                settings |= layer.rules.get(code, {})
            if level != "off" and self._is_selected(code):
                found[code] = Active(rule, level, settings)
        return found

    @property
    def _cache(self) -> dict[tuple[int, ...], dict[str, Active]]:
        cache: dict[tuple[int, ...], dict[str, Active]] = self.__dict__.setdefault("_known", {})
        return cache

    def _overrides_of(self, doc: str | None) -> Sequence[Override]:
        if doc is None:
            return ()
        return [
            override
            for override in self.overrides
            if any(matches(pattern, doc, self.folder) for pattern in override.files)
        ]

    def _is_selected(self, code: str) -> bool:
        asked = _longest(self.select, code) if self.select else 0
        return asked is not None and not _beats(_longest(self.ignore, code), asked)


def _longest(beginnings: Sequence[str], code: str) -> int | None:
    return max((len(item) for item in beginnings if code.startswith(item)), default=None)


def _beats(ignored: int | None, asked: int) -> bool:
    return ignored is not None and ignored >= asked
