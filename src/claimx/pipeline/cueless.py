"""Claims that no verb of saying marks: floating quotes, colons, and lines of a transcript.

The model's training data have no claim without a cue (PolNeAR), so these are found by
their layout: a quoted sentence that nobody has yet, or lines that open with a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from spacy.tokens import Doc, Span

from claimx.pipeline.layers import Attribution, TokenRange
from claimx.pipeline.lexicons import words
from claimx.pipeline.quotes import Quote, get_quotes, paragraphs
from claimx.pipeline.refine import noun_phrase
from claimx.pipeline.speakers.vocabulary import SPEAKING_NOUNS
from claimx.pipeline.words import token_offsets

#: What layout alone finds is right less often than what the model sees.
CONFIDENCE = 0.5
#: Words of a label ("MAYOR LINDQVIST", "Q") or of a speaker before a colon.
_LABEL_WORDS = 6
_LABELLED = re.compile(r"(?P<label>[A-Z][\w.’'\-]*(?:[ \t]+[\w.’'\-]+){0,5}):[ \t]+(?=\S)")
_HEADLINE = re.compile(
    r"(?P<label>[A-Z][\w.’'\-]*(?:[ \t]+[\w.’'\-]+){0,3}):[ \t]+(?P<content>\S[^\n]*[\w”\"])$"
)
_INVERTED = re.compile(
    r"(?P<content>\S[^\n]*\w[”’\"]?), (?P<cue>\w+) (?P<source>\w[^\n,:;.!?]*?)"
    r"(?: (?:in|at|on|after|to) [^\n,:;.!?]*)?$"
)
_PULL_QUOTE = re.compile(
    r"(?P<content>[^\n“”\"]+[.!?…])\s+(?:[—–-]\s*)?"
    r"(?P<name>(?:[A-Z][\w.’'-]*[ \t]+){1,3}[A-Z][\w’'-]+)$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|us)\b")
#: Characters between a claim and a quote that may go on with it.
_NEAR = 100
_SENTENCE_END = frozenset(".!?…:—”’\"'")
_FINAL = frozenset(".!?…,—-")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


@dataclass(slots=True)
class _Paragraph:
    """Character bounds, and the attributions that begin in it: first token and number."""

    start: int
    end: int
    claims: list[tuple[int, int]]


class CuelessFinder:
    """Adds to the attributions of one ``Doc`` those that stand without a cue."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        self.doc = doc
        self.text = doc.text
        self.found = list(attributions)
        self.offsets = token_offsets(doc)
        self.taken = np.zeros(len(doc), dtype=bool)
        for item in self.found:
            for start, end in item.contents:
                self.taken[start:end] = True
        self.paragraphs = [_Paragraph(start, end, []) for start, end in paragraphs(self.text)]
        self.starts = [paragraph.start for paragraph in self.paragraphs]
        for number, item in enumerate(self.found):
            if item.within is None:
                first = min(item.contents)[0]
                insort(self._paragraph(doc[first].idx).claims, (first, number))

    def attributions(self) -> list[Attribution]:
        """All attributions, the new ones last; some of the old ones with fragments added."""
        self._transcript()
        self._headline()
        self._pull_quotes()
        for quote in get_quotes(self.doc):
            if quote.depth == 0 and self._stands_alone(quote):
                self._floating(quote)
        return self.found

    def _paragraph(self, offset: int) -> _Paragraph:
        return self.paragraphs[self._place(offset)]

    def _place(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _last_before(self, offset: int) -> int | None:
        """The place of the last character before ``offset`` in its paragraph, spaces left out."""
        start = self._paragraph(offset).start
        place = offset - 1
        while place >= start and self.text[place].isspace():
            place -= 1
        return place if place >= start else None

    def _tokens(self, start: int, end: int) -> TokenRange:
        """The tokens that share a character with ``start``:``end``."""
        first = int(np.searchsorted(self.offsets, start, "right")) - 1
        return max(first, 0), int(np.searchsorted(self.offsets, end, "left"))

    def _stands_alone(self, quote: Quote) -> bool:
        """Whether a quote is a sentence (or more) of its own that no claim has yet."""
        inner = self.text[quote.inner_start : quote.inner_end].strip()
        place = self._last_before(quote.start)
        before = "" if place is None else self.text[place]
        first, last = self._tokens(quote.inner_start, quote.inner_end)
        return (
            len(inner.split()) > 1
            and (inner[0].isupper() or inner[0].isdigit())
            and (inner[-1] in _FINAL or quote.continues or not quote.closed or before == ":")
            and (not before or before in _SENTENCE_END)
            and float(self.taken[first:last].mean()) < 0.2
        )

    def _floating(self, quote: Quote) -> None:
        paragraph = self._paragraph(quote.start)
        content = self._tokens(quote.start, quote.end)
        before = self._last_before(quote.start)
        earlier = bisect_left(paragraph.claims, (content[0], 0)) - 1
        last = self.found[paragraph.claims[earlier][1]] if earlier >= 0 else None
        if before is not None and self.text[before] == ":":
            if last is not None and self._ends_at(last, before):
                last.contents.append(content)
                self.taken[slice(*content)] = True
            else:
                self._after_colon(paragraph.start, before + 1, content)
            return
        if last is not None and self._speaks_in(quote.start, last):
            last.contents.append(content)
            self.taken[slice(*content)] = True
        elif before is not None:
            source = self._subject_before(content[0])
            if source is not None:
                self._add(source, None, content, paragraph)
        elif (source := self._last_speaker(paragraph)) is not None:
            self._add(source, None, content, paragraph)

    def _after_colon(self, start: int, colon: int, content: TokenRange) -> None:
        """``The minister: “…”``: the last words before the colon, where they are few."""
        bounds = self._tokens(start, colon - 1)
        span = self.doc[bounds[0] : bounds[1]]
        sentence = self.doc[bounds[1] - 1].sent if self.doc.has_annotation("SENT_START") else span
        first = max(sentence.start, bounds[0])
        finite = any(token.tag_ in _FINITE for token in self.doc[first : bounds[1]])
        if not finite and 0 < bounds[1] - first <= 2 * _LABEL_WORDS:
            cue = (bounds[1], bounds[1] + 1)
            self._add((first, bounds[1]), cue, content, self._paragraph(start))

    def _speaks_in(self, offset: int, item: Attribution) -> bool:
        """Whether a claim's cue and quote come right before ``offset``, with no other sentence
        between: then the quote at ``offset`` goes on with it."""
        last = max(end for _, end in [*item.contents, item.cue or (0, 0), item.source or (0, 0)])
        end = self.doc[last - 1].idx + len(self.doc[last - 1])
        if offset - end > _NEAR:
            return False
        between = self.text[end:offset]
        quoted = any(
            self.text[self.doc[start].idx] in "“\"‘'"
            or (start > 0 and self.doc[start - 1].is_quote)
            for start, _ in item.contents
        )
        return quoted and item.within is None and len(between.split()) <= 8

    def _ends_at(self, item: Attribution, colon: int) -> bool:
        """Whether a claim's last word stands right before a colon: *called it wrong: “…”*."""
        last = self.doc[max(end for _, end in item.contents) - 1]
        between = self.text[min(last.idx + len(last), colon) : colon]
        return item.within is None and not any(letter.isalnum() for letter in between)

    def _subject_before(self, token: int) -> TokenRange | None:
        """The subject of the sentence before ``token``, if it can speak."""
        while token > 0 and (self.doc[token - 1].is_space or self.doc[token - 1].is_quote):
            token -= 1
        if token == 0 or not self.doc.has_annotation("DEP"):
            return None
        sentence = self.doc[token - 1].sent
        subjects = [t for t in sentence if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"]
        names = [token for token in subjects if token.pos_ in ("PROPN", "PRON")]
        if names:
            return noun_phrase(names[0])
        people = [entity for entity in sentence.ents if entity.label_ == "PER"]
        if people:
            return people[0].start, people[0].end
        return next((noun_phrase(token) for token in subjects if token.pos_ == "NOUN"), None)

    def _last_speaker(self, paragraph: _Paragraph) -> TokenRange | None:
        """Who spoke in the paragraph before, or is spoken of in its last sentence."""
        place = self._place(paragraph.start)
        if place == 0:
            return None
        before = self.paragraphs[place - 1]
        spoken = [self.found[n] for _, n in before.claims if self.found[n].source]
        if spoken:
            return spoken[-1].source
        return self._subject_before(self._tokens(before.end - 1, before.end)[1])

    def _transcript(self) -> None:
        """Lines that open with a label, where a text has two or more of them."""
        lines = [
            (paragraph, match)
            for paragraph in self.paragraphs
            if (match := _LABELLED.match(self.text, paragraph.start, paragraph.end))
            and _is_label(match["label"])
        ]
        if len(lines) < 2:
            return
        for paragraph, match in lines:
            source = self._tokens(match.start("label"), match.end("label"))
            cue = self._tokens(match.end("label"), match.end("label") + 1)
            content = self._tokens(match.end(), paragraph.end)
            if content[0] >= content[1]:
                continue
            known = self._known(paragraph, source, content)
            if known is not None:
                self.found[known].extra["form"] = "direct"
                continue
            number = self._add(source, cue, content, paragraph)
            self.found[number].extra["form"] = "direct"
            for _, inner in paragraph.claims:
                if inner != number:
                    self.found[inner].within = number

    def _headline(self) -> None:
        """``Police: Girl found safe``: a headline that opens with somebody who speaks."""
        if not self.paragraphs:
            return
        first = self.paragraphs[0]
        match = _HEADLINE.match(self.text, first.start, first.end)
        if not match or first.claims or match["label"].split()[-1].lower() not in SPEAKING_NOUNS:
            self._inverted_headline(first)
            return
        source = self._tokens(match.start("label"), match.end("label"))
        cue = self._tokens(match.end("label"), match.end("label") + 1)
        self._add(source, cue, self._tokens(*match.span("content")), first)

    def _inverted_headline(self, first: _Paragraph) -> None:
        """*Mill to Shut, Says Minister in Interview*: the speaker after the verb.

        What the model makes of such a verb has the first noun as its source, or nobody.
        """
        match = _INVERTED.match(self.text, first.start, first.end)
        if match is None:
            return
        cue = self._tokens(*match.span("cue"))
        source = self._tokens(*match.span("source"))
        if not self._speak(self.doc[slice(*cue)], self.doc[slice(*source)]):
            return
        content = self._tokens(*match.span("content"))
        known = next((number for _, number in first.claims if self.found[number].cue == cue), None)
        if known is None:
            known = self._add(source, cue, content, first)
        self.found[known].source = source
        self.found[known].contents = [content]

    def _speak(self, cue: Span, source: Span) -> bool:
        """Whether a verb of saying stands before somebody who can speak, and no clause."""
        if cue.root.lemma_.lower() not in words("nested", "said_by"):
            return False
        if any(token.tag_ in _FINITE for token in source):
            return False
        named = any(entity.end == source.end for entity in source.ents)
        return named or source[-1].lower_ in SPEAKING_NOUNS

    def _pull_quotes(self) -> None:
        """*I was told to leave. Ann Odu*: words in the first person, and whose they are.

        Such a quote is often a passage of the text once more: that one is the same person's.
        """
        people = {entity.text for entity in self.doc.ents if entity.label_ == "PER"}
        for paragraph, after in zip_longest(self.paragraphs, self.paragraphs[1:]):
            ends = [paragraph.end, *([] if after is None else [after.end])]
            matches = (_PULL_QUOTE.match(self.text, paragraph.start, end) for end in ends)
            match = next((found for found in matches if found is not None), None)
            if match is None or match["name"] not in people:
                continue
            if not _FIRST_PERSON.search(match["content"]):
                continue
            source = self._tokens(*match.span("name"))
            place = self.text.find(match["content"])
            while place >= 0:
                content = self._tokens(place, place + len(match["content"]))
                self._add_pull_quote(source, content, self._paragraph(place))
                place = self.text.find(match["content"], place + 1)

    def _add_pull_quote(
        self, source: TokenRange, content: TokenRange, paragraph: _Paragraph
    ) -> None:
        """A claim of these words, unless another has all of them, or some and others too."""
        inner = []
        for _, number in paragraph.claims:
            start, end = min(self.found[number].contents)[0], max(self.found[number].contents)[1]
            if (start, end) == content:
                return
            if content[0] <= start and end <= content[1]:
                inner.append(number)
            elif start < content[1] and content[0] < end:
                return
        outer = self._add(source, None, content, paragraph)
        self.found[outer].extra["form"] = "direct"
        for number in inner:
            self.found[number].within = outer

    def _known(self, paragraph: _Paragraph, source: TokenRange, content: TokenRange) -> int | None:
        """The number of the claim that has this label as its source and half of the line."""
        for _, number in paragraph.claims:
            item = self.found[number]
            shared = sum(
                min(end, content[1]) - max(start, content[0]) for start, end in item.contents
            )
            if item.source and item.source[0] == source[0] and shared * 2 > content[1] - content[0]:
                return number
        return None

    def _add(
        self,
        source: TokenRange,
        cue: TokenRange | None,
        content: TokenRange,
        paragraph: _Paragraph,
    ) -> int:
        number = len(self.found)
        self.found.append(Attribution(source, cue, [content], confidence=CONFIDENCE))
        insort(paragraph.claims, (content[0], number))
        self.taken[slice(*content)] = True
        return number


def _is_label(label: str) -> bool:
    """Whether the words before a colon name a speaker: capitals, a name, *Q* and *A*."""
    words = label.split()
    return all(word[0].isupper() or word in ("of", "the", "for", "de", "von") for word in words)
