"""The lists that rules go by, and their pages: data, each beside its source."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_PAGES = "pages"


@cache
def load(name: str) -> dict[str, Any]:
    """The lists in ``name``.toml. Treat them as read-only.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads(_read(f"{name}.toml"))


def page(code: str) -> str:
    """The explanation of a rule, in Markdown.

    Raises:
        FileNotFoundError: there is none.
    """
    return _read(f"{_PAGES}/{code}.md")


@cache
def phrases(given: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of these words or phrases, whole, in whatever case and with whatever space."""
    each = (r"\s+".join(map(re.escape, item.split())) for item in sorted(given, key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{'|'.join(each) or '(?!)'})(?!\w)", re.IGNORECASE)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf8")
