"""Acts that the content makes of an open cue: *said that he would …* is a promise.

Each rule looks for one act and gives the words that show it, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from claimx.pipeline import lexicons
from claimx.pipeline.positions.phrases import Match, merged, table
from claimx.pipeline.positions.polarity import (
    content_negation,
    is_implicative,
    judgement_negated,
)
from claimx.pipeline.positions.reading import Reading
from claimx.records import Act, Evidence

_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_BETWEEN = frozenset({"not", "n't", "never", "still", "also", "well", "already", "even", "now"})
Found: TypeAlias = tuple[Act, Evidence] | None


def _listed(reading: Reading, act: Act, tokens: tuple[int, ...]) -> Found:
    found = reading.match(table("content", act), tokens)
    if found is None:
        return None
    return act, reading.evidence("act", f"content.{act}.{found.rule}", found.places)


def _question(reading: Reading) -> Found:
    clause = reading.clause
    asked = reading.match(table("content", "question"), clause.tokens)
    if asked is not None:
        return "question", reading.evidence("act", f"content.question.{asked.rule}", asked.places)
    if not clause.question or not clause.tokens or reading.shape in ("noun", "gerund"):
        return None
    request = reading.match(table("content", "request"), clause.tokens)
    if request is not None:
        return "demand", reading.evidence("act", f"content.request.{request.rule}", request.places)
    return "question", reading.evidence("act", "content.question", clause.tokens[-1:])


def _withhold(reading: Reading) -> Found:
    return _listed(reading, "withhold", reading.content)


def _demand(reading: Reading) -> Found:
    clause = reading.clause
    subjunctive = _subjunctive(reading)
    if subjunctive is not None:
        return "demand", reading.evidence("act", "content.subjunctive", [subjunctive])
    if reading.shape == "imperative":
        first = next(i for i in reading.content if not reading.doc[i].is_punct)
        return "demand", reading.evidence("act", "content.imperative", [first])
    lists = ("demand", "demand_own") if _is_spoken_for(reading) else ("demand",)
    found = reading.match(merged("content", *lists), clause.tokens)
    if found is not None and _is_about_oneself(reading):
        return None
    if found is None or _perfect(reading, max(found.places)) or _foreseen(reading, found.phrase):
        return None
    if found.phrase == "please" and reading.doc[found.places[0]].tag_.startswith("V"):
        return None  # what pleases somebody
    if found.places[0] > (clause.predicate or 0) + 4 or clause.condition is not None:
        return None
    return "demand", reading.evidence("act", f"content.demand.{found.rule}", found.places)


def _is_spoken_for(reading: Reading) -> bool:
    """Whether a wish is the speaker's: by *we* and *you*, or for want of another subject."""
    subject = reading.clause.subject
    if subject is None or reading.own:
        return True
    return any(reading.doc[i].lower_ in ("we", "i", "you", "it", "there") for i in range(*subject))


def _is_about_oneself(reading: Reading) -> bool:
    """*I have to say*: what one must do oneself."""
    subject = reading.clause.subject
    return subject is not None and reading.doc[subject[1] - 1].lower_ == "i"


def _subjunctive(reading: Reading) -> int | None:
    """*insisted that the guards be paid*: a bare verb with a subject of its own, after a cue."""
    clause = reading.clause
    if reading.shape not in ("clause", "noun") or clause.subject is None or not reading.item.cue:
        return None
    if clause.subject[0] < reading.item.cue[1]:
        return None
    verb = next((i for i in clause.tokens if i >= clause.subject[1]), None)
    if verb is not None and reading.doc[verb].lower_ == "not":
        verb += 1
    bare = verb is not None and verb in clause.tokens and reading.doc[verb].lower_ == "be"
    if bare and reading.doc[clause.subject[1] - 1].lower_ == "to":
        return None
    return verb if bare else None


