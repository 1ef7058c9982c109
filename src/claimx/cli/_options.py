"""What the options of several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from claimx.cli._output import is_terminal
from claimx.formats import format_of
from claimx.readers import STDIN, InputFormat, ReadOptions
from claimx.records import ACTS, CERTAINTIES, POLARITIES, STANCES
from claimx.register import Aliases
from claimx.selection import Selection
from claimx.text import is_encoding

_Command = TypeVar("_Command", bound=Callable[..., Any])

CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


def known_encoding(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The callback of ``--encoding``: refuses what Python does not know before work begins."""
    if not is_encoding(value):
        raise click.BadParameter(f"{value!r} is no known text encoding", ctx, param)
    return value


class Words(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """Words to look for; in the environment several are parted by semicolons."""

    name = "words"
    envvar_list_splitter = ";"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` as it is; refuses what holds nothing to look for."""
        words = str(value)
        if not words.strip():
            self.fail("holds no words", param, ctx)
        return words


def all_of(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Several options at once, in the order in which help lists them."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


output_options: Callable[[_Command], _Command] = all_of(
    click.option(
        "-o",
        "--output",
        type=click.Path(),
        help="Write to this file, which takes its name when all is done.",
    ),
    click.option("--force", is_flag=True, help="Overwrite the output file."),
)

per_option: Callable[[_Command], _Command] = click.option(
    "--per",
    type=click.Choice(["claim", "document"]),
    default="claim",
    show_default=True,
    help="One JSON line a claim, or one a document, failed ones included.",
)

model_option: Callable[[_Command], _Command] = click.option(
    "--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline with claimx components."
)

confidence_options: Callable[[_Command], _Command] = all_of(
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Leave out claims below this confidence.",
    ),
    click.option(
        "--min-name-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Leave out names below this confidence; the claim stays, without a name.",
    ),
)

selection_options: Callable[[_Command], _Command] = all_of(
    click.option(
        "--speaker",
        type=Words(),
        multiple=True,
        metavar="WORDS",
        help="Only claims of speakers with these words in name, role or mention; may be repeated.",
    ),
    click.option(
        "--target",
        type=Words(),
        multiple=True,
        metavar="WORDS",
        help="Only claims about, or made to, what has these words; may be repeated.",
    ),
    *(
        click.option(
            f"--{name}",
            multiple=True,
            type=click.Choice(values),
            help=f"Only claims with this {name}; may be repeated.",
        )
        for name, values in (
            ("act", ACTS),
            ("polarity", POLARITIES),
            ("certainty", CERTAINTIES),
            ("stance", STANCES),
        )
    ),
)

aliases_option: Callable[[_Command], _Command] = click.option(
    "--aliases",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help='Names that mean the same, by id: TOML (Q42 = ["Name", "Other name"]) or CSV (id,name).',
)

reading_options: Callable[[_Command], _Command] = all_of(
    click.option(
        "--files-from",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        help="Read what is named in FILE too, a path a line; - is standard input.",
    ),
    click.option(
        "-0", "--null", is_flag=True, help="Paths in FILE end with NUL, as find -print0 has them."
    ),
    click.option(
        "--input-format",
        type=click.Choice(get_args(InputFormat)),
        default="auto",
        show_default=True,
        help="What the input is; auto goes by the suffix, on standard input by the first line.",
    ),
    click.option(
        "--text-field", default="text", show_default=True, help="Field or column of the text."
    ),
    click.option("--id-field", default="id", show_default=True, help="Field or column of the id."),
    click.option("--doc-id", help="Id of the document, where there is one text."),
    click.option(
        "--encoding",
        callback=known_encoding,
        default="utf-8",
        show_default=True,
        help="Of the input; the output is UTF-8.",
    ),
    click.option(
        "--errors",
        type=click.Choice(["strict", "replace"]),
        default="strict",
        show_default=True,
        help="Refuse a text with bytes that are none, or replace them.",
    ),
)

reporting_options: Callable[[_Command], _Command] = all_of(
    click.option("-q", "--quiet", is_flag=True, help="No warnings and no progress bar."),
    click.option("-v", "--verbose", is_flag=True, help="Say what was read and found."),
)


def read_options(given: dict[str, Any]) -> ReadOptions:
    """What :data:`reading_options` say."""
    return ReadOptions(
        input_format=given["input_format"],
        text_field=given["text_field"],
        id_field=given["id_field"],
        encoding=given["encoding"],
        errors=given["errors"],
        doc_id=given["doc_id"],
    )


def read_selection(given: dict[str, Any], aliases: Aliases | None = None) -> Selection:
    """What :data:`selection_options` say."""
    return Selection(
        speakers=given["speaker"],
        targets=given["target"],
        acts=frozenset(given["act"]),
        polarities=frozenset(given["polarity"]),
        certainties=frozenset(given["certainty"]),
        stances=frozenset(given["stance"]),
        aliases=aliases or Aliases(),
    )


def output_path(given: dict[str, Any]) -> Path | None:
    """The file that :data:`output_options` name; None is standard output."""
    name: str | None = given["output"]
    return None if name in (None, STDIN) else Path(name)


def output_format(given: dict[str, Any], path: Path | None, known: Container[str]) -> str:
    """The format asked for; else by the suffix, a table on a terminal, JSON lines elsewhere."""
    on_terminal = path is None and is_terminal(sys.stdout)
    name: str | None = given["format"]
    by_suffix = None if path is None else format_of(path)
    if name is None and by_suffix is not None and by_suffix in known:
        return by_suffix
    return name or ("table" if on_terminal else "jsonl")
