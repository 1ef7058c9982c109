"""Roles read again with what the links say."""

from __future__ import annotations

import numpy as np
import pytest

import tiny_model
from claimx.pipeline.encoder import core_scores
from claimx.pipeline.linker import Linker, Thresholds, spans_by_name
from claimx.pipeline.model_files import ModelFiles
from claimx.pipeline.views import cue_views, mixed_roles
from tiny_model import window


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return tiny_model.write_files(tmp_path_factory.mktemp("model"))


def read(
    files: ModelFiles, roles: str, links: str, weight: float
) -> dict[str, list[tuple[int, int]]]:
    """The spans of ``roles`` with what ``links`` says of the cue at the second word."""
    scores = window(roles, {(1, 2): links})
    views = cue_views([scores], [(1, 2)], files)
    mixed = mixed_roles(core_scores([scores], "role"), views, files, weight)
    return spans_by_name(mixed, files.labels["role"])


def test_roles_alone_count_where_links_weigh_nothing(files: ModelFiles) -> None:
    found = read(files, "SCTtt", "..Tt.", 0.0)
    assert found == {"SOURCE": [(0, 1)], "CUE": [(1, 2)], "CONTENT": [(2, 5)]}


def test_heavy_links_cut_a_content_and_drop_a_source(files: ModelFiles) -> None:
    found = read(files, "SCTtt", "..Tt.", 3.0)
    assert found == {"SOURCE": [], "CUE": [(1, 2)], "CONTENT": [(2, 4)]}


def test_what_the_links_alone_have_is_found_by_their_weight(files: ModelFiles) -> None:
    assert read(files, ".C...", "S.Ttt", 0.5)["CONTENT"] == []
    assert read(files, ".C...", "S.Ttt", 3.0)["CONTENT"] == [(2, 5)]


def test_a_cue_stays_a_cue_whatever_the_links_say(files: ModelFiles) -> None:
    assert read(files, "SCTtt", "TttTt", 9.0)["CUE"] == [(1, 2)]


def test_words_outside_of_every_asked_window_are_read_by_their_roles(files: ModelFiles) -> None:
    asked, other = window("SCT", {(1, 2): "S.."}), window("Tt", start=3)
    views = cue_views([asked, other], [(1, 2)], files)
    roles = core_scores([asked, other], "role")
    mixed = mixed_roles(roles, views, files, 3.0)
    assert np.array_equal(mixed[3:], roles[3:])
    assert not np.array_equal(mixed[:3], roles[:3])


def test_a_further_fragment_must_be_surer_than_the_first(files: ModelFiles) -> None:
    # Odu said it shut , the mill : the second stretch is a content, but hardly this cue's
    scores = window("SCTt.Tt", {(1, 2): "S.Tt..."})
    few, all_ = (
        Linker([scores], files, Thresholds(content=0.0, fragment=least)).attributions()
        for least in (0.5, 0.0)
    )
    assert [item.contents for item in few] == [[(2, 4)]]
    assert [item.contents for item in all_] == [[(2, 4), (5, 7)]]
