from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("conllu", reason="data sets are read with claimx[train]")

import spacy

import tiny_model
from claimx.training.coreference import (
    REACH,
    ClusteredText,
    CorefText,
    Mention,
    read_gap,
    read_gum,
    read_litbank,
)

GUM = """\
# newdoc id = GUM_a
# newpar
1 Ada Ada PROPN NNP _ 3 nsubj _ Entity=(1-person-new-nnnnn-cf1-1-coref
2 Odu Odu PROPN NNP _ 1 flat _ Entity=1)
3 met meet VERB VBD _ 0 root _ _
4 her she PRON PRP$ _ 5 nmod _ Entity=(2-person-new-cf2-2-sgl(1-person-giv:act-cf1-1-ana)
5 boss boss NOUN NN _ 3 obj _ Entity=2)|SpaceAfter=No
6 . . PUNCT . _ 3 punct _ _

# newpar
1 He he PRON PRP _ 2 nsubj _ Entity=(3[1/2]-person-new-nnnnn-cf1-1-ana)
2 left leave VERB VBD _ 0 root _ _

"""


def named(text: CorefText) -> list[tuple[str, dict[str, bool]]]:
    """Each pronoun with the words of its candidates, and whether it means them."""
    return [
        (
            text.words[query.pronoun],
            {
                " ".join(text.words[item.start : item.end]): right
                for item, right in zip(query.candidates, query.right, strict=True)
            },
        )
        for query in text.queries
    ]


def test_gums_mentions_are_opened_closed_and_nested(tmp_path: Path) -> None:
    path = tmp_path / "gum.conllu.gz"
    rows = (line if line.startswith("#") else line.replace(" ", "\t") for line in GUM.split("\n"))
    with gzip.open(path, "wt", encoding="utf8") as stream:
        stream.write("\n".join(rows))
    [text] = read_gum(path)
    assert text.name == "GUM_a"
    assert text.words == ["Ada", "Odu", "met", "her", "boss", ".", "He", "left"]
    assert text.spaces == [True, True, True, True, False, True, True, True]
    assert text.breaks.nonzero()[0].tolist() == [0, 6]
    assert set(text.mentions) == {
        Mention(0, 2, 1),
        Mention(3, 4, 1),
        Mention(3, 5, 2),
        Mention(6, 7, 3),
    }
    assert named(text.asked()) == [
        ("her", {"Ada Odu": True}),
        ("He", {"Ada Odu": False, "her boss": False, "her": False}),
    ]


def test_litbank_is_read_from_its_archive(tmp_path: Path) -> None:
    marks = ["(0", "0)", "_", "(0)|(1", "1)", "_"]
    words = ["Ada", "Odu", "took", "her", "hat", "."]
    rows = [
        f"a_brat\t0\t{number}\t{word}\t_\t_\t{mark}"
        for number, (word, mark) in enumerate(zip(words, marks, strict=True))
    ]
    text = "\n".join(["#begin document (a_brat); part 0", *rows, "", "#end document"])
    path = tmp_path / "litbank.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in (("coref/conll/a.conll", text.encode()), ("README.md", b"no data")):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    [found] = read_litbank(path)
    assert (found.name, found.words) == ("a", words)
    assert set(found.mentions) == {Mention(0, 2, 0), Mention(3, 4, 0), Mention(3, 5, 1)}
    assert named(found.asked()) == [("her", {"Ada Odu": True})]


def test_gap_gives_one_pronoun_and_two_names(tmp_path: Path) -> None:
    said = "Ada Odu met Ines Dahl. “She” won."
    head = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL"
    row = ["x-1", said, "She", "24", "Ada Odu", "0", "FALSE", "Dahl", "17", "TRUE", "http://x"]
    path = tmp_path / "gap.tsv"
    path.write_text("\n".join(["\t".join(head.split()), "\t".join(row)]), encoding="utf8")
    [item] = read_gap(path, spacy.blank("en"))
    assert item.text == said
    assert named(item.asked) == [("She", {"Ada Odu": False, "Dahl": True})]


def test_only_mentions_within_reach_are_candidates() -> None:
    words = ["Ada", *["mill"] * REACH, "Ines", "she"]
    size = len(words)
    mentions = [Mention(0, 1, 1), Mention(size - 2, size - 1, 2), Mention(size - 1, size, 1)]
    text = ClusteredText("a", words, [True] * size, tiny_model.breaks(size), mentions)
    assert named(text.asked()) == [("she", {"Ines": False})]


def test_pronouns_without_a_candidate_and_other_words_are_not_asked() -> None:
    words = ["She", "saw", "him", "and", "the", "mill"]
    mentions = [Mention(0, 1, 1), Mention(2, 3, 2), Mention(4, 6, 1)]
    text = ClusteredText("a", words, [True] * 6, tiny_model.breaks(6), mentions)
    assert named(text.asked()) == [("him", {"She": False})]
