"""Places: which names are places, where they are, and which are actors or people."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import find

from parley.items import Mark, Place
from parley.reading.places import read_places
from parley.text import segment

SHARED = Path(__file__).parents[2] / "shared"


def places(text: str) -> list[tuple[str, str | None]]:
    """Give the words and the country of every place in a text."""
    return [(p.span.of(text), p.country) for p in read_places(segment(text))]


def words(text: str) -> list[str]:
    return [w for w, _ in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell near Donetsk on Monday.", [("Donetsk", "UA")]),
        (
            "He was born in Khartoum and lives in Port Sudan.",
            [("Khartoum", "SD"), ("Port Sudan", "SD")],
        ),
        ("Trucks crossed into Rafah, southern Gaza.", [("Rafah", "PS"), ("Gaza", "PS")]),
        ("They fled across northern Mali.", [("Mali", "ML")]),
        ("Ships left the Red Sea for the Suez Canal.", [("Red Sea", None), ("Suez Canal", "EG")]),
    ],
)
def test_a_place_is_found_with_its_country(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        pytest.param("Britain sent ships. British marines fought on, and Britain said little. "
                     "Troops landed near Stanley on the Falkland Islands.", "Stanley", "FK",
                     id="beside its islands"),
        pytest.param("Trinidad and Tobago was calm. In San Fernando the shops were open.",
                     "San Fernando", "TT", id="named in two words"),
        pytest.param("Costa Rica closed its border. In San Jose the shops were open.", "San Jose",
                     "CR", id="its capital"),
    ],
)  # fmt: skip
def test_a_town_lies_in_the_country_that_the_report_speaks_of(
    text: str, word: str, country: str
) -> None:
    assert dict(places(text))[word] == country


def test_every_occurrence_is_an_item() -> None:
    text = "Talks began in Goma. Rebels hold Goma, and aid cannot reach Goma."

    assert words(text) == ["Goma", "Goma", "Goma"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Jordan said he would resign.", id="titled person"),
        pytest.param("Reading the letter took an hour.", id="ordinary word"),
        pytest.param("The Washington Post printed the memo.", id="newspaper"),
        pytest.param("Governors of the Bank of England met.", id="body"),
        pytest.param("She teaches at the University of Tripoli.", id="university"),
        pytest.param("The Egyptian envoy flew home.", id="adjective"),
        pytest.param(
            "Fighters of the Islamic State of Iraq and the Levant fled.", id="armed group"
        ),
    ],
)
def test_a_name_that_is_no_place_is_left_alone(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Moscow said it would not attend.", id="capital speaks"),
        pytest.param("Turkey accused its neighbour of shelling.", id="state accuses"),
        pytest.param("The offer was rejected by Iran.", id="by"),
        pytest.param("Talks between Sudan and Chad broke down.", id="between"),
        pytest.param("The president of Kenya resigned.", id="office"),
    ],
)
def test_a_state_that_acts_is_no_place(text: str) -> None:
    assert places(text) == []


def test_acting_states_are_given_when_asked_for() -> None:
    doc = segment("Moscow said it would not attend.")

    assert [p.country for p in read_places(doc, metonyms=True)] == ["RU"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("A bomb went off in Tripoli, Lebanon, on Friday.", "LB", id="container"),
        pytest.param("A bomb went off in Tripoli. Libya has two governments.", "LY", id="context"),
        pytest.param("A tornado struck Paris, Texas.", "US", id="state"),
        pytest.param("A march was held in Paris.", "FR", id="population"),
    ],
)
def test_a_name_of_many_places_is_told_by_its_surroundings(text: str, country: str) -> None:
    assert places(text)[0][1] == country


def test_a_container_named_once_holds_for_the_whole_report() -> None:
    text = "PARIS, Texas (AP) -- A tornado struck on Monday. Roofs were torn off in Paris."

    assert {c for w, c in places(text) if w.lower() == "paris"} == {"US"}


def test_a_dateline_is_a_place() -> None:
    assert words("NAIROBI (Wire) -- Two aid workers were freed.") == ["NAIROBI"]


def test_a_facility_unknown_to_the_gazetteer_lies_where_the_report_is() -> None:
    text = "Rockets hit Qarnath airport. Two planes burned in Benghazi."
    found = read_places(segment(text))

    assert [(p.span.of(text), p.country) for p in found] == [
        ("Qarnath airport", "LY"),
        ("Benghazi", "LY"),
    ]
    assert found[0].lat is None


def test_a_text_in_small_letters_is_read_by_its_prepositions() -> None:
    text = "a bomb exploded in managua, nicaragua, near the turkey farm of a colonel in leon."

    assert words(text) == ["managua", "nicaragua", "leon"]


def test_a_mark_makes_an_unknown_name_a_place() -> None:
    text = "Fighters entered Zorvany, a village in Mali."
    mark = Mark("place", "place", find(text, "Zorvany"), 0.9)
    found = read_places(segment(text), [mark])

    assert [(p.span.of(text), p.country) for p in found] == [("Zorvany", "ML"), ("Mali", "ML")]


def test_a_persons_mark_forbids_a_place() -> None:
    text = "Florence lives in Goma."
    mark = Mark("name", "PER", find(text, "Florence"), 0.9)

    assert [p.span.of(text) for p in read_places(segment(text), [mark])] == ["Goma"]


@given(st.text(alphabet="Aleppo, in Syria'-\n.KharkivofUS ", max_size=80))
def test_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found: tuple[Place, ...] = read_places(segment(text))

    assert all(p.span.end <= len(text) for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert [p.id for p in found] == [f"p{i}" for i in range(1, len(found) + 1)]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside the checkout")
def test_gold_reports_name_countries_we_find() -> None:
    """Every gold report names places; finding none in one would be a broken table."""
    for path in sorted((SHARED / "gold").glob("*.txt")):
        assert read_places(segment(path.read_text(encoding="utf-8"))), path.name


def test_a_place_inside_the_name_of_a_body_is_none() -> None:
    text = "The Free Army of Goma shelled Goma."
    body = find(text, "The Free Army of Goma")
    found = read_places(segment(text), (), [body])

    assert [p.span.start for p in found] == [text.rindex("Goma")]


def test_a_state_that_the_network_passed_over_must_be_said_to_be_where() -> None:
    """The network reads Uganda as an actor; only "in" makes it a place all the same."""
    text = "Kenya urged Uganda to wait. Talks in Uganda began near Gulu."
    mark = Mark("place", "place", find(text, "Gulu"), 0.9)
    found = read_places(segment(text), [mark])

    assert [(p.span.start, p.name) for p in found] == [
        (text.rindex("Uganda"), "Uganda"),
        (text.index("Gulu"), "Gulu"),
    ]


def test_a_small_namesake_abroad_gives_way_to_the_reports_own_country() -> None:
    """The known Escalon lies in California, so the one meant is too small to be known."""
    text = "Salvadoran soldiers and Salvadoran rebels fought in the Salvadoran town of Escalon."
    (escalon,) = read_places(segment(text))

    assert (escalon.country, escalon.lat) == ("SV", None)
