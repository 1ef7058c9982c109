"""Claims of verbs that take a stand by themselves, which the model has left out.

*paid tribute to the crew*, *welcomed the tunnel*, *Laughing off talk of a rift, she …*: PolNeAR
marks few claims of a noun phrase, so the model is often unsure of them. A verb of the lexicon
in its frame, by the parse, makes a claim where the model thinks a cue possible at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.attrs import POS
from spacy.symbols import VERB
from spacy.tokens import Doc, Token

from claimx.pipeline.layers import Attribution, TokenRange, cue_tokens, innermost
from claimx.pipeline.lexicons import load
from claimx.pipeline.model_files import FloatArray
from claimx.pipeline.refine import (
    RELATIVES,
    agent,
    has_case,
    is_passive,
    noun_phrase,
    shared_subject,
)
from claimx.pipeline.speakers.vocabulary import CALENDAR, SPEAKING_NOUNS, is_noun

CONFIDENCE = 0.5
_POSSESSIVE = "..."
#: Frames in which a thing may stand for a subject, too (*a problem demands a response*).
_OF_PEOPLE = frozenset({"object", "infinitive"})
_SPEAKERS = frozenset({"NOUN", "PROPN", "PRON"})
#: What somebody is told by, and is no speaker.
_MEANS = frozenset({"phone", "telephone", "letter", "email", "e-mail", "post", "text", "law"})
_CALLED = frozenset({"on", "upon", "to", "with"})
_NOBODY = frozenset({"it", "there", "which", "what", "this", "that"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a verb takes as its content, and where its cue ends."""

    content: TokenRange
    cue_end: int


def add_stands(doc: Doc, found: Sequence[Attribution], chances: FloatArray) -> list[Attribution]:
    """The attributions of ``doc`` with those of such verbs added.

    Args:
        chances: for each token, that the model takes it for a cue's (0 where it is no word).
    """
    if not doc.has_annotation("DEP"):
        return list(found)
    taken = cue_tokens(found) | innermost(found).keys()
    added: list[Attribution] = []
    for place in np.flatnonzero(doc.to_array(POS) == VERB).tolist():
        if place in taken:
            continue
        claim = _claim(doc[place], float(chances[place]))
        if claim is not None and not own_words(claim) & taken:
            added.append(claim)
            taken |= own_words(claim)
    return [*found, *added]


def own_words(claim: Attribution) -> set[int]:
    """The tokens of a claim's cue and contents."""
    return cue_tokens([claim]) | innermost([claim]).keys()


def _claim(verb: Token, chance: float) -> Attribution | None:
    if is_passive(verb):
        return _passive(verb, chance)
    source = _speaker(verb)
    frame = _frame(verb, chance)
    if source is None or frame is None or _overlaps(source, frame.content):
        return None
    start = _group_start(verb)
    return Attribution(source, (start, frame.cue_end), [frame.content], confidence=CONFIDENCE)


def _overlaps(one: TokenRange, other: TokenRange) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _frame(verb: Token, chance: float) -> _Frame | None:
    """The first frame that the verb stands in, and that the model does not gainsay."""
    lemma = verb.lemma_.lower()
    least: dict[str, float] = load("stands")["least"]
    if (found := _phrase(verb, lemma)) is not None:
        return found
    for name, read in _READERS.items():
        limit = least["thing"] if name in _OF_PEOPLE and not _can_speak(verb) else least[name]
        known = lemma in _verbs(name) or (name == "addressed" and lemma in _verbs("addressed_to"))
        if chance >= limit and known and (found := read(verb)) is not None:
            return found
    return None


