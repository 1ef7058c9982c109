"""SARIF against its published schema, where somebody has it: it is not ours to put here.

``SARIF_SCHEMA=sarif-schema-2.1.0.json pytest tests/unit/check/outputs``; it stands in
https://github.com/oasis-tcs/sarif-spec/tree/main/Schemata. ``test_sarif.py`` has one of our own for
the parts that are used.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

TESTS = Path(__file__).parents[3]
LOGS = (TESTS / "golden/corpus.sarif", Path(__file__).parent / "golden/findings.sarif")


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no schema")
@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_what_is_written_is_what_the_schema_asks_for(path: Path) -> None:
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8-sig"))
    validator_for(schema)(schema).validate(json.loads(path.read_text(encoding="utf8")))
