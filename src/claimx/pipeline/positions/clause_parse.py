"""A main clause read from the UD parse."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimx.pipeline.layers import TokenRange
from claimx.pipeline.positions import clause_window
from claimx.pipeline.positions.clause_window import ClauseParts

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_SUBORDINATE = frozenset({"advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj"})
_ASKED = frozenset({"whether", "if"})
_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ", ""})
_VERBAL = frozenset({"VERB", "AUX"})


def read(doc: Doc, tokens: list[int]) -> ClauseParts:
    """The main clause of ``tokens`` from the parse; from words alone where it gives none."""
    root = find_root(doc, tokens)
    if root is None or not _is_clause(root):
        return clause_window.read(doc, tokens)
    inside = frozenset(tokens)
    main = [i for i in tokens if _in_main_clause(doc[i], root, inside)]
    subject = _subject(root, inside)
    return main, _first_finite(root, inside), subject, _object(root, inside)


def find_root(doc: Doc, tokens: list[int]) -> Token | None:
    """The token of ``tokens`` that governs most of the others; None if there are none."""
    inside = frozenset(tokens)
    tops = [doc[i] for i in tokens if doc[i].head.i not in inside or doc[i].head.i == i]
    tops = [token for token in tops if not token.is_punct]
    return max(tops, key=lambda t: (_size(t, inside), -t.i), default=None)


def _size(token: Token, inside: frozenset[int]) -> int:
    return sum(part.i in inside for part in token.subtree)


def _is_clause(root: Token) -> bool:
    if root.pos_ in _VERBAL:
        return True
    return any(child.dep_ in ("cop", "aux") or child.dep_ in _SUBJECTS for child in root.children)


def _in_main_clause(token: Token, root: Token, inside: frozenset[int]) -> bool:
    """Whether no subordinate or coordinated clause stands between ``token`` and ``root``."""
    here = token
    while here.i != root.i:
        if here.dep_ in _SUBORDINATE and not _is_extraposed(here, root):
            return False
        if here.dep_ == "ccomp" and any(c.lower_ in _ASKED for c in here.lefts if c.dep_ == "mark"):
            return False
        if (
            here.dep_ == "conj"
            and here.head.i == root.i
            and (here.pos_ in _VERBAL or _has_own(here))
        ):
            return False
        if here.head.i == here.i or here.i not in inside:
            return True
        here = here.head
    return True


def _is_extraposed(clause: Token, root: Token) -> bool:
    """*It is unlikely that …*: the subject clause says what the claim is about."""
    return clause.dep_.startswith("csubj") and clause.head.i == root.i and clause.i > root.i


def _has_own(token: Token) -> bool:
    return any(child.dep_ in _SUBJECTS or child.dep_ in ("cop", "aux") for child in token.children)


def _first_finite(root: Token, inside: frozenset[int]) -> int | None:
    """The first auxiliary, else the root; None for an infinitive or a participle alone."""
    helpers = [c for c in root.children if c.dep_ in ("aux", "aux:pass", "cop") and c.i in inside]
    if not any(token.tag_ in _FINITE for token in [root, *helpers]):
        return None
    return min(token.i for token in [root, *helpers])


def _subject(root: Token, inside: frozenset[int]) -> TokenRange | None:
    for child in root.children:
        if child.dep_ in _SUBJECTS and child.i in inside:
            if _is_extraposed(child, root):
                return _subject(child, inside)
            return _span(child, inside)
    return None


def _object(root: Token, inside: frozenset[int]) -> TokenRange | None:
    """The direct object, of an open complement too; else a nominal predicate or an oblique."""
    for governor in (root, *(c for c in root.children if c.dep_ in ("xcomp", "ccomp"))):
        for child in governor.children:
            if child.dep_ in ("obj", "iobj") and child.i in inside:
                return _span(child, inside)
    if root.pos_ in ("NOUN", "PROPN"):
        return _nominal_predicate(root, inside)
    for child in root.children:
        if child.dep_.startswith("obl") and child.i in inside and child.ent_type_ != "DATE":
            return _span(child, inside, skip_case=True)
    return None


def _nominal_predicate(root: Token, inside: frozenset[int]) -> TokenRange | None:
    own = [c for c in root.children if c.dep_ in ("det", "amod", "compound", "nmod:poss", "flat")]
    places = [root.i, *(t.i for c in own for t in c.subtree if t.i in inside)]
    return min(places), max(places) + 1


def _span(token: Token, inside: frozenset[int], *, skip_case: bool = False) -> TokenRange | None:
    """The unbroken part of the token's subtree around it, without a relative clause."""
    dropped = {
        part.i
        for child in token.children
        if child.dep_ in ("acl:relcl", "punct") or (skip_case and child.dep_ == "case")
        for part in child.subtree
    }
    keep = {part.i for part in token.subtree if part.i in inside} - dropped
    start = end = token.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return start, end + 1
