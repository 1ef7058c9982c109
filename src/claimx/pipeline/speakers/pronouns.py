"""Whom a pronoun means: of those who fit in number, gender and kind, whom model and salience say.

The model ranks mentions by what they and the pronoun mean in their context; salience counts
beside it, and alone where the model has not read the text. Gender comes from titles, kinship
and pronouns of the text only, never from a first name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from claimx.pipeline.antecedents import Antecedents
from claimx.pipeline.model_files import FloatArray
from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.candidates import Candidate, Candidates, Setting, key_of, side_by_side
from claimx.pipeline.speakers.confidence import name_confidence
from claimx.pipeline.speakers.layout import Place
from claimx.pipeline.speakers.mentions import Phrase
from claimx.pipeline.speakers.referents import Referent
from claimx.records import Kind

MALE = frozenset(["he", "him", "his"])
FEMALE = frozenset(["she", "her", "hers"])
PLURAL = frozenset(["they", "them", "their", "theirs"])
NEUTER = frozenset(["it", "its"])
FIRST = frozenset(["i", "me", "my", "mine"])
FIRST_PLURAL = frozenset(["we", "us", "our", "ours"])

#: Points of salience for a gender that pronouns beside the name tell, taken off where it differs.
_KNOWN_GENDER = 2.0
#: What a point of salience counts for beside the model's log odds. The model has learnt from all
#: kinds of pronouns; of those that speak salience knows more: on GUM's dev documents 0.5 gives an
#: F1 of 61, 1.5 gives 71, and of 20 names that changed in PolNeAR dev 13 became right.
_SALIENCE = 1.5
#: And what it counts for where the other choice is that nobody before the pronoun is meant.
_PRESENCE = 0.5
#: What a point of log odds is worth in the chance that is told: the sum is too sure of itself. At
#: 0.3 it is right about as often as it says on GAP's validation set and on GUM's dev documents.
_TRUST = 0.3
#: How sure a name must be to be given: below it, few are right on GUM's dev documents.
_LEAST = 0.45
#: Log odds by which one must be likelier than any other: of two as likely neither is named.
_AHEAD = 0.5
#: Whose salience differs by less is as salient.
_TIE = 0.05

#: The mentions of somebody, by number, and the chance that they are meant, where it is known.
_Ranked: TypeAlias = tuple[list[int], float | None]


class Pronouns:
    """Resolves pronouns of one document."""

    def __init__(self, candidates: Candidates, antecedents: Antecedents | None = None) -> None:
        self.candidates = candidates
        self.antecedents = antecedents

    def of(self, phrase: Phrase, setting: Setting) -> Referent:
        """Whom a pronoun means, or a referent without a name."""
        outer = setting.outer
        word = phrase.pronoun or ""
        place = (phrase.start, phrase.end)
        if word in MALE or word in FEMALE:
            return self._person(word, place, setting)
        own = word in FIRST or (
            word in FIRST_PLURAL and outer is not None and outer.kind != "person"
        )
        if own and outer is not None:
            # As sure as who is quoted.
            sure = replace(outer, confidence=name_confidence(outer))
            return _as_pronoun(sure, place)
        if word in PLURAL:
            return self._thing(place, setting, ("group", "organization"), "group")
        if word in NEUTER:
            kinds: tuple[Kind, ...] = ("organization", "place", "document")
            return self._thing(place, setting, kinds, "unknown")
        kind: Kind = "person" if word in FIRST else "group" if word in FIRST_PLURAL else "unknown"
        return Referent(kind, start=place[0], end=place[1])

    def _person(self, word: str, place: Place, setting: Setting) -> Referent:
        gender: v.Gender = "male" if word in MALE else "female"
        fitting = [
            (score + _agreement(referent, gender), referent)
            for score, referent in self.candidates.people(place[0], setting)
            if not self._clash(referent, gender)
        ]
        best = self._best(fitting, place)
        if best is None:
            return Referent("person", gender=gender, start=place[0], end=place[1])
        return _as_pronoun(best, place, gender)

    def _clash(self, referent: Referent, gender: v.Gender) -> bool:
        """Whether somebody is of the other gender for sure, or for all that is known."""
        told = referent.entity is None or referent.entity.titled or self.antecedents is None
        return told and referent.gender not in {None, gender}

    def _thing(
        self, place: Place, setting: Setting, kinds: tuple[Kind, ...], default: Kind
    ) -> Referent:
        best = self._best(self.candidates.things(place[0], setting, kinds), place)
        if best is None:
            return Referent(default, start=place[0], end=place[1])
        return _as_pronoun(best, place)

    def _best(self, found: Iterable[Candidate], place: Place) -> Referent | None:
        """The likeliest of the candidates, all mentions of one taken together.

        None where there is none, or where two are as likely: a wrong name is worse than none.
        """
        rows = list(found)
        if not rows:
            return None
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for number, (_, referent) in enumerate(rows):
            groups[key_of(referent)].append(number)
        salience = np.array([score for score, _ in rows])
        if self.antecedents is not None and self.antecedents.knows(place[0]):
            mentions = [(referent.start, referent.end) for _, referent in rows]
            odds = self.antecedents.scores(place[0], mentions)
            ranked = _ranked(groups.values(), odds, salience)
        else:
            ranked = _by_salience(groups.values(), salience)
        if not ranked:
            return None
        referents = [rows[max(own, key=lambda number: salience[number])][1] for own, _ in ranked]
        if len(referents) > 1 and self._alike(*referents[:2]):
            return None
        return replace(referents[0], confidence=ranked[0][1])

    def _alike(self, one: Referent, other: Referent) -> bool:
        """Whether nothing tells two apart who are named side by side."""
        same = one.gender == other.gender
        return same and side_by_side(self.candidates.layout, one, other)


def _by_salience(groups: Iterable[list[int]], salience: FloatArray) -> list[_Ranked]:
    """Who is meant and who comes next; nobody where two are as salient."""
    ordered = sorted(groups, key=lambda own: -salience[own].max())
    first, *others = (salience[own].max() for own in ordered[:2])
    tied = bool(others) and first - others[0] < _TIE
    return [] if tied else [(own, None) for own in ordered]


def _ranked(groups: Iterable[list[int]], odds: FloatArray, salience: FloatArray) -> list[_Ranked]:
    """Who is meant rather than all others together, how surely, and who comes next."""
    known = [own for own in groups if np.isfinite(odds[own]).any()]
    scores = np.array(
        [np.logaddexp.reduce(odds[own]) + _SALIENCE * salience[own].max() for own in known]
    )
    order = np.argsort(-scores).tolist()
    if not order or (len(order) > 1 and scores[order[0]] - scores[order[1]] < _AHEAD):
        return []
    # Against all else that it may mean, and against nobody, as salient as the most salient one.
    nobody = (_SALIENCE - _PRESENCE) * salience.max()
    rest = np.logaddexp.reduce([*scores[order[1:]], nobody])
    confidence = float(1 / (1 + np.exp(_TRUST * (rest - scores[order[0]]))))
    if confidence < _LEAST:
        return []
    return [(known[order[0]], confidence), *((known[number], None) for number in order[1:])]


def _agreement(referent: Referent, gender: v.Gender) -> float:
    if referent.gender is None:
        return 0.0
    return _KNOWN_GENDER if referent.gender == gender else -_KNOWN_GENDER


def _as_pronoun(
    referent: Referent, place: tuple[int, int], gender: v.Gender | None = None
) -> Referent:
    return replace(
        referent,
        via="pronoun" if referent.name else None,
        gender=gender or referent.gender,
        start=place[0],
        end=place[1],
    )
