"""Numbers over all documents: scores, and how many claims there are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimx.check.counts import Counts
from claimx.check.rule import Context, Gate, Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.subject import Subject
from claimx.text_files import document_name

if TYPE_CHECKING:
    from claimx.evaluation.tally import Tally

_NAMES = {"claims": "claims", "unattributed_quotes": "quotes without a speaker"}


class _Scores:
    """The tallies of documents are summed; no document is kept."""

    def __init__(self, _: Settings, context: Context) -> None:
        self._gates = context.gates if context.expected is not None else {}
        self._expected = {document.name: document for document in context.expected or ()}
        self._tallies: list[Tally] = []

    def add(self, subject: Subject) -> Iterator[Hit]:
        if not self._gates:
            return
        gold = self._expected.pop(document_name(subject.document.id), None)
        if gold is not None:
            from claimx.evaluation.comparison import Comparison
            from claimx.evaluation.tally import tally

            rows = [claim.to_dict() for claim in subject.result]
            self._tallies.append(tally(Comparison.of(gold, rows)))
        yield from ()

    def finish(self) -> Iterator[Hit]:
        if not self._gates or not self._tallies:
            return
        from claimx.evaluation.limits import figures
        from claimx.evaluation.scores import Scores
        from claimx.evaluation.tally import total

        found = figures(Scores.of(total(self._tallies)))
        for name, gate in self._gates.items():
            message = _outside(found.get(name, 0.0), gate)
            if message:
                yield Hit("", f"{name} {message}")


def _outside(score: float, gate: Gate) -> str:
    # Rounded towards the good side of nothing: what misses by little is not shown as reached.
    if gate.min is not None and score < gate.min:
        return f"is {math.floor(score * 100) / 100:.2f}, under {gate.min:g}"
    if gate.max is not None and score > gate.max:
        return f"is {math.ceil(score * 100) / 100:.2f}, over {gate.max:g}"
    return ""


class _Drift:
    def __init__(self, settings: Settings, context: Context) -> None:
        self._percent = settings["percent"]
        self._before = context.counts
        self._now = Counts()

    def add(self, subject: Subject) -> Iterator[Hit]:
        self._now += Counts.of(subject)
        return iter(())

    def finish(self) -> Iterator[Hit]:
        before = self._before
        # Of a few files out of many nothing can be said.
        if before is None or 2 * self._now.documents < before.documents:
            return
        now = self._now.to_dict()
        more = self._now.documents / before.documents if before.documents else 1
        for key, count in before.to_dict().items():
            asked = count * more
            if key in _NAMES and abs(now[key] - asked) * 100 > self._percent * asked:
                message = f"there are {now[key]:,} {_NAMES[key]}, where the baseline has "
                yield Hit("", f"{message}{_about(asked)}: more than {self._percent:g} % apart")


def _about(count: float) -> str:
    return f"{count:,.0f}" if count == int(count) else f"about {count:,.1f} for as many documents"


GATE = Rule(
    code="CX303",
    name="score-outside-gate",
    level="error",
    message="A score is under its least or over its most",
    hint="`claimx evaluate` says where the mistakes are",
    explanation=page("CX303"),
    across=_Scores,
)
DRIFT = Rule(
    code="CX304",
    name="counts-drifted",
    level="warning",
    message="There are many more, or fewer, claims than in the baseline",
    hint="`claimx diff` says which; if it is meant to be, write the baseline anew",
    explanation=page("CX304"),
    across=_Drift,
    settings=(("percent", 10.0),),
)
