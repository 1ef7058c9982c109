"""The records that claimx reads and writes: documents in, claims out.

All are frozen and hold only strings, numbers and one another, so they cross
files, processes and engines; a spaCy ``Doc`` never does. Every offset is a
code point into the document's text, end exclusive, and for every span
``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self, get_args

SCHEMA = "claimx/1"

Kind = Literal["person", "group", "organization", "place", "document", "unknown"]
Via = Literal["self", "alias", "title", "acronym", "pronoun", "context"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert",
    "deny",
    "concede",
    "predict",
    "warn",
    "promise",
    "demand",
    "support",
    "oppose",
    "downplay",
    "question",
    "withhold",
]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Stance = Literal["favor", "against", "neutral"]
Framing = Literal["neutral", "endorsing", "distancing"]

KINDS: tuple[Kind, ...] = get_args(Kind)
VIAS: tuple[Via, ...] = get_args(Via)
FORMS: tuple[Form, ...] = get_args(Form)
ACTS: tuple[Act, ...] = get_args(Act)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
STANCES: tuple[Stance, ...] = get_args(Stance)
FRAMINGS: tuple[Framing, ...] = get_args(Framing)

# Keys of a speaker that every line of claimx/1 has had.
_OLD_KEYS = 7

FRAGMENT_SEPARATOR = " … "


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read, with the id that its claims carry and whatever came with it."""

    text: str
    id: str = "-"
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of a document's text."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span of ``text`` from ``start`` to ``end``, verbatim."""
        return cls(text[start:end], start, end)

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        return cls(row["text"], row["start"], row["end"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose claim it is. Where the text names nobody, all but ``kind`` is None.

    ``evidence`` is the place that the name is taken from, and ``confidence``, between 0 and 1,
    the chance that the name is right; both are None where there is no name.
    """

    text: str | None = None
    start: int | None = None
    end: int | None = None
    name: str | None = None
    role: str | None = None
    kind: Kind = "unknown"
    via: Via | None = None
    evidence: TextSpan | None = None
    confidence: float | None = None

    def to_dict(self) -> dict[str, Any]:
        row = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**row, "evidence": self.evidence.to_dict() if self.evidence else None}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        evidence = row.get("evidence")  # not in lines of the first versions
        return cls(
            **{item.name: row[item.name] for item in fields(cls)[:_OLD_KEYS]},
            evidence=TextSpan.from_dict(evidence) if evidence else None,
            confidence=row.get("confidence"),
        )

    def without_name(self) -> Speaker:
        """The same words, for a reader who does not trust the name; a role of the words stays."""
        own = self.role if self.role and self.text and self.role in self.text else None
        return replace(self, name=None, role=own, via=None, evidence=None, confidence=None)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say that something is said; ``lemma`` is of its head word."""

    text: str
    start: int
    end: int
    lemma: str

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end, "lemma": self.lemma}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        return cls(row["text"], row["start"], row["end"], row["lemma"])


@dataclass(frozen=True, slots=True)
class Content:
    """What is attributed: one or more fragments, in the order of the text."""

    spans: tuple[TextSpan, ...]

    @property
    def text(self) -> str:
        """The fragments joined by ``" … "``."""
        return FRAGMENT_SEPARATOR.join(span.text for span in self.spans)

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "spans": [span.to_dict() for span in self.spans]}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        return cls(tuple(TextSpan.from_dict(span) for span in row["spans"]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that decided one field of a position, and the rule that read them."""

    field: str
    rule: str
    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "rule": self.rule,
            "text": self.text,
            "start": self.start,
            "end": self.end,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        return cls(row["field"], row["rule"], row["text"], row["start"], row["end"])


@dataclass(frozen=True, slots=True)
class Position:
    """Where the speaker stands: the act, its polarity and certainty, the stance to a target."""

    act: Act = "assert"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    stance: Stance = "neutral"
    framing: Framing = "neutral"
    target: TextSpan | None = None
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "act": self.act,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "stance": self.stance,
            "framing": self.framing,
            "target": self.target.to_dict() if self.target else None,
            "evidence": [item.to_dict() for item in self.evidence],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        return cls(
            act=row["act"],
            polarity=row["polarity"],
            certainty=row["certainty"],
            stance=row["stance"],
            framing=row["framing"],
            target=TextSpan.from_dict(row["target"]) if row["target"] else None,
            evidence=tuple(Evidence.from_dict(item) for item in row["evidence"]),
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """One act of attribution: who said what, with which words, and where they stand.

    ``quotes`` are the quoted stretches inside the content, ``sentence`` the bounds
    of the cue's sentence (else the first content's), ``within`` the id of the claim
    in whose content this one stands, ``confidence`` between 0 and 1.
    """

    doc: str
    id: str
    speaker: Speaker
    cue: Cue | None
    content: Content
    quotes: tuple[TextSpan, ...]
    form: Form
    position: Position
    sentence: tuple[int, int]
    within: str | None
    confidence: float
    meta: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The claim as one output line: every key there, in the order of the schema."""
        return {
            "schema": SCHEMA,
            "doc": self.doc,
            "id": self.id,
            "speaker": self.speaker.to_dict(),
            "cue": self.cue.to_dict() if self.cue else None,
            "content": self.content.to_dict(),
            "quotes": [span.to_dict() for span in self.quotes],
            "form": self.form,
            "position": self.position.to_dict(),
            "sentence": {"start": self.sentence[0], "end": self.sentence[1]},
            "within": self.within,
            "confidence": self.confidence,
            "meta": dict(self.meta),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """The claim of an output line.

        Raises:
            KeyError: a key of the schema is missing.
        """
        return cls(
            doc=row["doc"],
            id=row["id"],
            speaker=Speaker.from_dict(row["speaker"]),
            cue=Cue.from_dict(row["cue"]) if row["cue"] else None,
            content=Content.from_dict(row["content"]),
            quotes=tuple(TextSpan.from_dict(span) for span in row["quotes"]),
            form=row["form"],
            position=Position.from_dict(row["position"]),
            sentence=(row["sentence"]["start"], row["sentence"]["end"]),
            within=row["within"],
            confidence=row["confidence"],
            meta=row["meta"],
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The claims of one document, in the order of their first content."""

    document: Document
    claims: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)

    def to_dict(self) -> dict[str, Any]:
        """One line a document (``--per document``)."""
        return {
            "schema": SCHEMA,
            "doc": self.document.id,
            "claims": [claim.to_dict() for claim in self.claims],
            "error": None,
            "meta": dict(self.document.meta),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], text: str = "") -> Self:
        """The result of a ``--per document`` line; the line does not hold the text itself."""
        document = Document(text, row["doc"], row["meta"])
        return cls(document, tuple(Claim.from_dict(claim) for claim in row["claims"]))


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or processed; the others go on."""

    doc: str
    code: str
    message: str
    meta: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """One line a document (``--per document``)."""
        return {
            "schema": SCHEMA,
            "doc": self.doc,
            "claims": [],
            "error": {"code": self.code, "message": self.message},
            "meta": dict(self.meta),
        }
