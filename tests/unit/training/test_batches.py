from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="batches are made with claimx[train]")
pytest.importorskip("transformers", reason="batches are made with claimx[train]")

import tiny_model
from claimx.pipeline.features import WINDOW, to_pieces
from claimx.training.batches import LOOKS, Batch, Sampler, Slice, collate
from claimx.training.examples import IGNORED, ROLE_LABELS, CueLinks, Example, bio

TOKENIZER = tiny_model.tokenizer()
INDEX = {
    name: {label: number for number, label in enumerate(labels)}
    for name, labels in tiny_model.LABELS.items()
}


def sliced(example: Example, start: int = 0, end: int | None = None) -> Slice:
    pieces = to_pieces(TOKENIZER, example.words, example.breaks)
    return Slice(example, pieces, start, len(example.words) if end is None else end)


def odu_said(words: str = "Odu said the mill shut") -> Example:
    return Example(
        name="a",
        words=words.split(),
        breaks=tiny_model.breaks(5),
        tags={
            "upos": ["PROPN", "VERB", "DET", "NOUN", "VERB"],
            "xpos": ["NNP", "VBD", "DT", "NN", "VBD"],
            "feats": ["_"] * 5,
            "lemma": ["k0+", "l3+ay", "l0+", "l0+", "l0+"],
        },
        sent_starts=np.array([True, False, False, False, False]),
        heads=np.array([1, 1, 3, 4, 1]),
        deps=["nsubj", "root", "det", "nsubj", "obj"],
        roles=bio([(0, 1, "SOURCE"), (1, 2, "CUE"), (2, 5, "CONTENT")], 5, ROLE_LABELS),
        links=[CueLinks((1, 2), (0, 1), [(2, 5)], (0, 5))],
    )


def row(batch: Batch, name: str, number: int = 0) -> list[int]:
    """The labels of one row's words."""
    values: list[int] = batch.labels[name][number][batch.words[number]].tolist()
    return values


def test_each_label_stands_at_its_words_first_piece() -> None:
    batch = collate([sliced(odu_said())], INDEX)
    pieces = [TOKENIZER.id_to_token(int(number)) for number in batch.ids[0]]
    firsts = batch.firsts[0][batch.words[0]].tolist()
    assert [pieces[place] for place in firsts] == ["o", "said", "the", "mill", "s"]
    upos = [tiny_model.LABELS["upos"][n] if n != IGNORED else "?" for n in row(batch, "upos")]
    assert upos == ["PROPN", "VERB", "?", "NOUN", "VERB"]  # DET is in no alphabet here
    assert [ROLE_LABELS[n] for n in row(batch, "role")] == [
        "B-SOURCE",
        "B-CUE",
        "B-CONTENT",
        "I-CONTENT",
        "I-CONTENT",
    ]
    assert row(batch, "sent") == [1, 0, 0, 0, 0]


def test_heads_count_the_root_as_nought() -> None:
    batch = collate([sliced(odu_said())], INDEX)
    assert row(batch, "head") == [2, 0, 4, 5, 2]
    assert row(batch, "dep") == [0, 1, IGNORED, 0, 2]


def test_heads_outside_of_a_window_are_ignored() -> None:
    batch = collate([sliced(odu_said(), 2, 4)], INDEX)
    assert row(batch, "head") == [2, IGNORED]
    assert row(batch, "dep") == [IGNORED, IGNORED]


def test_where_a_data_set_is_silent_and_at_padding_nothing_is_learned() -> None:
    batch = collate([sliced(odu_said()), sliced(odu_said(), 0, 2)], INDEX)
    assert (batch.labels["entity"] == IGNORED).all()
    assert (batch.labels["predicate"] == IGNORED).all()
    assert batch.words.sum(1).tolist() == [5, 2]
    for labels in batch.labels.values():
        assert (labels[~batch.words] == IGNORED).all()
    assert batch.mask.sum(1).tolist() == [sliced(odu_said()).size, sliced(odu_said(), 0, 2).size]
    assert (batch.ids[batch.mask == 0] == 0).all()


