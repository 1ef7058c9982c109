"""Whom a pronoun means: of those who fit in number, gender and kind, whom model and salience say.

The model ranks mentions by what they and the pronoun mean in their context; salience counts
beside it, and alone where the model has not read the text. Gender comes from titles, kinship
and pronouns of the text only, never from a first name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from claimx.pipeline.antecedents import Antecedents
from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.candidates import Candidate, Candidates, key_of
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

_KNOWN_GENDER = 1.5
#: What a point of salience counts for beside the model's log odds.
_SALIENCE = 0.5
#: Scores that are nearer to one another than this are as good as the same.
_TIE = 0.05


class Pronouns:
    """Resolves pronouns of one document."""

    def __init__(self, candidates: Candidates, antecedents: Antecedents | None = None) -> None:
        self.candidates = candidates
        self.antecedents = antecedents

    def of(self, phrase: Phrase, outer: Referent | None, quoted: bool) -> Referent:
        """Whom a pronoun means, or a referent without a name.

        ``outer`` is the speaker in whose content it stands, ``quoted`` whether that
        content is in their own words.
        """
        word = phrase.pronoun or ""
        place = (phrase.start, phrase.end)
        if word in MALE or word in FEMALE:
            return self._person(word, place, outer, quoted)
        if word in FIRST and outer is not None:
            return _as_pronoun(outer, place)
        if word in FIRST_PLURAL and outer is not None and outer.kind != "person":
            return _as_pronoun(outer, place)
        if word in PLURAL:
            return self._thing(place, outer, quoted, ("group", "organization"), "group")
        if word in NEUTER:
            kinds: tuple[Kind, ...] = ("organization", "place", "document")
            return self._thing(place, outer, quoted, kinds, "unknown")
        kind: Kind = "person" if word in FIRST else "group" if word in FIRST_PLURAL else "unknown"
        return Referent(kind, start=place[0], end=place[1])

    def _person(self, word: str, place: Place, outer: Referent | None, quoted: bool) -> Referent:
        gender: v.Gender = "male" if word in MALE else "female"
        fitting = [
            (score + (_KNOWN_GENDER if referent.gender == gender else 0.0), referent)
            for score, referent in self.candidates.people(place[0], outer, quoted)
            if referent.gender in {None, gender}
        ]
        best = self._best(fitting, place)
        if best is None:
            return Referent("person", gender=gender, start=place[0], end=place[1])
        return _as_pronoun(best, place, gender)

    def _thing(
        self,
        place: Place,
        outer: Referent | None,
        quoted: bool,
        kinds: tuple[Kind, ...],
        default: Kind,
    ) -> Referent:
        best = self._best(self.candidates.things(place[0], outer, quoted, kinds), place)
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
        scores = np.array([salience[own].max() for own in groups.values()])
        confidence = None
        if self.antecedents is not None and self.antecedents.knows(place[0]):
            places = [(referent.start, referent.end) for _, referent in rows]
            odds = self.antecedents.scores(place[0], places)
            scores = _SALIENCE * scores
            scores += [np.logaddexp.reduce(odds[own]) for own in groups.values()]
            # Of all that it may mean, with nobody at odds of one.
            confidence = float(np.exp(scores.max() - np.logaddexp.reduce([*scores, 0.0])))
        best = int(scores.argmax())
        if (scores > scores[best] - _TIE).sum() > 1:
            return None
        own = list(groups.values())[best]
        referent = rows[max(own, key=lambda number: salience[number])][1]
        return replace(referent, confidence=confidence)


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
