"""A main clause read from words alone, for a ``Doc`` without a parse."""

from __future__ import annotations

from spacy.tokens import Doc

from claimx.pipeline import lexicons
from claimx.pipeline.layers import TokenRange
from claimx.pipeline.positions.forms import forms_of

ClauseParts = tuple[list[int], int | None, TokenRange | None, TokenRange | None]
_BREAKS = frozenset(",;:.!?—–()\"'“”‘’…") | {"--"}
_LEADING = frozenset(
    {"if", "unless", "when", "because", "although", "though", "while", "since", "as", "until"}
    | {"once", "whereas", "despite", "after", "before", "whether", "provided", "even"}
)
_SUBORDINATING = frozenset({"because", "although", "though", "whereas", "unless", "if", "when"})
_NOMINATIVE = frozenset({"i", "we", "he", "she", "they"})


def without_leading_clause(doc: Doc, tokens: list[int]) -> list[int]:
    """``tokens`` without a subordinate clause or adjunct set off by a comma at their head."""
    prepositions = lexicons.words("words", "prepositions")
    if not tokens or doc[tokens[0]].lower_ not in _LEADING | prepositions:
        return tokens
    relatives = lexicons.words("words", "wh")
    for place, i in enumerate(tokens[:-1]):
        if doc[i].text == "," and place > 1 and doc[tokens[place + 1]].lower_ not in relatives:
            return tokens[place + 1 :]
    return tokens


def read(doc: Doc, tokens: list[int]) -> ClauseParts:
    """The main clause of ``tokens``: its tokens, predicate, subject and object."""
    tokens = _without_dated_start(doc, tokens)
    place = _predicate_place(doc, tokens)
    main = _main_tokens(doc, tokens, place)
    if place is None:
        return main, None, None, _noun_phrase(doc, tokens, 0)
    predicate = tokens[place]
    subject = _subject(doc, tokens, place)
    return main, predicate, subject, _noun_phrase(doc, tokens, place + 1)


def is_finite(doc: Doc, i: int) -> bool:
    """Whether the token looks like a finite verb, by its tag or, untagged, by its form."""
    token = doc[i]
    if token.tag_:
        return token.tag_ in ("MD", "VBD", "VBP", "VBZ")
    word = token.lower_
    if _possessive(doc, i):
        return False
    if word in _closed_verbs():
        return True
    irregular = lexicons.load("words")["irregular"]
    return word in irregular or (word.endswith("ed") and len(word) > 4)


def _closed_verbs() -> frozenset[str]:
    return lexicons.words("words", "auxiliaries") | lexicons.words("words", "modals")


def _predicate_place(doc: Doc, tokens: list[int]) -> int | None:
    relatives = {"which", "who", "whom", "that", "where", "whose"}
    for sure in (True, False):
        relative = group = False
        for place, i in enumerate(tokens):
            if doc[i].lower_ in _SUBORDINATING and place > 1:
                break
            if doc[i].lower_ in relatives and place:
                relative, group = True, False
                continue
            verb = _closed(doc, i) if sure else is_finite(doc, i)
            verb = verb or (not sure and _third_person(doc, tokens, place))
            if verb and not relative:
                return place
            if relative and group and not is_finite(doc, i):
                relative = False
            group = relative and is_finite(doc, i)
    return None


def _closed(doc: Doc, i: int) -> bool:
    """An auxiliary or a modal, which no noun is taken for."""
    return doc[i].lower_ in _closed_verbs() and not _possessive(doc, i)


def _possessive(doc: Doc, i: int) -> bool:
    if doc[i].lower_ not in ("'s", "’s"):
        return False
    pronouns = {"it", "he", "she", "that", "there", "what", "who", "here"}
    return i == 0 or doc[i - 1].lower_ not in pronouns


def _third_person(doc: Doc, tokens: list[int], place: int) -> bool:
    """An untagged word in *-s* between a noun and a noun phrase: perhaps a verb."""
    if place == 0 or place + 1 >= len(tokens) or doc[tokens[place]].tag_:
        return False
    word = doc[tokens[place]].lower_
    follows = doc[tokens[place + 1]].lower_
    openers = lexicons.words("words", "determiners") | lexicons.words("words", "prepositions")
    return (
        word.endswith("s")
        and not word.endswith(("ss", "'s", "us"))
        and follows
        in openers
        - {
            "of",
            "in",
            "from",
            "at",
        }
    )


