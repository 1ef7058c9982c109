"""What a rule is: data, and a function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from claimx.check.findings import Level
from claimx.check.subject import Subject
from claimx.records import TextSpan


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function gives: a :class:`claimx.check.findings.Finding` but for the rule.

    ``level`` is given where a hit is better or worse than the rule is by itself.
    """

    doc: str
    message: str
    span: TextSpan | None = None
    claim: str | None = None
    level: Level | None = None
    hint: str | None = None


#: Settings of a rule, by name: those of its table in the configuration, with its defaults.
Settings: TypeAlias = dict[str, Any]
Each: TypeAlias = Callable[[Subject, Settings], Iterable[Hit]]
All: TypeAlias = Callable[[Sequence[Subject], Settings], Iterable[Hit]]


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
        all: finds over all documents, for which only what it needs of them is kept.
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
    all: All | None = None
    settings: tuple[tuple[str, Any], ...] = ()
    needs_text: bool = False

    def find(self, subjects: Sequence[Subject], settings: Settings) -> Iterator[Hit]:
        """All hits in these documents, those of one document by themselves first."""
        if self.each is not None:
            for subject in subjects:
                if subject.has_text or not self.needs_text:
                    yield from self.each(subject, settings)
        if self.all is not None:
            yield from self.all(subjects, settings)
