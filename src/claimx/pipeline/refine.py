"""What syntax says better than the model: corrections to its attributions.

Each rule is a case of the guidelines that PolNeAR, from which the model learnt, decides
otherwise or is silent on; each was read off errors on the development sets. All need a
parse, and do nothing without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from claimx.pipeline.clause_edges import joined_verbs, part_cue, whole_content
from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.lexicons import words
from claimx.pipeline.quotes import get_quotes
from claimx.pipeline.source_edges import whole_source

_FIRST_PERSON = frozenset({"i", "we"})
RELATIVES = frozenset({"who", "which", "that"})
_ARTICLES = frozenset({"a", "an", "the"})
_REFUSING = frozenset({"would", "will", "wo"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither"})
#: Dependents of a speaker that do not belong to its span (GUIDELINES, section 2); those
#: that are close do where no comma parts them from it ("a source close to the talks").
_LOOSE = frozenset(
    {"acl:relcl", "acl", "appos", "punct", "parataxis", "conj", "cc", "advcl", "case", "mark"}
)
#: Clauses without a subject of their own, and what the clause whose subject they share hangs on.
_CONTROLLED = ("advcl", "xcomp", "acl")
_CONTROLLING = ("VERB", "AUX", "ADJ")
_CLOSE = frozenset({"acl", "appos", "conj"})


def refine(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of ``doc`` that stay, their sources corrected in place."""
    if not doc.has_annotation("DEP"):
        return list(found)
    for item in found:
        if item.source is not None:
            item.source = whole_source(doc, item.source)
    cut = {place: item.source for item in found if item.source for place in range(*item.source)}
    for item in found:
        if item.cue is not None:
            _to_the_noun(doc, item)
            head = doc[slice(*item.cue)].root
            item.source = _source(doc, item, head, cut)
            if head.pos_ == "NOUN":
                _nominal(item, head)
            part_cue(item, head)
            item.contents = whole_content(doc, item, head)
        item.contents = _merged(_antecedent(doc, span) for span in item.contents)
        item.contents = _beside_source(doc, item)
    quoted = _quoted(doc)
    dropped = {
        number
        for number, item in enumerate(found)
        if _is_empty(doc, item)
        or _is_silence(doc, item)
        or _is_narration(doc, item, quoted)
        or _is_no_act_of_speech(doc, item)
    }
    return keep(found, dropped | joined_verbs(doc, found))


def keep(found: Sequence[Attribution], dropped: set[int]) -> list[Attribution]:
    """``found`` without the numbers in ``dropped``; what was nested in one moves out of it."""
    numbers: dict[int, int] = {}
    kept: list[Attribution] = []
    for number, item in enumerate(found):
        if number not in dropped:
            numbers[number] = len(kept)
            kept.append(item)
    for item in kept:
        outer = item.within
        while outer is not None and outer in dropped:
            outer = found[outer].within
        item.within = None if outer is None else numbers[outer]
    return kept


def noun_phrase(head: Token) -> TokenRange:
    """The tokens of a speaker's noun phrase: no comma phrase, no relative clause, no case."""
    kept = {head.i}
    for child in head.children:
        # The comma is the first word of what it sets off (UD's way), or stands before it.
        edge = child.left_edge.i
        after_comma = any(token.text == "," for token in head.doc[max(edge - 1, 0) : edge + 1])
        loose = child.dep_ in _LOOSE and (after_comma or child.dep_ not in _CLOSE)
        if not loose:
            kept.update(token.i for token in child.subtree)
    return min(kept), max(kept) + 1


