"""``claimx info``: versions, the model, what it was built from, and how well it does."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any

import click

import claimx
from claimx.cli._options import CONTEXT_SETTINGS
from claimx.text import visible

_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "click", "rich", "orjson")
_NO_LICENCE = "no licence stated"


@click.command(context_settings=CONTEXT_SETTINGS)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def info(as_json: bool) -> None:
    """Print versions, the model, its data with their licences, and its scores."""
    facts = {"versions": _versions(), "model": _model_meta()}
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for line in _report(facts["versions"], facts["model"]):
        click.echo(visible(line))


def _versions() -> dict[str, str]:
    found = {"claimx": claimx.__version__, "python": platform.python_version()}
    return found | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _model_meta() -> dict[str, Any]:
    """What the model says of itself; empty where there is none."""
    try:
        meta = json.loads(files("claimx").joinpath("model", "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _report(versions: Mapping[str, str], meta: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name:12} {number}" for name, number in versions.items())
    yield ""
    if not meta:
        yield "model        none in this installation"
        return
    yield f"model        {meta.get('name') or 'unnamed'} {meta.get('version') or ''}".rstrip()
    sources = [*filter(None, [meta.get("base")]), *(meta.get("sources") or [])]
    if sources:
        yield from ("", "built from")
        for source in sources:
            yield from _source_lines(source)
    scores = meta.get("scores") or {}
    if scores:
        yield from ("", "scores")
        yield from _score_lines(scores, "  ")


def _source_lines(source: Mapping[str, Any]) -> Iterator[str]:
    name = f"{source.get('name') or 'unnamed'} {source.get('version') or ''}".rstrip()
    yield f"  {name}: {source.get('licence') or _NO_LICENCE}"
    for key in ("where", "sha256"):
        if source.get(key):
            yield f"    {source[key]}"


def _score_lines(scores: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in scores.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            yield from _score_lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {value}"
