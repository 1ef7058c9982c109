"""What a rule is: data, and a function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from claimx.check.counts import Counts
from claimx.check.findings import Level
from claimx.check.subject import Subject
from claimx.records import TextSpan

if TYPE_CHECKING:
    from claimx.check.quotations import Source
    from claimx.evaluation.gold import GoldDocument


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule gives: a :class:`claimx.check.findings.Finding` but for the rule.

    ``level`` is given where a hit is less bad than the rule by itself; it never makes it worse.
    """

    doc: str
    message: str
    span: TextSpan | None = None
    claim: str | None = None
    level: Level | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """What a score has to be: at least ``min`` and at most ``max``, where they are given."""

    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What documents are compared with; None, or empty, where there is nothing.

    Attributes:
        expected: the claims that there should be (``--expect``).
        gates: what scores have to be, by their names.
        counts: those of the baseline.
        sources: what quotations are taken from (``--sources``).
    """

    expected: Sequence[GoldDocument] | None = None
    gates: Mapping[str, Gate] = field(default_factory=dict)
    counts: Counts | None = None
    sources: Sequence[Source] | None = None


#: Settings of a rule, by name: those of its table in the configuration, with its defaults.
Settings: TypeAlias = dict[str, Any]
Each: TypeAlias = Callable[[Subject, Settings], Iterable[Hit]]


class Watch(Protocol):
    """Looks at one document after the other and keeps only what it needs of them."""

    def add(self, subject: Subject) -> Iterable[Hit]:
        """What is wrong with this document, given those before it."""
        ...

    def finish(self) -> Iterable[Hit]:
        """What is wrong with all of them together; such hits have no place in a text."""
        ...


Across: TypeAlias = Callable[[Settings, Context], Watch]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: ``CX101`` and so on; never given to another rule.
        name: in words, with hyphens.
        level: by itself, where the configuration does not say otherwise.
        message: what it is about, in a sentence, for ``--rules``.
        hint: how to mend what it finds.
        explanation: a page of Markdown, for ``--explain`` and the documentation.
        each: finds in one document; or
        across: begins a watch over all documents.
        settings: the names of its settings with their defaults, from which their types follow.
        needs_text: whether it can say nothing without the text.
    """

    code: str
    name: str
    level: Level
    message: str
    hint: str
    explanation: str
    each: Each | None = None
    across: Across | None = None
    settings: tuple[tuple[str, Any], ...] = ()
    needs_text: bool = False

    def looks_at(self, subject: Subject) -> bool:
        """Whether it can say anything about a document."""
        return subject.has_text or not self.needs_text
