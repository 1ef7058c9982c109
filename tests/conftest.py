"""Fixtures of all tests: a small pipeline, the command, and the schema of its output."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from spacy.language import Language

import fake_pipeline
from claimx.cli import cli
from claimx.schema import Per, line_schema

Row: TypeAlias = dict[str, Any]
Extract: TypeAlias = Callable[..., Result]
Command: TypeAlias = Callable[..., subprocess.Popen[bytes]]
Rows: TypeAlias = Callable[..., list[Row]]

TESTS = Path(__file__).parent
# The command of a fresh interpreter, which has to know the factory of the small pipeline.
COMMAND = "import fake_pipeline; from claimx.cli import main; main()"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """A pipeline that knows ``Name said …`` and ``Name denied …``."""
    return fake_pipeline.create_nlp()


@pytest.fixture(scope="session", autouse=True)
def installed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The factory of that pipeline is known to every process that is started."""
    sys.path.append(str(fake_pipeline.install(tmp_path_factory.mktemp("installed"))))


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pipeline on disk."""
    return fake_pipeline.save(tmp_path_factory.mktemp("model") / "said")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def extract(model: Path) -> Extract:
    """``claimx extract`` in this process: ``extract("a.txt", stdin="…")``."""

    def run(
        *args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None
    ) -> Result:
        return CliRunner().invoke(cli, ["extract", "--model", str(model), *args], stdin, env=env)

    return run


@pytest.fixture
def process(model: Path) -> Iterator[Command]:
    """``claimx extract`` in a process of its own, for signals, pipes and terminals."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str, **popen: Any) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", COMMAND, "extract", "--model", str(model), *args]
        paths = [str(TESTS), *sys.path]
        env = {"PYTHONPATH": ":".join(filter(None, paths)), "TERM": "xterm", **popen.pop("env", {})}
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        # A shell that runs the tests in the background ignores Ctrl-C, for its children too.
        heeded = signal.signal(signal.SIGINT, signal.default_int_handler)
        running = subprocess.Popen(command, env=env, **{**streams, **popen})
        signal.signal(signal.SIGINT, heeded)
        started.append(running)
        return running

    yield start
    for running in started:
        running.kill()
        running.wait()
        for stream in filter(None, (running.stdin, running.stdout, running.stderr)):
            stream.close()


@pytest.fixture(scope="session")
def rows() -> Rows:
    """The rows of JSON lines, each checked against the schema."""
    validators = {per: _validator(per) for per in ("claim", "document")}

    def parse(output: str | Sequence[str], per: Per = "claim") -> list[Row]:
        lines = output.splitlines() if isinstance(output, str) else output
        found = [json.loads(line) for line in lines]
        for row in found:
            validators[per].validate(row)
        return found

    return parse


def _validator(per: Any) -> Draft202012Validator:
    schema = line_schema(per)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)
