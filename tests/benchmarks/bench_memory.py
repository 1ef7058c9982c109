"""Memory of a long run: the peak of each process after the first tenth and after the last.

``PYTHONPATH=tests python tests/benchmarks/bench_memory.py [--documents 100000] [--jobs 2]``: the
command, into a folder, over short texts of our own that are all different. On Linux.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import click

from batch.kill_and_resume import Runs, workers, write_documents
from claimx.batch.status import read_status
from claimx.errors import InputError

SECONDS = 2.0


def peak(process: int) -> float | None:
    """The most memory that a process has ever had, in MB; None where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith("VmHWM")), None)
    return None if found is None else int(found) / 1000


def peaks(parent: int) -> dict[str, float]:
    """Those of a run, by who has them."""
    named = {"parent": parent} | {
        f"worker {n}": child for n, child in enumerate(workers(parent), 1)
    }
    found = {name: peak(process) for name, process in named.items()}
    return {name: value for name, value in found.items() if value is not None}


def done(output: Path) -> int:
    try:
        return read_status(output).done.documents
    except (InputError, OSError):
        return 0


@click.command()
@click.option("--documents", type=click.IntRange(min=10), default=100_000, show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), default=2, show_default=True)
def main(documents: int, jobs: int) -> None:
    """Measure."""
    folder = Path(tempfile.mkdtemp())
    write_documents(folder / "documents.jsonl", documents, sentences=1)
    running = Runs(folder / "documents.jsonl").start(folder / "out", "--jobs", str(jobs))
    early: dict[str, float] = {}
    late: dict[str, float] = {}
    begun = time.monotonic()
    while running.poll() is None:
        late = peaks(running.pid) or late
        if not early and done(folder / "out") >= documents / 10:
            early = late
        time.sleep(SECONDS)
    click.echo(f"{done(folder / 'out'):,} documents in {time.monotonic() - begun:,.0f} s")
    for name, before in early.items():
        after = late.get(name, before)
        click.echo(f"{name:10} {before:6.0f} MB {after:6.0f} MB  {after / before - 1:+.1%}")
    shutil.rmtree(folder)
    sys.exit(any(late.get(name, 0) > before * 1.05 for name, before in early.items()))


if __name__ == "__main__":
    main()
