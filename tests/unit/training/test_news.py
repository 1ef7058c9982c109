from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from claimx.evaluation.brat import BratAttribution, read_brat
from claimx.training.examples import ENTITY_LABELS, IGNORED, ROLE_LABELS, CueLinks
from claimx.training.news import (
    attribution_example,
    read_polnear,
    read_wikigold,
)

NLP = spacy.blank("en")
TEXT = "“It shut,” Odu said, “in May.”\n\nRain fell.\n"
BRAT = """\
T1 Source 11 14|Odu
T2 Cue 15 19|said
T3 Content 0 10;21 30|“It shut,” “in May.”
T4 Attribution 15 19|said
E1 Attribution:T4 Source:T1 Cue:T2 Content:T3
A1 Certainty E1
T5 Attribution 37 41|fell
E2 Attribution:T5 Cue:T2
"""


def write_brat(folder: Path, name: str, text: str = BRAT) -> Path:
    rows = (line.replace(" ", "\t", 1).replace("|", "\t") for line in text.split("\n"))
    path = folder / name
    path.write_text("\n".join(rows), encoding="utf8")
    return path


def test_brat_events_with_a_content_are_attributions(tmp_path: Path) -> None:
    [found] = read_brat(write_brat(tmp_path, "a.ann"))
    assert found == BratAttribution(source=(11, 14), cue=(15, 19), contents=[(0, 10), (21, 30)])
    assert [TEXT[slice(*span)] for span in found.contents] == ["“It shut,”", "“in May.”"]


def test_arguments_with_numbers_and_broken_sources(tmp_path: Path) -> None:
    text = """\
T1 Source 0 3;8 12|Odu Lee
T2 Content 20 24|shut
T3 Content 30 34|late
T4 Attribution 13 17|said
E1 Attribution:T4 Source:T1 Content:T2 Content2:T3"""
    [found] = read_brat(write_brat(tmp_path, "a.ann", text))
    # Of a broken source the first part counts; a missing cue is none.
    assert found == BratAttribution(source=(0, 3), cue=None, contents=[(20, 24), (30, 34)])


def test_roles_and_links_of_a_text(tmp_path: Path) -> None:
    example = attribution_example("a", TEXT, list(read_brat(write_brat(tmp_path, "a.ann"))), NLP)
    assert " ".join(example.words) == "“ It shut , ” Odu said , “ in May . ” Rain fell ."
    assert example.roles is not None
    shown = [ROLE_LABELS[number] for number in example.roles]
    assert shown[:5] == ["B-CONTENT", *["I-CONTENT"] * 4]
    assert shown[5:8] == ["B-SOURCE", "B-CUE", "O"]
    assert shown[8:13] == ["B-CONTENT", *["I-CONTENT"] * 4]
    assert shown[13:] == ["O"] * 3
    assert example.links == [CueLinks((6, 7), (5, 6), [(0, 5), (8, 13)], (0, 16))]
    assert example.breaks.nonzero()[0].tolist() == [0, 13]
    assert example.entities is None


def test_a_cue_within_a_content_is_labelled_over_it() -> None:
    text = "Odu said Lee denied it"
    outer = BratAttribution((0, 3), (4, 8), [(9, 22)])
    inner = BratAttribution((9, 12), (13, 19), [(20, 22)])
    example = attribution_example("a", text, [outer, inner], NLP)
    assert example.roles is not None
    shown = [ROLE_LABELS[number] for number in example.roles]
    assert shown == ["B-SOURCE", "B-CUE", "B-SOURCE", "B-CUE", "B-CONTENT"]
    assert [link.contents for link in example.links] == [[(2, 5)], [(4, 5)]]


def test_bounds_within_words_take_the_whole_words() -> None:
    example = attribution_example(
        "a", "Odu said it", [BratAttribution(None, (5, 7), [(9, 10)])], NLP
    )
    assert example.links == [CueLinks((1, 2), None, [(2, 3)], (0, 3))]


def test_an_attribution_without_a_cue_has_roles_and_no_link() -> None:
    example = attribution_example("a", "“No.”", [BratAttribution(None, None, [(0, 5)])], NLP)
    assert example.roles is not None
    assert example.roles[0] == ROLE_LABELS.index("B-CONTENT")
    assert example.links == []


def test_every_annotators_copy_of_a_text_is_an_example(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "paper_2016-01-02_mill.txt").write_bytes(TEXT.encode())
    for annotator in ("00ab", "1f2e"):
        write_brat(tmp_path / "attributions", f"paper_2016-01-02_mill_{annotator}.ann")
    found = list(read_polnear(tmp_path, NLP))
    assert [item.name for item in found] == [
        "paper_2016-01-02_mill_00ab",
        "paper_2016-01-02_mill_1f2e",
    ]
    assert found[0].links == found[1].links != []


def test_wikigold_runs_of_a_name_are_entities(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.txt"
    path.write_text(
        "-DOCSTART- O\n\nAda I-PER\nOdu I-PER\nleft O\nLake I-LOC\nMills I-ORG\n. O\n\n"
        "She O\nspoke O\n. O\n\n",
        encoding="utf8",
    )
    [example] = read_wikigold(path)
    assert " ".join(example.words) == "Ada Odu left Lake Mills . She spoke ."
    assert example.entities is not None
    shown = [ENTITY_LABELS[number] for number in example.entities]
    assert shown == ["B-PER", "I-PER", "O", "B-LOC", "B-ORG", "O", "O", "O", "O"]
    assert example.breaks.tolist() == [True] + [False] * 8
    assert not example.entities_may_be_misc


@pytest.mark.parametrize(("sentences", "sizes"), [(10, [10]), (11, [10, 1]), (0, [])])
def test_wikigold_is_cut_into_examples_of_ten_sentences(
    tmp_path: Path, sentences: int, sizes: list[int]
) -> None:
    path = tmp_path / "wikigold.txt"
    path.write_text("Odu I-PER\n\n" * sentences, encoding="utf8")
    found = list(read_wikigold(path))
    assert [len(item.words) for item in found] == sizes
    assert all(item.entities is not None and IGNORED not in item.entities for item in found)
