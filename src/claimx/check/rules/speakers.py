"""Who speaks: nobody, a pronoun, people without a name, or one person alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claimx.check.rule import Hit, Rule, Settings
from claimx.check.rules.lists import load, page, phrases
from claimx.check.subject import Subject
from claimx.check.unattributed import MIN_WORDS, unattributed_quotes
from claimx.records import Claim, Speaker, TextSpan


def _without_speaker(subject: Subject, settings: Settings) -> Iterator[Hit]:
    for quote in unattributed_quotes(subject, min_words=settings["min_words"]):
        yield Hit(subject.document.id, "nobody is named who says this", quote.span, quote.claim)


def _pronoun(subject: Subject, settings: Settings) -> Iterator[Hit]:
    pronouns = {*load("lists")["pronouns"], *settings["words"]}
    for claim in subject.result:
        speaker = claim.speaker
        if speaker.name is None and (speaker.text or "").casefold() in pronouns:
            message = f"who “{speaker.text}” is cannot be told from the text"
            yield Hit(subject.document.id, message, _mention(speaker), claim.id)


def _anonymous(subject: Subject, settings: Settings) -> Iterator[Hit]:
    pattern = phrases((*load("lists")["anonymous"], *settings["words"]))
    allowed = {" ".join(words.casefold().split()) for words in settings["allow"]}
    seen: set[tuple[int | None, int | None]] = set()
    for claim in subject.result:
        speaker = claim.speaker
        words = " ".join((speaker.name or speaker.text or "").split())
        place = speaker.start, speaker.end
        # Several claims may hang on one mention.
        if words.casefold() in allowed or place in seen or not pattern.search(words):
            continue
        seen.add(place)
        message = f"“{words}” says nothing of who it is"
        yield Hit(subject.document.id, message, _mention(speaker), claim.id)


def _one_source(subject: Subject, settings: Settings) -> Iterator[Hit]:
    """Claims within others are left out: they are reported by the one who carries them."""
    speakers = [_who(claim.speaker) for claim in subject.result if claim.within is None]
    counts = Counter(who for who in speakers if who is not None)
    total = counts.total()
    if total < settings["min_claims"]:
        return
    [(who, most)] = counts.most_common(1)
    if most >= settings["share"] * total:
        named = _first_of(subject, who)
        message = f"“{named}” makes {most} of the {total} claims of this text"
        yield Hit(subject.document.id, message)


def _who(speaker: Speaker) -> str | None:
    words = speaker.name or speaker.text
    return " ".join(words.casefold().split()) if words else None


def _first_of(subject: Subject, who: str) -> str:
    """The words as they are written first."""
    mentions = (claim.speaker for claim in subject.result if _who(claim.speaker) == who)
    first = next(mentions)
    return " ".join((first.name or first.text or "").split())


def _mention(speaker: Speaker) -> TextSpan | None:
    if speaker.text is None or speaker.start is None or speaker.end is None:
        return None
    return TextSpan(speaker.text, speaker.start, speaker.end)


def speaker_words(claim: Claim) -> str:
    """What a message calls the speaker of a claim."""
    return claim.speaker.name or claim.speaker.text or "nobody"


WITHOUT_SPEAKER = Rule(
    code="CX201",
    name="quote-without-speaker",
    level="warning",
    message="A direct quote has no speaker",
    hint="say who said it, beside the quote",
    explanation=page("CX201"),
    each=_without_speaker,
    settings=(("min_words", MIN_WORDS),),
)
PRONOUN = Rule(
    code="CX202",
    name="speaker-stays-pronoun",
    level="warning",
    message="A speaker is a pronoun, and nothing says whose",
    hint="name the speaker",
    explanation=page("CX202"),
    each=_pronoun,
    settings=(("words", ()),),
)
ANONYMOUS = Rule(
    code="CX203",
    name="anonymous-source",
    level="suggestion",
    message="A speaker is somebody of whom the text does not say who it is",
    hint="name the source, or say why it cannot be named",
    explanation=page("CX203"),
    each=_anonymous,
    settings=(("words", ()), ("allow", ())),
)
ONE_SOURCE = Rule(
    code="CX204",
    name="one-source",
    level="suggestion",
    message="One source carries a whole article",
    hint="ask somebody else too",
    explanation=page("CX204"),
    each=_one_source,
    settings=(("share", 0.8), ("min_claims", 5)),
)
