"""Who it is: every test is a short text with its speakers marked ``[[like this]]``."""

from __future__ import annotations

import pytest

from speaking import last, speakers_of

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


def test_title_of_two_who_were_just_named_names_neither() -> None:
    text = "Minister Sami Laine spoke. Minister Pia Holm came in. “No,” [[the minister]] said."
    assert last(text).name is None


def test_title_means_the_last_one_named_with_it_where_the_other_is_out_of_sight() -> None:
    text = (
        "Minister Sami Laine spoke. Rain fell. The hall emptied. The lamps went out. "
        "Minister Pia Holm came in. “No,” [[the minister]] said."
    )
    assert last(text).name == "Pia Holm"


def test_title_with_its_field_parts_two_ministers() -> None:
    text = "Health minister Sami Laine met trade minister Pia Holm. [[The health minister]] left."
    assert last(text).name == "Sami Laine"


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
