"""Words of an attribution: how it is put, and whether they are those of the text."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.check.rule import Hit, Rule, Settings
from claimx.check.rules.lists import page
from claimx.check.subject import Subject
from claimx.records import Cue, TextSpan
from claimx.verbatim import words_of

_MEANS = {"distancing": "casts doubt on what is said", "endorsing": "takes what is said for true"}


def _loaded(subject: Subject, settings: Settings) -> Iterator[Hit]:
    """Framing is what the pipeline says of a cue; a house list goes before it, either way."""
    listed = frozenset(word.casefold() for word in settings["words"])
    allowed = frozenset(word.casefold() for word in settings["allow"])
    for claim in subject.result:
        cue = claim.cue
        if cue is None or _is_in(cue, allowed):
            continue
        says = _MEANS.get(claim.position.framing) if settings["framing"] else None
        if _is_in(cue, listed):
            says = "is on the list of words to avoid"
        if says is not None:
            span = TextSpan(cue.text, cue.start, cue.end)
            yield Hit(subject.document.id, f"“{cue.text}” {says}", span, claim.id)


def _is_in(cue: Cue, words: frozenset[str]) -> bool:
    return cue.lemma.casefold() in words or " ".join(cue.text.casefold().split()) in words


def _not_verbatim(subject: Subject, _: Settings) -> Iterator[Hit]:
    text = subject.text
    for claim in subject.result:
        told: set[tuple[int, int]] = set()
        for words in words_of(claim):
            bounds = words.start, words.end
            inside = 0 <= words.start <= words.end <= len(text)
            if bounds in told or (inside and text[words.start : words.end] == words.text):
                continue
            told.add(bounds)
            span = TextSpan(words.text, words.start, words.end)
            message = f"claim {claim.id} has other words than the text at {bounds[0]}–{bounds[1]}"
            yield Hit(subject.document.id, message, span, claim.id)


LOADED = Rule(
    code="CX205",
    name="loaded-cue",
    level="suggestion",
    message="The word for how something is said takes a side",
    hint="write “said”, or what the speaker did: denied, promised, asked",
    explanation=page("CX205"),
    each=_loaded,
    settings=(("framing", True), ("words", ()), ("allow", ())),
)
NOT_VERBATIM = Rule(
    code="CX206",
    name="not-verbatim",
    level="error",
    message="Words of a claim are not those of the text at their place",
    hint="offsets are code points, end exclusive; is it the text that was read?",
    explanation=page("CX206"),
    each=_not_verbatim,
    needs_text=True,
)