def _without_dated_start(doc: Doc, tokens: list[int]) -> list[int]:
    """*By 2040 the road may …*: the subject begins after the date."""
    dated = len(tokens) > 3 and doc[tokens[1]].like_num
    opener = doc[tokens[0]].lower_ if tokens else ""
    if dated and opener in ("by", "in", "since", "after", "before", "until"):
        return tokens[2:]
    return tokens


def _main_tokens(doc: Doc, tokens: list[int], place: int | None) -> list[int]:
    """Up to a subordinator, a semicolon or a coordinated clause after the predicate."""
    if place is None:
        return tokens
    cut = lexicons.words("words", "subordinators") - {"that", "as", "so", "than", "how", "before"}
    for offset in range(place + 1, len(tokens)):
        i = tokens[offset]
        if doc[i].lower_ in cut or doc[i].text == ";":
            return tokens[:offset]
        if doc[i].lower_ == "that" and _opens_complement(doc, tokens, place, offset):
            return tokens[:offset]
        joined = doc[i].lower_ in ("and", "but", "or", "yet")
        if joined and any(_closed(doc, j) for j in tokens[offset + 1 : offset + 4]):
            return tokens[:offset]
    return tokens


def _opens_complement(doc: Doc, tokens: list[int], place: int, offset: int) -> bool:
    """*lied that the …*: another's proposition, unless a verb of thinking or *be* stands before."""
    soft = lexicons.words("words", "hedge_verbs") | lexicons.words("words", "be")
    if any(forms_of(doc[i]) & soft for i in tokens[place:offset]) or offset + 1 >= len(tokens):
        return False
    openers = lexicons.words("words", "determiners") | lexicons.words("words", "third_person")
    return doc[tokens[offset + 1]].lower_ in openers | {"there", "i", "we"}


def _subject(doc: Doc, tokens: list[int], place: int) -> TokenRange | None:
    asked = place == 1 and doc[tokens[0]].lower_ in lexicons.words("words", "wh")
    if place == 0 or asked or doc[tokens[0]].lower_ == "there":
        return _noun_phrase(doc, tokens, place + 1)
    end = place
    while end > 1 and _is_adverb(doc, tokens[end - 1]):
        end -= 1
    start = 0
    while start < end - 1 and _is_adverb(doc, tokens[start]):
        start += 1
    if doc[tokens[end - 1]].lower_ in _NOMINATIVE:
        start = end - 1
    return (tokens[start], tokens[end - 1] + 1) if _adjacent(tokens, start, end) else None


def _adjacent(tokens: list[int], start: int, end: int) -> bool:
    return tokens[end - 1] - tokens[start] == end - 1 - start


def _is_adverb(doc: Doc, i: int) -> bool:
    word = doc[i].lower_
    return word in ("not", "never", "also", "still", "now", "perhaps", "maybe", "just", ",") or (
        word.endswith("ly") and len(word) > 4
    )


def _noun_phrase(doc: Doc, tokens: list[int], place: int) -> TokenRange | None:
    """The first phrase from ``place`` on that a determiner opens, up to a verb or a break."""
    determiners = lexicons.words("words", "determiners") - {"no"}
    for start in range(place, len(tokens)):
        if doc[tokens[start]].lower_ in determiners and start + 1 < len(tokens):
            end = start + 1
            while end < len(tokens) and not _ends_phrase(doc, tokens[end]):
                end += 1
            if end > start + 1 and _adjacent(tokens, start, end):
                return tokens[start], tokens[end - 1] + 1
    return None


def _ends_phrase(doc: Doc, i: int) -> bool:
    word = doc[i].lower_
    stops = lexicons.words("words", "subordinators") | lexicons.words("words", "prepositions")
    stops |= lexicons.words("words", "coordinators") | {"to", "again", "before", "so", "more"}
    return (
        doc[i].text in _BREAKS or word in stops - {"of"} or word in _closed_verbs() - {"'s", "’s"}
    )
