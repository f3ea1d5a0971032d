"""Whose government, army or minister is meant where the words do not say it."""

from __future__ import annotations

import pytest
from casts import actor, read


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("Shells fell on the port of Hodeidah in Yemen. Saudi Arabia said little, and "
                     "Saudi jets stayed away. The government called for calm.",
                     "The government", "Yemen", id="where it happened"),
        pytest.param("Angola closed its border with Zambia. Zambia complained, and Angola said "
                     "no. In Luanda, Benguela and Huambo the police were called out. The "
                     "government met at noon.", "The government", "Angola", id="its towns"),
        pytest.param("LIMA, May 3 - Peruvian planes bombed a camp on Monday. Ecuador protested and "
                     "Ecuador's air force was alerted. The navy stayed in port.", "The navy",
                     "Peruvian navy", id="lead"),
        pytest.param("The Peruvian government agreed. Chile and Chile's navy did not. Federal "
                     "troops left the port.", "Federal troops", "Peru", id="federal"),
    ],
)  # fmt: skip
def test_the_government_is_that_of_the_state_that_the_report_is_about(
    text: str, words: str, name: str
) -> None:
    assert actor(read(text), text, words).name == name


def test_opposition_sources_belong_to_the_opposition_and_not_to_the_state() -> None:
    text = "Opposition forces held the town. Syrian opposition sources said two died."
    cast = read(text)
    owner = cast.actor(actor(cast, text, "Syrian opposition sources").affiliation)

    assert owner
    assert [m.of(text) for m in owner.mentions] == ["Opposition forces"]


def test_the_government_of_an_armed_group_is_the_group() -> None:
    text = "American envoys came in May. The Taliban government refused the demand."

    assert actor(read(text), text, "The Taliban government").name == "Taliban"


def test_police_in_a_state_are_that_states() -> None:
    text = "American planes flew on. American envoys thanked the police in Kenya."

    assert actor(read(text), text, "the police").name == "Kenyan police"


def test_the_chief_of_a_body_is_its_director_named_before() -> None:
    text = (
        "Director of the U.S. Federal Bureau of Investigation (FBI) Jonas Ekwall said little. "
        "President Anna Lind left. The FBI chief said that he was satisfied."
    )
    found = actor(read(text), text, "The FBI chief")

    assert found.name == "Jonas Ekwall"
    assert found.affiliation


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        pytest.param("Peru rejected it, and its foreign minister said so.", "its foreign minister",
                     "Peru", id="state"),
        pytest.param("The BBC named its sources as friends.", "its sources", None, id="medium"),
    ],
)  # fmt: skip
def test_its_minister_is_that_of_the_state_named_before(
    text: str, words: str, owner: str | None
) -> None:
    cast = read(text)
    whose = cast.actor(actor(cast, text, words).affiliation)

    assert (whose.name if whose else None) == owner
