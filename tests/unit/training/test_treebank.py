from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("conllu", reason="treebanks are read with claimx[train]")

from claimx.training.examples import ENTITY_LABELS, IGNORED, CueLinks, Example
from claimx.training.treebank import (
    Frame,
    read_entities,
    read_frames,
    read_treebank,
    read_words,
    treebank_example,
)

# Ids of a treebank name genre and document; "won't" is two words in one token.
TREEBANK = """\
# newdoc id = news-mill
# newpar id = news-mill-p1
# sent_id = news-mill-1
1 Odu Odu PROPN NNP Number=Sing 2 nsubj
2 said say VERB VBD Tense=Past|VerbForm=Fin 0 root
3 mills mill NOUN NNS Number=Plur 4 nsubj
4 shut shut VERB VBP _ 2 ccomp
5 . . PUNCT . _ 2 punct

# sent_id = news-mill-2
1 She she PRON PRP _ 4 nsubj
2-3 won’t _ _ _ _ _ _
2 wo will AUX MD _ 4 aux
3 n’t not PART RB _ 4 advmod
4 stay stay VERB VB _ 0 root

# newpar
# sent_id = news-mill-3
1 Ada Ada PROPN NNP _ 3 nsubj
2 Lee Lee PROPN NNP _ 1 flat
3 left leave VERB VBD _ 0 root

# newdoc id = news-lake
# sent_id = news-lake-1
1 Rain rain NOUN NN _ 0 root

"""
ENTITIES = """\
# newdoc id = news-mill
# sent_id = news-mill-1
# text = Odu said mills shut.
1 Odu B-PER - -
2 said O - -
3 mills B-OTH - -
4 shut O - -
5 . O - -

# sent_id = news-mill-2
1 She O - -
2 won’t O - -
3 stay O - -

# sent_id = news-mill-3
1 Ada B-PER - -
2 Lee I-PER - -
3 left O - -
"""
# File, sentence, word, form, tag, parse, lemma, sense, and a column for each sense.
FRAMES = """\
news/mill.xml 0 0 [WORD] NNP (S(NP*) - - (ARG0*) *
news/mill.xml 0 1 [WORD] VBD (VP* say say.01 (V*) *
news/mill.xml 0 2 [WORD] NNS (S(NP*) - - (ARG1* (ARG1*)
news/mill.xml 0 3 [WORD] VBP (VP*))) shut shut.01 *) (V*)
news/mill.xml 0 4 [WORD] . *) - - * *

news/mill.xml 1 0 [WORD] PRP (S(NP*) - - (ARG0*)
news/mill.xml 1 1 [WORD] VB (VP*)) say say.01 (V*)
"""


def tabbed(text: str, *, conllu: bool = False) -> str:
    """The samples above with tabs, and with the columns that claimx does not read."""
    lines = []
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            cells = line.split(" ")
            cells += ["_", "_"] if conllu else []
            line = "\t".join(cells)
        lines.append(line)
    return "\n".join(lines)


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.conllu.gz"
    path.write_bytes(gzip.compress(tabbed(TREEBANK, conllu=True).encode()))
    return path


@pytest.fixture
def entities(tmp_path: Path) -> dict[str, tuple[list[str], list[str]]]:
    path = tmp_path / "bank.iob2"
    path.write_text(tabbed(ENTITIES), encoding="utf8")
    return read_entities(path)


@pytest.fixture
def frames(tmp_path: Path) -> dict[tuple[str, int], tuple[int, list[Frame]]]:
    path = tmp_path / "frames.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in (("README.md", "read me"), ("ewt/news/00/mill.xml.gold_skel", FRAMES)):
            member = tarfile.TarInfo(f"data/google/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return read_frames(path)


def mill(treebank: Path, **known: object) -> Example:
    name, sentences = next(read_treebank(treebank))
    return treebank_example(name, sentences, **known)  # type: ignore[arg-type]


def test_a_treebank_is_read_document_by_document(treebank: Path) -> None:
    found = [(name, len(sentences)) for name, sentences in read_treebank(treebank)]
    assert found == [("news-mill", 3), ("news-lake", 1)]


def test_the_words_of_its_sentences(treebank: Path) -> None:
    found = [" ".join(words) for words in read_words(treebank)]
    assert found == ["Odu said mills shut .", "She wo n’t stay", "Ada Lee left", "Rain"]


def test_words_sentences_and_paragraphs(treebank: Path) -> None:
    example = mill(treebank)
    assert " ".join(example.words) == "Odu said mills shut . She wo n’t stay Ada Lee left"
    assert example.sent_starts is not None
    assert example.sent_starts.nonzero()[0].tolist() == [0, 5, 9]
    assert example.breaks.nonzero()[0].tolist() == [0, 9]


def test_heads_are_words_of_the_document_and_a_root_is_its_own(treebank: Path) -> None:
    example = mill(treebank)
    assert example.heads is not None
    assert example.heads.tolist() == [1, 1, 3, 1, 1, 8, 8, 8, 8, 11, 9, 11]
    assert example.deps is not None
    assert [
        word for word, dep in zip(example.words, example.deps, strict=True) if dep == "root"
    ] == [
        "said",
        "stay",
        "left",
    ]


def test_tags_and_lemma_rules(treebank: Path) -> None:
    tags = mill(treebank).tags
    assert tags["upos"][:2] == ["PROPN", "VERB"]
    assert tags["xpos"][:2] == ["NNP", "VBD"]
    assert tags["feats"][:4] == ["Number=Sing", "Tense=Past|VerbForm=Fin", "Number=Plur", "_"]
    assert tags["lemma"][:4] == ["k0+", "l2+y", "l1+", "l0+"]


def test_a_treebank_alone_is_silent_on_entities_and_predicates(treebank: Path) -> None:
    example = mill(treebank)
    assert example.entities is None
    assert example.predicates is None
    assert example.roles is None
    assert example.links == []


def test_entities_of_sentences_with_the_same_words(
    treebank: Path, entities: dict[str, tuple[list[str], list[str]]]
) -> None:
    example = mill(treebank, entities=entities)
    assert example.entities is not None
    names = ["?" if number == IGNORED else ENTITY_LABELS[number] for number in example.entities]
    assert names[:5] == ["B-PER", "O", "O", "O", "O"]
    assert names[5:9] == ["?"] * 4  # cut into other words there
    assert names[9:] == ["B-PER", "I-PER", "O"]
    assert example.entities_may_be_misc


def test_frames_of_cues_that_have_both_a_source_and_a_content(
    frames: dict[tuple[str, int], tuple[int, list[Frame]]],
) -> None:
    arguments = [("ARG0", 0, 1), ("V", 1, 2), ("ARG1", 2, 4)]
    assert frames["news-mill", 0] == (5, [Frame(1, "say", arguments)])
    assert frames["news-mill", 1] == (2, [])


def test_frames_become_predicates_and_links(
    treebank: Path, frames: dict[tuple[str, int], tuple[int, list[Frame]]]
) -> None:
    example = mill(treebank, frames=frames)
    assert example.predicates is not None
    # The second sentence has another number of words there, the third is not there.
    assert example.predicates.tolist() == [0, 1, 0, 0, 0] + [IGNORED] * 7
    assert example.links == [CueLinks(cue=(1, 2), source=(0, 1), contents=[(2, 4)], scope=(0, 5))]
