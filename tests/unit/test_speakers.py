"""Who it is: every test is a short text with its speakers marked ``[[like this]]``."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
import spacy
from spacy.tokens import Doc, Span

from claimx.pipeline import layers
from claimx.pipeline.layers import Attribution
from claimx.pipeline.speakers import Speakers, create_speakers
from claimx.records import Speaker

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
NLP = spacy.blank("en")


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where the marked stretches stand in it."""
    text, places, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        places.append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        last = match.end()
    return text + marked[last:], places


def _tokens(doc: Doc, place: tuple[int, int]) -> tuple[int, int]:
    span = doc.char_span(*place, alignment_mode="expand")
    assert span is not None
    return span.start, span.end


def speakers_of(marked: str, ents: Sequence[tuple[str, str]] = ()) -> list[Speaker]:
    """The speakers of a text whose sources are marked; ``ents`` are (words, label)."""
    text, places = _unmarked(marked)
    doc = NLP(text)
    found = [
        doc.char_span(match.start(), match.end(), label=label)
        for words, label in ents
        for match in re.finditer(re.escape(words), text)
    ]
    doc.ents = [span for span in found if span is not None]
    items = [
        Attribution((start, end), (end, end + 1), [(end, min(end + 2, len(doc)))])
        for start, end in (_tokens(doc, place) for place in places)
    ]
    layers.set_attributions(doc, items)
    speakers = [item.speaker for item in layers.get_attributions(Speakers()(doc))]
    assert all(speaker is not None for speaker in speakers)
    for speaker in speakers:
        assert speaker is not None
        if speaker.start is not None:
            assert text[speaker.start : speaker.end] == speaker.text
        assert speaker.role is None or speaker.role in text
    return [speaker for speaker in speakers if speaker is not None]


def last(marked: str, ents: Sequence[tuple[str, str]] = ()) -> Speaker:
    """The speaker of the last source in a text."""
    return speakers_of(marked, ents)[-1]


# What the source itself says


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("[[Ines Duarte, the harbour pilot,]] said no.", "Ines Duarte"),
        ("[[a clerk who saw the fire]] said no.", "a clerk"),
        ("[[The union's]] claim was false.", "The union"),
        ("[[the pilots']] claim was false.", "the pilots"),
        ("[[a tenant on the top floor]] said no.", "a tenant on the top floor"),
        ("[[the owner's son, Ahmet Kaya]], said no.", "the owner's son"),
    ],
)
def test_speaker_is_trimmed_to_its_noun_phrase(marked: str, text: str) -> None:
    assert last(marked).text == text


@pytest.mark.parametrize(
    ("marked", "name", "role"),
    [
        ("[[Norway's Trade Minister Tuva Lie]] said no.", "Tuva Lie", "Norway's Trade Minister"),
        ("[[energy secretary Clara Ruiz]] said no.", "Clara Ruiz", "energy secretary"),
        ("“No,” said [[Dr. Irma Falk]], a surgeon in Umeå.", "Irma Falk", "surgeon in Umeå"),
        ("[[Mr Okoye]], 61, the head of the guild, said no.", "Okoye", "head of the guild"),
        ("“No,” said [[the plant's owner]], Josip Marin.", "Josip Marin", "plant's owner"),
        (
            "[[Finnish Ambassador to the United States Aino Salo]] said no.",
            "Aino Salo",
            "Finnish Ambassador to the United States",
        ),
        (
            "[[Sen. Ruth Amos (D-Ohio)]], head of the panel, left.",
            "Ruth Amos",
            "head of the panel",
        ),
        ("[[Liv Moe]] is the mayor of Bodø.", "Liv Moe", "mayor of Bodø"),
        ("[[Liv Moe]] spoke.", "Liv Moe", None),
    ],
)
def test_name_and_role_stand_beside_each_other(marked: str, name: str, role: str | None) -> None:
    speaker = last(marked)
    assert (speaker.name, speaker.role, speaker.kind) == (name, role, "person")


def test_role_comes_from_another_mention() -> None:
    speaker = last("[[Moe]] said no. Liv Moe, the mayor of Bodø, had been asked twice.")
    assert (speaker.name, speaker.role, speaker.via) == ("Liv Moe", "mayor of Bodø", "alias")


def test_those_named_as_examples_share_the_role() -> None:
    speaker = last("They met former guards including Tom Hale and Ida Berg. [[Berg]] said no.")
    assert (speaker.name, speaker.role) == ("Ida Berg", "former guards")


