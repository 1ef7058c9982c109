"""Words of a parser against words of a treebank."""

from __future__ import annotations

from dataclasses import replace

from claimx.evaluation.conll import Analysis, Word, align, compare


def sentence(*forms: str, heads: list[int] | None = None) -> list[Word]:
    """Words that follow one another; ``do+n't`` is one token of two words."""
    words: list[Word] = []
    start = 0
    for form in forms:
        parts = form.split("+")
        end = start + len("".join(parts))
        for part in parts:
            head = heads[len(words)] if heads else 0
            words.append(
                Word(part, (start, end), "X", "XX", part, head, "dep", multiword=len(parts) > 1)
            )
        start = end
    return words


def test_words_of_the_same_characters_are_the_same() -> None:
    gold, system = sentence("a", "well-known", "man"), sentence("a", "well", "-", "known", "man")
    assert list(align(gold, system)) == [(0, 0), (2, 4)]
    assert list(align(system, gold)) == [(0, 0), (4, 2)]


def test_words_of_a_multiword_token_are_the_same_by_their_forms() -> None:
    gold = sentence("I", "do+n't", "go")
    assert list(align(gold, sentence("I", "do", "n't", "go"))) == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert list(align(gold, sentence("I", "don't", "go"))) == [(0, 0), (3, 2)]
    assert list(align(gold, sentence("Id", "o", "n't", "go"))) == [(2, 2), (3, 3)]


def test_a_head_is_right_where_it_is_the_same_word() -> None:
    gold = Analysis(sentence("a", "b-c", "d", heads=[2, 2, 2]), [0])
    system = Analysis(sentence("a", "b", "-c", "d", heads=[3, 3, 3, 3]), [0])
    hits = compare(gold, system)
    assert (hits["words"].gold, hits["words"].predicted, hits["words"].gold_found) == (3, 4, 2)
    assert hits["uas"].gold_found == hits["las"].gold_found == 2


def test_a_label_counts_whole_and_only_under_the_right_head() -> None:
    gold = Analysis(sentence("a", "b", "c", heads=[1, 1, 1]), [0])
    words = list(gold.words)
    words[0] = replace(words[0], dep="dep:sub", upos="Y")
    words[2] = replace(words[2], head=0, lemma="z")
    hits = compare(gold, Analysis(words, [0]))
    assert {name: hits[name].gold_found for name in ("upos", "xpos", "lemma", "uas", "las")} == {
        "upos": 2,
        "xpos": 3,
        "lemma": 2,
        "uas": 2,
        "las": 1,
    }


def test_a_sentence_is_right_where_both_ends_are() -> None:
    words = sentence("a", "b", "c", "d")
    hits = compare(Analysis(words, [0, 2]), Analysis(words, [0, 2, 3]))["sentences"]
    assert (hits.gold, hits.predicted, hits.gold_found) == (2, 3, 1)
