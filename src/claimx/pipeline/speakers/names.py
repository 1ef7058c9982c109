"""Proper names in a text: what the entity model found, joined with runs of capitals.

Neither is enough: the model misses names and cuts them short, and capitals also
begin sentences and headlines. A title before a name ("Foreign Minister") is not
part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from claimx.pipeline.speakers import vocabulary as v
from claimx.pipeline.speakers.layout import Layout
from claimx.records import Kind

_LABELS: dict[str, Kind] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "NORP": "unknown",
    "MISC": "unknown",
}
_LONGEST = 16
_LONGEST_PERSON = 3
_PARTS = 2
_LONGEST_ROLE = 4
_ARTICLES = frozenset(["a", "an", "the"])
_AFFIX_ENDINGS = ("ed", "ing", "based", "led", "born", "run", "style", "old", "like", "wide")


@dataclass(slots=True)
class Name:
    """A proper name where it stands, titles left out; token indexes, end exclusive.

    ``kind`` is what its own words and its surroundings say, ``label`` what the entity
    model says, ``titled`` whether a title or role noun of a person stands before it.
    """

    start: int
    end: int
    kind: Kind = "unknown"
    label: str | None = None
    titled: bool = False
    gender: v.Gender | None = None

    def words(self, layout: Layout) -> tuple[str, ...]:
        return tuple(w for w in layout.lower[self.start : self.end] if w[0].isalnum())


@dataclass(frozen=True, slots=True)
class _Entity:
    """What the entity model found, in words."""

    start: int
    end: int
    label: str


def find_names(layout: Layout) -> list[Name]:
    """The names of a document in the order of the text; they do not overlap."""
    ents = [
        _Entity(*layout.words(ent.start, ent.end), ent.label_)
        for ent in layout.doc.ents
        if ent.label_ in _LABELS
    ]
    names: list[Name] = []
    position = 0
    for start, end in _runs(layout):
        while position < len(ents) and ents[position].end <= start:
            names.extend(_from_ents(layout, start, start, [ents[position]]))
            position += 1
        inside = []
        while position < len(ents) and ents[position].start < end:
            inside.append(ents[position])
            position += 1
        if inside and not _is_body(layout, start, end):
            names.extend(_from_ents(layout, start, end, inside))
        else:
            names.extend(_from_run(layout, start, end))
    for ent in ents[position:]:
        names.extend(_from_ents(layout, ent.start, ent.start, [ent]))
    names = [name for name in names if _can_be_somebody(layout, name)]
    return _without_overlaps([*names, *_in_headlines(layout, names)])


def _can_be_somebody(layout: Layout, name: Name) -> bool:
    """Not an event or a nationality that nothing around it takes for a person or a body."""
    if name.label not in ("MISC", "NORP") or name.titled or name.kind != "unknown":
        return True
    return name.end - name.start > 1 and _is_apposed(layout, name.end)


def _is_apposed(layout: Layout, comma: int) -> bool:
    """Whether a role with an article stands between commas ("…, a marine biologist, …")."""
    if (
        comma + 2 >= len(layout)
        or layout.text[comma] != ","
        or layout.lower[comma + 1] not in _ARTICLES
    ):
        return False
    for index in range(comma + 2, min(comma + 2 + _LONGEST_ROLE, len(layout) - 1)):
        if not layout.word[index]:
            return False
        if v.is_role(layout.compound(index)):
            return layout.text[index + 1] in {",", "."} or layout.lower[index + 1] in v.PREPOSITIONS
    return False


def _in_headlines(layout: Layout, names: list[Name]) -> list[Name]:
    """Names of the body where a headline repeats them; its own capitals tell nothing."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(layout.lower[name.start : name.end])
        known.setdefault(words[0], set()).add(words)
    found = []
    for index in range(len(layout)):
        if not layout.headline[index] or not layout.capital(index):
            continue
        for words in sorted(known.get(layout.lower[index], ()), key=len, reverse=True):
            end = index + len(words)
            if tuple(layout.lower[index:end]) == words and layout.headline[end - 1]:
                found.append(_named(layout, index, end, None))
                break
    return found


