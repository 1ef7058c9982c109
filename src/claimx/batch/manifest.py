"""What a run is: by its manifest it is known again, or seen to be another one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from claimx.batch.folder import read_json, write_json
from claimx.batch.plan import Input, Plan, state_of
from claimx.errors import InputError, OutputError
from claimx.job import Job
from claimx.readers import Source

_FORM = 1
#: What the results depend on beside claimx itself.
_PACKAGES = ("claimx", "spacy", "onnxruntime", "tokenizers", "numpy")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Manifest:
    """Versions, model, options, inputs and the plan of shards of one run.

    ``parts`` is the suffix of the files of results.
    """

    versions: dict[str, str]
    model: dict[str, Any]
    options: dict[str, Any]
    parts: str
    plan: Plan

    @classmethod
    def of(cls, job: Job, parts: str, plan: Plan) -> Manifest:
        """The manifest of a run that begins here and now."""
        return cls(_versions(), describe_model(job.model), job.to_dict(), parts, plan)

    def to_dict(self) -> dict[str, Any]:
        return {
            "manifest": _FORM,
            "versions": self.versions,
            "model": self.model,
            "options": self.options,
            "parts": self.parts,
            "documents": self.plan.documents,
            "shards": self.plan.shards,
            "shard_size": self.plan.shard_size,
            "inputs": [item.to_dict() for item in self.plan.inputs],
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Manifest:
        plan = Plan(tuple(map(Input.from_dict, row["inputs"])), row["shard_size"])
        return cls(row["versions"], row["model"], row["options"], row["parts"], plan)


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in a file, None where there is none.

    Raises:
        InputError: the file is no manifest of this version.
    """
    try:
        row = read_json(path)
        if row["manifest"] == _FORM:
            return Manifest.from_dict(row)
    except FileNotFoundError:
        return None
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    raise InputError("is no manifest of this version of claimx", where=str(path))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest where there is none yet, whole or not at all.

    Raises:
        FileExistsError: somebody else was first.
    """
    handle, name = tempfile.mkstemp(prefix=".manifest.", dir=path.parent)
    os.close(handle)
    whole = Path(name)
    try:
        write_json(whole, manifest.to_dict())
        try:
            os.link(whole, path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without links.
            with path.open("xb") as stream:
                stream.write(whole.read_bytes())
    finally:
        whole.unlink(missing_ok=True)


def refuse_another(
    known: Manifest,
    job: Job,
    parts: str,
    sources: Sequence[Source],
    *,
    shard_size: int | None,
    where: Path,
) -> None:
    """See that a run is the one of the manifest ``known``, without looking through its inputs.

    Args:
        known: what was begun.
        job, parts, sources: what is asked for now.
        shard_size: the same, None where nobody asked for one.
        where: the folder of the run.

    Raises:
        OutputError: it is another one, with what is different.
    """
    found = [
        *_changed("version of", known.versions, _versions()),
        *_changed("model", known.model, describe_model(job.model)),
        *_changed("option", known.options, job.to_dict()),
        *_changed("", {"format of parts": known.parts}, {"format of parts": parts}),
        *_changed_inputs(known.plan.inputs, sources),
    ]
    if shard_size is not None:
        sizes = ({"shard size": known.plan.shard_size}, {"shard size": shard_size})
        found += _changed("", *sizes)
    if found:
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise OutputError(
            f"is of another run: {'; '.join(found[:_SHOWN])}{more}",
            where=str(where),
            mend="run it as it was begun, or begin anew with --force",
        )


def _changed(what: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _changed(what, was, now)
        elif was != now:
            yield f"{what} {name} was {_shown(was)}, is {_shown(now)}".lstrip()


def _shown(value: Any) -> str:
    return "none" if value in (None, [], "") else str(value).strip("[]")


def _changed_inputs(known: Sequence[Input], sources: Sequence[Source]) -> Iterator[str]:
    if len(known) != len(sources):
        yield f"{len(known)} inputs were there, {len(sources)} are given"
        return
    for item, source in zip(known, sources, strict=True):
        if item.name != source.name:
            yield f"input {item.name} was there, {source.name} is given"
        elif (item.size, item.modified) != state_of(source):
            yield f"input {item.name} has changed"


def refuse_changed(known: Manifest, sources: Sequence[Source]) -> None:
    """See that no input has changed since it was planned.

    Raises:
        InputError: one has.
    """
    changed = list(_changed_inputs(known.plan.inputs, sources))
    if changed:
        raise InputError(
            f"{'; '.join(changed[:_SHOWN])} while it was read", mend="begin anew with --force"
        )


def _versions() -> dict[str, str]:
    return {name: version(name) for name in _PACKAGES}


def describe_model(model: str | None) -> dict[str, Any]:
    """Name and version of a pipeline, which is not loaded for it.

    Raises:
        ModelError: there is none.
    """
    from claimx.pipeline.load import describe

    return describe(model)