def _foreseen(reading: Reading, phrase: str) -> bool:
    """*should be ready by Friday*: what one expects, not what one asks for."""
    if phrase not in ("should", "ought"):
        return False
    guessed = reading.cue.group.certainty is not None and reading.cue.group.act != "demand"
    able = reading.match(table("content", "foreseen"), reading.clause.tokens) is not None
    dated = reading.match(table("content", "future"), reading.content) is not None
    reported = reading.any_form(reading.cue.tokens, frozenset({"according", "per"})) is not None
    return able or (dated and (guessed or reported or _is_progressive(reading)))


def _is_progressive(reading: Reading) -> bool:
    """*should be running again*."""
    after = reading.clause.after_predicate[:4]
    return any(
        reading.doc[i].lower_ == "be" and i + 1 in after and reading.doc[i + 1].tag_ == "VBG"
        for i in after
    )


def _perfect(reading: Reading, i: int) -> bool:
    """*should have done*, *may have been*: about the past."""
    have = next((j for j in _next(reading, i, 3) if reading.forms[j] & {"have"}), None)
    if have is None or any(reading.doc[j].lower_ == "to" for j in _next(reading, i, 2)):
        return False
    irregular = lexicons.load("words")["irregular"]
    words = [reading.doc[j].lower_ for j in _next(reading, have, 2)]
    return any(w in irregular or w.endswith(("ed", "en")) or w == "never" for w in words)


def _next(reading: Reading, i: int, count: int) -> list[int]:
    return [j for j in range(i + 1, i + 1 + count) if j in reading.content]


def _concede(reading: Reading) -> Found:
    first = reading.any_form(reading.content, lexicons.words("words", "first_person"))
    if first is None and not reading.own:
        return None
    opener = reading.clause.tokens[:1]
    if opener and reading.doc[opener[0]].lower_ == "yes":
        return "concede", reading.evidence("act", "content.concede.yes", opener)
    own_fault = _listed(reading, "concede", reading.content)
    if own_fault is not None or reading.clause.subject is None:
        return own_fault
    subject = range(*reading.clause.subject)
    if not any(reading.doc[i].lower_ in ("our", "my", "we", "i") for i in subject):
        return None
    fault = reading.match(table("evaluation", "blame"), reading.clause.after_predicate)
    if fault is None or content_negation(reading) is not None or _is_future(reading) is not None:
        return None
    return "concede", reading.evidence("act", f"content.own_fault.{fault.rule}", fault.places)


def _falsehood(reading: Reading) -> Found:
    found = reading.match(table("evaluation", "falsehood"), reading.clause.after_predicate)
    if found is None or reading.is_attribute(found.places[0]):
        return None
    negation = content_negation(reading)
    if negation is not None and negation not in found.places:
        return None
    verb = reading.doc[found.places[0]].tag_.startswith("VB")
    if verb and found.phrase in lexicons.words("evaluation", "false_nouns"):
        return None
    return "deny", reading.evidence("act", f"content.falsehood.{found.rule}", found.places)


def _rejected_charge(reading: Reading) -> Found:
    """*We did not touch the labels*: a negated proposition that somebody might be charged with."""
    negation = content_negation(reading) or reading.cue.negated
    if negation is None or reading.shape not in ("clause", "infinitive"):
        return None
    thought = reading.any_form(reading.clause.tokens, lexicons.words("words", "hedge_verbs"))
    if _is_future(reading) is not None and reading.cue.negated is None and thought is None:
        return None
    masked = reading.phrase_tokens("evaluation", "no_charge")
    after = reading.clause.after_predicate
    tokens = tuple(i for i in after if i != negation and i not in masked)
    charge = reading.match(table("evaluation", "charge"), tokens)
    if charge is None and any(reading.doc[i].lower_ == "there" for i in reading.clause.tokens[:2]):
        nouns = tuple(i for i in tokens if reading.doc[i].pos_ == "NOUN")
        charge = reading.match(table("evaluation", "blame"), nouns)
    if charge is not None:
        return "deny", reading.evidence("act", f"content.charge.{charge.rule}", charge.places)
    distanced = reading.cue.group.framing == "distancing"
    if reading.own and distanced and reading.clause.condition is None:
        return "deny", reading.evidence("act", "content.own_denial", [negation])
    return None