def _without_overlaps(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda item: (item.start, -item.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _runs(layout: Layout) -> list[tuple[int, int]]:
    """Stretches of capitalised words, with the small words that names hold."""
    familiar = _inner_capitals(layout)
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(layout):
        if layout.headline[index] or not _can_start(layout, index, familiar):
            index += 1
            continue
        end = _run_end(layout, index)
        runs.append((index, end))
        index = end
    return runs


def _inner_capitals(layout: Layout) -> frozenset[str]:
    return frozenset(
        layout.lower[i]
        for i in range(len(layout))
        if layout.capital(i) and not layout.initial[i] and not layout.headline[i]
    )


def _can_start(layout: Layout, index: int, familiar: frozenset[str]) -> bool:
    word = layout.lower[index]
    if not layout.capital(index) or word in v.CALENDAR or word in {"i", "i'm"}:
        return False
    if word in v.FUNCTION_WORDS and (not layout.text[index].isupper() or len(word) < 2):
        return False
    if not layout.initial[index]:
        return True
    if layout.lower[index] in familiar or word in v.PLACES:
        return True
    if layout.tagged:
        return layout.pos[index] == "PROPN"
    after = index + 1
    return after < len(layout) and _inside(layout, after) and not word.endswith("ing")


def _inside(layout: Layout, index: int) -> bool:
    if not layout.word[index] or layout.lower[index] in v.CALENDAR:
        return False
    return layout.capital(index) and not layout.initial[index] and layout.text[index] != "I"


def _run_end(layout: Layout, start: int) -> int:
    end = start + 1
    while end < len(layout):
        step = _step(layout, start, end)
        if not step:
            break
        end += step
    return end


def _step(layout: Layout, start: int, index: int) -> int:
    """How many tokens from ``index`` the run may go on by; 0 where it ends."""
    if layout.sentence[index] != layout.sentence[start] or index - start > _LONGEST:
        return 0
    if _inside(layout, index):
        return 1
    if layout.text[index] == "-" and layout.joined(index):
        tail = layout.text[index + 1]
        short = len(tail) <= 5 and not tail.endswith(_AFFIX_ENDINGS)
        return 2 if tail[0].isupper() or (tail.isalpha() and short) else 0
    if index + 1 >= len(layout):
        return 0
    word = layout.lower[index]
    if word in v.PARTICLES or layout.text[index].isdigit() or word == "&":
        return 2 if _inside(layout, index + 1) else 0
    return _body_step(layout, start, index)


def _body_step(layout: Layout, start: int, index: int) -> int:
    """*of*, *for* and *and* go on only within the name of a body ("Bank of England")."""
    word, head = layout.lower[index], layout.lower[index - 1]
    body = any(w in v.ORGANIZATIONS for w in layout.lower[start:index])
    if word in {"of", "for", "on"} and head in v.ORGANIZATIONS:
        skip = 1 if layout.lower[index + 1] == "the" else 0
        after = index + 1 + skip
        return 2 + skip if after < len(layout) and _inside(layout, after) else 0
    if word == "and" and body and {"of", "for", "on"} & set(layout.lower[start:index]):
        return 2 if _inside(layout, index + 1) else 0
    return 0


def _from_run(layout: Layout, start: int, end: int) -> list[Name]:
    first = _after_title(layout, start, end)
    if first >= end:
        return []
    if first == start:
        first = _after_office(layout, start, end)
    return [_named(layout, first, end, None)]


def _after_title(layout: Layout, start: int, end: int) -> int:
    """Where the name begins in a run that may open with titles; ``end`` where all is title."""
    words = [layout.lower[i].rstrip(".") for i in range(start, end)]
    if len(words) == 1 and v.is_plural_role(words[0]):
        return end
    # "Finance Ministry": what modifies a title elsewhere ("ministry spokesman") ends a name here.
    if len(words) > 1 and words[-1] in v.ORGANIZATIONS:
        return start
    if all(w in v.ROLES or w in v.MODIFIERS or w in v.HONORIFICS for w in words):
        return start if len(words) == 1 and not _is_title(words[0]) else end
    if words[-1] in v.ORGANIZATIONS or "of" in words:
        return start
    if words[-1] in v.ROLES and words[-1] not in v.AMBIGUOUS:
        return end
    for offset in range(len(words) - 1, -1, -1):
        word = words[offset]
        rest = len(words) - offset - 1
        # The endings of agent nouns are those of surnames too ("Lindqvist").
        listed = word in v.ROLES or (v.is_role(word) and offset == 0 and rest > 1)
        listed = listed or word in v.HONORIFICS or v.is_plural_role(word)
        if not (listed or (offset == 0 and word in v.APPOSED_BODIES)):
            continue
        if rest == 0 or (
            rest == 1 and offset == 0 and word in v.AMBIGUOUS and _plain(layout, start)
        ):
            continue
        return start + offset + 1
    return start


def _plain(layout: Layout, start: int) -> bool:
    """Whether nothing before a run makes a title of its first word."""
    return not layout.tagged or layout.pos[start] == "PROPN"


def _is_title(word: str) -> bool:
    return word in v.HONORIFICS or (v.is_role(word) and word not in v.AMBIGUOUS)


def _after_office(layout: Layout, start: int, end: int) -> int:
    """Past the field of an office: "Minister of Education | Stefania Giannini"."""
    before = start - 1
    if before > 0 and layout.lower[before] == "the":
        before -= 1
    if before < 1 or layout.lower[before] not in {"of", "for", "to"} or end - start < 3:
        return start
    office = v.is_role(layout.lower[before - 1])
    return end - 2 if office and layout.lower[end - 1] not in v.ORGANIZATIONS else start


def _from_ents(layout: Layout, start: int, end: int, ents: list[_Entity]) -> list[Name]:
    """Names from the entities that touch a run, each mended by what the run shows."""
    names = []
    ents = _whole(ents)
    for ent in ents:
        first, last = ent.start, ent.end
        if len(ents) == 1 and start < end:
            first, last = _mended(layout, (start, end), ent)
        while last > first and (not layout.word[last - 1] or layout.possessive(last - 1)):
            last -= 1
        while first < last and (layout.lower[first] in v.DETERMINERS or not layout.word[first]):
            first += 1
        if first < last:
            first = _after_title(layout, first, last)
        if first < last:
            names.append(_named(layout, first, last, ent.label))
    return names


def _whole(ents: list[_Entity]) -> list[_Entity]:
    """One person where the model has cut a first name from a last one."""
    if len(ents) != _PARTS or {_LABELS[ent.label] for ent in ents} != {"person"}:
        return ents
    first, last = ents
    cut = first.end == last.start and last.end - first.start == _PARTS
    return [_Entity(first.start, last.end, first.label)] if cut else ents


def _mended(layout: Layout, run: tuple[int, int], ent: _Entity) -> tuple[int, int]:
    start, end = run
    first, last_word = _after_title(layout, start, end), layout.lower[end - 1]
    if ent.end > end or _is_body(layout, start, end):
        return min(start, ent.start), max(end, ent.end)
    if _LABELS[ent.label] == "person" and last_word not in v.ORGANIZATIONS:
        short = ent.end - ent.start == 1 and end - first <= _LONGEST_PERSON
        return min(first, ent.start) if short else ent.start, end
    # One word of a short run: the model has cut the name, whatever it takes it for.
    if ent.end == end and ent.end - ent.start == 1 and first < end <= first + _LONGEST_PERSON:
        return min(first, ent.start), end
    return (start, end) if last_word in v.ORGANIZATIONS else (ent.start, ent.end)


def _is_body(layout: Layout, start: int, end: int) -> bool:
    """Whether a run names a body by its head noun ("Union of …")."""
    words = layout.lower[start:end]
    return any(a in v.ORGANIZATIONS and b in {"of", "for", "on"} for a, b in pairwise(words))


def _named(layout: Layout, start: int, end: int, label: str | None) -> Name:
    name = Name(start, end, label=label)
    name.titled, name.gender = _title_before(layout, start)
    name.kind = _own_kind(layout, name)
    return name


def _title_before(layout: Layout, start: int) -> tuple[bool, v.Gender | None]:
    if start == 0 or not layout.word[start - 1]:
        return False, None
    word = layout.compound(start - 1).rstrip(".")
    if word in v.HONORIFICS or word in v.KIN or v.is_role(word):
        return word not in v.ORGANIZATIONS, v.gender(word)
    return False, None


def _own_kind(layout: Layout, name: Name) -> Kind:
    words = name.words(layout)
    if not words:
        return "unknown"
    if name.titled and words[-1] not in v.ORGANIZATIONS:
        return "person"
    text = " ".join(layout.lower[name.start : name.end])
    if text in v.PLACES and name.label not in {"PER", "PERSON"}:
        return "place"
    heads = {words[-1]} | {a for a, b in pairwise(words) if b in {"of", "for"}}
    if len(words) > 1 and heads & (v.ORGANIZATIONS | v.PLURAL_ORGANIZATIONS):
        return "organization"
    if name.label:
        return _LABELS[name.label]
    if len(words) > 1 and (words[-1] in v.PLACE_ENDS or words[0] in v.PLACE_STARTS):
        return "place"
    if len(words) == 1 and words[0] in v.ORGANIZATIONS:
        return "organization"
    return "unknown"
