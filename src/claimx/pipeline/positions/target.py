"""What the position is about: a stretch of the text, verbatim."""

from __future__ import annotations

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.positions.reading import Reading
from claimx.records import Act, TextSpan

_QUOTES = frozenset("\"'“‘«`") | {"``"}
_NOUN_STOPS = frozenset(["as", "that", "which", "who", "because", "when", "where", ",", ";", ":"])
_EDGE = frozenset("\"'“”‘’«»`,;:.!?—–-()") | {"``", "''"}


def find_target(reading: Reading, act: Act) -> TextSpan | None:
    """The thing judged, demanded, promised, asked about; None where nothing fits."""
    bounds = _bounds(reading, act)
    if bounds is None:
        return None
    start, end = _trimmed(reading.doc, *bounds)
    if start >= end:
        return None
    span = reading.doc[start:end]
    return TextSpan(span.text, span.start_char, span.end_char)


def _bounds(reading: Reading, act: Act) -> TokenRange | None:
    clause = reading.clause
    if not clause.tokens:
        return None
    if reading.shape == "infinitive":
        return _of_infinitive(reading, act)
    if reading.shape == "object-infinitive" and act not in (
        "demand",
        "promise",
        "support",
        "oppose",
    ):
        return _before_to(reading)
    if reading.shape in ("object-infinitive", "imperative"):
        return reading.item.contents[0][0], clause.tokens[-1] + 1
    if act == "deny" and reading.shape == "gerund" and clause.object is not None:
        return clause.object
    if act in ("promise", "demand") and clause.predicate is not None:
        if not reading.cue.group.open and not reading.own:
            return clause.tokens[0], clause.tokens[-1] + 1
        return _verb_phrase(reading) or clause.subject
    if reading.shape == "gerund" and act in ("oppose", "support"):
        return _judged_party(reading) or _noun_head(reading)
    if reading.shape in ("noun", "gerund"):
        return _noun_head(reading)
    if reading.shape == "question" and act == "withhold":
        return clause.tokens[0], reading.item.contents[0][1]
    if clause.subject is None:
        return clause.object or (clause.tokens[0], clause.tokens[-1] + 1)
    if _is_first_person(reading, clause.subject):
        return clause.object
    if reading.own and act in ("deny", "concede", "withhold") and clause.object is not None:
        return clause.object
    return clause.subject


def _before_to(reading: Reading) -> TokenRange:
    """*expects | the peso | to recover*: what is to do it."""
    start, end = reading.clause.tokens[0], reading.clause.tokens[-1] + 1
    place = next((i for i in range(start + 1, end) if reading.doc[i].lower_ == "to"), end)
    return start, place


def _is_first_person(reading: Reading, span: TokenRange) -> bool:
    return span[1] - span[0] == 1 and reading.doc[span[0]].lower_ in ("i", "we", "there", "nobody")


def _judged_party(reading: Reading) -> TokenRange | None:
    """Who is accused or praised: the object of the cue, or the subject of a passive one."""
    for i in reading.cue.tokens:
        for child in reading.doc[i].children if reading.doc.has_annotation("DEP") else ():
            if child.dep_ in ("obj", "nsubj:pass") and child.i not in reading.content:
                return child.left_edge.i, child.right_edge.i + 1
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
    skipped = (
        lexicons.words("words", "auxiliaries")
        | lexicons.words("words", "modals")
        | {
            "not",
            "n't",
            "never",
            "no",
            "longer",
            "yet",
            "also",
            "to",
            "be",
            "have",
            "going",
            "need",
            "needs",
        }
    )
    skipped |= lexicons.words("words", "binding_verbs")
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
