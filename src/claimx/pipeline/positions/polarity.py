"""Whether the speaker commits to the content's main predicate being so or not so."""

from __future__ import annotations

from spacy.tokens import Token

from claimx.pipeline import lexicons
from claimx.pipeline.factuality import factuality_of
from claimx.pipeline.positions.phrases import Match, table
from claimx.pipeline.positions.reading import Reading
from claimx.records import Evidence, Polarity

_CANCEL_REACH = 8
_IMPLICATIVE_REACH = 5
_COMPLEMENTS = frozenset({"xcomp", "advcl"})
#: Scores of factuality beyond which a complement is not so, and its verb is.
_NOT_SO, _SO = -1.5, 1.0


def decide_polarity(reading: Reading) -> tuple[Polarity, tuple[Evidence, ...]]:
    """The polarity, each negation in cue or content turning it once, and the words that did."""
    cue = reading.cue
    negative = cue.group.polarity == "negative"
    evidence: list[Evidence] = []
    if negative:
        evidence.append(reading.evidence("polarity", f"cue.{cue.rule}", cue.tokens))
    if cue.negated is not None:
        negative = not negative
        evidence.append(_negation(reading, cue.negated))
    if _content_counts(reading):
        inside = content_negation(reading)
        if inside is not None:
            negative = not negative
            evidence.append(_negation(reading, inside))
        implied = implied_negation(reading)
        if implied is not None and not _is_cancelled(reading, implied.places[0]):
            negative = not negative
            evidence.append(
                reading.evidence("polarity", f"implicative.{implied.rule}", implied.places)
            )
    if not evidence and (unread := _unread_complement(reading)) is not None:
        place, score = unread
        negative = not negative
        evidence.append(reading.evidence("polarity", f"factuality.{score:.1f}", [place]))
    return ("negative" if negative else "positive"), tuple(evidence)


def _unread_complement(reading: Reading) -> tuple[int, float] | None:
    """A complement that is not so, though its verb is and no rule knows it, and its score.

    *was discouraged from signing*, where ``claimx_factuality`` has read the text. What is only
    wanted or planned is neither so nor not so.
    """
    inside = frozenset(reading.content)
    for i in reading.clause.after_predicate[:_IMPLICATIVE_REACH]:
        verb = reading.doc[i]
        if verb.pos_ != "VERB" or reading.forms[i] & lexicons.words("words", "irrealis"):
            continue
        for child in verb.rights:
            score = factuality_of(child)
            own = factuality_of(verb)
            if child.dep_ not in _COMPLEMENTS or child.i not in inside or score is None:
                continue
            if score < _NOT_SO and own is not None and own > _SO:
                return child.i, score
        return None
    return None


def _negation(reading: Reading, i: int) -> Evidence:
    word = "not" if reading.forms[i] & {"not", "n't"} else reading.doc[i].lower_
    return reading.evidence("polarity", f"negation.{word}", [i])


def _content_counts(reading: Reading) -> bool:
    """A negation inside what is asked about, or inside a noun phrase, is not the speaker's."""
    if reading.cue.group.act == "withhold":
        return False
    if reading.shape != "noun" or reading.cue.group.open:
        return True
    first = reading.clause.tokens[:1]
    return bool(first) and bool(reading.forms[first[0]] & {"not", "never"})


def content_negation(reading: Reading) -> int | None:
    """The token that negates the main clause of the content, unless a second one cancels it."""
    masked = reading.phrase_tokens("words", "false_negations")
    tokens = [i for i in _up_to_afterthought(reading) if i not in masked]
    negators = _negators(reading, tokens)
    if not negators:
        return None
    return None if _cancelled(reading, tokens, negators) else negators[0]


def implied_negation(reading: Reading) -> Match[str] | None:
    """*failed to sound*, *lacks a door*: the main verb says that something is not so.

    After the implicative verbs of Karttunen (1971): under a negation they turn it back.
    """
    clause = reading.clause
    if clause.predicate is None:
        return None
    tokens = clause.after_predicate[:_IMPLICATIVE_REACH]
    found = reading.match(table("words", "implicatives"), tokens)
    if found is None:
        # *from* and a gerund may be read as a clause of their own.
        tokens = tuple(i for i in reading.content if i >= clause.predicate)[:_IMPLICATIVE_REACH]
        found = reading.match(table("words", "implicatives_of_gerunds"), tokens)
        if found is None or not _gerund_follows(reading, found.places[-1]):
            return None
    between = [i for i in tokens if i < found.places[0] and i != clause.predicate]
    helping = lexicons.words("words", "auxiliaries") | lexicons.words("words", "negators")
    plain = all(reading.forms[i] & helping or _is_adverb(reading, i) for i in between)
    opens = found.places[0] == clause.predicate or _is_helping(reading, clause.predicate)
    return found if plain and opens else None


def _is_adverb(reading: Reading, i: int) -> bool:
    return reading.doc[i].tag_ == "RB" or reading.doc[i].lower_.endswith("ly")


def is_implicative(reading: Reading, found: Match[str]) -> bool:
    """Whether a word of blame only says that something is not so (*failed to sound*)."""
    implied = implied_negation(reading)
    if implied is None or _is_cancelled(reading, implied.places[0]):
        return False
    return bool(set(implied.places) & set(found.places))


def _is_helping(reading: Reading, i: int) -> bool:
    helping = lexicons.words("words", "auxiliaries") | lexicons.words("words", "modals")
    return bool(reading.forms[i] & helping)


