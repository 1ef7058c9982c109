from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.register.roles import compatible, groups

ROLES = [
    "minister",
    "finance minister",
    "Foreign Minister",
    "Japan's Foreign Minister",
    "senator from Ohio",
    "Ohio senator",
    "footballer",
    "former footballer",
    "spokesman for the police",
    "police spokesman",
    "mayor",
]
some_roles = st.lists(st.sampled_from(ROLES), max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("foreign minister", "foreign minister"),
        ("Foreign Minister", "Japan's Foreign Minister"),
        ("Minister of Finance", "finance minister"),
        ("senator from Ohio", "Ohio senator"),
        ("former president", "the president"),
        ("president", "US President"),
        ("Japan’s Foreign Minister", "minister of foreign affairs"),
        ("spokesman for the Harrow police", "police spokesman in Leeds"),
        ("chief executive of Acme", "Acme chief executive and founder"),
    ],
)
def test_roles_of_the_same_office_go_together(one: str, other: str) -> None:
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("finance minister", "foreign minister"),
        ("footballer", "senator"),
        ("senator from Ohio", "senator from Texas"),
        ("mayor of Harrow", "governor of Harrow"),
        ("Japan's finance minister", "Germany's foreign minister"),
        ("police spokesman", "army spokesman"),
        # The head is the word before the preposition, so these are different offices.
        ("head of police", "police chief"),
    ],
)
def test_roles_of_different_offices_or_fields_do_not(one: str, other: str) -> None:
    assert not compatible(one, other)
    assert not compatible(other, one)


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        ([], []),
        (["mayor"], [{"mayor"}]),
        (["mayor", "mayor"], [{"mayor"}]),
        (["footballer", "senator"], [{"footballer"}, {"senator"}]),
        (
            ["senator from Ohio", "footballer", "Ohio senator", "former footballer"],
            [{"footballer", "former footballer"}, {"Ohio senator", "senator from Ohio"}],
        ),
        # The vaguest of them does not say which of the others it is.
        (
            ["finance minister", "minister", "foreign minister", "the minister"],
            [{"finance minister"}, {"foreign minister"}, {"minister", "the minister"}],
        ),
    ],
)
def test_groups_hold_what_goes_together(roles: list[str], found: list[set[str]]) -> None:
    assert sorted(map(sorted, groups(roles))) == sorted(map(sorted, found))


@given(st.data(), some_roles)
def test_groups_do_not_depend_on_the_order(data: st.DataObject, roles: list[str]) -> None:
    shuffled = data.draw(st.permutations(roles))
    assert sorted(map(sorted, groups(shuffled))) == sorted(map(sorted, groups(roles)))


@given(some_roles)
def test_groups_lose_no_role_and_join_only_what_is_compatible(roles: list[str]) -> None:
    found = groups(roles)
    assert sorted(role for group in found for role in group) == sorted(set(roles))
    for group in filter(lambda group: len(group) > 1, found):
        for role in group:
            assert any(compatible(role, other) for other in group - {role})