def _source(
    doc: Doc, item: Attribution, head: Token, cut: dict[int, TokenRange]
) -> TokenRange | None:
    """The source, unless the cue's own syntax tells another, or none.

    ``cut`` holds, for each token of a source, that source as the model has cut it.
    """
    subject = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
    if head.lemma_.lower() in words("nested", "felt") and subject is not None:
        if subject.lower_ not in RELATIVES | {"it"}:
            return noun_phrase(subject)
        if subject.lower_ in RELATIVES and head.dep_ == "acl:relcl":
            return noun_phrase(head.head)
    if item.source is not None:
        source = doc[slice(*item.source)].root
        if source.dep_ in ("nsubj:pass", "expl") and source.head == head:
            return agent(head)
        if is_passive(head) and (source.lower_ == "it" or source == subject):
            return agent(head)
    if head.dep_ == "acl:relcl" and subject is not None and subject.lower_ in RELATIVES:
        antecedent = noun_phrase(head.head)
        near = 0 <= subject.i - antecedent[1] <= 1
        apart = item.source is None or not _overlap(item.source, (antecedent[0], subject.i + 1))
        if near and apart:
            return antecedent
    if item.source is None and subject is None and not is_passive(head):
        shared = shared_subject(head)
        return None if shared is None else cut.get(shared.i) or noun_phrase(shared)
    if item.source is None and item.within is not None and subject is not None:
        return noun_phrase(subject) if subject.dep_ == "nsubj" else agent(head)
    return item.source


def shared_subject(head: Token) -> Token | None:
    """The subject that a verb without one of its own has from another clause."""
    return _joint_subject(head) or _controller(head)


def _joint_subject(head: Token) -> Token | None:
    """The subject of *said* in *said it is over and promised help*, for *promised*."""
    while head.dep_ == "conj" and head.pos_ == "VERB":
        head = head.head
        if is_passive(head):
            return None
        for child in head.lefts:
            if child.dep_ == "nsubj" and child.lower_ not in RELATIVES:
                return child
    return None