def _gerund_follows(reading: Reading, i: int) -> bool:
    following = [j for j in (i + 1, i + 2) if j in reading.content]
    return any(_is_gerund(reading.doc[j]) for j in following)


def _is_gerund(token: Token) -> bool:
    """By its tag; by its shape, where it has none or is taken for another form of its verb."""
    if token.tag_ == "VBG":
        return True
    shaped = token.lower_.endswith("ing") and len(token) > len("thing")
    verbal = token.pos_ == "VERB" and token.lemma_.lower() != token.lower_
    return shaped and (not token.tag_ or verbal)


def _is_cancelled(reading: Reading, i: int) -> bool:
    """Whether a negation right before has been cancelled by the word at ``i`` already."""
    tokens = [j for j in _up_to_afterthought(reading) if j < i]
    near = [j for j in tokens if j >= i - _CANCEL_REACH]
    cancels = reading.forms[i] & lexicons.words("words", "cancellers")
    return bool(cancels) and bool(_negators(reading, near)) and content_negation(reading) is None


def judgement_negated(reading: Reading, found: Match[str]) -> bool:
    """Whether cue or content negates a word of praise or blame found in the content.

    A phrase with its own negation (*nothing wrong*) is taken as it stands, and so is
    what stands after *but* in *not a museum but a showroom*.
    """
    negation = content_negation(reading)
    if negation in found.places:
        return False
    implied = implied_negation(reading)
    before = implied is not None and implied.places[-1] < found.places[0]
    if implied is not None and before and not _is_cancelled(reading, implied.places[0]):
        negation = implied.places[0] if negation is None else None
    if negation is None and _has_no(reading, found.places[-1]):
        negation = found.places[0]
    if negation is not None:
        between = range(negation, found.places[0])
        if any(reading.doc[i].lower_ == "but" for i in between):
            negation = None
    return (negation is not None) != (reading.cue.negated is not None)


def _has_no(reading: Reading, i: int) -> bool:
    """*no illegal disclosure*: a noun that is judged, and said not to be."""
    token = reading.doc[i]
    noun = token.head if token.dep_ == "amod" else token
    return any(child.lower_ == "no" and child.dep_ == "det" for child in noun.lefts)


def _up_to_afterthought(reading: Reading) -> tuple[int, ...]:
    """The main clause up to a comma after its predicate (*lucky, nothing more*)."""
    tokens, predicate = reading.clause.tokens, reading.clause.predicate
    if predicate is None:
        return tokens
    for place, i in enumerate(tokens):
        if i > predicate + 2 and reading.doc[i].text in (",", "—", "–"):
            return tokens[:place]
    return tokens


def _negators(reading: Reading, tokens: list[int]) -> list[int]:
    forms = [reading.forms[i] for i in tokens]
    phrases = {tokens[m.places[0]] for m in table("words", "negative_phrases").find(forms)}
    words = lexicons.words("words", "negators") - {"nor"}
    prepositions = lexicons.words("words", "prepositions")
    found = []
    for i in tokens:
        lower = reading.doc[i].lower_
        if lower == "no" and i and reading.doc[i - 1].lower_ in prepositions:
            continue
        following = reading.doc[i + 1].lower_ if i + 1 < len(reading.doc) else ""
        if lower == "not" and following.endswith("ing") and _in_subject(reading, i):
            continue
        if _in_relative(reading, tokens, i) or _added(reading, i) or _apart(reading, i):
            continue
        if lower in ("hardly", "scarcely", "barely") and not _before_verb(reading, i):
            continue
        if i in phrases or reading.forms[i] & words:
            found.append(i)
    return found


def _in_subject(reading: Reading, i: int) -> bool:
    return reading.clause.predicate is not None and i < reading.clause.predicate


def _in_relative(reading: Reading, tokens: list[int], i: int) -> bool:
    """Inside a relative clause on the subject (*things that are not true are …*)."""
    relatives = {"that", "who", "which", "whose", "where"}
    before = [reading.doc[j].lower_ for j in tokens[1:] if j < i]
    return _in_subject(reading, i) and any(word in relatives for word in before)


def _added(reading: Reading, i: int) -> bool:
    """*… and not raising his hands*: a second member, not the main predicate."""
    predicate = reading.clause.predicate
    late = predicate is not None and i > predicate + 2
    return late and reading.doc[i - 1].lower_ in ("and", "or", "but")


def _apart(reading: Reading, i: int) -> bool:
    """*a beach far from the village*: a distance between things, in no predicate."""
    if reading.doc[i].lower_ != "far" or i == 0:
        return False
    before = reading.doc[i - 1]
    return not reading.forms[i - 1] & {"be", "remain", "seem", "look", "appear"} and (
        before.lower_ not in ("not", "so", "still", "very")
    )


def _before_verb(reading: Reading, i: int) -> bool:
    predicate = reading.clause.predicate
    return predicate is not None and abs(i - predicate) <= 2


def _cancelled(reading: Reading, tokens: list[int], negators: list[int]) -> bool:
    """Whether a second negation follows the first in the same clause."""
    cancellers = lexicons.words("words", "cancellers")
    for i in tokens[tokens.index(negators[0]) + 1 :]:
        word = reading.doc[i].lower_
        if word in (",", ";", "and", "but", "or", "nor") or i > negators[0] + _CANCEL_REACH:
            return False
        if i in negators or reading.forms[i] & cancellers:
            return True
    return False