def test_clause_after_according_to_is_no_role() -> None:
    speaker = last("Ida Berg spoke. According to [[Berg]], a guard was told to keep quiet.")
    assert (speaker.name, speaker.role) == ("Ida Berg", None)


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("[[a union source]] said no.", "union source"),
        ("[[Most mountain guides]] think so.", "mountain guides"),
        ("[[U.S. officials]] said no.", "U.S. officials"),
        ("[[the mayor of Bergen]] said no.", "mayor of Bergen"),
        ("[[critics]] say so.", None),
        ("[[Villagers]] say so.", None),
    ],
)
def test_unnamed_speaker_keeps_the_role_that_names_them(marked: str, role: str | None) -> None:
    speaker = last(marked)
    assert (speaker.name, speaker.role, speaker.via) == (None, role, None)


# Kinds


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a senior official", "person"),
        ("the goalkeeper's agent", "person"),
        ("officials", "group"),
        ("residents of the estate", "group"),
        ("Nadia Petrov and Karl Lund", "group"),
        ("the tax office", "organization"),
        ("the Interior Ministry", "organization"),
        ("police in Ghent", "organization"),
        ("Finland", "place"),
        ("a recent poll", "document"),
        ("tests on the spring", "document"),
        ("an engineer's survey", "document"),
    ],
)
def test_kind_follows_the_head(source: str, kind: str) -> None:
    assert last(f"On Monday [[{source}]] said that it was so.").kind == kind


def test_coordinated_speakers_are_a_group_without_a_name() -> None:
    speaker = last("[[Nadia Petrov and Karl Lund]] said no.")
    assert (speaker.name, speaker.kind) == (None, "group")


def test_and_within_a_name_joins_nobody() -> None:
    speaker = last("On Monday [[the Union of Bakers and Millers]] said no.")
    assert (speaker.name, speaker.kind) == ("Union of Bakers and Millers", "organization")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("an audit by the Baltic Rail Agency", "Baltic Rail Agency"),
        ("the Baltic Rail Agency's report", "Baltic Rail Agency"),
        ("a trial in Bergen", None),
        ("the book Salt for Breakfast", "Salt for Breakfast"),
    ],
)
def test_document_is_named_by_its_title_or_its_issuer(source: str, name: str | None) -> None:
    speaker = last(f"On Monday [[{source}]] said that it was so.")
    assert (speaker.name, speaker.kind) == (name, "document")


def test_government_is_named_by_its_country() -> None:
    first, second = speakers_of(
        "On Monday [[the Danish government]] spoke. [[The government]] paid."
    )
    assert first.name == second.name == "Danish government"
    assert second.kind == "organization"


def test_two_governments_leave_the_government_unnamed() -> None:
    text = "The Danish government met the Polish government. On Friday [[the government]] paid."
    assert last(text).name is None


# Names that mean the same


@pytest.mark.parametrize("short", ["Osei", "Mr Osei", "Kwame", "Professor Osei"])
def test_part_of_a_name_is_an_alias(short: str) -> None:
    speaker = last(f"Professor Kwame Osei dug there. “No,” said [[{short}]].")
    assert (speaker.name, speaker.via) == ("Kwame Osei", "alias")


def test_surname_of_two_people_goes_to_the_last_one_named() -> None:
    text = "Anna Weiss met us. Later Paul Weiss came. “No,” said [[Weiss]]."
    assert last(text).name == "Paul Weiss"


def test_title_of_gender_parts_people_of_one_surname() -> None:
    text = "Mrs Anna Weiss met us. Later Mr Paul Weiss came. “No,” said [[Mrs Weiss]]."
    assert last(text).name == "Anna Weiss"


def test_surname_that_is_a_city_is_the_person() -> None:
    first, second = speakers_of("[[Nora Paris]] moved to Lyon. “No,” said [[Paris]].")
    assert (first.kind, second.kind, second.name) == ("person", "person", "Nora Paris")


def test_city_after_a_preposition_is_not_the_person() -> None:
    speakers = speakers_of("[[Nora Paris]] moved. Trains run in Paris, said [[she]].")
    assert speakers[1].name == "Nora Paris"


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Fisheries Agency (NFA) met. “No,” said the [[NFA]].",
        "The Northern Fisheries Agency met. “No,” said the [[NFA]].",
    ],
)
def test_acronym_means_the_long_name(text: str) -> None:
    speaker = last(text)
    assert (speaker.name, speaker.via) == ("Northern Fisheries Agency", "acronym")


def test_acronym_of_something_else_stays_itself() -> None:
    assert last("The Northern Fisheries Agency met. “No,” said the [[WTO]].").name == "WTO"


# Titles


def test_title_means_the_person_who_holds_it() -> None:
    speaker = last("Health minister Sami Laine went on air. “No,” [[the minister]] said.")
    assert (speaker.name, speaker.role, speaker.via) == ("Sami Laine", "Health minister", "title")


