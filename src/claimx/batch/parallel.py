"""One stream of results from several processes: in the order of the documents, as with one."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from claimx.batch.engine import Died
from claimx.batch.local import LocalEngine
from claimx.batch.shard import load_pipeline, set_aside
from claimx.batch.supervise import DEATHS
from claimx.job import Job
from claimx.records import Document, Failure, Result

#: So many documents for each process may be read ahead of the one whose turn it is.
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class _Turn:
    """A document, and its place among all of them."""

    number: int
    document: Document


def results_in_parallel(
    job: Job, items: Iterable[Document | Failure], *, jobs: int
) -> Iterator[tuple[Document | Failure, Result | Failure]]:
    """Each document with what came of it, in order; those that kill their process are failures.

    Raises:
        ModelError: the pipeline cannot be loaded.
        EngineError: processes die before they begin.
    """
    call, setup = partial(_extract, job), partial(load_pipeline, job.model)
    with LocalEngine[_Turn, Result | Failure](call, setup, jobs=jobs) as engine:
        yield from _in_order(engine, items, ahead=_AHEAD * jobs)


def _in_order(
    engine: LocalEngine[_Turn, Result | Failure],
    items: Iterable[Document | Failure],
    *,
    ahead: int,
) -> Iterator[tuple[Document | Failure, Result | Failure]]:
    coming = enumerate(items)
    open_items: deque[tuple[int, Document | Failure]] = deque()
    done: dict[int, Result | Failure] = {}
    deaths: Counter[int] = Counter()
    more = True
    while more or open_items:
        while more and len(open_items) < ahead:
            entry = next(coming, None)
            if entry is None:
                more = False
                break
            number, item = entry
            open_items.append(entry)
            if isinstance(item, Failure):
                done[number] = item
            else:
                engine.submit(_Turn(number, item))
        while open_items and open_items[0][0] in done:
            number, item = open_items.popleft()
            yield item, done.pop(number)
        if not open_items:
            continue
        if open_items[0][0] not in done:
            _take(engine, done, deaths)


def _take(
    engine: LocalEngine[_Turn, Result | Failure],
    done: dict[int, Result | Failure],
    deaths: Counter[int],
) -> None:
    """Wait for a document to be over; one whose process died is tried once more."""
    answer = engine.next()
    assert answer is not None  # without a timeout there is always one
    turn, outcome = answer
    if not isinstance(outcome, Died):
        done[turn.number] = outcome
        return
    deaths[turn.number] += 1
    if deaths[turn.number] < DEATHS:
        engine.submit(turn)
    else:
        done[turn.number] = set_aside(turn.document)


def _extract(job: Job, turn: _Turn) -> Result | Failure:
    (result,) = job.results(load_pipeline(job.model), [turn.document])
    return result
