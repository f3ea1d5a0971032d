"""Figures: what a number counts, whose number it is, and of which time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import find, named

from parley.items import Actor, Figure, Kind, Mark, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.figures import read_figures
from parley.text import segment

PUBLISHED = date(2023, 12, 24)


def read(text: str, *actors: Actor, dates: tuple[Timex, ...] = ()) -> tuple[Figure, ...]:
    return read_figures(segment(text), Cast(actors), dates, PUBLISHED)


def counts(text: str) -> list[tuple[float, str]]:
    return [(f.value, f.counted) for f in read(text)]


def dated(text: str, words: str, value: str, number: int = 1) -> Timex:
    """Give the day or the length that these words tell; `number` is that of its id."""
    kind = TimexType.DURATION if value.startswith("P") else TimexType.DATE
    return Timex(f"d{number}", find(text, words), kind, value)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert all(f.span.of(text) for f in read(text))


WORDS = st.sampled_from([
    "12", "dozens", "killed", "and", "wounded", ",", "3", "people", "were", "the", "including",
    "of", "deaths", "toll", "rose", "to", "more", "than", ".", "(", ")", "--", "5%", "$", "2.3",
    "million", "who", "fled", "since", "by", "at", "least", "one",
])  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_no_heap_of_our_words_breaks_the_reading(text: str) -> None:
    spans = [f.span for f in read(text)]

    assert spans == sorted(spans)


@given(st.integers(1, 99), st.sampled_from(["%", " percent", " per cent", " pct"]))
def test_a_percentage_counts_nobody(n: int, sign: str) -> None:
    assert counts(f"The shelling killed {n}{sign} of the herd and {n}{sign} were wounded.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 12 and wounded 30.", [(12, "killed"), (30, "injured")]),
        (
            "Twelve people were killed and 30 others were injured.",
            [(12, "killed"), (30, "injured")],
        ),
        ("Officials mourned the deaths of 12 miners.", [(12, "killed")]),
        ("The swap saw 105 captives released.", [(105, "released")]),
        ("The flood left 5 dead.", [(5, "killed")]),
        ("The storm claimed 20 lives.", [(20, "killed")]),
        ("The death toll from the quake rose to 35.", [(35, "killed")]),
        ("Nine soldiers and two drivers were abducted.", [(9, "captured"), (2, "captured")]),
        ("Forty guards, including three boys, died.", [(40, "killed"), (3, "killed")]),
        ("Police arrested 15 men and three women.", [(15, "detained"), (3, "detained")]),
        ("Nearly 4,000 families fled their farms.", [(4000, "displaced")]),
        ("Dozens are still missing.", [(24, "missing")]),
        ("The camp shelters 900 refugees.", [(900, "displaced")]),
        ("Donors pledged $40 million in aid.", [(40_000_000, "aid")]),
        ("The strike killed and wounded 60 civilians.", [(60, "other")]),
        ("About 200 troops guard the dam.", [(200, "other")]),
        ("a town with a population of 9,000", [(9000, "population")]),
        ("They agreed on a five-day truce.", [(5, "duration")]),
        ("The rebels took 40 prisoners.", [(40, "captured")]),
        ("The dead included four nurses.", [(4, "killed")]),
        ("Two guards and a cook were wounded.", [(2, "injured")]),
        (
            "In all, 9 men - 5 guards and 4 cooks - died.",
            [(9, "killed"), (5, "killed"), (4, "killed")],
        ),
        ("The crew rescued 90 people from a sinking boat.", [(90, "displaced")]),
    ],
)
def test_the_words_around_a_number_say_what_it_counts(text: str, expected: list[object]) -> None:
    assert counts(text) == expected
    assert counts(text.lower()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old man was killed.",
        "Jane Roe, 44, was killed.",
        "He was killed in 1994.",
        "They were killed 12 km from the border.",
        "The rebels destroyed eight tanks and captured three vehicles.",
        "Resolution 242 was read out.",
        "They met four times and held two rounds of talks.",
        "Bread costs 12 dollars.",
        "None of the 12 guards was hurt.",
        "Two bombs killed the mayor.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert counts(text) == []


def test_a_number_inside_a_date_is_no_figure() -> None:
    text = "The raid killed on 19 people mourn."

    assert read(text, dates=(dated(text, "19", "2023-03-19"),)) == ()


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The Red Guard killed 12 farmers.", "Red Guard"),
        ("The Red Guard stormed the depot, killing 12 farmers.", "Red Guard"),
        ("Twelve farmers were killed by the Red Guard.", "Red Guard"),
        ("Twelve farmers were killed when the Red Guard stormed a depot.", "Red Guard"),
        ("Twelve farmers were killed in a Red Guard attack.", "Red Guard"),
        ("Twelve farmers were killed near the Red Guard post.", None),
    ],
)
def test_only_one_whom_the_text_names_is_responsible(text: str, agent: str | None) -> None:
    (figure,) = read(text, named(text, "Red Guard", 1, Kind.ARMED_GROUP))

    assert figure.by == ("a1" if agent else None)


def test_the_network_may_say_what_the_rules_cannot() -> None:
    text = "Fifty of the herders went into the pit."
    mark = Mark("figure", "killed", find(text, "Fifty"), 0.9)
    figures = read_figures(segment(text), Cast(()), (), PUBLISHED, [mark])

    assert [(f.value, f.counted) for f in figures] == [(50, "killed")]


def test_an_ellipsis_counts_the_same_people() -> None:
    text = "Two herders were killed and three were wounded."
    figures = read(text, named(text, "herders", 1, Kind.POPULATION))

    assert [f.of for f in figures] == ["a1", "a1"]


def test_since_runs_until_the_day_of_publication() -> None:
    text = "Shelling has killed 40 people since March 19."
    (figure,) = read(text, dates=(dated(text, "March 19", "2023-03-19"),))

    assert (figure.since, figure.until) == ("2023-03-19", "2023-12-24")


def test_since_the_war_began_points_to_the_day_of_its_beginning() -> None:
    text = "The war began on March 19. Since the start of the war, 40 people have been killed."
    (figure,) = read(text, dates=(dated(text, "March 19", "2023-03-19"),))

    assert (figure.since, figure.until) == ("2023-03-19", "2023-12-24")


def test_the_day_on_which_something_is_said_is_no_period() -> None:
    text = "Shelling killed 40 people, police said on March 19."
    (figure,) = read(text, dates=(dated(text, "March 19", "2023-03-19"),))

    assert (figure.since, figure.until) == (None, None)


def test_a_table_of_numbers_is_no_prose() -> None:
    assert read("killed 12 and " * 2000) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Police said that one farmer was killed.", [(1, "killed")], id="that one"),
        pytest.param("Tens of villagers were killed.", [(20, "killed")], id="tens of"),
        pytest.param("Killed: 14. Injured: 60.", [(14, "killed"), (60, "injured")], id="table"),
        pytest.param("Medics met 12 wounded soldiers.", [(12, "injured")], id="attribute"),
        pytest.param("There were 46 arrests in one night.", [(46, "detained")], id="arrests"),
        pytest.param('He regrets the "murder" of 19 people.', [(19, "killed")], id="quotes"),
        pytest.param("A bomb killed a total of 30 people.", [(30, "killed")], id="total of"),
        pytest.param("Two pilots died and two survived.", [(2, "killed")], id="own verb"),
        pytest.param("Guards killed a boy, 16, and left.", [], id="age"),
        pytest.param("The raid killed men of unit no. 4.", [], id="label"),
        pytest.param("The fighting began at 0630.", [], id="hour"),
    ],
)
def test_a_number_counts_what_its_words_say(text: str, found: list[tuple[int, str]]) -> None:
    assert counts(text) == found


@pytest.mark.parametrize(
    ("text", "marked", "label"),
    [("A boy, 16, was seen.", "16", "killed"), ("Shot by 2 guards.", "2", "killed")],
)
def test_no_mark_makes_a_toll_of_an_age_or_of_those_who_did_it(
    text: str, marked: str, label: str
) -> None:
    mark = Mark("figure", label, find(text, marked), 0.9)

    assert read_figures(segment(text), Cast(()), (), PUBLISHED, [mark]) == ()


def test_they_who_arrested_are_those_the_pronoun_means() -> None:
    text = "Police said they had arrested 14 men."
    (figure,) = read(text, named(text, "Police", 1, Kind.GOVERNMENT_BODY))

    assert figure.by == "a1"


def test_what_lasted_a_week_and_ended_on_a_day_began_a_week_before() -> None:
    text = "The truce lasted a week and ended on March 19, with the release of 40 captives."
    dates = (dated(text, "a week", "P1W"), dated(text, "March 19", "2023-03-19", 2))
    (figure,) = read(text, dates=dates)

    assert (figure.since, figure.until) == ("2023-03-12", "2023-03-19")


def test_a_year_narrows_to_the_attack_that_the_report_dates_in_it() -> None:
    text = "The bombing was on March 19, 2021. The 2021 attack killed 40 people."
    year = Timex("d2", find(text, "2021", 2), TimexType.DATE, "2021")
    dates = (dated(text, "March 19, 2021", "2021-03-19"), year)
    (figure,) = read(text, dates=dates)

    assert (figure.since, figure.until) == ("2021-03-19", "2021-03-19")


def test_casualties_inflicted_on_an_army_are_the_armys() -> None:
    text = "Rebels inflicted 10 casualties on the army."
    rebels, army = (
        named(text, "Rebels", 1, Kind.ARMED_GROUP),
        named(text, "the army", 2, Kind.GOVERNMENT_BODY),
    )
    (figure,) = read(text, rebels, army)

    assert (figure.of, figure.by) == ("a2", "a1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The war has left 900 people dead and driven over 5,000 from their homes.",
                     [(900, "killed"), (5000, "displaced")], id="from home"),
        pytest.param("Floods killed 12 and forced some 300 families to flee.",
                     [(12, "killed"), (300, "displaced")], id="to flee"),
        pytest.param("The fire left 40 dead and made 2,000 homeless.",
                     [(40, "killed"), (2000, "displaced")], id="homeless"),
        pytest.param("The blast left 40 dead and 60 wounded.",
                     [(40, "killed"), (60, "injured")], id="left wounded"),
    ],
)  # fmt: skip
def test_a_verb_whose_end_stands_behind_the_number_counts_it(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert counts(text) == expected


def test_those_who_were_displaced_are_not_the_dead_counted_before_them() -> None:
    text = "The war has left 900 people dead and driven over 5,000 from their homes."
    dead = named(text, "900 people", 1, Kind.POPULATION)
    [killed, displaced] = read(text, dead)

    assert (killed.of, displaced.of) == ("a1", None)
