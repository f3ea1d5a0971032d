"""Countries: their codes, names, peoples, capitals and seats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.knowledge.countries import (
    Country,
    by_adjective,
    by_code,
    by_name,
    by_people,
    by_seat,
    countries,
    fold,
)


def test_every_iso_code_has_one_country() -> None:
    codes = [c.code for c in countries() if c.code]

    assert len(codes) == len(set(codes)) == 250  # ISO 3166-1 has 249; and Kosovo


def test_every_country_has_a_point_and_a_wikidata_id() -> None:
    lacking = [
        c.name
        for c in countries()
        if c.lat is None or c.lon is None or not (c.wikidata or "").startswith("Q")
    ]

    assert lacking == []


def test_no_word_names_two_countries() -> None:
    """A shared word would make the look-up depend on the order of the table."""
    owners: dict[tuple[str, str], set[str]] = {}
    for country in countries():
        words = [("name", w) for w in (country.name, *country.aliases)]
        words += [("adjective", w) for w in country.adjectives]
        words += [("people", w) for w in country.peoples]
        for kind, word in words:
            owners.setdefault((kind, fold(word).removeprefix("the ")), set()).add(country.name)

    assert [k for k, names in owners.items() if len(names) > 1] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("United States", "US"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("u.s.", "US"),
        ("America", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Cote d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("DRC", "CD"),
        ("Zaire", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Taiwan", "TW"),
        ("UAE", "AE"),
        ("Bosnia", "BA"),
        ("East Timor", "TL"),
    ],
)
def test_a_country_is_found_by_any_of_its_names(word: str, code: str) -> None:
    found = by_name(word)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("word", ["us", "car", "Atlantis", "", "Egyptian", "Cairo"])
def test_other_words_name_no_country(word: str) -> None:
    assert by_name(word) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Soviet Union", "Soviet Union"),
        ("USSR", "Soviet Union"),
        ("Yugoslavia", "Yugoslavia"),
        ("East Germany", "East Germany"),
        ("Czechoslovakia", "Czechoslovakia"),
    ],
)
def test_a_state_that_is_no_more_has_no_code(word: str, name: str) -> None:
    found = by_name(word)

    assert found is not None
    assert (found.name, found.code) == (name, None)


@pytest.mark.parametrize(
    ("word", "code"),
    [("Egyptian", "EG"), ("Saudi", "SA"), ("french", "FR"), ("Dutch", "NL"), ("Nigerien", "NE")],
)
def test_an_adjective_leads_to_its_country(word: str, code: str) -> None:
    found = by_adjective(word)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Egyptians", "EG"),
        ("Saudis", "SA"),
        ("Palestinians", "PS"),
        ("Turks", "TR"),
        ("Chinese", "CN"),
    ],
)
def test_a_peoples_name_leads_to_its_country(word: str, code: str) -> None:
    found = by_people(word)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Cairo", "EG"),
        ("the Kremlin", "RU"),
        ("Downing Street", "GB"),
        ("Washington", "US"),
        ("Kiev", "UA"),
    ],
)
def test_a_capital_or_byword_leads_to_its_government(word: str, code: str) -> None:
    found = by_seat(word)

    assert found is not None
    assert found.code == code


def test_a_code_leads_to_its_country() -> None:
    found = by_code("SY")

    assert isinstance(found, Country)
    assert found.name == "Syria"


@given(st.text())
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
