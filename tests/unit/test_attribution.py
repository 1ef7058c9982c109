from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy

import tiny_model
from claimx.pipeline.attribution import Attributor
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.layers import SCORES, Attribution, get_attributions
from claimx.pipeline.linker import Linker, Thresholds
from claimx.pipeline.model_files import ModelFiles
from tiny_model import window

Row = tuple[tuple[int, int] | None, tuple[int, int] | None, list[tuple[int, int]], int | None]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return tiny_model.write_files(tmp_path_factory.mktemp("model"))


def linked(
    files: ModelFiles, *windows: WindowScores, thresholds: Thresholds | None = None
) -> list[Attribution]:
    return Linker(windows, files, thresholds or Thresholds()).attributions()


def rows(found: Sequence[Attribution]) -> list[Row]:
    """Source, cue, contents and the place of the claim around it."""
    return [(item.source, item.cue, item.contents, item.within) for item in found]


def test_a_cue_takes_the_source_and_the_content_that_its_links_point_at(files: ModelFiles) -> None:
    # Odu said the mill shut
    scores = window("SCTtt", {(1, 2): "S.Ttt"})
    found = linked(files, scores)
    assert rows(found) == [((0, 1), (1, 2), [(2, 5)], None)]
    assert found[0].confidence > 0.9


def test_links_win_over_nearness(files: ModelFiles) -> None:
    # It closed , Odu told Lee , who said nothing of it
    #  the content before belongs to the second cue, and so does the far source
    scores = window("Tt.SC...C", {(4, 5): ".........", (8, 9): "Tt.S....."})
    assert rows(linked(files, scores)) == [((3, 4), (8, 9), [(0, 2)], None)]


def test_two_cues_share_the_contents_out(files: ModelFiles) -> None:
    # Odu said yes but Lee said no no
    scores = window("SCT.SCTt", {(1, 2): "S.T.....", (5, 6): "....S.Tt"})
    assert rows(linked(files, scores)) == [
        ((0, 1), (1, 2), [(2, 3)], None),
        ((4, 5), (5, 6), [(6, 8)], None),
    ]


def test_halves_of_a_quote_on_both_sides_of_a_cue_are_one_claim(files: ModelFiles) -> None:
    # “ It shut , ” Odu said , “ in May . ”
    scores = window("Ttttt" + "SC" + "." + "Ttttt", {(6, 7): "TttttS..Ttttt"})
    assert rows(linked(files, scores)) == [((5, 6), (6, 7), [(0, 5), (8, 13)], None)]


def test_a_content_has_one_cue_only(files: ModelFiles) -> None:
    # Odu said and wrote it shut
    scores = window("SC.CTt", {(1, 2): "S...T.", (3, 4): "S...Tt"})
    assert rows(linked(files, scores)) == [((0, 1), (3, 4), [(4, 6)], None)]


def test_a_cue_cuts_its_own_content_where_the_roles_have_none(files: ModelFiles) -> None:
    # Odu said the mill shut
    scores = window("SC...", {(1, 2): "S.Ttt"})
    assert rows(linked(files, scores)) == [((0, 1), (1, 2), [(2, 5)], None)]


def test_how_much_of_its_own_cut_others_may_have_taken_is_a_threshold(files: ModelFiles) -> None:
    # Odu said it shut then and Lee added that
    #  the second cue's own cut shares two words of three with the first one's content
    scores = window("SCTtt..SC", {(1, 2): "S.Ttt....", (8, 9): "...Ttt.S."})
    first, second = ((0, 1), (1, 2), [(2, 5)], None), ((7, 8), (8, 9), [(3, 6)], None)
    assert rows(linked(files, scores)) == [first]
    assert rows(linked(files, scores, thresholds=Thresholds(taken=0.8))) == [first, second]


def test_a_cue_with_no_content_is_no_claim(files: ModelFiles) -> None:
    # Odu said nothing
    assert linked(files, window("SC.", {(1, 2): "S.."})) == []


def test_a_content_that_no_cue_points_at_is_left(files: ModelFiles) -> None:
    # “ The mill ” Odu said
    assert linked(files, window("TtttSC", {(5, 6): "....S."})) == []


def test_a_source_below_the_threshold_is_none(files: ModelFiles) -> None:
    # it was said that the mill shut, in the town of Odu
    scores = window("..CTtt..S", {(2, 3): "...Ttt..."})
    [claim] = linked(files, scores)
    assert (claim.source, claim.cue, claim.contents) == (None, (2, 3), [(3, 6)])
    assert claim.confidence > 0.9
    [claim] = linked(files, scores, thresholds=Thresholds(source=0.0))
    assert claim.source == (8, 9)
    assert claim.confidence < 0.1


