"""The embedded pipeline is an ordinary spaCy ``Language``, offline, and the same each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import claimx
from claimx.convert import to_result
from claimx.pipeline import layers
from claimx.pipeline.load import COMPONENTS

# Every way to the network raises; a name that is looked up counts as one.
OFFLINE = """
import socket

def forbidden(*args, **kwargs):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = forbidden
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = forbidden

import claimx
result = claimx.extract("“It is vital,” Smith said.")
print(len(result))
"""


def test_no_network_is_asked_for() -> None:
    run = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, text=True)
    assert run.stderr == ""
    assert int(run.stdout) >= 1


def test_the_doc_has_what_a_spacy_user_expects(nlp: Language, article: str) -> None:
    doc = nlp(article)
    for name in ("SENT_START", "DEP", "TAG", "POS", "LEMMA", "MORPH", "ENT_IOB"):
        assert doc.has_annotation(name), name
    assert "Yoshimasa Hayashi" in {entity.text for entity in doc.ents if entity.label_ == "PER"}
    assert all(len([t for t in sent if t.head == t]) == 1 for sent in doc.sents)
    assert {layers.SOURCES, layers.CUES, layers.CONTENTS, layers.QUOTES} <= set(doc.spans)
    assert doc._.claimx == claimx.extract(article, nlp=nlp)


def test_components_name_what_they_assign_and_require(nlp: Language) -> None:
    assert nlp.pipe_names == list(COMPONENTS)
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"].values()), analysis["problems"]


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_can_be_switched_off(nlp: Language, article: str, name: str) -> None:
    with nlp.select_pipes(disable=[name]):
        doc = nlp(article)
    to_result(doc, claimx.Document(article))
    assert doc.text == article


def test_a_saved_pipeline_gives_the_same(nlp: Language, article: str, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    loaded = claimx.load(tmp_path / "saved")
    assert claimx.extract(article, nlp=loaded) == claimx.extract(article, nlp=nlp)
    other = spacy.blank("en", config=nlp.config).from_bytes(nlp.to_bytes())
    assert other.pipe_names == nlp.pipe_names


def test_a_doc_survives_bytes(nlp: Language, article: str) -> None:
    doc = nlp(article)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.claimx == doc._.claimx


def test_a_text_is_read_the_same_whatever_is_read_beside_it(nlp: Language, article: str) -> None:
    alone = claimx.extract(claimx.Document(article, id="it"), nlp=nlp)
    others = ["The mayor resigned.", article * 3, "", "“No,” she said."]
    stream = [claimx.Document(text, id="other") for text in others]
    stream.insert(2, claimx.Document(article, id="it"))
    results = list(claimx.extract_stream(stream, nlp=nlp))
    assert results[2] == alone


def test_claimx_on_another_pipeline_adds_claims_and_nothing_else(article: str) -> None:
    plain = spacy.blank("en")
    plain.add_pipe("sentencizer")
    before = plain(article)
    plain.add_pipe("claimx")
    after = plain(article)
    assert [t.text for t in after] == [t.text for t in before]
    assert [s.text for s in after.sents] == [s.text for s in before.sents]
    for name in ("DEP", "TAG", "POS", "LEMMA", "ENT_IOB"):
        assert not after.has_annotation(name), name
    assert {key for key in after.spans if not key.startswith("claimx_")} == set()
    assert after._.claimx == claimx.extract(article)