def _controller(head: Token) -> Token | None:
    """The subject of *left* in *saying it is over, she left*, for *saying*."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ not in _CONTROLLED or head.tag_ not in ("VBG", "VB"):
        return None
    while head.dep_ in (*_CONTROLLED, "conj", "ccomp") and head.head.pos_ in _CONTROLLING:
        head = head.head
        for child in head.children:
            if child.dep_.startswith("nsubj") and child.lower_ not in RELATIVES:
                return child
    return None


def is_passive(head: Token) -> bool:
    """Whether a verb is a passive: by its auxiliary or its subject, or one that shares them.

    With verbs that address somebody the form is enough, whatever the labels: *they were told*.
    """
    labels = {child.dep_ for child in head.children}
    if labels & {"aux:pass", "nsubj:pass"}:
        return True
    if head.tag_ not in ("VBN", "VBD") or head.lemma_.lower() not in words("nested", "addressing"):
        return False
    if any(child.dep_ == "aux" and child.lemma_.lower() == "be" for child in head.lefts):
        return True
    return head.dep_ == "conj" and "nsubj" not in labels and is_passive(head.head)


def agent(head: Token) -> TokenRange | None:
    """The *by* phrase of a passive."""
    for child in head.children:
        if child.dep_.startswith("obl") and has_case(child, "by"):
            return noun_phrase(child)
    return None


def has_case(noun: Token, case: str) -> bool:
    """Whether a word before a noun that hangs on it is ``case`` (*by*, *from*, *as*)."""
    return any(child.lower_ == case for child in noun.lefts)


def _to_the_noun(doc: Doc, item: Attribution) -> None:
    """A cue that is only the *’s* of *the union’s demand* is moved to the noun."""
    assert item.cue is not None
    mark = doc[item.cue[0]]
    noun = mark.head.head
    if item.cue[1] - item.cue[0] > 1 or mark.tag_ != "POS" or noun.pos_ != "NOUN":
        return
    item.cue = (noun.i, noun.i + 1)
    rest = [(max(start, noun.i + 1), end) for start, end in item.contents]
    item.contents = [(start, end) for start, end in rest if start < end] or item.contents


def _nominal(item: Attribution, head: Token) -> None:
    """Of a noun of saying: its source, where the model has none or another, and its content.

    *The union’s demand for …*, *a statement by the navy that …*: the possessor or the *by*
    phrase, and no more than the clause that hangs on the noun.
    """
    for child in head.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and has_case(child, "by")):
            source = noun_phrase(child)
            if item.source is None or not _overlap(item.source, source):
                item.source = source
    if item.source is not None and head.doc[slice(*item.source)].text.lower() in _ARTICLES:
        item.source = None
    if item.source is None:
        phrases = (child for child in head.rights if child.dep_ == "nmod")
        sender = next((child for child in phrases if has_case(child, "from")), None)
        item.source = None if sender is None else noun_phrase(sender)
    for child in head.children:
        clause = (child.left_edge.i, child.right_edge.i + 1)
        start, end = max(item.contents, key=lambda span: span[1] - span[0])
        if child.dep_ in ("acl", "ccomp") and clause[0] <= start < clause[1] < end:
            item.contents = [(start, clause[1])]


def _beside_source(doc: Doc, item: Attribution) -> list[TokenRange]:
    """The contents of ``item`` but those in its source: *China*, where *which* speaks."""
    if item.source is None:
        return item.contents
    first, last = _antecedent(doc, item.source)
    apart = [(start, end) for start, end in item.contents if start < first or end > last]
    return apart or item.contents


def _antecedent(doc: Doc, span: TokenRange) -> TokenRange:
    """What a content that is only *which* stands for (GUIDELINES, 6.2); any other as it is."""
    words = [token for token in doc[slice(*span)] if not token.is_punct]
    if len(words) != 1 or words[0].lower_ not in RELATIVES:
        return span
    clause = words[0]
    while clause.dep_ not in ("acl:relcl", "ROOT"):
        clause = clause.head
    # Before its verb it is a relative pronoun; after it, a demonstrative ("who said that").
    if clause.dep_ == "ROOT" or not clause.head.i < words[0].i < clause.i:
        return span
    return noun_phrase(clause.head)


def _merged(spans: Iterable[TokenRange]) -> list[TokenRange]:
    """The spans in order, those that overlap as one: a fragment grown into the next ends both."""
    merged: list[TokenRange] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _overlap(one: TokenRange, other: TokenRange) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_empty(doc: Doc, item: Attribution) -> bool:
    """Whether the contents hold no word but function words ("looked at *the*")."""
    return all(
        token.pos_ in ("DET", "ADP", "PUNCT", "SPACE", "PART", "CCONJ", "SCONJ")
        for start, end in item.contents
        for token in doc[start:end]
    )


def _is_silence(doc: Doc, item: Attribution) -> bool:
    """Negated disclosure with no content of the source's own: *have not released any names*.

    To refuse is an act of its own, and stays (GUIDELINES, 1 and 6.13).
    """
    if item.cue is None:
        return False
    cue = doc[slice(*item.cue)]
    if cue.root.lemma_.lower() not in words("silence", "verbs"):
        return False
    first = doc[min(item.contents)[0]]
    if any(child.lower_ in _REFUSING for child in cue.root.children):
        return False
    negated = {child.lower_ for child in cue.root.children} | {token.lower_ for token in cue}
    if not negated & _NEGATIONS and first.lower_ != "no":
        return False
    return not any(
        token.dep_ == "nsubj" for start, end in item.contents for token in doc[start:end]
    )


def _is_no_act_of_speech(doc: Doc, item: Attribution) -> bool:
    """What a thing is called (*a group called Elm*), and what somebody was denied (*a visa*)."""
    if item.cue is None:
        return False
    head = doc[slice(*item.cue)].root
    if head.tag_ not in ("VBN", "VBD"):
        return False
    if head.dep_ == "acl" and head.lemma_.lower() in words("nested", "naming"):
        return agent(head) is None
    given = any(child.dep_ == "obj" for child in head.rights)
    return head.lemma_.lower() == "deny" and given and is_passive(head)


def _is_narration(doc: Doc, item: Attribution, quoted: Iterable[TokenRange]) -> bool:
    """The author's own *I think*: first person, outside of any quote and any claim."""
    if item.source is None or item.within is not None:
        return False
    source = doc[slice(*item.source)]
    if source.text.lower() not in _FIRST_PERSON:
        return False
    return not any(start <= source.start < end for start, end in quoted)


def _quoted(doc: Doc) -> list[TokenRange]:
    spans = (
        doc.char_span(quote.start, quote.end, alignment_mode="expand") for quote in get_quotes(doc)
    )
    return [(span.start, span.end) for span in spans if span is not None]
