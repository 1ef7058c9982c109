"""``claimx extract`` to one stream: standard output or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimx.cli._console import Reporter
from claimx.cli._output import is_terminal, open_results, told
from claimx.cli._startup import load_pipeline
from claimx.errors import OutputError
from claimx.explain import explain
from claimx.formats.jsonl import failure_line
from claimx.job import Job
from claimx.language import language_doubt
from claimx.output import written_beside
from claimx.readers import Source, holds_many, read
from claimx.records import Document, Failure, Result
from claimx.tally import tally_of


@dataclass(frozen=True, slots=True)
class Streams:
    """Where from and where to; ``failures`` is a file for the documents that gave no result."""

    sources: list[Source]
    output: Path | None
    failures: Path | None
    jobs: int


class _Counted:
    """Documents as they go by: counted, and looked at for their language."""

    def __init__(self, documents: Iterable[Document | Failure], reporter: Reporter) -> None:
        self.count = 0
        self._documents = documents
        self._reporter = reporter

    def __iter__(self) -> Iterator[Document | Failure]:
        for document in self._documents:
            self.count += 1
            doubt = language_doubt(document)
            if doubt:
                self._reporter.warning(doubt)
            yield document


def stream(streams: Streams, job: Job, reporter: Reporter) -> int:
    """Do it, and say how many documents failed.

    Raises:
        ClaimxError: the pipeline cannot be loaded, or the output cannot be written.
    """
    documents = _Counted(read(streams.sources, job.reading), reporter)
    lines = any(holds_many(source, job.reading) for source in streams.sources)
    many = lines or len(streams.sources) > 1
    total = None if lines else len(streams.sources)
    free = streams.output is not None or not is_terminal(sys.stdout)
    results = _results(job, documents, streams.jobs, reporter)
    with (
        open_results(streams.output, job.format, per=job.per, many=many) as writer,
        _failures_to(streams.failures) as write_failure,
        reporter.progress(total, shown=many, free=free) as progress,
    ):
        for item, result in results:
            writer.write(result)
            if isinstance(result, Failure):
                reporter.error(result.message)
                write_failure(result)
            else:
                _tell(result, reporter)
            progress.add(tally_of(item, result))
    tally = progress.tally
    if tally.documents != documents.count:
        # Never seen; said rather than that a document is lost without a word.
        raise OutputError(f"{documents.count} documents were read, {tally.documents} written")
    if tally.failures and many:
        reporter.note(f"{tally.failures:,} of {tally.documents:,} documents failed")
    return tally.failures


def _results(
    job: Job, documents: Iterable[Document | Failure], jobs: int, reporter: Reporter
) -> Iterator[tuple[Document | Failure, Result | Failure]]:
    """Each document with what came of it. What can be told before work begins is told here."""
    # Only now is it known that there is work to do, which needs spaCy and the model.
    if jobs > 1:
        from claimx.batch.parallel import results_in_parallel

        return results_in_parallel(job, documents, jobs=jobs)
    nlp = load_pipeline(job.model)
    reporter.detail(f"model {nlp.meta.get('name')} {nlp.meta.get('version')}")
    return ((item, result) for item in documents for result in job.results(nlp, [item]))


@contextmanager
def _failures_to(path: Path | None) -> Iterator[Callable[[Failure], object]]:
    if path is None:
        yield lambda _: None
        return
    with told(path), written_beside(path.resolve()) as lines:
        yield lambda failure: lines.write(failure_line(failure))


def _tell(result: Result, reporter: Reporter) -> None:
    for line in explain(result):
        reporter.detail(line)
    reporter.detail(f"{result.document.id}: {len(result)} claims")
