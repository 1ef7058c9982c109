"""How findings are written: one module an output, found by its name.

An output is a function ``write(report, stream)``. The registry knows it by module and name, so
that none is imported before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TextIO, TypeAlias, cast

from claimx.check.outputs.report import Report

__all__ = ["OUTPUTS", "Output", "Report", "output_of", "write_report"]

_Write: TypeAlias = Callable[[Report, TextIO], None]


@dataclass(frozen=True, slots=True)
class Output:
    """One output.

    Attributes:
        writer: ``module:function``, from a report and a stream of text.
        suffix: of its files; empty where it is not meant to be kept.
    """

    writer: str
    suffix: str = ""


OUTPUTS: dict[str, Output] = {
    "text": Output("claimx.check.outputs.text:write"),
    "jsonl": Output("claimx.check.outputs.jsonl:write", suffix=".jsonl"),
    "github": Output("claimx.check.outputs.github:write"),
    "sarif": Output("claimx.check.outputs.sarif:write", suffix=".sarif"),
    "junit": Output("claimx.check.outputs.junit:write", suffix=".xml"),
}


def output_of(path: str) -> str | None:
    """The output that a file's suffix names; None where it names none."""
    suffix = PurePath(path).suffix.lower()
    return next((name for name, item in OUTPUTS.items() if suffix and item.suffix == suffix), None)


def write_report(name: str, report: Report, stream: TextIO) -> None:
    """Write a report as an output of :data:`OUTPUTS`.

    Raises:
        KeyError: there is no such output.
        OutputError: what an output writes beside the stream cannot be written.
    """
    module, _, function = OUTPUTS[name].writer.partition(":")
    cast("_Write", getattr(import_module(module), function))(report, stream)
