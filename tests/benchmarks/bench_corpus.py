"""How fast it is, beside what it stands on and beside its peers; ratios within one run.

``python tests/benchmarks/bench_corpus.py [--texts FOLDER] [--write]``: the table of the README,
which ``--write`` puts there. Without texts, the example article and variations of it. textacy
(``pip install textacy``) is compared with where it is installed.
"""

from __future__ import annotations

import importlib.util
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from spacy.language import Language
from spacy.tokens import Doc

import claimx
from claimx.convert import to_result
from claimx.pipeline.words import model_words

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples/nato-office.txt"
README = ROOT / "README.md"
WORDS = 20_000
RUNS = 7
PARSE = ("claimx_encoder", "claimx_syntax")
MARKERS = ("<!-- speed -->\n", "<!-- /speed -->")
IMPORTS = [sys.executable, "-c", "import spacy, onnxruntime"]
COMMAND = [sys.executable, "-m", "claimx", "extract"]


def texts_of(folder: Path | None) -> list[str]:
    """The texts, repeated until there are words enough; each time with another number in it."""
    paths = [ARTICLE] if folder is None else sorted(folder.glob("*.txt"))
    given = [path.read_bytes().decode("utf8") for path in paths]
    times = -(-WORDS // sum(len(text.split()) for text in given))
    return [re.sub(r"Monday", f"Monday {n}", text) for n in range(times) for text in given]


@contextmanager
def clock(spent: dict[str, float], name: str) -> Iterator[None]:
    """Adds the seconds of what stands within to those of ``name``."""
    begun = time.perf_counter()
    yield
    spent[name] += time.perf_counter() - begun


def stages(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Seconds of the bare forward pass, of the parse, of the claims, and of textacy on each Doc."""
    spent = dict.fromkeys(("forward", "parse", "claims", "textacy"), 0.0)
    encoder: Any = nlp.get_pipe("claimx_encoder")
    session = encoder.files.session
    quotations = _textacy()
    for text in texts:
        with nlp.memory_zone():
            doc = nlp.make_doc(text)
            inputs = [given for _, given in encoder.inputs(model_words(doc))]
            with clock(spent, "forward"):
                for given in inputs:
                    session.run(None, given)
            with clock(spent, "parse"):
                doc = _through(nlp, doc, PARSE)
            with clock(spent, "textacy"):
                list(quotations(doc) if quotations else ())
            with clock(spent, "claims"):
                doc = _through(nlp, doc, [name for name in nlp.pipe_names if name not in PARSE])
                to_result(doc, claimx.Document(text))
    return spent


def _through(nlp: Language, doc: Doc, names: Iterable[str]) -> Doc:
    for name in names:
        doc = nlp.get_pipe(name)(doc)
    return doc


def _textacy() -> Callable[[Doc], Iterable[Any]] | None:
    """The quotations of textacy (Apache-2.0), None where it is not installed."""
    if importlib.util.find_spec("textacy") is None:
        return None
    found: Callable[[Doc], Iterable[Any]] = import_module("textacy.extract").direct_quotations
    return found


def command_seconds() -> dict[str, float]:
    """One article by the command, and bare imports, in turns; medians."""
    runs: list[dict[str, float]] = []
    for _ in range(RUNS):
        runs.append(dict.fromkeys(("imports", "command"), 0.0))
        with clock(runs[-1], "imports"):
            _run(IMPORTS)
        with clock(runs[-1], "command"):
            _run([*COMMAND, str(ARTICLE)])
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def job_seconds(texts: list[str]) -> dict[int, float]:
    """Seconds of whole commands with one and with two processes, start-up taken off."""
    found: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many.jsonl"), Path(folder, "one.jsonl")
        many.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        one.write_text(json.dumps({"text": "Ann said so."}) + "\n")
        for jobs in (1, 2):
            spent = dict.fromkeys(("start", "whole"), 0.0)
            for name, path in (("start", one), ("whole", many)):
                with clock(spent, name):
                    _run([*COMMAND, str(path), "--jobs", str(jobs), "--quiet"])
            found[jobs] = spent["whole"] - spent["start"]
    return found


def peak_memory(texts: list[str]) -> float:
    """Most memory of one process over all texts, in MB."""
    program = (
        "import resource, sys, json, claimx\n"
        "nlp = claimx.load()\n"
        "for line in sys.stdin: claimx.extract(json.loads(line), nlp=nlp)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [sys.executable, "-c", program], input=lines, capture_output=True, text=True, check=True
    )
    unit = 1024 if sys.platform == "darwin" else 1
    return int(done.stdout) / unit / 1000


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(texts: list[str]) -> Iterator[tuple[str, str]]:
    """The table, row by row."""
    nlp = claimx.load()
    claimx.extract(texts[0], nlp=nlp)
    words = sum(len(text.split()) for text in texts)
    spent = stages(nlp, texts)
    whole = spent["parse"] + spent["claims"]
    yield "words a second, one process", f"{words / whole:,.0f}"
    yield "the encoder's bare forward pass, words a second", f"{words / spent['forward']:,.0f}"
    yield "share of the time after the forward pass", f"{1 - spent['forward'] / whole:.0%}"
    if spent["textacy"]:
        yield (
            "textacy's `direct_quotations` on the same `Doc`s, words a second",
            (f"{words / spent['textacy']:,.0f}"),
        )
        yield (
            "claims on the same `Doc`s (all forms, speakers, positions), words a second",
            (f"{words / spent['claims']:,.0f}"),
        )
        parsed = whole / (spent["parse"] + spent["textacy"])
        yield "time of claimx to that of textacy, the parse included", f"{parsed:.2f} ×"
    jobs = job_seconds(texts)
    yield "two processes to one", f"{jobs[1] / jobs[2]:.2f} ×"
    command = command_seconds()
    ratio = command["command"] / command["imports"]
    yield "`claimx extract` of one article to `import spacy, onnxruntime`", f"{ratio:.2f} ×"
    yield "the same in seconds", f"{command['command']:.2f} s"
    yield "peak memory of one process", f"{peak_memory(texts):,.0f} MB"


@click.command()
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--write", is_flag=True, help="Into the README.")
def main(texts: Path | None, write: bool) -> None:
    """Measure, and print the table."""
    lines = ["| | |", "| --- | ---: |"]
    lines += [f"| {name} | {value} |" for name, value in rows(texts_of(texts))]
    table = "\n".join(lines) + "\n"
    click.echo(table)
    if write:
        before, rest = README.read_text(encoding="utf8").split(MARKERS[0])
        after = rest.partition(MARKERS[1])[2]
        README.write_text(f"{before}{MARKERS[0]}{table}{MARKERS[1]}{after}", encoding="utf8")


if __name__ == "__main__":
    main()
