from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import tiny_model
from claimx.pipeline.encoder import WindowScores
from claimx.pipeline.layers import SCORES
from claimx.pipeline.model_files import ModelFiles
from claimx.pipeline.syntax import Syntax
from tiny_model import window

NOUN, SAID, NAME, STOP = (0, 0, 0, 0), (1, 1, 1, 1), (2, 2, 0, 2), (3, 3, 0, 0)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    return tiny_model.write_files(tmp_path_factory.mktemp("model"))


def odu_said_words() -> WindowScores:
    """Odu said words ."""
    return window(
        "....",
        tags=[NAME, SAID, NOUN, STOP],
        heads=[1, -1, 1, 1],
        deps=["nsubj", "root", "obj", "punct"],
        entities="P...",
    )


def read(nlp: Language, files: ModelFiles, text: str, *windows: WindowScores) -> Doc:
    doc = nlp.make_doc(text)
    doc.user_data[SCORES] = list(windows)
    return Syntax(nlp.vocab, "claimx_syntax", files)(doc)


def test_scores_become_tags_heads_lemmas_and_entities(files: ModelFiles) -> None:
    doc = read(spacy.blank("en"), files, "Odu said words.", odu_said_words())
    assert [token.pos_ for token in doc] == ["PROPN", "VERB", "NOUN", "PUNCT"]
    assert [token.tag_ for token in doc] == ["NNP", "VBD", "NN", "."]
    assert [str(token.morph) for token in doc] == ["", "Tense=Past|VerbForm=Fin", "", ""]
    assert [token.lemma_ for token in doc] == ["Odu", "say", "words", "."]
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "obj", "punct"]
    assert [token.head.text for token in doc] == ["said", "said", "said", "said"]
    assert [(span.text, span.label_) for span in doc.ents] == [("Odu", "PER")]


def test_the_lemma_of_a_known_form_wins_over_the_rule(tmp_path: Path) -> None:
    known = {"NOUN": {"said": "said", "words": "word"}, "VERB": {"words": "words"}}
    files = tiny_model.write_files(tmp_path, lemmas=known)
    doc = read(spacy.blank("en"), files, "Odu said Words.", odu_said_words())
    # A noun "said" is known, but this one is a verb; "Words" is known in small letters.
    assert [token.lemma_ for token in doc] == ["Odu", "say", "word", "."]


def test_sentences_begin_where_the_scores_say(files: ModelFiles) -> None:
    scores = window(
        "......", heads=[1, -1, 1, 4, -1, 4], deps=["nsubj", "root", "punct"] * 2, sentences=[0, 3]
    )
    doc = read(spacy.blank("en"), files, "Odu spoke. Lee left.", scores)
    assert [sentence.text for sentence in doc.sents] == ["Odu spoke.", "Lee left."]
    assert [sentence.root.text for sentence in doc.sents] == ["spoke", "left"]


def test_no_head_lies_in_another_sentence(files: ModelFiles) -> None:
    scores = window("....", heads=[3, 3, 3, -1], deps=["nsubj"] * 4, sentences=[0, 2])
    doc = read(spacy.blank("en"), files, "Odu spoke Lee left", scores)
    assert [sentence.text for sentence in doc.sents] == ["Odu spoke", "Lee left"]
    assert all(token.head in list(token.sent) for token in doc)


def test_only_a_root_is_called_so(files: ModelFiles) -> None:
    scores = window("...", heads=[1, -1, 1], deps=["root", "obj", "root"])
    doc = read(spacy.blank("en"), files, "Odu spoke well", scores)
    assert [token.dep_ == "ROOT" for token in doc] == [False, True, False]


def test_white_space_hangs_on_the_word_before_it(files: ModelFiles) -> None:
    doc = read(spacy.blank("en"), files, " \nOdu  said\n\nwords.\n", odu_said_words())
    spaces = [token for token in doc if token.is_space]
    assert [token.head.text for token in spaces] == ["Odu", "Odu", "said", "."]
    assert {token.pos_ for token in spaces} == {"SPACE"}
    assert {token.dep_ for token in spaces} == {"dep"}
    assert [token.head.text for token in doc if not token.is_space] == ["said"] * 4
    assert len(list(doc.sents)) == 1
    assert [(span.text, span.label_) for span in doc.ents] == [("Odu", "PER")]


def test_each_word_is_read_in_the_window_that_keeps_it(files: ModelFiles) -> None:
    # The first window takes the last two words for a name; they are only its context.
    first = window("....", core=(0, 2), heads=[1, -1, 1, 1], deps=["nsubj", "root", "obj", "obj"])
    second = window(
        "....",
        core=(2, 4),
        tags=[STOP, STOP, NAME, SAID],
        heads=[-1, 0, 3, -1],
        deps=["root", "obj", "nsubj", "root"],
        entities="..P.",
    )
    doc = read(spacy.blank("en"), files, "Odu spoke Lee left", first, second)
    assert [token.tag_ for token in doc] == ["NN", "NN", "NNP", "VBD"]
    assert [token.head.text for token in doc] == ["spoke", "spoke", "left", "left"]
    assert [span.text for span in doc.ents] == ["Lee"]
    # Where another window takes over, a sentence begins.
    assert [sentence.text for sentence in doc.sents] == ["Odu spoke", "Lee left"]


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_without_words_is_left_alone(files: ModelFiles, text: str) -> None:
    doc = read(spacy.blank("en"), files, text)
    assert [sentence.text.strip() for sentence in doc.sents] in ([], [""])
    assert not doc.ents


def test_labels_outlive_a_memory_zone(files: ModelFiles) -> None:
    nlp = spacy.blank("en")
    syntax = Syntax(nlp.vocab, "claimx_syntax", files)

    def tags(text: str) -> list[tuple[str, str, str, str]]:
        doc = nlp.make_doc(text)
        doc.user_data[SCORES] = [odu_said_words()]
        return [(t.tag_, str(t.morph), t.lemma_, t.dep_) for t in syntax(doc)]

    expected = tags("Odu said words.")
    for number in range(3):
        with nlp.memory_zone():
            inside = tags(f"Odu said unseen{number}.")
            assert inside[2][2] == f"unseen{number}"
        assert f"unseen{number}" not in nlp.vocab.strings
        assert tags("Odu said words.") == expected
