"""spaCy's English tokenizer, kept from long runs without white space.

It takes marks off a run one by one, in time that grows with the square of the run's
length: 10,000 quotation marks in a row took 11 seconds. Runs longer than any word are
cut first; all other text is tokenised as spaCy does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

_LIMIT = 256
_LONG_RUN = re.compile(rf"\S{{{_LIMIT + 1},}}")


class GuardedTokenizer:
    """Calls ``tokenizer``, on pieces where a run of text is longer than any word."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.vocab = tokenizer.vocab

    def __call__(self, text: str) -> Doc:
        if not _LONG_RUN.search(text):
            doc: Doc = self.tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            for token in self.tokenizer(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002
        return map(self, texts)

    def to_bytes(self, **options: Any) -> bytes:
        data: bytes = self.tokenizer.to_bytes(**options)
        return data

    def from_bytes(self, data: bytes, **options: Any) -> GuardedTokenizer:
        self.tokenizer.from_bytes(data, **options)
        return self

    def to_disk(self, path: str | Path, **options: Any) -> None:
        self.tokenizer.to_disk(path, **options)

    def from_disk(self, path: str | Path, **options: Any) -> GuardedTokenizer:
        self.tokenizer.from_disk(path, **options)
        return self


def _pieces(text: str) -> Iterator[str]:
    """``text`` cut within its long runs, so that no run in a piece is longer than the limit."""
    last = 0
    for match in _LONG_RUN.finditer(text):
        for cut in range(match.start() + _LIMIT, match.end(), _LIMIT):
            yield text[last:cut]
            last = cut
    yield text[last:]


def create_tokenizer() -> Callable[[Language], GuardedTokenizer]:
    """A factory for the ``[nlp.tokenizer]`` block of a pipeline's config."""
    english = registry.tokenizers.get("spacy.Tokenizer.v1")()
    return lambda nlp: GuardedTokenizer(english(nlp))


registry.tokenizers("claimx.GuardedTokenizer.v1", func=create_tokenizer)
