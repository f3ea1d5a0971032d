"""People: who is one person, and to whom he belongs."""

from __future__ import annotations

import pytest
from casts import actor, mentions, read

from parley.items import Kind


def test_a_surname_means_the_person_named_in_full_before() -> None:
    text = "Foreign Minister Pavel Orsic met the envoys. Orsic said the talks went well."

    assert mentions(read(text), text, "Pavel Orsic") == [
        "Foreign Minister Pavel Orsic", "Orsic"
    ]  # fmt: skip


def test_people_who_share_a_surname_stay_apart() -> None:
    text = "Peter Halloran was shot. His brother, Simon Halloran, said Peter had been warned."

    names = {a.name for a in read(text).actors if a.kind is Kind.PERSON}

    assert {"Peter Halloran", "Simon Halloran"} <= names


def test_an_article_of_transliteration_does_not_part_a_person() -> None:
    text = "General Omar al-Tarawi spoke. Tarawi denied it."

    assert mentions(read(text), text, "Omar al-Tarawi") == ["General Omar al-Tarawi", "Tarawi"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ziad al-Rahala", "Ziyad al-Rahaleh"), ("Sergei Orlov", "Sergey Orlov")],
)
def test_transliterations_of_a_name_meet_in_one_person(first: str, second: str) -> None:
    text = f"President {first} spoke. President {second} left."

    assert len([a for a in read(text).actors if a.kind is Kind.PERSON]) == 1


def test_two_titled_people_joined_by_and_stay_two() -> None:
    text = "Police Commissioner Nora Lind and Mayor Jane Roe came."

    assert {a.name for a in read(text).actors if a.kind is Kind.PERSON} == {"Nora Lind", "Jane Roe"}


def test_a_title_in_apposition_is_a_name_for_later() -> None:
    text = "Pavel Orsic, the Serbian foreign minister, left. The foreign minister said it was late."

    assert "The foreign minister" in mentions(read(text), text, "Pavel Orsic")


def test_a_minister_of_another_state_is_another_person() -> None:
    text = "Pavel Orsic, the Serbian foreign minister, left. The French foreign minister said no."

    assert "The French foreign minister" not in mentions(read(text), text, "Pavel Orsic")


def test_an_officer_is_the_one_of_military_rank_however_it_is_abbreviated() -> None:
    text = "Col. Peter Hansen met the minister, Jane Quill. The officer said the road was open."
    cast = read(text)

    assert actor(cast, text, "The officer") == actor(cast, text, "Col. Peter Hansen")


def test_a_title_says_to_whom_a_person_belongs() -> None:
    cast = read("Norwegian Foreign Minister Lars Vik said he would travel.")
    person = next(a for a in cast.actors if a.kind is Kind.PERSON)

    assert cast.actor(person.affiliation).name == "Norway"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "person", "owner"),
    [
        pytest.param("Nora Lind, head of the Meridian Relief Fund, said food was short.",
                     "Nora Lind", "Meridian Relief Fund", id="apposition"),
        pytest.param("Hamas spokesman Karim Odeh said the talks had stalled.",
                     "Karim Odeh", "Hamas", id="title"),
        pytest.param("Reuters's Nora Lind said the road was cut.",
                     "Nora Lind", "Reuters", id="possessive"),
        pytest.param("A spokesman for Hamas in Doha, Karim Odeh, said it was false.",
                     "Karim Odeh", "Hamas", id="title-before-a-comma"),
        pytest.param("Ministers Pavel Orsic of Serbia and Jan Novy of Austria met.",
                     "Pavel Orsic", "Serbia", id="of-a-state"),
        pytest.param("Hassan Nasrallah said the front would stay open.",
                     "Hassan Nasrallah", "Hezbollah", id="leader-of-a-movement"),
        pytest.param("The Peruvian army fired first. Colonel Luis Vera said nobody was hurt.",
                     "Luis Vera", "Peruvian army", id="rank"),
    ],
)  # fmt: skip
def test_a_person_belongs_to_the_body_named_beside_him(text: str, person: str, owner: str) -> None:
    cast = read(text)
    found = next(a for a in cast.actors if a.name == person)
    body = cast.actor(found.affiliation)

    assert body is not None
    assert body.name == owner


def test_an_envoy_to_a_state_is_not_of_it() -> None:
    cast = read("Nora Lind, ambassador to Syria, left on Monday.")

    assert next(a for a in cast.actors if a.name == "Nora Lind").affiliation is None


def test_a_minister_in_an_official_text_is_of_the_state_that_publishes_it() -> None:
    cast = read("Foreign Secretary Nora Lind met Iraq's leaders. Iraq agreed.", "UK government")
    owner = cast.actor(next(a for a in cast.actors if a.name == "Nora Lind").affiliation)

    assert owner is not None
    assert owner.name == "United Kingdom"
