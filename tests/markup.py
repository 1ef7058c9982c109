r"""Claims marked inside the sentence that makes them, for tests that read like examples.

The idea is edsnlp's (``edsnlp.utils.examples``): the expected spans are in the text::

    [s1:Smith] [c1:said] [x1:the talks had failed] on Monday.

``s`` is a speaker, ``c`` a cue, ``x`` content, ``t`` a target; the number is the claim's.

- Content in several fragments has several ``x`` of one number.
- Claims nest: ``[x1:that [s2:Jones] [c2:denied] [x2:it]]``.
- A span of several claims names them all: ``[s1s2:Smith]``, ``[x1c2:…]``.
- What else is expected of a claim follows a bar, on any of its spans:
  ``[c1|act=deny,polarity=negative:denied]``, ``[s1|name=Ann Smith,kind=person:She]``;
  an empty value means that there is none (``name=``).
- A backslash makes ``[``, ``]``, ``\`` (and ``:``, ``,`` after a bar) plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from claimx.records import Claim, Result

Fragment: TypeAlias = tuple[int, int]

SPEAKER_FIELDS = ("name", "role", "kind", "via")
POSITION_FIELDS = ("act", "polarity", "certainty", "stance", "framing")
FIELDS = (*SPEAKER_FIELDS, *POSITION_FIELDS, "form", "lemma")

_PIECE = re.compile(
    r"\\(?P<escaped>[\[\]\\])"
    r"|\[(?P<tags>(?:[scxt]\d+)+)(?:\|(?P<options>(?:\\.|[^:\\\]])*))?:"
    r"|(?P<close>\])"
    r"|(?P<stray>[\[\\])"
)
_TAG = re.compile(r"([scxt])(\d+)")
_OPTION = re.compile(r"(?:\\.|[^,\\])+")
_WORD = re.compile(r"[^\W_]+")
# A speaker cut off before one of these is still the same speaker (as in score.py).
_POSTMODIFIERS = frozenset("of for from at in with on to who which that".split())  # noqa: SIM905


class MarkupError(ValueError):
    """A marked text that breaks the rules above."""


@dataclass(slots=True)
class ExpectedClaim:
    """One claim as marked; fragments are (start, end) in code points, end exclusive.

    ``fields`` holds what is expected beyond the spans, and ``within`` the number of the
    claim in whose content this one stands.
    """

    number: int
    speaker: Fragment | None = None
    cue: Fragment | None = None
    content: list[Fragment] = field(default_factory=list)
    target: Fragment | None = None
    fields: dict[str, str | None] = field(default_factory=dict)
    within: int | None = None


class Marked(NamedTuple):
    """A text without its marks, and the claims that they expect, by number."""

    text: str
    claims: list[ExpectedClaim]


def parse_markup(marked: str) -> Marked:
    """Read a marked text.

    Raises:
        MarkupError: a bracket is not closed or opens no mark, a claim has no content or
            two speakers, cues or targets, or an option is unknown.
    """
    text: list[str] = []
    length = place = 0
    opened: list[tuple[str, str, int]] = []
    claims: dict[int, ExpectedClaim] = {}
    for piece in _PIECE.finditer(marked):
        plain = marked[place : piece.start()] + (piece["escaped"] or "")
        text.append(plain)
        length += len(plain)
        place = piece.end()
        if piece["stray"]:
            raise MarkupError(
                f"{_around(marked, piece.start())}: no mark; write \\{piece['stray']}"
            )
        if piece["tags"]:
            opened.append((piece["tags"], piece["options"] or "", length))
        elif piece["close"]:
            if not opened:
                raise MarkupError(f"{_around(marked, piece.start())}: nothing to close; write \\]")
            tags, options, start = opened.pop()
            _add(claims, tags, options, (start, length))
    if opened:
        raise MarkupError(f"[{opened[-1][0]}: is not closed")
    text.append(marked[place:])
    return Marked("".join(text), _finish(claims))


def _around(marked: str, offset: int) -> str:
    return repr(marked[max(offset - 15, 0) : offset + 15])


def _add(claims: dict[int, ExpectedClaim], tags: str, options: str, fragment: Fragment) -> None:
    for kind, digits in _TAG.findall(tags):
        claim = claims.setdefault(int(digits), ExpectedClaim(int(digits)))
        claim.fields.update(_options(options))
        if kind == "x":
            claim.content.append(fragment)
            continue
        role = {"s": "speaker", "c": "cue", "t": "target"}[kind]
        if getattr(claim, role) is not None:
            raise MarkupError(f"claim {digits} has two of [{kind}{digits}:")
        setattr(claim, role, fragment)


def _options(options: str) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for option in _OPTION.findall(options):
        key, equals, value = option.partition("=")
        if key.strip() not in FIELDS or not equals:
            raise MarkupError(f"unknown option {option!r}; there are {', '.join(FIELDS)}")
        values[key.strip()] = re.sub(r"\\(.)", r"\1", value.strip()) or None
    return values


def _finish(claims: Mapping[int, ExpectedClaim]) -> list[ExpectedClaim]:
    expected = [claims[number] for number in sorted(claims)]
    for claim in expected:
        if not claim.content:
            raise MarkupError(f"claim {claim.number} has no content: mark it [x{claim.number}:…]")
        claim.content.sort()
    for claim in expected:
        around = [
            (end - start, outer.number)
            for outer in expected
            for start, end in outer.content
            if outer is not claim and _holds((start, end), claim)
        ]
        claim.within = min(around)[1] if around else None
    return expected


def _holds(outer: Fragment, claim: ExpectedClaim) -> bool:
    """Whether a fragment holds a claim: its cue and all its content, and is not that content."""
    parts = [*claim.content, *([claim.cue] if claim.cue else [])]
    inside = all(outer[0] <= start and end <= outer[1] for start, end in parts)
    return inside and claim.content != [outer]


@dataclass(slots=True)
class _Found:
    """A claim as a set of word indexes, marked or extracted."""

    content: set[int]
    speaker: list[int]
    cue: set[int]


@dataclass(slots=True)
class _Words:
    """The words of a text, runs of letters and digits, as score.py counts them."""

    text: str
    bounds: list[Fragment]

    @classmethod
    def of(cls, text: str) -> _Words:
        return cls(text, [match.span() for match in _WORD.finditer(text)])

    def word(self, index: int) -> str:
        return self.text[slice(*self.bounds[index])].lower()

    def covered(self, fragment: Fragment | None) -> list[int]:
        if fragment is None:
            return []
        start, end = fragment
        return [i for i, (left, right) in enumerate(self.bounds) if left < end and right > start]

    def content(self, fragments: Iterable[Fragment]) -> set[int]:
        """The words of the fragments, without a leading *that*."""
        words: set[int] = set()
        for fragment in fragments:
            covered = self.covered(fragment)
            while len(covered) > 1 and self.word(covered[0]) == "that":
                covered = covered[1:]
            words.update(covered)
        return words

    def marked(self, claim: ExpectedClaim) -> _Found:
        speaker, cue = self.covered(claim.speaker), self.covered(claim.cue)
        return _Found(self.content(claim.content), speaker, set(cue))

    def extracted(self, claim: Claim) -> _Found:
        content = self.content((span.start, span.end) for span in claim.content.spans)
        cue = self.covered((claim.cue.start, claim.cue.end) if claim.cue else None)
        return _Found(content, self.covered(_speaker(claim)), set(cue))

    def same_speaker(self, marked: list[int], extracted: list[int]) -> bool:
        """Whether two speakers have one head: score.py's rule, part by part."""
        if not marked or not extracted:
            return not marked and not extracted
        last = marked[-1]
        if last in extracted or _jaccard(set(marked), set(extracted)) >= 0.5:
            return last in extracted or marked[0] == extracted[0] or last == extracted[-1]
        after = extracted[-1] + 1
        cut = marked[: len(extracted)] == extracted
        return cut and after < len(self.bounds) and self.word(after) in _POSTMODIFIERS