def test_links_say_what_each_word_is_to_the_cue() -> None:
    batch = collate([sliced(odu_said())], INDEX)
    assert batch.link_rows.tolist() == [0]
    assert (batch.link_starts.tolist(), batch.link_ends.tolist()) == ([1], [2])
    assert batch.link_labels[0, :5].tolist() == [1, 0, 3, 4, 4]
    assert (batch.link_labels[0, 5:] == IGNORED).all()


def test_links_are_clipped_at_a_windows_edge() -> None:
    example = odu_said()
    example.links = [CueLinks((3, 4), (4, 5), [(0, 3)], (0, 5))]
    batch = collate([sliced(example, 1, 4)], INDEX)
    assert (batch.link_starts.tolist(), batch.link_ends.tolist()) == ([2], [3])
    # The content began before the window, so its first word here is no beginning.
    assert batch.link_labels[0, :3].tolist() == [4, 4, 0]
    assert (batch.link_labels[0, 3:] == IGNORED).all()


def test_a_cue_outside_of_a_window_has_no_links_there() -> None:
    batch = collate([sliced(odu_said(), 2, 5)], INDEX)
    assert len(batch.link_rows) == len(batch.link_labels) == 0


def test_absence_means_nothing_outside_of_a_links_scope() -> None:
    example = odu_said()
    example.links = [CueLinks((1, 2), (0, 1), [], (0, 3))]
    batch = collate([sliced(example)], INDEX)
    assert batch.link_labels[0, :5].tolist() == [1, 0, 0, IGNORED, IGNORED]


def long_example(size: int) -> Example:
    words = ["mill"] * size
    return Example("long", words, tiny_model.breaks(size, *range(0, size, 90)))


@pytest.mark.parametrize("seed", range(5))
def test_slices_hold_every_word_once_and_fit_a_window(seed: int) -> None:
    sampler = Sampler([long_example(1000), odu_said()], TOKENIZER)
    found = sampler.slices(random.Random(seed))
    for example in sampler.examples:
        own = [item for item in found if item.example is example]
        covered = [word for item in own for word in range(item.start, item.end)]
        assert covered == list(range(len(example.words)))
    assert all(item.size <= WINDOW for item in found)


def test_batches_hold_every_slice_within_the_budget() -> None:
    sampler = Sampler([long_example(1000), *(odu_said() for _ in range(20))], TOKENIZER)
    expected = sampler.slices(random.Random(3))
    batches = list(sampler.batches(random.Random(3), 800))
    assert sum(len(batch) for batch in batches) == len(expected)
    for batch in batches:
        assert max(item.size for item in batch) * len(batch) <= 800


def test_an_epoch_is_the_same_for_the_same_seed() -> None:
    sampler = Sampler([long_example(700), odu_said()], TOKENIZER)
    bounds = [
        [
            (item.start, item.end)
            for batch in sampler.batches(random.Random(5), 900)
            for item in batch
        ]
        for _ in range(2)
    ]
    assert bounds[0] == bounds[1]


def test_a_text_can_be_set_in_other_ways() -> None:
    example = Example("q", ["“", "The", "Mill", "”", "Odu"], tiny_model.breaks(5))
    example.sent_starts = tiny_model.breaks(5, 4)
    rows = [look.pieces(example, TOKENIZER) for look in LOOKS]
    curly, straight, british, lines, lower, upper = [
        (pieces.ids.tolist(), pieces.types.tolist()) for pieces in rows
    ]
    assert curly[0] != straight[0]
    assert british[1] == curly[1] == straight[1]
    # Case and lines show in the types alone: the vocabulary is uncased.
    assert straight[0] == lines[0] == lower[0] == upper[0]
    assert [types[1:3] for _, types in (straight, lower, upper)] == [[1, 1], [0, 0], [2, 2]]
    first = rows[0].starts[4]
    assert (straight[1][first], lines[1][first]) == (1, 1 + 4)


def shown(*, vary: bool) -> set[tuple[int, ...]]:
    """The types of the one window of a text, as it is shown in fifty epochs."""
    sampler = Sampler([odu_said()], TOKENIZER, vary=vary)
    slices = [sampler.slices(random.Random(seed)) for seed in range(50)]
    return {tuple(item.pieces.types.tolist()) for [item] in slices}


def test_what_is_measured_is_shown_as_it_is() -> None:
    assert len(shown(vary=False)) == 1
    assert len(shown(vary=True)) == 3  # as it is, in lower and in upper case
