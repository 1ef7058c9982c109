"""What a command is to read: paths, those of a list, or standard input."""

from __future__ import annotations

import sys
from typing import Any

import click

from claimx.errors import InputError
from claimx.readers import STDIN, ReadOptions, Source, find_sources, read_list


def nothing_given(given: dict[str, Any]) -> bool:
    """Whether nothing is named, and nobody writes to standard input but a person."""
    named = bool(given["paths"]) or given["files_from"] is not None
    return not named and (sys.stdin is None or sys.stdin.isatty())


def given_sources(ctx: click.Context, given: dict[str, Any], options: ReadOptions) -> list[Source]:
    """What there is to read: the paths, then those of the list; where there are none, stdin.

    Raises:
        click.UsageError: it is said how a list is parted, and there is none.
        InputError: a path is missing, standard input is named twice, or the list is empty.
        MissingExtraError: something can only be read with a package that is not installed.
    """
    paths: tuple[str, ...] = given["paths"]
    name: str | None = given["files_from"]
    if name is None:
        if given["null"]:
            raise click.UsageError("--null says how a list is parted: it needs --files-from", ctx)
        return find_sources(paths or (STDIN,), input_format=options.input_format)
    if name == STDIN and STDIN in paths:
        raise InputError("standard input is named more than once", where=STDIN)
    listed = read_list(name, null=given["null"])
    return find_sources(paths, input_format=options.input_format, listed=listed)
