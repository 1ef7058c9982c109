"""Sees to it that every shard is done: a task whose worker died is placed again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from claimx.batch.engine import Died, Engine
from claimx.batch.records import ShardReport, ShardSpec
from claimx.batch.running import read_state
from claimx.errors import EngineError

#: Deaths after which a document is not tried again.
DEATHS = 2
#: So often may a worker die at no document at all, for a shard: while it starts, for instance.
_PATIENCE = 10
_TICK = 0.5


def supervise(
    engine: Engine[ShardSpec, ShardReport],
    specs: Iterable[ShardSpec],
    *,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[ShardReport]:
    """Have all shards done; a report for each, in the order in which they are.

    Args:
        engine: places them.
        specs: the shards, asked for as there is room.
        tick: called twice a second or more often, to show how far it is.

    Raises:
        ClaimxError, OSError: what a shard raised.
        EngineError: workers die that were given nothing to do.
    """
    again: deque[ShardSpec] = deque()
    coming = iter(specs)
    deaths: Counter[tuple[int, int | None]] = Counter()
    placed = 0
    while True:
        while placed < engine.slots:
            spec = again.popleft() if again else next(coming, None)
            if spec is None:
                break
            engine.submit(spec)
            placed += 1
        if not placed:
            return
        answer = engine.next(_TICK)
        tick()
        if answer is None:
            continue
        spec, outcome = answer
        placed -= 1
        if isinstance(outcome, Died):
            again.append(_after(outcome, spec, deaths))
        else:
            yield outcome


def _after(died: Died, spec: ShardSpec, deaths: Counter[tuple[int, int | None]]) -> ShardSpec:
    """The shard to be placed again: the document that has killed twice is set aside."""
    state = read_state(spec.folder.running(spec.number))
    document = None if state is None else state.document
    deaths[spec.number, document] += 1
    count = deaths[spec.number, document]
    if document is None:
        if count > _PATIENCE:
            raise EngineError(
                f"workers die before they read a document ({died.how})",
                where=spec.folder.name(spec.number),
            )
        return spec
    if count < DEATHS:
        return spec
    return replace(spec, set_aside=spec.set_aside | {document})
