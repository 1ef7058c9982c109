"""What the position is about: a stretch of the text, verbatim."""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.positions.reading import Reading
from claimx.records import Act, Evidence, TextSpan

_QUOTES = frozenset("\"'“‘«`") | {"``"}
_NOUN_STOPS = frozenset(["as", "that", "which", "who", "because", "when", "where", ",", ";", ":"])
_BEFORE_THE_VERB = frozenset(
    ["not", "n't", "never", "no", "longer", "yet", "also", "to", "be", "have", "need", "needs"]
)
_OF_DEEDS: frozenset[Act] = frozenset({"demand", "promise", "support", "oppose"})
_OF_ONE_S_DEEDS: frozenset[Act] = frozenset({"deny", "concede", "withhold"})
_EDGE = frozenset("\"'“”‘’«»`,;:.!?—–-()") | {"``", "''"}


#: A rule's name and where the target stands; None where nothing fits.
Found: TypeAlias = tuple[str, TokenRange | None]


def find_target(reading: Reading, act: Act) -> tuple[TextSpan | None, tuple[Evidence, ...]]:
    """The thing judged, demanded, promised, asked about, and the rule that found it.

    Whom a demand is made to, or a judgement passed on, is evidence too (``addressee``), where it
    is not the target itself. None where nothing fits.
    """
    rule, bounds = _bounds(reading, act)
    target = None if bounds is None else _span(reading.doc, bounds)
    found = [] if target is None else [_evidence(f"content.{rule}", target)]
    addressee = _addressee(reading, act)
    party = None if addressee is None else _span(reading.doc, addressee)
    if party is not None and party != target:
        found.append(_evidence("addressee", party))
    return target, tuple(found)


def _evidence(rule: str, span: TextSpan) -> Evidence:
    return Evidence("target", rule, span.text, span.start, span.end)


def _span(doc: Doc, bounds: TokenRange) -> TextSpan | None:
    start, end = _trimmed(doc, *bounds)
    if start >= end:
        return None
    span = doc[start:end]
    return TextSpan(span.text, span.start_char, span.end_char)


def _bounds(reading: Reading, act: Act) -> Found:
    """By how the content is built: an infinitive, a noun phrase, a question, or a clause."""
    if not reading.clause.tokens:
        return "none", None
    if reading.shape == "infinitive":
        return "infinitive", _of_infinitive(reading, act)
    if reading.shape in ("object-infinitive", "imperative"):
        return _of_wish(reading, act)
    if (judged := _judged_as(reading)) is not None:
        return "noun", judged
    if act == "deny" and reading.shape == "gerund" and reading.clause.object is not None:
        return "object", reading.clause.object
    if act in ("promise", "demand") and reading.clause.predicate is not None:
        return _of_plan(reading)
    if reading.shape == "gerund" and act in ("oppose", "support"):
        party = _party(reading)
        return ("party", party) if party is not None else ("noun", _noun_head(reading))
    if reading.shape in ("noun", "gerund"):
        return "noun", _noun_head(reading)
    if reading.shape == "question" and act == "withhold":
        return "question", (reading.clause.tokens[0], reading.item.contents[0][1])
    return _of_clause(reading, act)


def _judged_as(reading: Reading) -> TokenRange | None:
    """*hailed | him as “the best spinner it has had*: up to *as*, whatever clause is after it."""
    start, end = reading.item.contents[0]
    if reading.cue.group.open or reading.cue.group.act not in ("oppose", "support"):
        return None
    place = next((i for i in range(start + 1, end) if reading.doc[i].lower_ == "as"), None)
    predicate = reading.clause.predicate
    return (start, place) if place is not None and (predicate or end) > place else None


def _of_wish(reading: Reading, act: Act) -> Found:
    """*for the fleet to be cut*; of what is only foreseen, what is to do it."""
    foreseen = act == "predict" or reading.cue.group.certainty is not None
    if reading.shape == "object-infinitive" and foreseen and act not in _OF_DEEDS:
        return "subject", _before_to(reading)
    return "whole", (reading.item.contents[0][0], reading.clause.tokens[-1] + 1)


def _of_plan(reading: Reading) -> Found:
    """What is promised or demanded: the verb phrase, or all where the cue says so."""
    clause = reading.clause
    if not reading.cue.group.open and not reading.own:
        return "whole", (clause.tokens[0], clause.tokens[-1] + 1)
    phrase = _verb_phrase(reading)
    return ("predicate", phrase) if phrase is not None else ("subject", clause.subject)


def _of_clause(reading: Reading, act: Act) -> Found:
    """The subject; the object where the subject is the speaker, or nobody."""
    clause = reading.clause
    if clause.subject is None:
        whole = (clause.tokens[0], clause.tokens[-1] + 1)
        return ("object", clause.object) if clause.object is not None else ("whole", whole)
    if _is_first_person(reading, clause.subject):
        return "object", clause.object
    if reading.own and clause.object is not None and _is_about_object(reading, act, clause.object):
        return "object", clause.object
    return "subject", _without_negator(reading, clause.subject)


def _is_about_object(reading: Reading, act: Act, span: TokenRange) -> bool:
    """*never saw | the letter*; with a plain statement only what the verb governs directly."""
    if act in _OF_ONE_S_DEEDS:
        return True
    direct = reading.doc[slice(*span)].root.dep_ in ("obj", "iobj")
    return act in ("assert", "question") and direct


def _without_negator(reading: Reading, span: TokenRange) -> TokenRange:
    """*None of | the recruits*, *No | names*, *Nothing in | the safe*."""
    start, end = span
    first = reading.doc[start].lower_
    if first == "no" and end - start > 1:
        return start + 1, end
    if first in ("none", "nobody", "nothing", "neither", "few") and end - start > 2:
        following = reading.doc[start + 1].lower_
        if following in lexicons.words("words", "prepositions"):
            return start + 2, end
    return span


