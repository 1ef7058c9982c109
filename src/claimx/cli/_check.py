"""What ``claimx check`` does with what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from claimx.check.baseline import Baseline, fingerprint
from claimx.check.config import Config
from claimx.check.findings import Finding, at_least
from claimx.check.outputs import Report
from claimx.check.rule import Context
from claimx.check.rules import RULES
from claimx.check.run import check
from claimx.check.subject import Subject
from claimx.check.subjects import Seen, failed, is_of_text, with_text
from claimx.cli._console import Reporter
from claimx.cli._pace import Progress
from claimx.cli._results import results_of
from claimx.job import Job
from claimx.readers import Source, read_texts_or_claims
from claimx.records import Document, Failure, Result

_UNDECODABLE = "CX101"


@dataclass(frozen=True, slots=True)
class Work:
    """What is checked, and how.

    Attributes:
        sources: texts, or lines of claims.
        folders: where the texts of claims are looked for.
        job: how texts are read, and the model.
        jobs: how many processes read texts.
        baseline: what is known; None where there is none.
        keep_texts: whether the texts of documents with findings are kept, to show them.
    """

    sources: list[Source]
    folders: list[Path]
    job: Job
    jobs: int
    config: Config
    context: Context
    baseline: Baseline | None
    keep_texts: bool


@dataclass(slots=True)
class Outcome:
    """What came of it; ``failures`` are documents that could not be read or processed."""

    found: list[Finding] = field(default_factory=list)
    known: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    failures: int = 0

    def fails(self, config: Config) -> bool:
        """Whether a finding is bad enough."""
        return any(at_least(finding.level, config.fail_level) for finding in self.found)


class Checking:
    """One run: documents in, a report out."""

    def __init__(self, work: Work, reporter: Reporter) -> None:
        self._work = work
        self._reporter = reporter
        self.outcome = Outcome()
        self.seen = Seen(())

    def run(self, progress: Progress) -> Report:
        """Check all documents.

        Raises:
            ModelError: a text is to be read, and the pipeline cannot be loaded.
        """
        work, outcome = self._work, self.outcome
        self.seen = Seen(self._subjects(progress))
        for finding in check(self._noted(self.seen), work.config, work.context):
            known = work.baseline is not None and work.baseline.knows(finding)
            (outcome.known if known else outcome.found).append(finding)
        return Report(
            findings=outcome.found,
            rules=[RULES[code] for code in self.codes()],
            documents=self.seen.docs,
            text_of=outcome.texts.get,
            fingerprint=fingerprint,
            baselined=None if work.baseline is None else outcome.known,
            fail_level=work.config.fail_level,
        )

    def codes(self) -> list[str]:
        """The rules that were asked, of any document."""
        return list(self._work.config.anywhere())

    def _noted(self, subjects: Iterable[Subject]) -> Iterator[Subject]:
        """Keeps the text of a document while it is looked at, and after if there are findings."""
        outcome = self.outcome
        for subject in subjects:
            doc, before = subject.document.id, len(outcome.found)
            if self._work.keep_texts and subject.has_text:
                outcome.texts[doc] = subject.text
            yield subject
            if len(outcome.found) == before:
                outcome.texts.pop(doc, None)

    def _subjects(self, progress: Progress) -> Iterator[Subject]:
        for subject in subjects_of(self._work):
            progress.add()
            failure = subject.failure
            if failure is not None and not self._is_told_by_rule(failure):
                self._reporter.error(failure.message)
                self.outcome.failures += 1
            yield subject

    def _is_told_by_rule(self, failure: Failure) -> bool:
        return is_of_text(failure) and _UNDECODABLE in self._work.config.active(failure.doc)


def subjects_of(work: Work) -> Iterator[Subject]:
    """All documents with their claims; the pipeline is loaded for the first text.

    Raises:
        ModelError: there is a text, and the pipeline cannot be loaded.
    """
    items = read_texts_or_claims(work.sources, work.job.reading)
    for are_claims, group in groupby(items, key=lambda item: isinstance(item, Result)):
        if are_claims:
            for item in group:
                assert isinstance(item, Result)
                yield with_text(item, work.folders, encoding=work.job.reading.encoding)
        else:
            yield from _of_texts(group, work)


def _of_texts(items: Iterable[Document | Result | Failure], work: Work) -> Iterator[Subject]:
    documents = (item for item in items if not isinstance(item, Result))
    for result in _results(documents, work):
        yield failed(result) if isinstance(result, Failure) else Subject(result)


def _results(documents: Iterable[Document | Failure], work: Work) -> Iterator[Result | Failure]:
    if work.jobs > 1:
        from claimx.batch.parallel import results_in_parallel

        yield from (it for _, it in results_in_parallel(work.job, documents, jobs=work.jobs))
        return
    yield from results_of(documents, work.job.model)
