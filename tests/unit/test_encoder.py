from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import spacy

import tiny_model
from claimx.pipeline.encoder import Encoder
from claimx.pipeline.features import WINDOW
from claimx.pipeline.layers import SCORES
from claimx.pipeline.model_files import ModelFiles

TOKENIZER = tiny_model.tokenizer()


class Graph:
    """Gives back what went in: a word's vector is the number of its first piece.

    So is what the shared layers say of every piece.
    """

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="vectors"), SimpleNamespace(name="shared")]

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        assert names == ["vectors", "shared"]
        self.seen.append(inputs)
        pieces = inputs["ids"][..., None].astype(np.float32)
        return [pieces[0, inputs["firsts"]], pieces]


def encoder() -> tuple[Encoder, Graph]:
    graph = Graph()
    files = cast("ModelFiles", SimpleNamespace(tokenizer=TOKENIZER, session=graph))
    return Encoder("claimx_encoder", files), graph


def test_a_short_text_is_one_window_between_special_pieces() -> None:
    encode, graph = encoder()
    doc = encode(spacy.blank("en")("The mill.\nOdu said"))
    [inputs] = graph.seen
    pieces = [TOKENIZER.id_to_token(int(number)) for number in inputs["ids"][0]]
    assert pieces == ["[CLS]", "the", "mill", ".", "o", "##d", "##u", "said", "[SEP]"]
    assert inputs["types"][0].tolist() == [0, 5, 0, 0, 5, 1, 1, 0, 0]
    assert inputs["firsts"].tolist() == [1, 2, 3, 4, 7]
    [window] = doc.user_data[SCORES]
    assert window["shared"].dtype == np.float16
    own = window["shared"][0, window["firsts"], 0]
    assert own.tolist() == [
        TOKENIZER.token_to_id(piece) for piece in ("the", "mill", ".", "o", "said")
    ]


def test_every_word_has_its_own_row_and_white_space_none() -> None:
    encode, _ = encoder()
    doc = encode(spacy.blank("en")(" The  mill\n\nsaid"))
    numbers = [TOKENIZER.token_to_id(token.lower_) or 0 for token in doc]
    assert doc.tensor[:, 0].tolist() == numbers
    assert [token.is_space for token in doc] == [number == 0 for number in numbers]


def test_the_scores_of_a_long_text_are_put_together_from_its_windows() -> None:
    encode, graph = encoder()
    text = "\n".join(["the mill said , " * 12] * 12)
    doc = encode(spacy.blank("en")(text))
    assert len(graph.seen) > 1
    assert all(inputs["ids"].shape[1] <= WINDOW for inputs in graph.seen)
    words = [token for token in doc if not token.is_space]
    vectors = doc.tensor[[token.i for token in words]]
    assert vectors[:, 0].tolist() == [TOKENIZER.token_to_id(token.lower_) for token in words]


def test_a_text_without_words_is_not_read() -> None:
    encode, graph = encoder()
    for text in ("", " \n "):
        assert encode(spacy.blank("en")(text)).user_data[SCORES] == []
    assert graph.seen == []