def _addressee(reading: Reading, act: Act) -> TokenRange | None:
    """Whom a demand or a judgement goes to: beside the cue, or as the subject of *must*."""
    if act not in ("demand", "oppose", "support", "warn"):
        return None
    party = _party(reading)
    if party is None and act == "demand" and not reading.own:
        return reading.clause.subject
    return party


def _before_to(reading: Reading) -> TokenRange:
    """*expects | the peso | to recover*: what is to do it."""
    start, end = reading.clause.tokens[0], reading.clause.tokens[-1] + 1
    place = next((i for i in range(start + 1, end) if reading.doc[i].lower_ == "to"), end)
    return start, place


def _is_first_person(reading: Reading, span: TokenRange) -> bool:
    return span[1] - span[0] == 1 and reading.doc[span[0]].lower_ in ("i", "we", "there", "nobody")


def _party(reading: Reading) -> TokenRange | None:
    """Who is accused, praised or asked: the object of the cue, or the subject of a passive one."""
    if not reading.doc.has_annotation("DEP"):
        return None
    inside = frozenset(reading.content)
    for i in reading.cue.tokens:
        for child in reading.doc[i].children:
            if child.dep_ in ("obj", "iobj", "nsubj:pass"):
                start, end = child.left_edge.i, child.right_edge.i + 1
                end = min([end, *(j for j in inside if start < j < end)])
                while end > start and reading.doc[end - 1].dep_ in ("case", "mark", "punct"):
                    end -= 1
                if start < end and child.i < end and start not in inside:
                    return start, end
    return None


def _of_infinitive(reading: Reading, act: Act) -> TokenRange | None:
    """What is to be done; for a belief (*is thought to be …*), who is to do it."""
    first = reading.item.contents[0]
    if "to" not in _lower(reading.doc, first)[:3] and act not in ("demand", "promise"):
        return first
    if act in ("assert", "deny", "withhold"):
        return reading.clause.object or _after_to(reading)
    return _after_to(reading)


def _after_to(reading: Reading) -> TokenRange | None:
    """The verb phrase of an infinitive, without *to*; the object of a verb of saying."""
    span = next(
        (s for s in reading.item.contents if "to" in _lower(reading.doc, s)[:3]),
        reading.item.contents[0],
    )
    start = span[0] + _lower(reading.doc, span).index("to") + 1
    return (start, span[1]) if start < span[1] else None


def _lower(doc: Doc, span: TokenRange) -> list[str]:
    return [token.lower_ for token in doc[slice(*span)]]


def _verb_phrase(reading: Reading) -> TokenRange | None:
    """From the main verb to the end of the clause, without auxiliaries and adverbs."""
    clause = reading.clause
    skipped = lexicons.words("words", "auxiliaries") | lexicons.words("words", "modals")
    skipped |= lexicons.words("words", "binding_verbs") | _BEFORE_THE_VERB
    rest = list(clause.after_predicate)
    while rest and (
        reading.doc[rest[0]].lower_ in skipped or reading.doc[rest[0]].lower_.endswith("ly")
    ):
        rest = rest[1:]
    if not rest:
        return None
    end = rest[0] + 1
    while end in rest and reading.doc[end].text not in (",", ";"):
        end += 1
    return rest[0], end


def _noun_head(reading: Reading) -> TokenRange:
    """A noun phrase up to a clause, a comma, a quotation, *as*, or what somebody is judged for."""
    start, end = reading.item.contents[0]
    doc = reading.doc
    start += doc[start].lower_ == "that" and doc[start].dep_ == "mark" and start + 1 < end
    closed = lexicons.words("words", "determiners") | lexicons.words("words", "prepositions")
    for i in range(start + 1, end):
        word, before = doc[i].lower_, doc[i - 1]
        if word in _NOUN_STOPS and not (word == "that" and _says_what(reading, i)):
            return start, i
        named = reading.cue.group.open and before.lower_ not in closed | {"'s", "’s"}
        opens = _opens_quote(doc, i) or word in ("a", "an") or word == "at"
        if named and opens and i > start + 1:
            return start, i
        if (
            word in ("for", "over")
            and not reading.cue.group.open
            and _judged_for(reading, start, i)
        ):
            return start, i
    return start, end


def _opens_quote(doc: Doc, i: int) -> bool:
    """A quotation mark, and not the apostrophe of *his tenants' calls*."""
    return doc[i].text in _QUOTES and not (doc[i].text == "'" and not doc[i - 1].whitespace_)


def _says_what(reading: Reading, i: int) -> bool:
    """Whether *that* opens what a claim or a charge says (*the story that he had stopped*)."""
    clause = reading.doc[i].head
    if reading.doc[i].dep_ != "mark" or clause.head.i >= i:
        return False
    return bool(reading.forms[clause.head.i] & lexicons.words("evaluation", "worry"))


def _judged_for(reading: Reading, start: int, i: int) -> bool:
    """Whether the phrase with ``i`` hangs on the cue: *faulted the guard | for sending a boat*."""
    if reading.cue.group.act not in ("oppose", "support"):
        return False
    head = reading.doc[i].head
    governor = head.head
    return head.i > i and governor.i != head.i and not start <= governor.i < i


def _trimmed(doc: Doc, start: int, end: int) -> TokenRange:
    while start < end and doc[start].text in _EDGE:
        start += 1
    while end > start and doc[end - 1].text in _EDGE:
        end -= 1
    return start, end
