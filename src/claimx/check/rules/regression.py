"""Claims against those that there should be."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.check.rule import Context, Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.rules.speakers import speaker_words
from claimx.check.subject import Subject
from claimx.records import Claim, TextSpan
from claimx.text_files import document_name


class _Missing:
    def __init__(self, settings: Settings, context: Context) -> None:
        self._absent = settings["absent"]
        self._expected = {document.name: document for document in context.expected or ()}
        self._seen: set[str] = set()

    def add(self, subject: Subject) -> Iterator[Hit]:
        from claimx.evaluation.comparison import Comparison

        doc = subject.document.id
        gold = self._expected.get(document_name(doc))
        if gold is None:
            return
        self._seen.add(gold.name)
        if subject.has_text and subject.text != gold.text:
            yield Hit(doc, "is not the text that its expected claims are about")
            return
        found = Comparison.of(gold, [claim.to_dict() for claim in subject.result])
        answered = {pair.gold_index: pair for pair in found.pairs if pair.same_content}
        for index, claim in enumerate(gold.claims):
            pair = answered.get(index)
            start, end = claim.contents[0]
            span = TextSpan.of(gold.text, start, end)
            if pair is None:
                yield Hit(doc, "this was to be found as a claim", span)
            elif not pair.same_speaker:
                ours = subject.result.claims[pair.predicted_index]
                asked = gold.text[slice(*claim.speaker)] if claim.speaker else "nobody"
                message = f"the speaker was to be “{asked}”, and is “{speaker_words(ours)}”"
                yield Hit(doc, message, span, ours.id)

    def finish(self) -> Iterator[Hit]:
        if not self._absent:
            return
        for name, document in self._expected.items():
            if document.claims and name not in self._seen:
                count = len(document.claims)
                yield Hit("", f"“{name}”, of which {count} claims are expected, was not checked")


class _New:
    def __init__(self, _: Settings, context: Context) -> None:
        self._expected = {document.name: document for document in context.expected or ()}

    def add(self, subject: Subject) -> Iterator[Hit]:
        from claimx.evaluation.comparison import Comparison

        doc = subject.document.id
        gold = self._expected.get(document_name(doc))
        if gold is None or (subject.has_text and subject.text != gold.text):
            return
        found = Comparison.of(gold, [claim.to_dict() for claim in subject.result])
        known = {pair.predicted_index for pair in found.pairs if pair.same_content}
        for index, claim in enumerate(subject.result):
            if index not in known:
                yield Hit(doc, _new(claim), claim.content.spans[0], claim.id)

    def finish(self) -> Iterator[Hit]:
        return iter(())


def _new(claim: Claim) -> str:
    return f"a claim of “{speaker_words(claim)}” that is not expected"


MISSING = Rule(
    code="CX301",
    name="expected-claim-missing",
    level="error",
    message="A claim of --expect is not found, or has another speaker",
    hint="see what changed in the text or the model; or correct the file of --expect",
    explanation=page("CX301"),
    across=_Missing,
    settings=(("absent", True),),
)
NEW = Rule(
    code="CX302",
    name="claim-not-expected",
    level="warning",
    message="A claim is found that --expect does not have",
    hint="see whether it is one; then add it to the file of --expect",
    explanation=page("CX302"),
    across=_New,
)
