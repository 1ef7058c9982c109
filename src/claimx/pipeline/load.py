"""Loading a pipeline with claimx components."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_model

from claimx.errors import ModelError

# Each module registers its component; entry points do the same for spaCy itself.
from claimx.pipeline import (  # noqa: F401
    attribution,
    encoder,
    factuality,
    positions,
    quotes,
    speakers,
    syntax,
    tokenizer,
)
from claimx.pipeline.model_files import ModelFiles, embedded

COMPONENTS = (
    "claimx_encoder",
    "claimx_syntax",
    "claimx_quotes",
    "claimx_attribution",
    "claimx_speakers",
    "claimx_positions",
)
_WITH_WEIGHTS = frozenset(COMPONENTS) - {"claimx_quotes", "claimx_positions"}
# spaCy refuses longer texts for the sake of components that need memory for the whole; those
# of claimx work through windows.
MAX_LENGTH = 1_000_000_000
_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "claimx.GuardedTokenizer.v1"}}}


def load(model: str | Path | None = None) -> Language:
    """The embedded pipeline, or one by its name or path.

    Raises:
        ModelError: there is no such pipeline, or it has no claimx component, or a file of
            the embedded model is missing.
    """
    nlp = embedded_pipeline() if model is None else _named(model)
    nlp.max_length = MAX_LENGTH
    return nlp


def describe(model: str | Path | None = None) -> dict[str, str]:
    """Name and version of a pipeline, which is not loaded for it.

    Raises:
        ModelError: there is none.
    """
    if model is None:
        meta = embedded.meta
    elif Path(model).is_dir():
        meta = _read_meta(Path(model))
    else:
        meta = {"name": str(model), "version": _installed(str(model))}
    return {key: str(meta.get(key, "")) for key in ("name", "version")}


def _read_meta(folder: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot be loaded: {error}", where=str(folder)) from error
    return meta


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise ModelError("is no installed pipeline, and no folder", where=package) from error


def embedded_pipeline(weights: Path | None = None) -> Language:
    """The pipeline of the weights that come with claimx, an ordinary spaCy ``Language``.

    Args:
        weights: a folder with other weights, as training leaves them.

    Raises:
        ModelError: a file of the weights is missing.
    """
    nlp = spacy.blank("en", config=_TOKENIZER)
    config = {} if weights is None else {"path": str(weights)}
    files = embedded if weights is None else ModelFiles(weights)
    if (files.folder / "meta.json").is_file():
        nlp.meta.update({key: files.meta[key] for key in ("name", "version")})
    for name in COMPONENTS:
        nlp.add_pipe(name, config=config if name in _WITH_WEIGHTS else {})
    return nlp


def _named(model: str | Path) -> Language:
    try:
        nlp = load_model(model)
    except Exception as error:
        raise ModelError(f"cannot be loaded: {error}", where=str(model)) from error
    factories = (nlp.get_pipe_meta(name).factory for name in nlp.pipe_names)
    if not any(factory.startswith("claimx") for factory in factories):
        raise ModelError("has no claimx component", where=str(model))
    return nlp
