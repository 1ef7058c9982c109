"""One shard, start to end: the seam that every engine calls."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from claimx.batch.folder import write_json
from claimx.batch.records import ShardReport, ShardSpec
from claimx.batch.running import Running
from claimx.errors import InputError
from claimx.formats.jsonl import failure_line
from claimx.language import language_doubt
from claimx.output import results_to, written_beside
from claimx.readers.survey import read_from
from claimx.records import Document, Failure
from claimx.tally import Tally, tally_of

if TYPE_CHECKING:
    from spacy.language import Language

#: The code of a document that has killed the process that read it.
KILLED = "killed"
# A pipeline is for one thread, and a worker of a cluster may have several.
_ONE_AT_A_TIME = Lock()


def run_shard(spec: ShardSpec) -> ShardReport:
    """Do a shard: its part, its failures, and last the file that says that it is done.

    All of them are there whole or not at all, and the same whoever writes them, so a shard may be
    begun as often as one likes, by more than one process.

    Raises:
        InputError: an input holds more or fewer documents than when the shards were planned.
        ModelError: the pipeline cannot be loaded.
        OSError: an output cannot be written.
    """
    with _ONE_AT_A_TIME:
        return _run(spec)


def _run(spec: ShardSpec) -> ShardReport:
    folder, number = spec.folder, spec.number
    nlp = load_pipeline(spec.job.model)
    folder.remove_leftovers(number)
    begun = time.monotonic()
    said: list[tuple[str, str]] = []
    with Running(folder.running(number)) as running:
        tally = _write(spec, nlp, running, said)
        if tally.documents != spec.documents:
            raise InputError(
                f"has changed: {tally.documents} documents where there were {spec.documents}",
                where=", ".join(sorted({piece.source.name for piece in spec.pieces})),
                mend="begin anew with --force",
            )
        finished = time.time()
        report = ShardReport(number, tally, time.monotonic() - begun, finished, tuple(said))
        write_json(folder.done(number), report.to_dict())
    return report


def _write(spec: ShardSpec, nlp: Language, running: Running, said: list[tuple[str, str]]) -> Tally:
    folder, number, job = spec.folder, spec.number, spec.job
    tally = Tally()
    with (
        results_to(folder.part(number), job.format, per=job.per, many=True) as writer,
        written_beside(folder.failed(number)) as failures,
    ):
        for item in _heard(_documents(spec), said):
            running.set(tally)
            for result in job.results(nlp, [item]):
                writer.write(result)
                if isinstance(result, Failure):
                    failures.write(failure_line(result))
                    said.append(("error", result.message))
                tally += tally_of(item, result)
    return tally


def _documents(spec: ShardSpec) -> Iterator[Document | Failure]:
    number = 0
    for piece in spec.pieces:
        left = piece.documents
        for item in read_from(piece.source, spec.job.reading, piece.mark):
            if left == 0:
                break
            left -= 1
            yield set_aside(item) if number in spec.set_aside else item
            number += 1
        # That some are missing is seen when all are counted.


def set_aside(item: Document | Failure) -> Failure:
    """The failure of a document that is not to be tried again."""
    if isinstance(item, Failure):
        return item
    message = f"{item.id}: set aside, the process that read it died twice"
    return Failure(item.id, KILLED, message, item.meta)


def _heard(
    items: Iterable[Document | Failure], said: list[tuple[str, str]]
) -> Iterator[Document | Failure]:
    for item in items:
        doubt = language_doubt(item)
        if doubt:
            said.append(("warning", doubt))
        yield item


@lru_cache(maxsize=1)
def load_pipeline(model: str | None) -> Language:
    """The pipeline, loaded once a process."""
    from claimx.pipeline.load import load

    return load(model)
