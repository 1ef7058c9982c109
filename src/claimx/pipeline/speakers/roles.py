"""The roles that a text gives a name: titles before it, appositions, *X is the …*.

Every function answers with a range of tokens, article left out, or None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout
from claimx.pipeline.speakers.names import Name

_LONGEST = 16
_LONGEST_TITLE = 9
_LONGEST_BRACKET = 8
_ENDS = frozenset('.,;:)”"—–!?»')
# "now the Senate majority leader", "one of the family's attorneys".
_NOT_YET_ROLE = frozenset(["now", "currently", "once", "one", "of"])
_LINKS = frozenset(["is", "was", "are", "became", "remains"])
_VERBS = frozenset(["is", "was", "are", "were", "has", "have", "had", "will", "would", "says"])
_BREAKS = frozenset(["who", "which", "that", "when", "where", "but", "because", "said", "says"])


@dataclass(frozen=True, slots=True)
class Role:
    """A role's tokens; ``body`` where it is one of an organization ("a toy maker")."""

    start: int
    end: int
    body: bool = False


def roles_of(layout: Layout, name: Name) -> list[Role]:
    """All the roles that stand beside one mention of a name."""
    found = [
        title_before(layout, name),
        apposition_after(layout, name),
        apposition_before(layout, name),
        predicate(layout, name),
    ]
    return [role for role in found if role is not None]


def title_in(layout: Layout, start: int, name: Name) -> Role | None:
    """The role between the start of a source's phrase and the name that heads it."""
    if layout.possessive(name.start - 1):
        return None
    return _role(layout, start, _before_honorific(layout, name.start))


def title_before(layout: Layout, name: Name) -> Role | None:
    """The role just before a name ("Japan's Foreign Minister | X"), found leftwards."""
    end = _before_honorific(layout, name.start)
    first = _office_before(layout, end)
    if first is None and end > 0 and _is_head(layout, end - 1):
        first = layout.compound_start(end - 1)
    if first is None:
        return None
    sentence = layout.sentence[first]
    while first > 0 and end - first < _LONGEST_TITLE and layout.sentence[first - 1] == sentence:
        if not _title_word(layout, first - 1):
            break
        first = layout.compound_start(first - 1)
    while first < end and (layout.possessive(first) or not layout.word[first]):
        first += 1
    return _role(layout, first, end)


def apposition_after(layout: Layout, name: Name) -> Role | None:
    """The role after a name and a comma ("X, 42, the head of the union, said")."""
    start = _after_brackets(layout, name.end)
    if layout.possessive(start) or not _is(layout, start, ","):
        return None
    start += 1
    if start + 1 < len(layout) and layout.text[start].isdigit() and layout.text[start + 1] == ",":
        start += 2
    if _is(layout, start, "who") and start + 1 < len(layout) and layout.lower[start + 1] in _LINKS:
        start += 2
    end = _phrase_end(layout, start)
    if end - start >= _LONGEST or _VERBS & set(layout.lower[start:end]):
        return None
    if _reports(layout, name) and not _is(layout, end, ","):
        return None
    return _role(layout, start, end)


def _after_brackets(layout: Layout, index: int) -> int:
    """Past a short bracket after a name ("(D-Wis.)")."""
    if not _is(layout, index, "("):
        return index
    for end in range(index + 1, min(index + _LONGEST_BRACKET, len(layout))):
        if layout.text[end] == ")":
            return end + 1
    return index


def _reports(layout: Layout, name: Name) -> bool:
    """Whether a name ends "according to …", whose comma opens no apposition."""
    before = range(max(0, name.start - 8), name.start)
    return any(layout.lower[i] in {"according", "per"} for i in before)


def predicate(layout: Layout, name: Name) -> Role | None:
    """The role after a form of *be* ("X is the mayor of Y")."""
    start = name.end
    if start + 1 >= len(layout) or layout.lower[start] not in _LINKS:
        return None
    if layout.lower[start + 1] not in {"a", "an", "the", "its", "his", "her", "their"}:
        return None
    return _role(layout, start + 1, _phrase_end(layout, start + 1))


def apposition_before(layout: Layout, name: Name) -> Role | None:
    """The role before a comma and a name ("the owner's son, X,")."""
    comma = _before_honorific(layout, name.start) - 1
    if comma < 1 or layout.text[comma] != ",":
        return None
    if name.end < len(layout) and not _closes(layout, name.end):
        return None
    found = None
    for start in range(comma - 1, max(-1, comma - _LONGEST), -1):
        word = layout.lower[start]
        if layout.text[start] in _ENDS - {")"} or layout.sentence[start] != layout.sentence[comma]:
            break
        if word in _BREAKS or (layout.tagged and layout.pos[start] in {"VERB", "AUX"}):
            break
        if word in v.DETERMINERS or word in v.POSSESSIVES or layout.initial[start]:
            found = _role(layout, start, comma) or found
    return None if found is None or found.body else found