def test_a_source_may_be_the_links_own_cut(files: ModelFiles) -> None:
    # the mayor said it shut
    scores = window("..CTt", {(2, 3): "Ss.Tt"})
    assert rows(linked(files, scores)) == [((0, 2), (2, 3), [(3, 5)], None)]


def test_a_cue_within_a_content_is_a_nested_claim(files: ModelFiles) -> None:
    # Odu said Lee denied the leak today
    scores = window("SCTttt.", {(1, 2): "S.Tttt.", (3, 4): "..S.Ttt"}, predicates=[3])
    assert rows(linked(files, scores)) == [
        ((0, 1), (1, 2), [(2, 6)], None),
        ((2, 3), (3, 4), [(4, 6)], 0),  # no farther than the content it stands in
    ]


def test_a_word_is_a_nested_cue_only_above_the_threshold_and_within_a_content(
    files: ModelFiles,
) -> None:
    links = {(1, 2): "S.Tttt....", (3, 4): "..S.Tt....", (7, 8): "......S.Tt"}
    scores = window("SCTttt....", links, predicates=[7])
    assert [item.within for item in linked(files, scores)] == [None]
    scores = window("SCTttt....", links, predicates=[3])
    assert len(linked(files, scores)) == 2
    assert len(linked(files, scores, thresholds=Thresholds(nested=7.0))) == 1


def test_nested_claims_know_the_claim_around_them(files: ModelFiles) -> None:
    # Odu said yes . Lee said Poe denied it
    links = {(1, 2): "S.T......", (5, 6): "....S.Ttt", (7, 8): "......S.T"}
    found = linked(files, window("SCT.SCTtt", links, predicates=[7]))
    assert [(item.cue, item.within) for item in found] == [
        ((1, 2), None),
        ((5, 6), None),
        ((7, 8), 1),
    ]


def test_a_cue_is_asked_in_the_window_that_keeps_it(files: ModelFiles) -> None:
    # Odu said yes . | Lee said no no: the first window sees the second claim, and is not asked
    first = window("SCT.SC", {(1, 2): "S.T...", (5, 6): "..T..."}, core=(0, 4))
    second = window("T.SCTt", {(3, 4): "..S.Tt"}, start=2, core=(4, 8))
    assert rows(linked(files, first, second)) == [
        ((0, 1), (1, 2), [(2, 3)], None),
        ((4, 5), (5, 6), [(6, 8)], None),
    ]


def test_a_source_in_the_context_of_a_window_is_found(files: ModelFiles) -> None:
    # the mayor spoke . | said he , it shut
    first = window("Ss..", core=(0, 4))
    second = window("Ss..C.Tt", {(4, 5): "Ss....Tt"}, start=0, core=(4, 8))
    assert rows(linked(files, first, second)) == [((0, 2), (4, 5), [(6, 8)], None)]


def test_the_component_writes_tokens_and_drops_the_scores(files: ModelFiles) -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc("\n Odu  said\n\nthe mill shut")
    assert [token.text for token in doc if not token.is_space] == [
        "Odu",
        "said",
        "the",
        "mill",
        "shut",
    ]
    doc.user_data[SCORES] = [window("SCTtt", {(1, 2): "S.Ttt"})]
    doc = Attributor("claimx_attribution", files, Thresholds())(doc)
    [claim] = get_attributions(doc)
    assert claim.source is not None
    assert claim.cue is not None
    spans = [doc[slice(*bounds)].text for bounds in (claim.source, claim.cue, *claim.contents)]
    assert spans == ["Odu", "said", "the mill shut"]
    assert SCORES not in doc.user_data
    doc.to_bytes()


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_without_words_has_no_claims(files: ModelFiles, text: str) -> None:
    doc = Attributor("claimx_attribution", files, Thresholds())(spacy.blank("en").make_doc(text))
    assert get_attributions(doc) == []
    assert set(doc.spans) == {"claimx_sources", "claimx_cues", "claimx_contents"}


@pytest.mark.parametrize(
    ("headline", "contents"),
    [
        pytest.param("Mill shut", ["the mill shut"], id="unquoted"),
        pytest.param("“ Shut", ["“ Shut", "the mill shut"], id="quoted"),
    ],
)
def test_of_far_contents_only_quoted_ones_are_kept(
    files: ModelFiles, headline: str, contents: list[str]
) -> None:
    doc = spacy.blank("en").make_doc(f"{headline}\n\nOdu said the mill shut")
    doc.user_data[SCORES] = [window("TtSCTtt", {(3, 4): "TtS.Ttt"})]
    [claim] = get_attributions(Attributor("claimx_attribution", files, Thresholds())(doc))
    assert [doc[slice(*bounds)].text for bounds in claim.contents] == contents