def test_title_means_the_last_one_named_with_it() -> None:
    text = "Minister Sami Laine spoke. Minister Pia Holm came in. “No,” [[the minister]] said."
    assert last(text).name == "Pia Holm"


@pytest.mark.parametrize(
    "source",
    ["the Swedish minister", "a minister", "his minister", "the minister of defence", "the mayor"],
)
def test_other_titles_name_nobody(source: str) -> None:
    text = f"Norway's health minister Sami Laine spoke to Pia Holm. “No,” [[{source}]] said."
    assert last(text).name is None


def test_the_president_is_not_the_vice_president() -> None:
    assert last("Vice President Mia Roth spoke. “No,” [[the president]] said.").name is None


def test_only_person_named_before_is_meant_by_a_bare_role() -> None:
    text = "Yara Nassar closed the port of Tyre at noon. [[The harbourmaster]] blamed a tanker."
    speaker = last(text)
    assert (speaker.name, speaker.role) == ("Yara Nassar", "harbourmaster")


def test_abbreviated_title_is_the_title() -> None:
    assert last("Sen. Ruth Amos spoke. “No,” [[the senator]] said.").name == "Ruth Amos"


# Pronouns


def test_he_said_is_whoever_spoke_last() -> None:
    text = "[[Omar Haddad]] said no. Lise Toft had left for Rome. “Never,” [[he]] said."
    speaker = speakers_of(text)[1]
    assert (speaker.name, speaker.via, speaker.kind) == ("Omar Haddad", "pronoun", "person")


def test_titles_tell_the_gender_of_a_pronoun() -> None:
    text = "Mr Omar Haddad met Mrs Lise Toft. “Never,” [[she]] said."
    assert last(text).name == "Lise Toft"


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
    assert _resolved(doc, [outer, inner])[1].name == "Omar Haddad"


def test_first_person_inside_a_quote_is_its_speaker() -> None:
    doc = NLP('"I fear floods," said Omar Haddad.')
    outer = Attribution((7, 9), (6, 7), [(0, 6)])
    inner = Attribution((1, 2), (2, 3), [(3, 4)], within=0)
    speaker = _resolved(doc, [outer, inner])[1]
    assert (speaker.text, speaker.name, speaker.via) == ("I", "Omar Haddad", "pronoun")


# Without a source


def test_floating_quote_goes_to_whoever_the_context_introduced() -> None:
    doc = NLP("Rosa Quist hammered on the door. “Give us back our fields!”")
    speaker = _resolved(doc, [Attribution(None, None, [(7, 14)])])[0]
    assert (speaker.text, speaker.name, speaker.via) == ("Rosa Quist", "Rosa Quist", "context")


def test_passive_without_a_source_has_no_speaker() -> None:
    doc = NLP("Rosa Quist came. It is feared that the dyke will break.")
    assert _resolved(doc, [Attribution(None, (6, 7), [(7, 12)])]) == [Speaker()]


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
    villagers, she = _resolved(doc, items)
    assert (villagers.name, villagers.kind) == (None, "group")
    assert (she.name, she.via) == ("Ada Conti", "pronoun")


def test_white_space_between_the_words_of_a_name_is_kept() -> None:
    speaker = last("Oslo, 3 May\n\nOn Monday [[Trade Minister\u00a0Omar\nHaddad]] spoke.")
    assert (speaker.name, speaker.role) == ("Omar\nHaddad", "Trade Minister")


@pytest.mark.parametrize("text", ["", " \n ", "?!", "said", "[[—]] said no"])
def test_texts_without_anything_to_find_pass(text: str) -> None:
    plain, places = _unmarked(text)
    doc = NLP(plain)
    items = [Attribution(_tokens(doc, place), None, [(0, 1)]) for place in places]
    assert _resolved(doc, items) == [Speaker() for _ in items]


def test_source_of_white_space_at_the_end_is_nobody() -> None:
    doc = NLP("It fell. \n\n")
    item = Attribution((len(doc) - 1, len(doc)), (1, 2), [(0, 2)])
    assert _resolved(doc, [item]) == [Speaker()]


def test_speakers_without_attributions_leaves_the_doc_alone() -> None:
    doc = Speakers()(NLP("Nobody said anything."))
    assert layers.CONTENTS not in doc.spans


def test_factory_is_registered() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("claimx_speakers")
    assert isinstance(component, Speakers)
    assert isinstance(create_speakers(nlp, "mine"), Speakers)


def _resolved(doc: Doc, items: list[Attribution]) -> list[Speaker]:
    layers.set_attributions(doc, items)
    found = [item.speaker for item in layers.get_attributions(Speakers()(doc))]
    return [speaker for speaker in found if speaker is not None]
