"""Whether there is a text at all."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.check.rule import Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.subject import Subject
from claimx.errors import DecodingError


def _undecodable(subject: Subject, _: Settings) -> Iterator[Hit]:
    failure = subject.failure
    if failure is None or failure.code != DecodingError.code:
        return
    # The finding says by itself which document it is about.
    yield Hit(subject.document.id, failure.message.removeprefix(f"{subject.document.id}: "))


def _empty(subject: Subject, _: Settings) -> Iterator[Hit]:
    if subject.failure is None and not any(map(str.isalnum, subject.text)):
        yield Hit(subject.document.id, "there are no words in this text")


UNDECODABLE = Rule(
    code="CX101",
    name="undecodable-bytes",
    level="error",
    message="Bytes of the text are none in its encoding",
    hint="write the file anew as UTF-8, or name its --encoding",
    explanation=page("CX101"),
    each=_undecodable,
)
EMPTY = Rule(
    code="CX102",
    name="empty-document",
    level="warning",
    message="A document has no words",
    hint="fetch the text again, or leave the document out",
    explanation=page("CX102"),
    each=_empty,
    needs_text=True,
)
