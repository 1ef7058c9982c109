"""Kills workers and parents at random times, goes on, and compares with a run left in peace.

``python tests/batch/kill_and_resume.py [--documents 2000] [--times 20] [--seed 1]``: each time a
new run is begun, somebody is killed with SIGKILL (a worker, the parent, all of them, a Dask
worker, in turn), once or several times; then it is resumed until it is done, and every file of
its results has to be, byte for byte, that of the run that nobody disturbed. Exit code 1 where
one is not. With the embedded model; its documents are of our own writing.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from samples import result_files

NAMES = ("Ann Smith", "Omar Haddad", "Mayor Ruiz", "The union", "Acme", "A spokesman", "She")
SAYINGS = (
    "said on Monday that the bridge would reopen in May",
    "denied that the company had known of the leak",
    "warned the council against closing the school",
    "told reporters: “We will not pay for it”",
    "claimed that the talks had failed",
)
#: Whom to kill: the engine of the run, and who of it.
VICTIMS = (("local", "worker"), ("local", "parent"), ("local", "all"), ("dask", "worker"))


def write_documents(path: Path, count: int, *, sentences: int = 3, extra: str = "") -> None:
    """So many short texts as JSON lines, some of them broken, of at most so many sentences."""
    rng = random.Random(count)
    with path.open("w", encoding="utf8") as lines:
        for number in range(count):
            if number % 97 == 13:
                lines.write('{"text": \n')
                continue
            said = " ".join(
                f"{rng.choice(NAMES)} {rng.choice(SAYINGS)}."
                for _ in range(rng.randint(1, sentences))
            )
            lines.write(json.dumps({"text": f"{said} {extra}", "n": number}) + "\n")


@dataclass(frozen=True)
class Runs:
    """How the command is run: on which documents, with which further arguments."""

    documents: Path
    arguments: tuple[str, ...] = ()
    program: tuple[str, ...] = ("-m", "claimx")

    def start(self, output: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Begin a run, in a process group of its own."""
        command = [sys.executable, *self.program, "extract", str(self.documents)]
        command += ["--output", f"{output}/", "--quiet", *self.arguments, *arguments]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, start_new_session=True, **silent)  # type: ignore[call-overload, no-any-return]

    def finish(self, output: Path, engine: str) -> int:
        """Resume until it is done; the exit code."""
        resume = ("--resume",) if (output / "_claimx/manifest.json").exists() else ()
        return self.start(output, "--jobs", "2", "--engine", engine, *resume).wait()


def workers(parent: int) -> list[int]:
    """The processes that a run has started for work, and whatever those have started."""
    found = []
    for child in _children(parent):
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"spawn_main" in command or b"forkserver" in command:
            found.append(child)
        found += workers(child)
    return found


def _children(parent: int) -> Iterator[int]:
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        yield from map(int, tasks.read_text().split())


def kill(running: subprocess.Popen[bytes], who: str, rng: random.Random) -> None:
    """Kill somebody of a run."""
    try:
        found = workers(running.pid)
        victims = {
            "worker": [rng.choice(found)] if found else [],
            "parent": [running.pid],
            "all": [running.pid, *found],
        }[who]
    except OSError:
        return  # somebody ended in this very moment
    for victim in victims:
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue


def disturbed(
    runs: Runs, output: Path, engine: str, who: str, seconds: float, rng: random.Random
) -> int:
    """A run in which somebody is killed, up to three times, in so many seconds; the kills."""
    running = runs.start(output, "--jobs", "2", "--engine", engine)
    kills = 0
    for _ in range(rng.randint(1, 3)):
        time.sleep(rng.uniform(0.1, seconds))
        if running.poll() is None:
            kill(running, who, rng)
            kills += 1
    running.wait() if who == "worker" else _settle(running)
    runs.finish(output, engine)
    return kills


def _settle(running: subprocess.Popen[bytes]) -> None:
    running.kill()
    running.wait()


def differences(expected: dict[str, bytes], output: Path) -> Sequence[str]:
    """The names of files that are not what they should be."""
    found = result_files(output)
    return sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )


@click.command()
@click.option("--documents", type=click.IntRange(min=1), default=2000, show_default=True)
@click.option("--times", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(documents: int, times: int, seed: int) -> None:
    """Kill and resume, so many times."""
    rng = random.Random(seed)
    folder = Path(tempfile.mkdtemp())
    write_documents(folder / "documents.jsonl", documents)
    runs = Runs(folder / "documents.jsonl", ("--shard-size", "50"))
    begun = time.monotonic()
    code = runs.finish(folder / "peace", "local")
    seconds = time.monotonic() - begun
    expected = result_files(folder / "peace")
    click.echo(f"in peace: {seconds:.0f} s, exit code {code}, {len(expected)} files")
    wrong = 0
    for number in range(times):
        engine, who = VICTIMS[number % len(VICTIMS)]
        output = folder / f"run-{number}"
        kills = disturbed(runs, output, engine, who, seconds / 2, rng)
        different = differences(expected, output)
        wrong += bool(different)
        shown = ", ".join(different[:5]) or "identical"
        click.echo(f"{number + 1:3} {engine}, {who} killed {kills} times: {shown}")
        shutil.rmtree(output)
    shutil.rmtree(folder)
    click.echo(f"{times - wrong} of {times} identical")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