def same_words(text: str, one: Fragment | None, other: Fragment | None) -> bool:
    """Whether two stretches of ``text`` share at least half of their words, as score.py counts."""
    words = _Words.of(text)
    return _jaccard(set(words.covered(one)), set(words.covered(other))) >= 0.5


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _speaker(claim: Claim) -> Fragment | None:
    speaker = claim.speaker
    if speaker.start is None or speaker.end is None:
        return None
    return speaker.start, speaker.end


def assert_claims(
    claims: Result | Iterable[Claim],
    marked: str | Marked,
    *,
    allow_extra: bool = False,
    nesting: bool = True,
) -> None:
    """Fail, with a readable list of differences, unless the claims are the marked ones.

    A claim is the marked one when half the words of their contents are shared (Jaccard),
    the speakers are the same, and the cues share a word or are both missing. Then the
    fields that the marks name are compared, and a marked target, by half its words.

    Args:
        claims: a ``Result``, or the claims of one text.
        marked: the text with its marks, or what :func:`parse_markup` made of it.
        allow_extra: claims beyond the marked ones are no failure.
        nesting: ``within`` must name the claim in whose content a nested one is marked.
    """
    __tracebackhide__ = True
    expected = parse_markup(marked) if isinstance(marked, str) else marked
    found = list(claims)
    spans = [span for claim in found for span in claim.content.spans]
    assert all(expected.text[span.start : span.end] == span.text for span in spans), (
        f"the claims are of another text than {expected.text!r}"
    )
    report = _Comparison(expected, found).report(extra=not allow_extra, nesting=nesting)
    if report:
        raise AssertionError("\n".join(["claims differ from the marked ones", *report]))


