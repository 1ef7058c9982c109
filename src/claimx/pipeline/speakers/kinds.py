"""What kind of speaker a phrase without a name is, by its head noun."""

from __future__ import annotations

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout
from claimx.pipeline.speakers.mentions import Phrase
from claimx.records import Kind

_COLLECTIVE_ROLES = frozenset(["jury", "crew", "panel", "staff", "delegation"])
_INDEFINITE = frozenset(
    ["one", "someone", "somebody", "anyone", "anybody", "everyone", "everybody"]
)
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "ant")


def kind_of(layout: Layout, phrase: Phrase) -> Kind:
    """The kind of a phrase by its head; lists first, then its ending."""
    head = layout.compound(phrase.head)
    word = layout.lower[phrase.head]
    for kind, nouns in _LISTS:
        if head in nouns or (word in nouns and "-" in head):
            return kind
    if v.is_role(head) or head in _INDEFINITE:
        return "person"
    if v.is_plural_role(head) or _plural(layout, phrase.head):
        return "group"
    if phrase.determiner in {"these", "those", "many", "most", "several", "few", "some"}:
        return "group"
    return "person" if len(word) > 4 and word.endswith(_AGENT_ENDINGS) else "organization"


def is_listed(layout: Layout, phrase: Phrase) -> bool:
    """Whether the head is a common noun that the lists or its plural ending tell."""
    word = layout.compound(phrase.head)
    known = any(word in nouns for _, nouns in _LISTS) or v.is_role(word) or v.is_plural_role(word)
    return known or word in _INDEFINITE or _plural(layout, phrase.head)


def gives_role(layout: Layout, phrase: Phrase) -> bool:
    """Whether the phrase of an unnamed speaker says what they are ("an airline spokesman")."""
    head = layout.compound(phrase.head)
    if head in v.PERSONS or head in v.PLURAL_PERSONS:
        return False
    if head in v.KIN:
        return head in v.KIN_ROLES and phrase.determiner != "my" and not _genitive(layout, phrase)
    return v.is_role(head) or v.is_plural_role(head) or head in _COLLECTIVE_ROLES


def _genitive(layout: Layout, phrase: Phrase) -> bool:
    return any(layout.possessive(i) for i in range(phrase.start, phrase.head))


def _plural(layout: Layout, index: int) -> bool:
    word = layout.lower[index]
    tag = layout.tokens[index].tag_
    if tag:
        return tag in {"NNS", "NNPS"}
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


# In this order: "paper" may be either a body or a text, "critic" a role or not.
_LISTS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("person", v.KIN),
    ("document", v.DOCUMENTS - v.ORGANIZATIONS),
    ("document", v.PLURAL_DOCUMENTS - v.PLURAL_ORGANIZATIONS),
    ("person", v.PERSONS - v.GROUPS),
    ("person", v.ROLES - v.ORGANIZATIONS),
    ("group", v.GROUPS),
    ("organization", v.ORGANIZATIONS | v.PLURAL_ORGANIZATIONS),
    ("group", v.PLURAL_PERSONS),
    ("group", v.PLURAL_ROLES),
    ("place", v.PLACE_NOUNS),
)
