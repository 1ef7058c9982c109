"""How a content is built, and whether its subject is the speaker."""

from __future__ import annotations

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import Attribution
from claimx.pipeline.positions.clause import QUOTE_MARKS, Clause
from claimx.pipeline.positions.cues import Shape

_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"})


def shape_of(doc: Doc, item: Attribution, clause: Clause) -> Shape:
    starts = [
        next((i for i in range(*span) if doc[i].text not in QUOTE_MARKS), span[0])
        for span in item.contents
    ]
    if any(
        _is_infinitive(doc, i) for i in starts[: 1 if _has_clause_first(item, clause) else None]
    ):
        return "infinitive"
    first = doc[starts[0]].lower_ if starts else ""
    asks = clause.question or any(doc[i].text == "?" for s in item.contents for i in range(*s))
    if asks or first in _WH or (first == "if" and _follows_cue(doc, item)):
        return "question"
    if starts and _is_imperative(doc, starts[0]):
        return "imperative"
    if clause.predicate is not None:
        return "clause"
    if first.endswith("ing") and len(first) > 5:
        return "gerund"
    if any(doc[i].lower_ == "to" and _is_infinitive(doc, i) for i in clause.tokens[1:7]):
        return "object-infinitive"
    return "noun"


def _has_clause_first(item: Attribution, clause: Clause) -> bool:
    first = item.contents[0] if item.contents else (0, 0)
    return clause.predicate is not None and first[0] <= clause.predicate < first[1]


def _is_infinitive(doc: Doc, i: int) -> bool:
    if doc[i].lower_ in ("not", "never") and i + 1 < len(doc):
        i += 1
    if doc[i].lower_ != "to" or i + 1 >= len(doc):
        return False
    following = doc[i + 1]
    nominal = lexicons.words("words", "determiners") | lexicons.words("words", "pro_forms")
    return following.tag_ in ("VB", "RB") if following.tag_ else following.lower_ not in nominal


def _follows_cue(doc: Doc, item: Attribution) -> bool:
    return (
        item.cue is not None
        and 0 <= item.contents[0][0] - item.cue[1] <= 3
        and not any(token.text == "," for token in doc[item.cue[1] : item.contents[0][0]])
    )


def _is_imperative(doc: Doc, first: int) -> bool:
    """A quoted content that opens with a bare verb."""
    quoted = any(token.text in QUOTE_MARKS for token in doc[max(first - 1, 0) : first + 1])
    token = doc[first]
    if not quoted or not token.text[:1].isupper():
        return False
    if first + 1 < len(doc) and doc[first + 1].text == ",":
        return False
    verbs = lexicons.words("words", "imperatives")
    return token.tag_ == "VB" if token.tag_ else token.lower_ in verbs


def is_own(doc: Doc, item: Attribution, clause: Clause, shape: Shape) -> bool:
    if shape in ("infinitive", "gerund"):
        return True
    if clause.subject is None:
        return False
    words = [doc[i].lower_ for i in range(*clause.subject)]
    if words[-1] in ("i", "we"):
        return True
    if len(words) != 1 or words[0] not in ("he", "she", "they", "it") or item.source is None:
        return False
    speaker = [token.lower_ for token in doc[slice(*item.source)]]
    if len(speaker) == 1 and speaker[0] in ("he", "she", "it", "they", "who"):
        return words[0] == speaker[0] or speaker[0] == "who"
    person = item.speaker is not None and item.speaker.kind == "person"
    return not (words[0] == "it" and person and speaker[-1] not in _firms())


def _firms() -> frozenset[str]:
    """What a person may be, and a firm: *the contractor said it would finish*."""
    return lexicons.words("words", "firms")