def _can_speak(verb: Token) -> bool:
    """Whether the subject is no common noun, or one for people, bodies or documents."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN":
        return True
    word = subject.lower_
    return is_noun(word) or word in SPEAKING_NOUNS


@cache
def _verbs(frame: str) -> frozenset[str]:
    return frozenset(load("stands")["frames"][frame])


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """The words after each verb of the phrases."""
    found: dict[str, list[list[str]]] = {}
    for phrase in load("stands")["frames"]["phrases"]:
        first, *rest = phrase.split()
        found.setdefault(first, []).append(rest)
    return found


def _phrase(verb: Token, lemma: str) -> _Frame | None:
    """*paid tribute to* | *the crew*: the words of the phrase, then a noun phrase or a gerund."""
    for rest in _phrases().get(lemma, ()):
        end = _end_of_phrase(verb, rest)
        if end is not None and (content := _after(verb, end)) is not None:
            return _Frame(content, end)
    return None


def _end_of_phrase(verb: Token, rest: Sequence[str]) -> int | None:
    doc, place = verb.doc, verb.i + 1
    for word in rest:
        for part in word.replace("-", " - ").split():
            if place >= len(doc):
                return None
            token = doc[place]
            own = token.dep_ == "nmod:poss" and part == _POSSESSIVE
            if not own and part not in (token.lower_, token.lemma_.lower()):
                return None
            place += 1
    return place


def _after(verb: Token, start: int) -> TokenRange | None:
    """What begins at ``start`` and hangs on the verb or on its phrase, to its end."""
    for token in verb.subtree:
        if token.i >= start and token.head.i < start and token.dep_ not in ("punct", "case"):
            edge = min((part.i for part in token.subtree if part.i >= start), default=token.i)
            if edge == start and token.pos_ in (*_SPEAKERS, "VERB", "NUM", "ADJ"):
                return start, _end(token)
    return None


def _end(head: Token) -> int:
    """The end of a phrase, without a clause that a comma sets off."""
    end = head.right_edge.i + 1
    for child in head.rights:
        comma = child.doc[child.left_edge.i].text == ","
        if child.dep_ in ("acl:relcl", "appos", "advcl", "acl", "parataxis", "conj") and comma:
            end = min(end, child.left_edge.i)
    return end


def _of_object(verb: Token) -> _Frame | None:
    thing = next((child for child in verb.rights if child.dep_ == "obj"), None)
    if thing is None or thing.pos_ not in _SPEAKERS or thing.lower_ in RELATIVES:
        return None
    several = any(child.dep_ in ("iobj", "xcomp", "ccomp") for child in verb.rights)
    start = thing.left_edge.i
    if several or start != verb.i + 1:
        return None
    return _Frame((start, _end(thing)), verb.i + 1)


def _of_infinitive(verb: Token) -> _Frame | None:
    act = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    if act is None or not has_case(act, "to") or act.tag_ != "VB":
        return None
    start = act.left_edge.i
    return _Frame((start, _end(act)), verb.i + 1) if start == verb.i + 1 else None


def _of_addressee(verb: Token) -> _Frame | None:
    spoken_to = any(child.dep_ in ("obj", "iobj") for child in verb.rights)
    if verb.lemma_.lower() in _verbs("addressed_to"):
        spoken_to = any(child.dep_ == "obl" for child in verb.rights)
    act = next((child for child in verb.rights if child.dep_ in ("xcomp", "ccomp")), None)
    if not spoken_to or act is None or not has_case(act, "to") or act.tag_ != "VB":
        return None
    after = verb.doc[verb.i + 1]
    with_case = after.dep_ in ("case", "fixed", "compound:prt") and after.lower_ in _CALLED
    return _Frame((act.left_edge.i, _end(act)), verb.i + 1 + with_case)


def _of_clause(verb: Token) -> _Frame | None:
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if clause is None or not any(child.dep_.startswith("nsubj") for child in clause.lefts):
        return None
    return _Frame((clause.left_edge.i, clause.right_edge.i + 1), verb.i + 1)


_READERS = {
    "plain": _of_object,
    "addressed": _of_addressee,
    "infinitive": _of_infinitive,
    "clause": _of_clause,
    "object": _of_object,
}


def _speaker(verb: Token) -> TokenRange | None:
    """Who takes the stand; None where that is nobody who could."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in RELATIVES and verb.dep_ == "acl:relcl":
        subject = verb.head if verb.head.i < subject.i else None
    elif subject is None:
        subject = shared_subject(verb)
    if subject is None or subject.pos_ not in _SPEAKERS or subject.lower_ in _NOBODY:
        return None
    return noun_phrase(subject)


def _passive(verb: Token, chance: float) -> Attribution | None:
    """*Rumours were rubbished by the chairman*, *is thought to have been lit*."""
    lemma = verb.lemma_.lower()
    least = load("stands")["least"]
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj:pass"), None)
    if subject is None or subject.lower_ in RELATIVES | _NOBODY:
        return None
    by = agent(verb)
    if by is not None and verb.doc[slice(*by)].root.lower_ in CALENDAR | _MEANS:
        by = None
    act = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    infinitive = act is not None and has_case(act, "to")
    cue = (_group_start(verb), verb.i + 1)
    whole = (subject.left_edge.i, _end(subject))
    contents: list[TokenRange] = []
    if by is not None and infinitive and act is not None and lemma in _verbs("addressed"):
        contents = [(act.left_edge.i, _end(act))] if chance >= least["addressed"] else []
    elif by is not None and lemma in _verbs("plain") | _verbs("object"):
        frame = "plain" if lemma in _verbs("plain") else "object"
        contents = [whole] if chance >= least[frame] else []
    elif by is not None and (part := _particle(verb)) is not None:
        contents, cue = [whole], (cue[0], part.i + 1)
    elif by is None and infinitive and act is not None and chance >= least["view"]:
        deed = (act.left_edge.i, _end(act))
        if lemma in _verbs("addressed_passive"):
            contents = [deed]
        elif lemma in _verbs("view"):
            contents = [whole, deed]
    if not contents or (by is not None and any(_overlaps(by, span) for span in contents)):
        return None
    return Attribution(by, cue, contents, confidence=CONFIDENCE)


def _particle(verb: Token) -> Token | None:
    """The particle of *was brushed aside*."""
    known = _verbs("particles")
    for child in verb.rights:
        if f"{verb.lemma_.lower()} {child.lower_}" in known and child.i == verb.i + 1:
            return child
    return None


def _group_start(verb: Token) -> int:
    """Where the verb's own auxiliaries and negation begin, those of a clause apart."""
    parts = [
        child.i
        for child in verb.lefts
        if child.dep_.startswith("aux") or child.lower_ in ("not", "n't")
    ]
    near = [
        i for i in parts if not any(verb.doc[j].dep_.startswith("nsubj") for j in range(i, verb.i))
    ]
    return min([*near, verb.i])