def shared_roles(layout: Layout, names: Mapping[int, Name]) -> Iterator[tuple[Name, Role]]:
    """The roles of those who are named as examples ("defectors including X and Y")."""
    for index in range(1, len(layout) - 1):
        if layout.lower[index] != "including" and not _such_as(layout, index):
            continue
        role = _plural_role_before(layout, index)
        if role is None:
            continue
        after = index + (1 if layout.lower[index] == "including" else 2)
        while after < len(layout):
            name = names.get(after)
            if name is not None:
                if name.kind in {"person", "unknown"}:
                    yield name, role
                after = name.end
            elif layout.lower[after] in {",", "and"} or layout.compound(after) in v.HONORIFICS:
                after += 1
            else:
                break


def _such_as(layout: Layout, index: int) -> bool:
    return layout.lower[index] == "such" and layout.lower[index + 1] == "as"


def _plural_role_before(layout: Layout, end: int) -> Role | None:
    if layout.text[end - 1] == ",":
        end -= 1
    for index in range(end - 1, max(-1, end - 10), -1):
        if layout.sentence[index] != layout.sentence[end] or layout.text[index] in _ENDS:
            return None
        if v.is_plural_role(layout.lower[index]):
            first = index
            while first > 0 and _title_word(layout, first - 1):
                first = layout.compound_start(first - 1)
            return Role(first, end)
    return None


def _before_honorific(layout: Layout, start: int) -> int:
    while start > 0 and layout.lower[start - 1].rstrip(".") in v.HONORIFICS:
        start -= 1
    return start


def _office_before(layout: Layout, end: int) -> int | None:
    """The head of "Ambassador to the United States" before ``end``, or None."""
    index = end - 1
    while index > 0 and end - index < _LONGEST_TITLE and layout.capital(index):
        index -= 1
    if index < 1 or index == end - 1:
        return None
    if layout.lower[index] == "the":
        index -= 1
    if index < 1 or layout.lower[index] not in {"of", "for", "to"}:
        return None
    return index - 1 if _is_head(layout, index - 1) else None


def _is_head(layout: Layout, index: int) -> bool:
    if not layout.word[index]:
        return False
    word = layout.compound(index)
    return v.is_role(word) or word in v.KIN_ROLES or word in v.ORGANIZATIONS


def _title_word(layout: Layout, index: int) -> bool:
    """Whether a word may stand in a title, before its head."""
    if layout.possessive(index):
        return index > 0 and layout.word[index - 1]
    if not layout.word[index]:
        return False
    word = layout.compound(index)
    if word in v.FUNCTION_WORDS or word in v.CALENDAR or layout.text[index].isdigit():
        return False
    if layout.possessive(index + 1) or word in v.MODIFIERS or v.is_role(word) or "-" in word:
        return True
    if layout.capital(index):
        return not (layout.initial[index] and word.endswith("ing"))
    return layout.tagged and layout.pos[index] in {"NOUN", "PROPN", "ADJ"}


def _phrase_end(layout: Layout, start: int) -> int:
    """Where an apposition ends: at a mark, a relative pronoun or its paragraph's end."""
    end = start
    while end < len(layout) and end - start < _LONGEST:
        if layout.text[end] in _ENDS or layout.breaks[end] or layout.lower[end] in _BREAKS:
            break
        end += 1
    return end


def _closes(layout: Layout, index: int) -> bool:
    return layout.text[index] in _ENDS or layout.breaks[index]


def _is(layout: Layout, index: int, text: str) -> bool:
    return index < len(layout) and layout.lower[index] == text


def _role(layout: Layout, start: int, end: int) -> Role | None:
    """The tokens as a role, if the head of their phrase is a noun for one."""
    while start < end and (
        layout.lower[start] in v.DETERMINERS
        or layout.lower[start] in v.POSSESSIVES
        or layout.lower[start].rstrip(".") in v.HONORIFICS
        or layout.lower[start] in _NOT_YET_ROLE
        or not layout.word[start]
    ):
        start += 1
    core = start
    while core < end and layout.lower[core] not in v.PREPOSITIONS and layout.text[core] != "(":
        core += 1
    if core == start or core - start > _LONGEST_TITLE:
        return None
    words = [i for i in range(start, core) if layout.word[i]]
    if not words or any(layout.text[i] == "," for i in range(start, core)):
        return None
    head = layout.compound(words[-1])
    if v.is_role(head) or head in v.KIN_ROLES:
        return Role(start, end)
    if head in v.ORGANIZATIONS:
        return Role(start, end, body=True)
    return None