class _Comparison:
    """The marked claims of one text beside the extracted ones, paired one to one."""

    def __init__(self, expected: Marked, claims: list[Claim]) -> None:
        self.expected, self.claims = expected, claims
        self.words = _Words.of(expected.text)
        self.marked = [self.words.marked(claim) for claim in expected.claims]
        self.found = [self.words.extracted(claim) for claim in claims]
        self.pairs = self._pair()

    def _pair(self) -> dict[int, int]:
        """Index of the marked claim to that of the extracted one; the best overlap first."""
        scored = []
        for i, one in enumerate(self.marked):
            for j, other in enumerate(self.found):
                if not self._differences(one, other):
                    overlap = _jaccard(one.content, other.content)
                    scored.append((-overlap, -len(one.cue & other.cue), i, j))
        pairs: dict[int, int] = {}
        for *_, i, j in sorted(scored):
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        return pairs

    def _differences(self, marked: _Found, found: _Found) -> list[str]:
        """Which parts keep two claims from being the same."""
        parts = []
        if not self.words.same_speaker(marked.speaker, found.speaker):
            parts.append("speaker")
        if not (marked.cue & found.cue or (not marked.cue and not found.cue)):
            parts.append("cue")
        if _jaccard(marked.content, found.content) < 0.5:
            parts.append("content")
        return parts

    def report(self, *, extra: bool, nesting: bool) -> list[str]:
        """One line a difference, and the claims around it; empty where there is none."""
        lines, wrong = [f"  text: {self.expected.text!r}"], False
        for i, claim in enumerate(self.expected.claims):
            differences = self._field_differences(i, nesting) if i in self.pairs else []
            sign = ("!" if differences else " ") if i in self.pairs else "-"
            wrong = wrong or sign != " "
            lines.append(f"{sign} {claim.number}: {self._show_marked(claim)}")
            lines += [f"      {difference}" for difference in differences]
            if sign == "-":
                lines.append(f"      missing{self._nearest(i)}")
        for j, found in enumerate(self.claims):
            if j not in self.pairs.values():
                wrong = wrong or extra
                lines.append(f"+ {found.id}: {self._show_found(found)}")
        return lines if wrong else []

    def _nearest(self, i: int) -> str:
        """What a missing claim was nearest to, and why it is not the same."""
        free = [j for j in range(len(self.found)) if j not in self.pairs.values()]
        near = [j for j in free if self.marked[i].content & self.found[j].content]
        if not near:
            return ""
        best = max(near, key=lambda j: _jaccard(self.marked[i].content, self.found[j].content))
        parts = " and ".join(self._differences(self.marked[i], self.found[best]))
        return f"; nearest is {self.claims[best].id}, which differs in {parts}"

    def _field_differences(self, i: int, nesting: bool) -> list[str]:
        marked, found = self.expected.claims[i], self.claims[self.pairs[i]]
        got = _fields(found)
        lines = [
            f"{key}: expected {value!r}, got {got[key]!r}"
            for key, value in marked.fields.items()
            if got[key] != value
        ]
        if marked.target and not self._same_target(marked.target, found):
            target = found.position.target
            shown = self.expected.text[slice(*marked.target)]
            lines.append(f"target: expected {shown!r}, got {target.text if target else None!r}")
        if nesting and (within := self._outer(marked)) != found.within:
            lines.append(f"within: expected {within!r}, got {found.within!r}")
        return lines

    def _same_target(self, marked: Fragment, found: Claim) -> bool:
        target = found.position.target
        return same_words(
            self.expected.text, marked, (target.start, target.end) if target else None
        )

    def _outer(self, marked: ExpectedClaim) -> str | None:
        for i, claim in enumerate(self.expected.claims):
            if claim.number == marked.within:
                return self.claims[self.pairs[i]].id if i in self.pairs else f"claim {claim.number}"
        return None

    def _show_marked(self, claim: ExpectedClaim) -> str:
        text = self.expected.text
        parts = (claim.speaker, claim.cue, *claim.content)
        return _show([text[slice(*part)] if part else None for part in parts])

    def _show_found(self, claim: Claim) -> str:
        cue = claim.cue.text if claim.cue else None
        return _show([claim.speaker.text, cue, *(span.text for span in claim.content.spans)])


def _show(parts: list[str | None]) -> str:
    speaker, cue, *content = (part if part is not None else "(none)" for part in parts)
    return f"{speaker} | {cue} | {' … '.join(content)}"


def _fields(claim: Claim) -> dict[str, Any]:
    return {
        **{key: getattr(claim.speaker, key) for key in SPEAKER_FIELDS},
        **{key: getattr(claim.position, key) for key in POSITION_FIELDS},
        "form": claim.form,
        "lemma": claim.cue.lemma if claim.cue else None,
    }
