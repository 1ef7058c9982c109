"""Pronouns, quotes without a source, and what the model gets wrong: who it is all the same."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.pipeline.speakers import Speakers, create_speakers
from claimx.records import Speaker
from speaking import NLP, last, resolved, speakers_of, token_range, unmarked

# Pronouns


def test_he_said_is_whoever_spoke_last() -> None:
    text = "[[Omar Haddad]] said no. Lise Toft had left for Rome. “Never,” [[he]] said."
    speaker = speakers_of(text)[1]
    assert (speaker.name, speaker.via, speaker.kind) == ("Omar Haddad", "pronoun", "person")


def test_titles_tell_the_gender_of_a_pronoun() -> None:
    text = "Mr Omar Haddad met Mrs Lise Toft. “Never,” [[she]] said."
    assert last(text).name == "Lise Toft"


def test_a_first_name_tells_no_gender() -> None:
    text = "Margaret Dale met Thomas Ward. “Never,” [[{}]] said."
    assert last(text.format("he")).name == last(text.format("she")).name


def test_pronouns_of_the_text_tell_a_gender() -> None:
    text = "Robin Dale lost her keys. Kim Ward saw the flood with his own eyes. [[She]] left."
    assert last(text).name == "Robin Dale"


def test_pronoun_of_the_other_gender_names_nobody() -> None:
    assert last("Mr Omar Haddad spoke. “Never,” [[she]] said.").name is None


def test_subject_comes_before_object() -> None:
    assert last("Tam Reid wrote to Jo Nash. [[He]] denied it.").name == "Tam Reid"


def test_unnamed_speaker_is_the_antecedent_too() -> None:
    text = "Liv Moe and Tam Reid came. [[The lorry driver]] said no. Later [[he]] said yes."
    speaker = last(text)
    assert (speaker.name, speaker.role) == (None, "lorry driver")


def test_of_two_men_of_equal_weight_he_is_neither() -> None:
    doc = NLP("Mr Omar Haddad and Mr Ivo Lenz came. He left.")
    item = Attribution((9, 10), (10, 11), [(10, 11)])
    assert resolved(doc, [item])[0].name is None


def test_one_who_is_quoted_is_not_the_one_who_quotes() -> None:
    doc = NLP('"He lied," said Mr Omar Haddad of Mr Ivo Lenz.')
    quoting = Attribution((5, 8), (4, 5), [(1, 3)])
    quoted = Attribution((1, 2), (2, 3), [(2, 3)], within=0)
    assert resolved(doc, [quoting, quoted])[1].name != "Omar Haddad"


def test_a_company_and_its_founder_of_the_same_name_stay_apart() -> None:
    text = "[[Henrik Brandt Ltd]] denied it. Henrik Brandt founded it. [[Brandt]] said he was sad."
    company, founder = speakers_of(text)
    assert (company.name, company.kind) == ("Henrik Brandt Ltd", "organization")
    assert (founder.name, founder.kind) == ("Henrik Brandt", "person")


def test_her_claim_is_hers() -> None:
    text = "[[Ms Rosa Quist]] left. [[Her]] claim that the dyke held was wrong."
    assert [item.name for item in speakers_of(text)] == ["Rosa Quist"] * 2


@pytest.mark.parametrize("place", ["Tokyo", "The White House", "Downing Street"])
def test_a_place_that_speaks_keeps_its_name(place: str) -> None:
    text = f"Japan waited. [[{place}]] said no."
    name = place.removeprefix("The ")
    assert last(text, [(name, "LOC"), ("Japan", "LOC")]).name == name


def test_it_means_a_body_and_they_mean_people() -> None:
    text = (
        "[[The Lagoon Trust]] said no. [[It]] warned us. [[Union officials]] met. [[They]] agreed."
    )
    _, it, _, they = speakers_of(text)
    assert (it.name, it.kind, it.via) == ("Lagoon Trust", "organization", "pronoun")
    assert (they.name, they.role, they.kind) == (None, "Union officials", "group")


def test_relative_pronoun_stands_for_its_antecedent() -> None:
    speaker = last("The move angered China, [[which]] has warned against it.")
    assert (speaker.text, speaker.name, speaker.kind) == ("China", "China", "place")


def test_pronoun_inside_reported_speech_is_the_one_who_reports() -> None:
    doc = NLP("Omar Haddad met Ivo Lenz. Haddad said he doubted it.")
    outer = Attribution((6, 7), (7, 8), [(8, 11)])
    inner = Attribution((8, 9), (9, 10), [(10, 11)], within=0)
    assert resolved(doc, [outer, inner])[1].name == "Omar Haddad"


def test_first_person_inside_a_quote_is_its_speaker() -> None:
    doc = NLP('"I fear floods," said Omar Haddad.')
    outer = Attribution((7, 9), (6, 7), [(0, 6)])
    inner = Attribution((1, 2), (2, 3), [(3, 4)], within=0)
    speaker = resolved(doc, [outer, inner])[1]
    assert (speaker.text, speaker.name, speaker.via) == ("I", "Omar Haddad", "pronoun")


# Without a source


def test_floating_quote_goes_to_whoever_the_context_introduced() -> None:
    doc = NLP("Rosa Quist hammered on the door. “Give us back our fields!”")
    speaker = resolved(doc, [Attribution(None, None, [(7, 14)])])[0]
    assert (speaker.text, speaker.name, speaker.via) == ("Rosa Quist", "Rosa Quist", "context")


def test_passive_without_a_source_has_no_speaker() -> None:
    doc = NLP("Rosa Quist came. It is feared that the dyke will break.")
    assert resolved(doc, [Attribution(None, (6, 7), [(7, 12)])]) == [Speaker()]


# Entities, tags and bad input


@pytest.mark.parametrize(
    "ents",
    [
        [],
        [("Haddad", "PER")],
        [("Omar Haddad", "PER")],
        [("Minister Omar Haddad", "PER")],
        [("Haddad", "LOC")],
    ],
)
def test_names_survive_what_the_entity_model_gets_wrong(ents: list[tuple[str, str]]) -> None:
    text = "Trade Minister Omar Haddad spoke on Monday. “No,” said [[Haddad]]."
    speaker = last(text, ents)
    assert (speaker.name, speaker.kind) == ("Omar Haddad", "person")


def test_entity_labels_tell_kinds_that_words_do_not() -> None:
    assert (
        last("Buses run to Zadvor. On Monday [[Zadvor]] said no.", [("Zadvor", "LOC")]).kind
        == "place"
    )


def test_tags_and_a_parse_are_used_where_they_are() -> None:
    words = ["Villagers", "saw", "Ada", "Conti", ".", "She", "wept", "."]
    doc = Doc(
        NLP.vocab,
        words=words,
        pos=["NOUN", "VERB", "PROPN", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"],
        tags=["NNS", "VBD", "NNP", "NNP", ".", "PRP", "VBD", "."],
        heads=[1, 1, 1, 2, 1, 6, 6, 6],
        deps=["nsubj", "ROOT", "obj", "flat", "punct", "nsubj", "ROOT", "punct"],
    )
    doc.ents = [Span(doc, 2, 4, label="PER")]
    items = [Attribution((0, 1), (1, 2), [(2, 4)]), Attribution((5, 6), (6, 7), [(6, 7)])]
    villagers, she = resolved(doc, items)
    assert (villagers.name, villagers.kind) == (None, "group")
    assert (she.name, she.via) == ("Ada Conti", "pronoun")


def test_white_space_between_the_words_of_a_name_is_kept() -> None:
    speaker = last("Oslo, 3 May\n\nOn Monday [[Trade Minister\u00a0Omar\nHaddad]] spoke.")
    assert (speaker.name, speaker.role) == ("Omar\nHaddad", "Trade Minister")


@pytest.mark.parametrize("text", ["", " \n ", "?!", "said", "[[—]] said no"])
def test_texts_without_anything_to_find_pass(text: str) -> None:
    plain, places = unmarked(text)
    doc = NLP(plain)
    items = [Attribution(token_range(doc, place), None, [(0, 1)]) for place in places]
    assert resolved(doc, items) == [Speaker() for _ in items]


def test_source_of_white_space_at_the_end_is_nobody() -> None:
    doc = NLP("It fell. \n\n")
    item = Attribution((len(doc) - 1, len(doc)), (1, 2), [(0, 2)])
    assert resolved(doc, [item]) == [Speaker()]


def test_speakers_without_attributions_leaves_the_doc_alone() -> None:
    doc = Speakers()(NLP("Nobody said anything."))
    assert layers.CONTENTS not in doc.spans


def test_factory_is_registered() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("claimx_speakers")
    assert isinstance(component, Speakers)
    assert isinstance(create_speakers(nlp, "mine", None), Speakers)
