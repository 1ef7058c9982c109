"""The embedded pipeline, loaded once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import claimx

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return claimx.load()


@pytest.fixture(scope="session")
def article() -> str:
    """The example article, of our own writing."""
    return (ROOT / "examples/nato-office.txt").read_text(encoding="utf8")
