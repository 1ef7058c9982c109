from __future__ import annotations

import gzip
from pathlib import Path
from typing import cast

import pytest

pytest.importorskip("conllu", reason="data sets are read with claimx[train]")

import spacy
from click.testing import CliRunner

import tiny_model
from claimx.evaluation.tally import Hits
from claimx.training import measure_pronouns
from claimx.training.coreference import ClusteredText, Mention
from claimx.training.measure_pronouns import PARTS, Reading, as_doc, cluster_hits, main, measure

GAP = """\
ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL
x-1|Ada Odu left. “We won,” she said.|she|24|Ada Odu|0|TRUE|Odu|4|TRUE|http://x
x-2|Ada Odu met Ines Dahl, and he left.|he|27|Ada Odu|0|FALSE|Ines Dahl|12|FALSE|http://x
"""
GUM = """\
# newdoc id = GUM_a
# newpar
1 Ada Ada PROPN NNP _ 3 nsubj _ Entity=(1-person-new-cf1-1-coref
2 Odu Odu PROPN NNP _ 1 flat _ Entity=1)
3 left leave VERB VBD _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 3 punct _ _

# newpar
1 She she PRON PRP _ 2 nsubj _ Entity=(1-person-giv:act-cf1-1-ana)
2 said say VERB VBD _ 0 root _ _
3 it it PRON PRP _ 4 nsubj _ Entity=(2-object-new-cf2-1-sgl)
4 fell fall VERB VBD _ 2 ccomp _ SpaceAfter=No
5 . . PUNCT . _ 2 punct _ _

"""
TEXT = ClusteredText(
    "a",
    ["Ada", "Odu", "saw", "Dahl", ".", "She", "left"],
    [True, True, True, False, True, True, True],
    tiny_model.breaks(7, 5),
    [Mention(0, 2, 1), Mention(0, 4, 7), Mention(3, 4, 2), Mention(5, 6, 1)],
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with two texts of GAP's kind and one of GUM's."""
    head, *rows = GAP.splitlines()
    for name in ("coref", "ud"):
        (tmp_path / name).mkdir()
    lines = ["\t".join(head.split()), *(row.replace("|", "\t") for row in rows)]
    (tmp_path / "coref/gap-validation.tsv").write_text("\n".join(lines), encoding="utf8")
    with gzip.open(tmp_path / "ud/ud-gum-dev.conllu.gz", "wt", encoding="utf8") as stream:
        for line in GUM.split("\n"):
            stream.write((line if line.startswith("#") else line.replace(" ", "\t")) + "\n")
    return tmp_path


class Told:
    """A reading in which one word is given a name that stands at ``place``."""

    def __init__(self, place: tuple[int, int] | None) -> None:
        self.place = place

    def name_of(self, word: int) -> tuple[int, int] | None:
        assert word == 5
        return self.place

    def is_name(self, mention: Mention) -> bool:
        return mention.start in (0, 3)


@pytest.mark.parametrize(
    ("place", "hits"),
    [
        ((0, 2), Hits(1, 1, 1, 1)),
        ((1, 2), Hits(1, 1, 1, 1)),
        ((3, 4), Hits(1, 0, 1, 0)),
        # Within the mention of another, and of the right one only by chance.
        ((2, 3), Hits(1, 0, 1, 0)),
        (None, Hits(0, 0, 1, 0)),
    ],
)
def test_a_name_is_right_in_the_smallest_mention_around_it(
    place: tuple[int, int] | None, hits: Hits
) -> None:
    assert cluster_hits(TEXT, cast("Reading", Told(place)), TEXT.mentions[-1]) == hits


def test_where_the_text_names_nobody_every_name_is_wrong() -> None:
    nameless = ClusteredText(TEXT.name, TEXT.words, TEXT.spaces, TEXT.breaks, TEXT.mentions[2:])
    pronoun = TEXT.mentions[-1]
    assert cluster_hits(nameless, cast("Reading", Told((0, 2))), pronoun) == Hits(predicted=1)
    assert cluster_hits(nameless, cast("Reading", Told(None)), pronoun) == Hits()


def test_words_become_a_doc_with_a_blank_line_between_paragraphs() -> None:
    doc = as_doc(spacy.blank("en"), TEXT)
    assert doc.text == "Ada Odu saw Dahl. \n\nShe left "


def test_both_sets_are_counted(data: Path) -> None:
    hits = measure(data).hits
    assert hits.keys() == PARTS.keys()
    assert (hits["gap_names"].gold, hits["gap_text"].gold) == (2, 2)
    assert hits["gum_pronouns"].gold == 1
    assert hits["gum_pronouns"].gold_found == hits["gum_speakers"].gold_found == 1


def test_the_command_prints_every_part(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = measure_pronouns.Measured()
    found.hits["gap_names"] = Hits(4, 3, 6, 3)
    monkeypatch.setattr(measure_pronouns, "measure", lambda *_, **__: found)
    output = CliRunner().invoke(main, ["--data", str(data)]).output
    assert all(title in output for title in PARTS.values())
    shown = dict(line.split() for line in output.splitlines()[1:6])
    assert (shown["precision"], shown["recall"], shown["f1"]) == ("75.0", "50.0", "60.0")
