"""The words of ``roles.toml`` and ``places.toml`` as sets, with their plurals and genders."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from claimx.pipeline.lexicons import load, names

Gender = Literal["male", "female"]

_ROLES = load("roles")
# Endings of English agent nouns that the list does not know ("harpmaker", "glassblower").
_AGENT_ENDINGS = ("ologist", "ographer", "master", "mistress", "smith", "keeper", "woman", "ist")


def plural(word: str) -> str:
    """The regular English plural of a noun."""
    if word.endswith("man") and word not in {"human", "german", "shaman"}:
        return word[:-3] + "men"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _words(section: str, *keys: str) -> frozenset[str]:
    table = _ROLES[section]
    return frozenset(word for key in keys or ("words",) for word in table[key])


def _plurals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(plural(word) for word in words)


HONORIFICS = _words("honorifics", "male", "female", "neutral")
KIN = _words("kin", "male", "female", "neutral")
KIN_ROLES = _words("kin", "roles")
ROLES = _words("roles", "male", "female", "neutral", "abbreviations")
AMBIGUOUS = _words("roles", "ambiguous")
PERSONS = _words("persons")
PLURAL_ROLES = _plurals(ROLES)
PLURAL_PERSONS = _plurals(PERSONS) | _plurals(KIN)
GROUPS = _words("groups")
ORGANIZATIONS = _words("organizations")
PLURAL_ORGANIZATIONS = _plurals(ORGANIZATIONS) | {"ministries", "authorities", "universities"}
GOVERNMENTS = _words("organizations", "governments")
ANAPHORS = _words("organizations", "anaphors")
GENERIC_BODIES = _words("organizations", "generic")
APPOSED_BODIES = _words("organizations", "apposed")
DOCUMENTS = _words("documents")
PLURAL_DOCUMENTS = _plurals(DOCUMENTS)
MODIFIERS = _words("modifiers")
#: Nouns for whoever can speak: offices, bodies, groups and documents.
SPEAKING_NOUNS = (
    ROLES | PLURAL_ROLES | GROUPS | ORGANIZATIONS | PLURAL_ORGANIZATIONS | GOVERNMENTS | DOCUMENTS
)
WORKS = _words("documents", "titled")
PRESS = _words("organizations", "press")
PLACE_NOUNS = _words("places")
PLACE_STARTS = _words("places", "starts")
PLACE_ENDS = _words("places", "ends")
DETERMINERS = _words("function_words", "determiners")
POSSESSIVES = _words("function_words", "possessives")
PREPOSITIONS = _words("function_words", "prepositions")
OPENERS = _words("function_words", "openers")
CALENDAR = _words("function_words", "calendar")
PARTICLES = _words("function_words", "particles")
PLACES = frozenset(name.lower() for name in names("places", "countries", "capitals"))
EXPANSIONS: dict[str, str] = {k: w for k, w in _ROLES["expansions"].items() if k != "source"}
FUNCTION_WORDS = (
    DETERMINERS | POSSESSIVES | PREPOSITIONS | OPENERS | {"he", "she", "they", "i", "we", "you"}
)

_GENDERS: dict[str, Gender] = {}
for _section in ("roles", "kin", "honorifics"):
    for _gender in ("male", "female"):
        for _word in _ROLES[_section][_gender]:
            _GENDERS[_word] = _gender


def pronoun_gender(word: str) -> Gender | None:
    """The gender of a personal pronoun of the third person."""
    if word in {"he", "his", "him", "himself"}:
        return "male"
    return "female" if word in {"she", "her", "hers", "herself"} else None


def expanded(word: str) -> str:
    """A title written out: "senator" for "sen."."""
    return EXPANSIONS.get(word.rstrip("."), word)


def gender(word: str) -> Gender | None:
    """The gender that a title, a kinship or a role noun says by itself."""
    return _GENDERS.get(word.rstrip("."))


@cache
def is_role(word: str) -> bool:
    """Whether a lower-case word, perhaps hyphenated, names what a person is or does."""
    if word.rstrip(".") in ROLES:
        return True
    if "-" in word:
        return is_role(word.rsplit("-", 1)[1])
    if word in DOCUMENTS or word in ORGANIZATIONS:
        return False
    return len(word) > 6 and word.endswith(_AGENT_ENDINGS)


@cache
def is_plural_role(word: str) -> bool:
    """Whether a lower-case word is the plural of a role noun."""
    if word.rstrip(".") in PLURAL_ROLES:
        return True
    if "-" in word:
        return is_plural_role(word.rsplit("-", 1)[1])
    return word.endswith("s") and len(word) > 7 and is_role(word[:-1])


_NOUNS = (
    ORGANIZATIONS
    | PLURAL_ORGANIZATIONS
    | DOCUMENTS
    | PLURAL_DOCUMENTS
    | PERSONS
    | PLURAL_PERSONS
    | KIN
)


def is_noun(word: str) -> bool:
    """Whether a lower-case word is a noun of the lists, whatever a tagger says."""
    return word in _NOUNS or is_role(word) or is_plural_role(word)
