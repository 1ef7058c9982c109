"""What the parse tells of whether something is so: words, labels and negations above a predicate.

After the features of factuality systems on dependency trees (De Facto: Saurí and Pustejovsky
2012; Lee et al. 2015, *Event Detection and Factuality Assessment*): who governs the event, by
which path, with which auxiliaries, negations and marks on every step.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from claimx.pipeline import lexicons

#: How many governors are looked at; of the first ones all words, of the others the path.
DEPTH = 4
_WHOLE = 3
_NEAR = frozenset(
    (
        *("if", "whether", "unless", "would", "will", "may", "might", "could", "should", "must"),
        *("can", "please", "hope", "want", "?"),
    )
)


def features(token: Token) -> list[str]:
    """The names of the features of the predicate ``token``, which may come more than once."""
    return [*_of_word(token, "0"), *_of_path(token), *_of_sentence(token)]


def _of_word(token: Token, step: str) -> Iterator[str]:
    """The word itself, and the small words that hang on it."""
    yield f"{step}:lemma={token.lemma_.lower()}"
    yield f"{step}:tag={token.tag_}"
    yield f"{step}:dep={token.dep_}"
    yield f"{step}:tag+dep={token.tag_}+{token.dep_}"
    negators = lexicons.words("words", "negators")
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("aux", "aux:pass", "cop"):
            yield f"{step}:aux={child.lemma_.lower()}"
            yield f"{step}:aux={word}+{child.tag_}"
        elif child.dep_ in ("mark", "case", "cc", "advmod", "det"):
            yield f"{step}:{child.dep_}={word}"
        elif child.dep_.startswith("nsubj"):
            yield f"{step}:subject={word if child.pos_ == 'PRON' else child.pos_}"
        if word in negators:
            yield f"{step}:negated"
        elif child.dep_.startswith(("nsubj", "obj", "obl")) and any(
            part.lower_ in negators for part in child.children
        ):
            yield f"{step}:negated {child.dep_[:4]}"


def _of_path(token: Token) -> Iterator[str]:
    """The governors, up to the root or :data:`DEPTH` of them."""
    here, path = token, ""
    for step in range(1, DEPTH + 1):
        if here.head.i == here.i:
            yield f"root={step}"
            return
        path, here = f"{path}/{here.dep_}", here.head
        yield f"path={path}"
        if step <= 2:
            yield f"path={path}:{here.lemma_.lower()}"
        if step <= _WHOLE:
            yield from _of_word(here, str(step))


def _of_sentence(token: Token) -> Iterator[str]:
    """Words before and after it that make things less sure, and its neighbours."""
    sentence = token.sent
    yield f"first={sentence[0].lower_}"
    marks = [part.text for part in sentence if part.is_punct and part.i > token.i]
    yield f"punct={marks[-1] if marks else ''}"
    for part in sentence:
        if part.lower_ in _NEAR:
            yield f"{'before' if part.i < token.i else 'after'}={part.lower_}"
    for offset in (-2, -1, 1):
        if 0 <= token.i + offset < len(token.doc):
            yield f"{offset}={token.doc[token.i + offset].lower_}"
