"""``claimx check`` on claims beside that on their texts, a document each, less start-up.

``python tests/benchmarks/bench_check.py [--documents 2000] [--read 100]``: the example article,
each time with other words below it; of the texts so many are read, each of which takes as long as
the next.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import click

import claimx
from claimx.output import results_to
from claimx.records import Document, Result

ARTICLE = Path(__file__).parents[2] / "examples/nato-office.txt"


def seconds(folder: Path, *arguments: str) -> float:
    """How long a check takes that finds what it finds."""
    command = [sys.executable, "-m", "claimx", "check", *arguments, "--quiet", "--format", "jsonl"]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True)
    if done.returncode > 1:
        raise click.ClickException(done.stderr.decode())
    return time.perf_counter() - begun


def write_corpus(folder: Path, documents: int) -> None:
    """Texts as JSON lines and as files, and their claims, in which only the ids differ."""
    article = ARTICLE.read_text(encoding="utf8")
    result = claimx.extract(article)
    (folder / "texts").mkdir()
    with results_to(folder / "claims.jsonl", "jsonl") as writer:
        for number in range(documents):
            name = f"texts/{number:05}.txt"
            text = f"{article}\n{' '.join(f'w{number * 500 + n}' for n in range(300))}.\n"
            (folder / name).write_text(text, encoding="utf8")
            claims = (
                replace(claim, doc=name, id=f"{name}#{n}") for n, claim in enumerate(result, 1)
            )
            writer.write(Result(Document(text, name), tuple(claims)))


@click.command()
@click.option("--documents", type=click.IntRange(min=2), default=2000, show_default=True)
@click.option("--read", "some", type=click.IntRange(min=2), default=100, show_default=True)
def main(documents: int, some: int) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, documents)
        lines = (folder / "claims.jsonl").read_text(encoding="utf8").splitlines()
        one = [line for line in lines if json.loads(line)["doc"] == "texts/00000.txt"]
        (folder / "one.jsonl").write_text("\n".join(one), encoding="utf8")
        paths = [f"texts/{number:05}.txt" for number in range(some)]
        start = seconds(folder, "one.jsonl"), seconds(folder, paths[0])
        claims = (seconds(folder, "claims.jsonl") - start[0]) / (documents - 1)
        texts = (seconds(folder, *paths) - start[1]) / (some - 1)
    click.echo(f"claims {claims * 1000:.2f} ms a document, texts {texts * 1000:.0f} ms")
    click.echo(f"{texts / claims:.0f} times as fast")


if __name__ == "__main__":
    main()