def _promise(reading: Reading) -> Found:
    clause = reading.clause
    if clause.predicate is None or reading.cue.group.certainty is not None:
        return None
    modal = reading.match(table("content", "promise"), clause.tokens)
    if modal is None or _perfect(reading, modal.places[-1]) or reading.shape == "infinitive":
        return None
    if clause.subject is not None and modal.places[0] > clause.subject[1] + 3:
        return None
    announced = reading.any_form(reading.cue.tokens, lexicons.words("words", "announcers"))
    institution = _institution(reading)
    if not (reading.own or announced is not None or institution):
        return None
    weak = {"may", "might", "could"} & {modal.phrase}
    if weak and announced is None and not reading.own:
        return None
    hurts = "suffer" if reading.own else "harm"
    suffers = reading.match(table("evaluation", hurts), clause.after_predicate)
    if suffers is not None and not announced and content_negation(reading) is None:
        return None
    return "promise", reading.evidence("act", f"content.promise.{modal.rule}", modal.places)


def _announced_plan(reading: Reading) -> Found:
    """*announced its largest build-up*: what one names as one's own to come is promised."""
    announced = reading.any_form(reading.cue.tokens, lexicons.words("words", "announcers"))
    if announced is None or reading.shape not in ("noun", "gerund"):
        return None
    opener = reading.clause.tokens[:1]
    if not opener or reading.doc[opener[0]].lower_ not in ("its", "their", "his", "her", "plans"):
        return None
    return "promise", reading.evidence("act", "content.announced_plan", [announced, *opener])


def _institution(reading: Reading) -> bool:
    """*The department will look into it*, from one who speaks for it."""
    subject = reading.clause.subject
    if subject is None or reading.item.source is None:
        return False
    head = reading.doc[subject[1] - 1].lower_
    bodies = lexicons.words("words", "institutions") | lexicons.words("words", "own_people")
    if reading.doc[subject[0]].lower_ in _OWN and head in bodies:
        return True
    if head not in lexicons.words("words", "institutions"):
        return False
    speaker = {reading.doc[i].lower_ for i in range(*reading.item.source)}
    return bool(speaker & lexicons.words("words", "mouthpieces"))


def _downplay(reading: Reading) -> Found:
    counts = reading.phrase_tokens("content", "no_downplay")
    tokens = tuple(i for i in reading.clause.tokens if i not in counts)
    found = reading.match(table("content", "downplay"), tokens)
    if found is None:
        return None
    negation = content_negation(reading)
    if negation is not None and negation not in found.places:
        return None
    return "downplay", reading.evidence("act", f"content.downplay.{found.rule}", found.places)


def _warn(reading: Reading) -> Found:
    clause = reading.clause
    plain = reading.match(table("content", "warn"), clause.tokens)
    if plain is not None and not reading.is_fought(plain.places[0]):
        return "warn", reading.evidence("act", f"content.warn.{plain.rule}", plain.places)
    future = _is_future(reading)
    harm = reading.match(table("evaluation", "harm"), clause.after_predicate)
    if harm is not None and _is_a_thing(reading, harm):
        return None
    if future is None or harm is None or content_negation(reading) is not None:
        return None
    return "warn", reading.evidence("act", f"content.harm.{harm.rule}", (future, *harm.places))


def _is_a_thing(reading: Reading, harm: Match[str]) -> bool:
    """*the kitchen sink*, and what is fought (*will solve the crisis*)."""
    first = harm.places[0]
    nominal = reading.doc[first].pos_ in ("NOUN", "PROPN")
    only = harm.phrase in lexicons.words("words", "verbs_only")
    return (only and nominal) or (nominal and reading.is_fought(first))


def _is_future(reading: Reading) -> int | None:
    """The modal or phrase in the main clause that points to what may come."""
    tokens = reading.clause.tokens
    foreseen = reading.match(table("content", "foreseen"), tokens)
    if foreseen is not None:
        return foreseen.places[0]
    found = reading.match(table("words", "modals_future"), tokens)
    if (
        found is None
        or _perfect(reading, found.places[-1])
        or reading.doc[found.places[0]].text == "May"
        or (found.phrase == "could" and _next_is_not(reading, found.places[0]))
    ):
        return None
    return found.places[0]


def _next_is_not(reading: Reading, i: int) -> bool:
    """*could not see*: what one was not able to do."""
    return any(reading.forms[j] & {"not", "n't"} for j in _next(reading, i, 1))


def _predict(reading: Reading) -> Found:
    odds = reading.match(table("content", "predict"), reading.clause.tokens)
    if odds is not None:
        return "predict", reading.evidence("act", f"content.odds.{odds.rule}", odds.places)
    future = _is_future(reading)
    if future is None:
        return _undated_likelihood(reading) or _forecast_source(reading)
    hedge = reading.forms[future] & {"may", "might", "could"}
    ongoing = any(reading.forms[j] & {"be"} for j in _next(reading, future, 2)) and any(
        reading.doc[j].lower_.endswith("ing") for j in _next(reading, future, 3)
    )
    dated = reading.match(table("content", "future"), reading.content)
    if hedge and dated is None and (ongoing or not _eventive(reading, future)):
        return None
    return "predict", reading.evidence("act", "content.future", [future])


def _undated_likelihood(reading: Reading) -> Found:
    """*Rain before Sunday is unlikely*: a likelihood of something at a time to come."""
    likely = reading.any_form(reading.clause.tokens, frozenset({"likely", "unlikely"}))
    if likely is None or reading.match(table("content", "future"), reading.content) is None:
        return None
    return "predict", reading.evidence("act", "content.likelihood", [likely])


def _forecast_source(reading: Reading) -> Found:
    """A forecast that puts something at a figure; *sees growth slowing next year*."""
    source = range(*reading.item.source) if reading.item.source else ()
    said = reading.any_form(source, lexicons.words("content", "forecasts"))
    if said is None and reading.shape != "clause":
        dated = reading.match(table("content", "future"), reading.content)
        seen = reading.any_form(reading.cue.tokens, frozenset({"see", "put", "give", "estimate"}))
        said = seen if dated is not None else None
    return None if said is None else ("predict", reading.evidence("act", "source.forecast", [said]))


def _eventive(reading: Reading, modal: int) -> bool:
    """Not a state (*may be a fake*, *might not know*): something that happens."""
    following = [
        j
        for j in _next(reading, modal, 4)
        if not reading.forms[j] & _BETWEEN and not reading.doc[j].lower_.endswith("ly")
    ]
    return bool(following) and not reading.forms[following[0]] & {"be", "have", "know", "contain"}


def _is_document(reading: Reading) -> bool:
    if reading.item.speaker is not None and reading.item.speaker.kind != "unknown":
        return reading.item.speaker.kind == "document"
    source = range(*reading.item.source) if reading.item.source else ()
    return reading.any_form(source, lexicons.words("words", "documents")) is not None


def evaluation(reading: Reading) -> Found:
    """Praise or blame in the predicate; a finding of fact stays an assertion."""
    if reading.any_form(reading.cue.tokens, lexicons.words("words", "fact_finders")) is not None:
        return None
    if _is_document(reading):
        return None
    found = reading.judgement(merged("evaluation", "praise", "blame"), reading.judging)
    if found is None or is_implicative(reading, found):
        return None
    favors = (found.value == "praise") != judgement_negated(reading, found)
    act: Act = "support" if favors else "oppose"
    return act, reading.evidence("act", f"content.{found.value}.{found.rule}", found.places)


# In the order of trust: the first that finds something decides.
CONTENT_RULES: tuple[Callable[[Reading], Found], ...] = (
    _withhold,
    _question,
    _concede,
    _demand,
    _falsehood,
    _rejected_charge,
    _promise,
    _announced_plan,
    _downplay,
    _warn,
    _predict,
    evaluation,
)
